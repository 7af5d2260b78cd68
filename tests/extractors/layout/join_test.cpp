#include "extractors/layout/join.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <string>

using namespace assay;

namespace {

Block block(int page, double y, const std::string& text, BlockKind kind = BlockKind::paragraph) {
  Block out;
  out.kind = kind;
  out.text = text;
  out.place.page = page;
  out.place.box = Box{50, y, 500, y + 12};
  return out;
}

// One page with a running header, a body, a table and a page number.
Document page(int number, int total) {
  Document out;
  out.span = {number, number, total};
  Page p;
  p.number = number;
  p.width = 595;
  p.height = 842;
  p.language = number % 3 == 0 ? "de" : "en";
  out.pages.push_back(p);
  out.blocks.push_back(block(number, 30, "Yearly report, chapter " + std::to_string(number)));
  out.blocks.push_back(block(number, 200, number % 2 == 0 ? "went on to say more." : "Somebody, whose words"));
  Block table = block(number, 400, "", BlockKind::table);
  table.table = 0;
  out.blocks.push_back(table);
  Table t;
  t.rows = t.columns = 1;
  t.title = "table of page " + std::to_string(number);
  out.tables.push_back(t);
  if (number % 2 == 1) out.blocks.push_back(block(number, 600, "This paragraph ends without a"));
  out.blocks.push_back(block(number, 810, std::to_string(number) + " / " + std::to_string(total)));
  return out;
}

// The pages first..last as an extractor gives them for a span.
Document span(int first, int last, int total) {
  Document out = page(first, total);
  for (int number = first + 1; number <= last; ++number) {
    Document next = page(number, total);
    for (Block& b : next.blocks) {
      if (b.table) *b.table += static_cast<int>(out.tables.size());
      out.blocks.push_back(b);
    }
    out.pages.push_back(next.pages[0]);
    out.tables.push_back(next.tables[0]);
  }
  out.span.last_page = last;
  return out;
}

std::string describe(const Document& document) {
  std::string out = document.metadata.language + std::to_string(document.span.last_page);
  for (const Block& b : document.blocks) {
    out += std::string(to_string(b.kind)) + '|' + b.text + '|' + std::to_string(b.level.value_or(0)) + '|';
    if (b.table) out += document.tables[static_cast<std::size_t>(*b.table)].title;
    out += '\n';
  }
  return out;
}

// How many of the lines, one to a page and at the same place, are headers or footers.
std::ptrdiff_t furniture(const std::vector<std::string>& lines, BlockKind kind = BlockKind::paragraph) {
  std::vector<Document> pages;
  const int total = static_cast<int>(lines.size());
  for (int number = 1; number <= total; ++number) {
    Document one = page(number, total);
    one.blocks = {block(number, 100, lines[static_cast<std::size_t>(number) - 1], kind),
                  block(number, 300, "Words of page " + std::to_string(number) + ".")};
    one.tables.clear();
    pages.push_back(one);
  }
  const Document joined = join_spans(std::move(pages));
  return std::ranges::count(joined.blocks, BlockKind::page_header, &Block::kind);
}

// A page with one table of three columns from y0 to y1: names where given, then rows of figures.
Document table_page(int number, double y0, double y1, bool names, int rows) {
  Document out;
  out.span = {number, number, 3};
  Page p;
  p.number = number;
  p.width = 595;
  p.height = 842;
  out.pages.push_back(p);
  Table table;
  table.columns = 3;
  table.header_rows = 1;  // without names the layout takes the first row for them
  const auto add = [&](std::array<const char*, 3> texts) {
    for (int column = 0; column < 3; ++column) {
      Cell cell;
      cell.row = table.rows;
      cell.column = column;
      cell.text = texts[static_cast<std::size_t>(column)];
      table.cells.push_back(cell);
    }
    ++table.rows;
  };
  if (names) add({"Article", "Pieces", "Price"});
  for (int i = 0; i < rows; ++i) add({"Anchor", "4", "120.00"});
  table.place.page = number;
  table.place.box = Box{50, y0, 500, y1};
  Block b = block(number, y0, "", BlockKind::table);
  b.place.box->y1 = y1;
  b.table = 0;
  out.blocks.push_back(b);
  out.tables.push_back(table);
  return out;
}

}  // namespace

TEST_CASE("a table goes on over the page, under its names again or without them") {
  const Document joined =
      join_spans({table_page(1, 200, 780, true, 9), table_page(2, 60, 780, false, 9), table_page(3, 60, 300, true, 4)});
  REQUIRE(joined.tables.size() == 3);
  CHECK_FALSE(joined.tables[0].continues);
  CHECK(joined.tables[1].continues == 0);
  CHECK(joined.tables[1].header_rows == 0);
  CHECK(&named_by(joined, joined.tables[1]) == &joined.tables[0]);
  CHECK(joined.tables[2].continues == 0);
  CHECK(joined.tables[2].header_rows == 1);
  CHECK(&named_by(joined, joined.tables[2]) == &joined.tables[2]);
}

TEST_CASE("a table on the next page that is another one is not joined") {
  Document other = table_page(2, 60, 300, true, 4);
  other.tables[0].cells.loose()[1].text = "Berths";  // other names
  CHECK_FALSE(join_spans({table_page(1, 200, 780, true, 9), other}).tables[1].continues);
  Document years = table_page(2, 60, 300, true, 4);  // of another table
  years.tables[0].cells.loose()[1].text = "2023";
  years.tables[0].cells.loose()[2].text = "2022";
  CHECK_FALSE(join_spans({table_page(1, 200, 780, true, 9), years}).tables[1].continues);
  Document titled = table_page(2, 60, 300, false, 4);
  titled.tables[0].title = "Table 2";
  CHECK_FALSE(join_spans({table_page(1, 200, 780, true, 9), titled}).tables[1].continues);
  Document behind_text = table_page(2, 60, 300, false, 4);
  behind_text.blocks.insert(behind_text.blocks.begin(), block(2, 40, "Something else is said before it."));
  CHECK_FALSE(join_spans({table_page(1, 200, 780, true, 9), behind_text}).tables[1].continues);
  CHECK_FALSE(join_spans({table_page(1, 200, 400, true, 9), table_page(2, 60, 300, false, 4)}).tables[1].continues);
}

TEST_CASE("running headers and page numbers are furniture, paragraphs go on over the page break") {
  const Document joined = join_spans({span(1, 6, 6)});
  int headers = 0, footers = 0;
  for (const Block& b : joined.blocks) {
    headers += b.kind == BlockKind::page_header;
    footers += b.kind == BlockKind::page_footer;
  }
  CHECK(headers == 6);
  CHECK(footers == 6);
  const std::string text = plain_text(joined);
  CHECK(text.find("Yearly report") == std::string::npos);
  CHECK(text.find("This paragraph ends without a went on to say more.") != std::string::npos);
}

TEST_CASE("numbers that count the pages may differ in what repeats") {
  CHECK(furniture({"Report | Page 1 of 3", "Report | Page 2 of 3", "Report | Page 3 of 3"}) == 3);
  CHECK(furniture({"Yearly report 2023 17", "Yearly report 2023 18", "Yearly report 2023 19"}) == 3);
  CHECK(furniture({"12 A. Weber et al.", "Journal of Anchors 13", "14 A. Weber et al.", "Journal of Anchors 15",
                   "16 A. Weber et al.", "Journal of Anchors 17"}) == 6);
  CHECK(furniture({"iii Preface", "iv Preface", "v Preface"}) == 3);
  CHECK(furniture({"Annex F-9", "Annex F-10", "Annex F-11"}) == 3);
  CHECK(furniture({"Anchors Ltd, 2/5", "Anchors Ltd, 3/5", "Anchors Ltd, 4/5"}) == 3);
  CHECK(furniture({"Canvass Page 1/ 2", "Canvass Page 2/ 2", "Canvass Page 1/ 4"}) == 3);
  CHECK(furniture({"48 Harbour board", "49 Harbour board", "50 Harbour board"}, BlockKind::footnote) == 3);
  CHECK(furniture({"Anchors Ltd | 7 | Confidential", "Anchors Ltd | 8 | Confidential",
                   "Anchors Ltd | 9 | Confidential"}) == 3);
  for (const std::string of : {" z ", " av ", " van ", " \u0438\u0437 ", " of "}) {
    CAPTURE(of);
    CHECK(furniture({"Form 12-B, sheet 2" + of + "9 (2024)", "Form 12-B, sheet 3" + of + "9 (2024)",
                     "Form 12-B, sheet 4" + of + "9 (2024)"}) == 3);
  }
  CHECK(furniture({"Strona 1 z 2", "Strona 2 z 2", "Strona 1 z 4"}) == 3);
  CHECK(furniture({"As of 3.4.2023", "As of 3.4.2023", "As of 3.4.2023"}) == 3);
  CHECK(furniture({"3.2 Methods", "3.2 Methods", "3.2 Methods"}) == 3);
  // Parts that begin to count anew.
  CHECK(furniture({"Letter, page 1 of 2", "Letter, page 2 of 2", "Letter, page 1 of 4"}) == 3);
}

TEST_CASE("lines with other numbers on each page are content") {
  CHECK(furniture({"Invoice No. 20230", "Invoice No. 20237", "Invoice No. 20244"}) == 0);
  CHECK(furniture({"Invoice No. 101", "Invoice No. 102", "Invoice No. 103"}) == 0);
  CHECK(furniture({"Invoice date: 3/02/2023", "Invoice date: 4/03/2023", "Invoice date: 5/04/2023"}) == 0);
  CHECK(furniture({"Total due: 1,234.00", "Total due: 5,747.12", "Total due: 8,868.41"}) == 0);
  CHECK(furniture({"Carried over 17", "Carried over 41", "Carried over 96"}) == 0);
  CHECK(furniture({"Berth 7 of 3 anchors", "Berth 9 of 3 anchors", "Berth 10 of 3 anchors"}) == 0);
  CHECK(furniture({"No. 7 of 9 anchors", "No. 8 of 9 anchors", "No. 9 of 9 anchors"}) == 0);
  CHECK(furniture({"Berth A7 of 3 anchors", "Berth A8 of 3 anchors", "Berth A9 of 3 anchors"}) == 0);
  CHECK(furniture({"1 See the report, page 40.", "2 See the report, page 41.", "3 See the report, page 42."},
                  BlockKind::footnote) == 0);
  CHECK(furniture({"7 Ibid.", "8 Ibid.", "9 Ibid."}, BlockKind::footnote) == 0);
  CHECK(furniture({"1 See the report, page 40, on this.", "2 See the report, page 41, on this.",
                   "3 See the report, page 42, on this."}) == 0);
}

TEST_CASE("a paragraph goes on over every page break, but not over a page that holds nothing") {
  const auto joined_words = [](std::initializer_list<int> blank) {
    std::vector<Document> pages;
    for (int number = 1; number <= 4; ++number) {
      Document one = page(number, 4);
      one.blocks.clear();
      one.tables.clear();
      const bool is_blank = std::ranges::find(blank, number) != blank.end();
      if (!is_blank) one.blocks.push_back(block(number, 200, "words of page " + std::to_string(number) + " and"));
      pages.push_back(one);
    }
    return join_spans(pages).blocks.size();
  };
  CHECK(joined_words({}) == 1);
  CHECK(joined_words({2}) == 2);
  CHECK(joined_words({2, 3}) == 2);
}

TEST_CASE("what stands once at the top of a page is no header") {
  Document one = page(1, 1);
  one.blocks.pop_back();  // the page number, which would tell of a frame
  const Document joined = join_spans({one});
  CHECK(joined.blocks[0].kind == BlockKind::paragraph);
}

TEST_CASE("a title in the words of the running header is no header") {
  std::vector<Document> pages;
  for (int number = 1; number <= 3; ++number) {
    Document one = page(number, 3);
    Block head = one.blocks[0];
    if (number == 1) {  // the title page has no running header but the title itself, larger and lower
      head.kind = BlockKind::heading;
      head.place.box->y0 += 20;
      head.place.box->y1 += 32;
      one.blocks[0] = head;
    }
    pages.push_back(one);
  }
  pages[0].blocks.insert(pages[0].blocks.begin(), pages[1].blocks[0]);
  pages[0].blocks[0].place.page = 1;
  pages[0].blocks[0].text = pages[0].blocks[1].text;
  const Document joined = join_spans(pages);
  CHECK(joined.blocks[0].kind == BlockKind::page_header);
  CHECK(joined.blocks[1].kind == BlockKind::heading);
}

TEST_CASE("a document without pages stays as it is") {
  Document sheet;
  sheet.blocks.push_back(block(1, 10, "only"));
  CHECK(join_spans({sheet}).blocks.size() == 1);
  CHECK(join_spans({sheet}).notices.empty());
  CHECK(join_spans({}).blocks.empty());
}

TEST_CASE("a document without text says so") {
  Document empty;
  CHECK(join_spans({empty}).notices.at(0).code == "completeness.no_text");
  empty.blocks.push_back(block(1, 10, "only a header"));
  empty.blocks[0].kind = BlockKind::page_header;
  CHECK(join_spans({empty}).notices.at(0).message.find("headers") != std::string::npos);
}

TEST_CASE("any cut into spans, in any order, gives the same document") {
  CHECK(rc::check("cuts", [] {
    const int total = *rc::gen::inRange(1, 12);
    const std::string whole = describe(join_spans({span(1, total, total)}));
    std::vector<Document> parts;
    for (int first = 1; first <= total;) {
      const int last = *rc::gen::inRange(first, total + 1);
      parts.push_back(span(first, last, total));
      first = last + 1;
    }
    if (*rc::gen::arbitrary<bool>()) std::reverse(parts.begin(), parts.end());
    RC_ASSERT(describe(join_spans(std::move(parts))) == whole);
  }));
}
