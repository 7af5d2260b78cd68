#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::SyntheticPage;

namespace {

std::string all_text(const LayoutResult& result) {
  std::string out;
  for (const Block& block : result.blocks) {
    out += block.text + '\n';
    if (block.table)
      for (const Cell& cell : result.tables[static_cast<std::size_t>(*block.table)].cells) out += cell.text + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("two columns of prose are read one after the other, and are no table") {
  SyntheticPage page;
  page.line(50, 40, "A title over both columns of the page", 18);
  page.prose(50, 100, 230, 20);
  page.line(50, 100 + 20 * 12, "leftend");
  page.line(315, 88, "rightstart");
  page.prose(315, 100, 230, 20);
  const LayoutResult result = lay_out(page.page());
  CHECK(result.tables.empty());
  const std::string text = all_text(result);
  CHECK(text.find("title") < text.find("leftend"));
  CHECK(text.find("leftend") < text.find("rightstart"));
  CHECK(result.words_in == result.words_out);
}

TEST_CASE("a short last band of two columns is still two columns") {
  SyntheticPage page;
  page.prose(50, 100, 230, 4);
  page.prose(315, 100, 230, 3);
  CHECK(lay_out(page.page()).tables.empty());
}

TEST_CASE("dirt in the gutter, read as a character, does not join two columns") {
  SyntheticPage page;
  page.prose(50, 100, 230, 13);
  page.line(50, 100 + 13 * 12, "leftend");
  page.line(286, 420, ";");
  page.line(292, 88, "rightstart");
  page.prose(292, 100, 230, 25);
  const std::string text = all_text(lay_out(page.page()));
  CHECK(text.find("leftend") < text.find("rightstart"));
}

TEST_CASE("terms and what they mean are read side by side, not as two columns") {
  SyntheticPage page;
  const char* const terms[] = {"Growth of revenue from devices", "Growth of content and services",
                               "Number of subscribers"};
  double y = 80;
  for (const char* term : terms) {
    page.line(50, y, term);
    page.line(250, y, std::string("Begins") + term[0]);
    y = page.prose(300, y, 250, 4) + 5;
  }
  const std::string text = all_text(lay_out(page.page()));
  CHECK(text.find("BeginsG") < text.find("Number of"));
}

TEST_CASE("a note in the margin is read before the paragraph beside it, not within its lines") {
  for (const bool left : {true, false}) {
    CAPTURE(left);
    SyntheticPage page;
    const double note_x = left ? 40 : 460, text_x = left ? 140 : 60;
    double y = 80;
    for (const char* const name : {"first", "second", "third", "fourth"}) {
      page.line(note_x, y + 2, std::string(name) + " note of", 8);
      page.line(note_x, y + 12, std::string("two lines ") + name, 8);
      page.line(text_x, y, std::string("begin") + name);
      page.prose(text_x + 60, y, 310, 1);
      y = page.prose(text_x, y + 12, 370, 3);
      page.line(text_x, y, std::string("end") + name);
      y += 24;
    }
    const LayoutResult result = lay_out(page.page());
    CHECK(result.tables.empty());
    std::string kept;
    for (const Block& block : result.blocks)
      kept += block.text.starts_with("begin") ? block.text.substr(0, block.text.find(' ')) + ".." +
                                                    block.text.substr(block.text.rfind(' ') + 1) + "; "
                                              : block.text + "; ";
    CHECK(kept ==
          "first note of two lines first; beginfirst..endfirst; second note of two lines second; "
          "beginsecond..endsecond; third note of two lines third; beginthird..endthird; "
          "fourth note of two lines fourth; beginfourth..endfourth; ");
    CHECK(result.words_in == result.words_out);
  }
}

TEST_CASE("lines of an address, of sums and of a verse stay lines, those of prose do not") {
  SyntheticPage page;
  const auto text_of = [](SyntheticPage& made) { return all_text(lay_out(made.page())); };
  page.line(40, 50, "Brack & Sons");
  page.line(40, 64, "77 Castle Hill, Calderport CP4 2LW");
  page.line(40, 78, "Telephone 0117 4960");
  page.line(40, 92, "The office is open from nine to four and closed on Fridays and in August.");
  const std::string address = text_of(page);
  CHECK(address.find("Brack & Sons\n77 Castle Hill, Calderport CP4 2LW\nTelephone 0117 4960\nThe office") !=
        std::string::npos);
  SyntheticPage prose;
  prose.prose(40, 50, 300, 12);
  const std::string running = text_of(prose);
  CHECK(running.find('\n') == running.size() - 1);
}

TEST_CASE("prose that is set narrower than the text around it, and ragged, has no lines") {
  SyntheticPage page;
  const double y = page.prose(40, 50, 450, 4);
  page.line(100, y + 20, "The committee met in the spring and found that the harbour");
  page.line(100, y + 32, "needs a new wall before the winter storms begin. Members");
  page.line(100, y + 44, "Agreed that the old stones can be used again where they");
  page.line(100, y + 56, "are sound, and that the rest shall be brought from the");
  page.line(100, y + 68, "quarry above the village.");
  page.line(100, y + 100, "The cost was estimated at four hundred thousand");
  page.line(100, y + 112, "crowns, of which the county pays one half.");
  const std::string text = all_text(lay_out(page.page()));
  CHECK(text.find("harbour needs") != std::string::npos);
  CHECK(text.find("Members Agreed") != std::string::npos);
  CHECK(text.find("from the quarry") != std::string::npos);
  CHECK(text.find("thousand crowns") != std::string::npos);
}

TEST_CASE("four small pages on one are read row by row, two columns of one page column by column") {
  const auto order = [](double right, double low) {
    SyntheticPage page;
    const char* const names[] = {"one", "two", "three", "four"};
    for (int i = 0; i < 4; ++i) {
      const double x = i % 2 == 0 ? 40 : right, y = i < 2 ? 50 : low;
      page.line(x, y, names[i]);
      page.prose(x, y + 12, 220, 12 + i);
    }
    const std::string text = all_text(lay_out(page.page()));
    std::vector<std::size_t> at;
    for (const char* const name : names) at.push_back(text.find(std::string(name) + '\n'));
    return at;
  };
  const std::vector<std::size_t> small_pages = order(40 + 595 / 2.0, 50 + 842 / 2.0);
  CHECK(std::is_sorted(small_pages.begin(), small_pages.end()));
  const std::vector<std::size_t> columns = order(300, 230);
  CHECK(columns[2] < columns[1]);
}

TEST_CASE("two columns of a page with margins as narrow as their gutter are read column by column") {
  SyntheticPage page;
  constexpr double margin = 20, gutter = 20, step = 14;
  const double column = (595 - 2 * margin - gutter) / 2;
  for (int i = 0; i < 58; ++i) {
    // No line stands across the middle of the page.
    const double y = i < 29 ? 421 - 2 - 9 - (28 - i) * step : 421 + 4 + (i - 29) * step;
    page.line(margin, y, "l" + std::to_string(i) + " boats lie in the harbour of the old town until spring", 9);
    page.line(margin + column + gutter, y, "r" + std::to_string(i) + " ropes hang in the loft above the net store", 9);
  }
  const std::string text = all_text(lay_out(page.page()));
  CHECK(text.find("l57 ") < text.find("r0 "));
  CHECK(text.find("l29 ") < text.find("r28 "));
}

TEST_CASE("a line of OCR without tall letters goes on with its paragraph, and what is smaller is one of its own") {
  SyntheticPage page;
  page.line(60, 100, "The council decided to raise the dikes by half a metre and to plant willows where", 11);
  page.line(60, 117, "erosion was worse on", 8.8);
  page.line(60, 140, "Der Rat beschloss den Bau einer neuen Mole sowie die Erneuerung aller Boote im alten", 11);
  page.line(60, 157, "Museum am See.", 8.8);
  page.line(60, 180, "Opening hours of the office", 14);
  page.line(60, 198, "Fishermen noticed that salmon returned earlier and in larger numbers than the others", 11);
  page.line(60, 213, "had predicted in their report of the spring, which none of them had read to its end,", 11);
  page.line(60, 228, "and none had kept.", 11);
  for (LayoutWord& word : page.page().words) word.font_size = 0;
  std::vector<std::string> ends;
  for (const Block& block : lay_out(page.page()).blocks) ends.push_back(block.text.substr(block.text.size() - 8));
  CHECK(ends == std::vector<std::string>{"worse on", " am See.", "e office", "ad kept."});
}

TEST_CASE("short lines of OCR of other heights are no sentence that goes on") {
  SyntheticPage page;
  page.line(60, 100, "Northgate Joinery Limited", 12);
  page.line(60, 116, "131 Tanners Row Stainby", 10);
  page.line(60, 130, "Net amount: GBP 1,410.77", 10);
  page.line(60, 144, "VAT: GBP 282.15", 8.5);
  for (LayoutWord& word : page.page().words) word.font_size = 0;
  CHECK(all_text(lay_out(page.page())).find("Limited 131") == std::string::npos);
}

TEST_CASE("columns of different line pitch inside one half of the page are still columns") {
  SyntheticPage page;
  page.prose(40, 80, 130, 20, 9);
  page.line(60, 80 + 21 * 10.8, "Endofthefirst");
  page.prose(190, 203, 130, 7, 10);
  page.line(200, 203 + 8 * 12, "Endofthesecond");
  page.prose(370, 80, 190, 25, 10);
  page.line(380, 80 + 26 * 12, "Endofthethird");
  const LayoutResult result = lay_out(page.page());
  const std::string text = all_text(result);
  CHECK(text.find("Endofthefirst") < text.find("Endofthesecond"));
  CHECK(text.find("Endofthesecond") < text.find("Endofthethird"));
  // The lines of the second do not stand between those of the first.
  CHECK(text.find("Endofthefirst") < text.size() * 2 / 5);
  CHECK(result.tables.empty());
}

TEST_CASE("a table drawn with lines keeps its cells, wrapped and spanning ones too") {
  SyntheticPage page;
  for (const double y : {100.0, 130.0, 160.0, 190.0}) page.rule(50, y, 350, y);
  page.rule(50, 100, 50, 190);
  page.rule(350, 100, 350, 190);
  page.rule(150, 130, 150, 190);  // the first row spans all columns
  page.rule(250, 130, 250, 190);
  page.line(55, 110, "Prices of the year");
  page.line(55, 132, "Copper wire");
  page.line(55, 144, "thick");
  page.line(155, 140, "12.50");
  page.line(255, 140, "13.00");
  page.line(55, 170, "Zinc");
  page.line(155, 170, "7.10");
  page.line(255, 170, "7.90");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.found_by == TableSource::ruled);
  CHECK(table.rows == 3);
  CHECK(table.columns == 3);
  CHECK(test::cell(table, 0, 0) == "Prices of the year");
  CHECK(table.cells[0].column_span == 3);
  CHECK(test::cell(table, 1, 0) == "Copper wire thick");
  CHECK(test::cell(table, 2, 2) == "7.90");
  CHECK(table.confidence.value() > 0.8);
  CHECK(result.words_in == result.words_out);
}

TEST_CASE("a table without lines is found by its columns") {
  SyntheticPage page;
  double y = page.prose(50, 60, 480, 5) + 10;
  page.line(50, y, "Item");
  page.line(250, y, "Pieces");
  page.line(350, y, "Price");
  const char* const rows[][3] = {{"Anchor chain", "4", "120.00"}, {"Bell", "1", "80.50"}, {"Compass", "12", "19.90"}};
  for (const auto& row : rows) {
    y += 14;
    page.line(50, y, row[0]);
    page.line(250, y, row[1]);
    page.line(350, y, row[2]);
  }
  page.prose(50, y + 40, 480, 5);
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].found_by == TableSource::aligned);
  CHECK(result.tables[0].rows == 4);
  CHECK(result.tables[0].columns == 3);
  CHECK(result.tables[0].header_rows == 1);
  CHECK(test::cell(result.tables[0], 1, 0) == "Anchor chain");
  CHECK(test::cell(result.tables[0], 3, 2) == "19.90");
}

TEST_CASE("a balance sheet: the title stays above, sections are rows, and a sign of currency stands with its figure") {
  SyntheticPage page;
  page.line(230, 40, "HARBOUR WORKS LTD");
  page.line(222, 52, "CONSOLIDATED BALANCE SHEETS");
  page.line(420, 70, "June 30,");
  page.line(500, 70, "June 30,");
  page.line(430, 81, "2021");
  page.line(510, 81, "2022");
  page.line(50, 93, "ASSETS");
  page.line(50, 105, "Current assets:");
  const char* const rows[][3] = {{"Cash and deposits", "1,220", "1,947"},
                                 {"Securities", "829", "715"},
                                 {"Inventories", "640", "647"},
                                 {"Total", "2,689", "3,309"}};
  double y = 105;
  for (const auto& row : rows) {
    y += 12;
    page.line(50, y, row[0]);
    for (int c = 1; c <= 2; ++c) {
      const double end = c == 1 ? 460 : 540;
      if (y < 120 || y > 150) page.line(c == 1 ? 390 : 472, y, "$");
      page.line(end - 5 * static_cast<double>(std::string(row[c]).size()), y, row[c]);
    }
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.columns == 3);
  CHECK(table.header_rows == 1);
  CHECK(test::cell(table, 0, 1) == "June 30, 2021");
  CHECK(test::cell(table, 1, 0) == "ASSETS");
  CHECK(test::cell(table, 2, 0) == "Current assets:");
  CHECK(test::cell(table, 3, 1) == "$ 1,220");
  CHECK(test::cell(table, 4, 1) == "829");
  CHECK(all_text(result).find("CONSOLIDATED") != std::string::npos);
}

TEST_CASE("values with a unit behind their decimals are rows, not names of columns") {
  SyntheticPage page;
  page.line(300, 60, "June 30, 2021");
  page.line(420, 60, "June 30, 2022");
  const char* const rows[][3] = {{"Remaining lease term", "11.3 years", "11.4 years"},
                                 {"Remaining loan term", "8.1 years", "9.8 years"},
                                 {"Discount rate", "2.2 %", "2.6 %"}};
  double y = 60;
  for (const auto& row : rows) {
    y += 12;
    page.line(50, y, row[0]);
    page.line(300, y, row[1]);
    page.line(420, y, row[2]);
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows == 4);
  CHECK(test::cell(result.tables[0], 1, 1) == "11.3 years");
}

TEST_CASE("the items of an invoice are one table, with the notes between them") {
  SyntheticPage page;
  double y = 100;
  const double columns[] = {50, 90, 300, 370, 450};
  const auto row = [&](const std::array<const char*, 5>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) page.line(columns[i], y, cells[i]);
  };
  row({"Pos", "Article", "Pieces", "Price", "Amount"});
  const std::array<const char*, 5> items[] = {{"1", "Anchor chain", "4", "30.00", "120.00"},
                                              {"2", "Brass bell", "1", "80.50", "80.50"},
                                              {"3", "Compass", "12", "19.90", "238.80"}};
  y += 20;
  for (const auto& item : items) {
    row(item);
    page.line(90, y + 11, "galvanized, as ordered");
    page.line(90, y + 30, "Delivered on 2024-03-05");
    y += 75;
  }
  page.line(50, y + 40, "Payable within thirty days.");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.columns == 5);
  CHECK(table.header_rows == 1);
  CHECK(test::cell(table, 1, 1) == "Anchor chain galvanized, as ordered");
  CHECK(test::cell(table, 1, 4) == "120.00");
  CHECK(test::cell(table, 2, 1) == "Delivered on 2024-03-05");
  CHECK(test::cell(table, 5, 0) == "3");
  CHECK(test::cell(table, 5, 4) == "238.80");
  CHECK(test::cell(table, 6, 1) == "Delivered on 2024-03-05");
  REQUIRE(result.blocks.back().text == "Payable within thirty days.");
}

TEST_CASE("the number of an article that goes over two lines is one cell, not the figure that it looks like") {
  SyntheticPage page;
  const double columns[] = {50, 90, 200, 300, 370};
  const auto row = [&](double y, const std::array<const char*, 5>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (cells[i] != nullptr && *cells[i] != 0) page.line(columns[i], y, cells[i]);
  };
  row(100, {"Pos", "Number", "Article", "Pieces", "Amount"});
  double y = 120;
  for (const char* number : {"1", "2", "3"}) {
    row(y, {number, "BR-4529-ZF-712", "Brass bell", "12", "120.00"});
    row(y + 11, {"", "/A2A", "polished"});
    y += 40;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows == 4);
  CHECK(test::cell(result.tables[0], 2, 1) == "BR-4529-ZF-712 /A2A");
  CHECK(test::cell(result.tables[0], 2, 2) == "Brass bell polished");
}

TEST_CASE("one row under names of columns is a table, its first cell over several lines too") {
  SyntheticPage page;
  const char* const names[] = {"Kind", "Value", "Discount", "Base", "Rate", "Tax"};
  for (int i = 0; i < 6; ++i) page.line(50 + i * 85, 100, names[i]);
  page.line(50, 120, "Exempt (E)");
  page.line(50, 133, "from tax");
  page.line(305, 133, "1,163.40");
  page.line(390, 133, "0");
  page.line(475, 133, "0.00");
  page.line(50, 146, "by article 4");
  page.line(50, 190, "Payable within thirty days of the date above.");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.rows == 2);
  CHECK(table.columns == 6);
  CHECK(table.header_rows == 1);
  CHECK(test::cell(table, 1, 0) == "Exempt (E) from tax by article 4");
  CHECK(test::cell(table, 1, 3) == "1,163.40");
  CHECK(test::cell(table, 1, 5) == "0.00");
  CHECK(result.blocks.back().text == "Payable within thirty days of the date above.");
}

TEST_CASE("a label beside the last line of its value is read before the first") {
  SyntheticPage page;
  page.line(50, 100, "Number:");
  page.line(250, 100, "4711");
  page.line(250, 120, "Ms");
  page.line(50, 132, "Name:");
  page.line(250, 132, "Ada Harbour");
  page.line(50, 160, "Street:");
  page.line(250, 160, "Quay 12");
  page.line(250, 178, "12345 Wharfton");  // as far from its first line as the next label: that one is not moved
  page.line(50, 196, "Country:");
  page.line(250, 196, "Norway");
  const LayoutResult result = lay_out(page.page());
  std::string text;
  for (const Block& block : result.blocks) text += block.text + ' ';
  std::ranges::replace(text, '\n', ' ');
  CHECK(text == "Number: 4711 Name: Ms Ada Harbour Street: Quay 12 12345 Wharfton Country: Norway ");
}

TEST_CASE("a table whose columns another one shares stays apart from it") {
  SyntheticPage page;
  double y = 100;
  using Head = std::array<const char*, 4>;
  for (const Head& head : {Head{"Item", "Pieces", "Weight", "Price"}, Head{"Boat", "Berth", "Length", "Fee"}}) {
    const double columns[] = {50, 200, 300, 400};
    for (std::size_t i = 0; i < 4; ++i) page.line(columns[i], y, head[i]);
    for (int n = 0; n < 3; ++n) {
      y += 14;
      for (int i = 0; i < 4; ++i) page.line(columns[i], y, i == 0 ? "Anchor" : "120.00");
    }
    y += 50;
  }
  CHECK(lay_out(page.page()).tables.size() == 2);
}

TEST_CASE("lists, forms and prose are no tables") {
  SyntheticPage list;
  for (int i = 0; i < 6; ++i) {
    list.line(50, 100 + i * 14, "\u2022");
    list.line(70, 100 + i * 14, "an item of the list with some words");
  }
  CHECK(lay_out(list.page()).tables.empty());

  SyntheticPage form;
  const char* const labels[] = {"Name:", "Street:", "Town:", "Phone:"};
  for (int i = 0; i < 4; ++i) {
    form.line(50, 100 + i * 16, labels[i]);
    form.line(150, 100 + i * 16, "something");
  }
  CHECK(lay_out(form.page()).tables.empty());

  SyntheticPage pairs;
  for (int i = 0; i < 4; ++i) {
    pairs.line(50, 100 + i * 16, labels[i]);
    pairs.line(150, 100 + i * 16, "something");
    pairs.line(300, 100 + i * 16, labels[i]);
    pairs.line(400, 100 + i * 16, "else");
  }
  CHECK(lay_out(pairs.page()).tables.empty());

  SyntheticPage prose;
  prose.prose(50, 100, 480, 30);
  CHECK(lay_out(prose.page()).tables.empty());
}

TEST_CASE("sentences with wide white behind them are prose, one column of it") {
  SyntheticPage page;
  const auto sentences = [&page](double y, const std::vector<std::string>& parts) {
    double x = 50;
    for (const std::string& part : parts) x = page.line(x, y, part) + 14;
  };
  page.line(50, 100,
            "the yard in which he asked for the papers of both ships, for a list of the crew and for their wages");
  sentences(112, {"The pier was closed for a week.", "Nobody knew why.", "The master of the harbour said that"});
  sentences(124, {"the barges had left on the tide.", "It was the third time, and so they waited until a"});
  sentences(136, {"letter had come from the yard.", "\u201CYou read it.\u201D", "All of it was read, and the clerk"});
  page.line(50, 148,
            "wrote down what the captain had to add to that, folded the paper twice and put it into a box of wood");
  const LayoutResult result = lay_out(page.page());
  CHECK(result.tables.empty());
  REQUIRE(result.blocks.size() == 1);
  CHECK(result.blocks[0].text.find("wages The pier was closed for a week. Nobody knew why.") != std::string::npos);
}

TEST_CASE("items behind signs of a symbol font are no table") {
  SyntheticPage page;
  double y = 100;
  for (const char* item : {"Coal", "Wood", "Iron", "Salt"}) {
    page.line(60, y, "\xEF\x83\x9E");
    page.line(90, y, item);
    y += 14;
  }
  CHECK(lay_out(page.page()).tables.empty());
}

TEST_CASE("a contents page is a list of its lines, no table, with dots or without") {
  struct Entry {
    const char *name, *page;
  };
  static constexpr Entry entries[] = {{"1 Introduction", "3"},
                                      {"2 Scope of supply", "5"},
                                      {"2.1 Equipment", "6"},
                                      {"3 Payment", "12"},
                                      {"4 Claims", "15"}};
  for (const bool dots : {false, true}) {
    SyntheticPage page;
    double y = 100;
    page.line(50, y, "Contents", 14, true);
    for (const Entry& entry : entries) {
      page.line(50, y += 14, dots ? entry.name + 2 : entry.name);
      if (dots) page.line(200, y, "................");
      page.line(300, y, entry.page);
    }
    const LayoutResult result = lay_out(page.page());
    CHECK(result.tables.empty());
    const auto items = std::count_if(result.blocks.begin(), result.blocks.end(),
                                     [](const Block& block) { return block.kind == BlockKind::list_item; });
    CHECK(items == 5);
  }
}

TEST_CASE("numbers that rise under names of their own are a table") {
  SyntheticPage page;
  const char *const names[] = {"No", "1", "2", "3", "4", "5"}, *const articles[] = {"Article", "Bolt", "Nut",
                                                                                    "Pin",     "Cap",  "Rod"},
                    *const counts[] = {"Stock", "3", "5", "6", "12", "15"};
  for (int i = 0; i < 6; ++i) {
    page.line(50, 100 + i * 14, names[i]);
    page.line(100, 100 + i * 14, articles[i]);
    page.line(300, 100 + i * 14, counts[i]);
  }
  CHECK(lay_out(page.page()).tables.size() == 1);
}

TEST_CASE("lines to sign on, with places and names, are no table") {
  SyntheticPage page;
  const char* const left[] = {"London, 3 May", "____________", "Ann Example", "Managing director"};
  const char* const right[] = {"Leeds, 4 May", "____________", "Bob Sample", "Head of purchasing"};
  for (int i = 0; i < 4; ++i) {
    page.line(50, 100 + i * 14, left[i]);
    page.line(300, 100 + i * 14, right[i]);
  }
  CHECK(lay_out(page.page()).tables.empty());
}

TEST_CASE("a frame around text is no table") {
  SyntheticPage page;
  page.rule(40, 90, 500, 90);
  page.rule(40, 200, 500, 200);
  page.rule(40, 90, 40, 200);
  page.rule(500, 90, 500, 200);
  page.prose(50, 100, 440, 6);
  CHECK(lay_out(page.page()).tables.empty());
}

TEST_CASE("headings, list items and words broken at a line's end") {
  SyntheticPage page;
  page.line(50, 60, "2.1 Storage", 16, true);
  page.line(50, 100, "The goods are kept in a dry ware-");
  page.line(50, 112, "house by the river until they are sold.");
  page.line(50, 140, "\u2022 timber");
  page.line(50, 152, "\u2022 grain");
  page.prose(50, 200, 480, 10);
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() >= 4);
  CHECK(result.blocks[0].kind == BlockKind::heading);
  CHECK(result.blocks[0].level.has_value());
  CHECK(result.blocks[1].text == "The goods are kept in a dry warehouse by the river until they are sold.");
  CHECK(result.blocks[2].kind == BlockKind::list_item);
  CHECK(result.blocks[3].kind == BlockKind::list_item);
}

TEST_CASE("a sentence that begins under an ended list is a paragraph of its own") {
  SyntheticPage page;
  page.line(50, 100, "The goods must be:");
  page.line(50, 112, "\u2022 new, unused, and packed in wood that keeps all water out");
  page.line(50, 124, "for thirty days at sea,");
  page.line(50, 136, "\u2022 marked with their number.");
  page.line(50, 148, "The papers go with them.");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() == 4);
  CHECK(result.blocks[1].text.ends_with("for thirty days at sea,"));
  CHECK(result.blocks[3].text == "The papers go with them.");
  CHECK(result.blocks[3].kind == BlockKind::paragraph);
}

TEST_CASE("a word broken at a line's end goes on in any script, and boxes to tick begin items") {
  SyntheticPage page;
  page.line(50, 100, "Поставщик передаёт оборудо-");
  page.line(50, 112, "вание в течение тридцати дней.");
  page.line(50, 150, "\u2610 timber and grain");
  page.line(50, 162, "\u2611 copper and zinc");
  page.line(50, 174, "\u2612 salt and tea");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() == 4);
  CHECK(result.blocks[0].text == "Поставщик передаёт оборудование в течение тридцати дней.");
  for (int i = 1; i < 4; ++i) CHECK(result.blocks[static_cast<std::size_t>(i)].kind == BlockKind::list_item);
}

TEST_CASE("lines of Chinese and Japanese go on without a space, those of Korean with one") {
  const auto paragraph = [](const std::string& first, const std::string& second) {
    SyntheticPage page;
    page.line(50, 100, first);
    page.line(50, 112, second);
    const LayoutResult result = lay_out(page.page());
    return result.blocks.size() == 1 ? result.blocks[0].text : std::string();
  };
  CHECK(paragraph("球会东莞赛事广场进行了隆重的开球仪式今天", "的开球仪式。") ==
        "球会东莞赛事广场进行了隆重的开球仪式今天的开球仪式。");
  CHECK(paragraph("これは会議の内容をまとめた報告書であり、", "次のとおりです") ==
        "これは会議の内容をまとめた報告書であり、次のとおりです");
  CHECK(paragraph("이것은 회의의 내용을 정리한 보고서이며", "다음과 같다") ==
        "이것은 회의의 내용을 정리한 보고서이며 다음과 같다");
  CHECK(paragraph("本次会议由公司的技术部门主持并邀请了", "Poppler 的作者") ==
        "本次会议由公司的技术部门主持并邀请了 Poppler 的作者");
}

TEST_CASE("labels and values in larger letters than the small print are no headings") {
  SyntheticPage page;
  page.line(50, 60, "Delivery note", 14);
  for (int i = 0; i < 4; ++i) {
    page.line(50, 100 + i * 20, "Name:", 10);
    page.line(200, 100 + i * 20, "Ada Harbour of the Wharf Company", 10);
    page.line(200, 112 + i * 20 + 80, "Forty two boxes of brass bells with their chains, polished", 10);
  }
  page.prose(50, 400, 480, 8, 8);
  for (const Block& block : lay_out(page.page()).blocks)
    CHECK((block.kind == BlockKind::heading) == (block.text == "Delivery note"));
}

TEST_CASE("a page that is written sideways is laid out as if it were turned") {
  SyntheticPage page(842, 595);
  page.prose(50, 100, 400, 12);
  const LayoutResult straight = lay_out(page.page());
  LayoutPage sideways = page.page();
  sideways.width = 595;
  sideways.height = 842;
  for (LayoutWord& word : sideways.words) {  // writing runs upwards
    const Box b = word.box;
    word.box = {b.y0, 842 - b.x1, b.y1, 842 - b.x0};
    word.rotation = 270;
  }
  const LayoutResult turned = lay_out(sideways);
  REQUIRE(turned.blocks.size() == straight.blocks.size());
  for (std::size_t i = 0; i < turned.blocks.size(); ++i) {
    CHECK(turned.blocks[i].text == straight.blocks[i].text);
    CHECK(turned.blocks[i].place.box->x1 <= 595.01);
  }
}

TEST_CASE("pages with absurdly many words, all over each other, end in time and lose nothing") {
  LayoutPage page;
  page.width = page.height = 600;
  for (int i = 0; i < 20'000; ++i) {
    LayoutWord word;
    word.text = i % 2 == 0 ? "12" : "word";
    word.font_size = i % 100 == 0 ? 1e6 : 8;
    const double x = i * 37 % 600, y = i * 101 % 600;
    word.box = {x, i % 3 == 0 ? 300 : y, x + 20, (i % 3 == 0 ? 300 : y) + word.font_size};
    page.words.push_back(word);
  }
  const LayoutResult result = lay_out(page);
  CHECK(result.words_out == 20'000);
  CHECK(result.notices.empty());
}

TEST_CASE("any words, lines and shades: each word ends in one place, and nothing is read out of bounds") {
  CHECK(rc::check("conservation", [](const std::vector<std::array<std::uint16_t, 4>>& seeds) {
    LayoutPage page;
    page.number = 1;
    page.width = 600;
    page.height = 800;
    const int grid = seeds.size() % 3 == 0 ? 1 : 20;  // what stands in line makes more tables
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      const auto& s = seeds[i];
      const double x = s[0] % 640 / grid * grid, y = s[1] % 840 / grid * grid;
      if (s[3] % 13 == 0) {
        const double wide = 20.0 * (1 + s[2] % 20), high = 20.0 * (1 + s[3] % 3);
        page.shades.push_back({x, y, x + wide, y + high});
        continue;
      }
      if (s[3] % 5 == 0) {
        page.rules.push_back(s[3] % 2 == 0 ? RulingLine{{x, y, x + s[2] % 500, y + 0.5}}
                                           : RulingLine{{x, y, x + 0.5, y + s[2] % 500}});
        continue;
      }
      LayoutWord word;
      word.text = s[3] % 3 == 0 ? std::to_string(s[2]) : "w" + std::to_string(i);
      word.font_size = s[3] % 7 == 0 ? 0 : 6 + s[3] % 12;
      word.rotation = s[3] % 11 == 0 ? 90 * (s[2] % 4) : 0;
      word.box = {x, y, x + 4 + s[2] % 90, y + 6 + s[3] % 12};
      page.words.push_back(word);
    }
    const LayoutResult result = lay_out(page);
    RC_ASSERT(result.words_in == static_cast<int>(page.words.size()));
    RC_ASSERT(result.words_out == result.words_in);
    RC_ASSERT(std::ranges::none_of(result.notices,
                                   [](const Notice& told) { return told.code == "completeness.words_lost"; }));
    for (const Table& table : result.tables)
      for (const Cell& cell : table.cells) {
        RC_ASSERT(cell.row >= 0 && cell.row + cell.row_span <= table.rows);
        RC_ASSERT(cell.column >= 0 && cell.column + cell.column_span <= table.columns);
      }
  }));
}

TEST_CASE("the marks around a number stand on its other side in a line that runs to the left") {
  SyntheticPage page;
  page.line(50, 100, ".)5 םלוע םולש");
  page.line(50, 130, ".(5 םלוע םולש");  // brackets named by their shape
  page.line(50, 160, "12.5.2021 םלוע -5%");
  const LayoutResult result = lay_out(page.page());
  const std::string text = all_text(result);
  CHECK(text.find("םולש םלוע 5).") != std::string::npos);
  CHECK(text.rfind("םולש םלוע 5).") > text.find("םולש םלוע 5)."));
  CHECK(text.find("-5% םלוע 12.5.2021") != std::string::npos);
}

TEST_CASE("a table that runs to the left begins with its column on the right") {
  SyntheticPage page;
  for (const double y : {100.0, 130.0, 160.0, 190.0}) page.rule(50, y, 350, y);
  for (const double x : {50.0, 150.0, 350.0}) page.rule(x, 100, x, 190);
  const char* const rows[][2] = {{"תומכ", "םש"}, {"12", "הבאשמ"}, {"34", "םותסש"}};
  double y = 110;
  for (const auto& row : rows) {
    page.line(60, y, row[0]);
    page.line(250, y, row[1]);
    y += 30;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(test::cell(result.tables[0], 0, 0) == "םש");
  CHECK(test::cell(result.tables[0], 1, 0) == "הבאשמ");
  CHECK(test::cell(result.tables[0], 2, 1) == "34");
}

TEST_CASE("a line that runs to the left is read from the right, its Latin words and numbers to the right") {
  SyntheticPage page;
  // As it stands on the page, from left to right: ".2026 Acme Ltd" within Hebrew words.
  page.line(50, 100, "םלוע 2026 Acme Ltd םולש");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() == 1);
  CHECK(result.blocks[0].text == "םולש Acme Ltd 2026 םלוע");
  CHECK(result.words_in == result.words_out);
}

TEST_CASE("a bracket stands close to its word in a line that runs to the left, though the drawing jumps between them") {
  SyntheticPage page;
  const auto word = [&page](double x0, double x1, const char* text) {
    LayoutWord out;
    out.text = text;
    out.font_size = 10;
    out.box = {x0, 100, x1, 110};
    page.page().words.push_back(out);
  };
  word(200, 240, "\u05E2\u05D5\u05DC\u05DD");
  word(193, 197, "(");
  word(150, 193.2, "WRC-12");
  word(146.5, 150.1, ")");
  word(100, 143, "\u05E9\u05DC\u05D5\u05DD");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() == 1);
  CHECK(result.blocks[0].text == "\u05E2\u05D5\u05DC\u05DD (WRC-12) \u05E9\u05DC\u05D5\u05DD");
}

TEST_CASE("a Hebrew name in an English sentence leaves the sentence as it is") {
  SyntheticPage page;
  page.line(50, 100, "The office of לארשי ןב in Haifa");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.blocks.size() == 1);
  CHECK(result.blocks[0].text == "The office of ןב לארשי in Haifa");
}

TEST_CASE("columns of prose between lines are prose, with their first column first") {
  SyntheticPage page;
  for (const double x : {45.0, 215.0, 385.0, 555.0}) page.rule(x, 70, x, 420);
  for (const double y : {70.0, 250.0, 420.0}) page.rule(45, y, 555, y);
  for (const double x : {50.0, 220.0, 390.0}) page.prose(x, 95, 160, 25);
  page.line(50, 96 + 25 * 12, "firstcolumnend");
  page.line(220, 83, "secondcolumnstart");
  const LayoutResult result = lay_out(page.page());
  CHECK(result.tables.empty());
  const std::string text = all_text(result);
  CHECK(text.find("firstcolumnend") < text.find("secondcolumnstart"));
}
