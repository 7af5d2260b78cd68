#include "extractors/layout/join.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
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

}  // namespace

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
