#include "extractors/layout/table_confidence.hpp"

#include <doctest/doctest.h>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::SyntheticPage;

namespace {

// Five rows of three columns; `ragged` moves cells off their columns, `noise` lowers how surely words were read.
LayoutResult table_page(double ragged, double noise) {
  SyntheticPage page;
  for (int row = 0; row < 5; ++row) {
    const double y = 100 + 16 * row, off = row % 2 == 0 ? 0 : ragged;
    page.line(60 + off, y, row == 0 ? "District" : "Harbour");
    page.line(200 - off, y, row == 0 ? "Rate" : "12.5");
    page.line(320 + off, y, row == 0 ? "Total" : "4711");
  }
  for (LayoutWord& word : page.page().words)
    if (noise > 0) word.confidence = 1 - noise;
  return lay_out(page.page());
}

}  // namespace

TEST_CASE("the confidence of a table falls with ragged columns and with doubtful words") {
  const LayoutResult clean = table_page(0, 0), ragged = table_page(12, 0), noisy = table_page(0, 0.4);
  REQUIRE(clean.tables.size() == 1);
  REQUIRE(ragged.tables.size() == 1);
  REQUIRE(noisy.tables.size() == 1);
  CHECK(clean.tables[0].confidence.value() > 0.75);
  CHECK(ragged.tables[0].confidence.value() < clean.tables[0].confidence.value() - 0.02);
  CHECK(noisy.tables[0].confidence.value() < clean.tables[0].confidence.value() - 0.1);
  CHECK(clean.signals.at("table.1.misaligned") == doctest::Approx(0).epsilon(0.01));
  CHECK(clean.signals.at("table.1.word_confidence") == 1);
}

TEST_CASE("a gap inside of cells as wide as one between columns makes a table doubtful") {
  std::vector<LayoutWord> words;
  layout::Grid grid;
  grid.rows = 4;
  grid.columns = 2;
  grid.header_rows = 1;
  Table table;
  const auto add = [&](int row, int column, double x, double gap) {
    layout::GridCell cell{row, column, 1, 1, {}};
    for (int i = 0; i < 2; ++i) {
      LayoutWord word;
      word.text = "12.5";
      word.font_size = 10;
      word.box = {x, 100.0 + 15 * row, x + 20, 110.0 + 15 * row};
      x += 20 + gap;
      cell.words.push_back(static_cast<int>(words.size()));
      words.push_back(word);
    }
    grid.cells.push_back(cell);
    Cell out;
    out.text = "12.5 12.5";
    table.cells.push_back(out);
  };
  const auto confidence = [&](double gap) {
    words.clear();
    grid.cells.clear();
    table.cells = {};
    for (int row = 0; row < 4; ++row) {
      add(row, 0, 50, 3);
      add(row, 1, 150, gap);
    }
    auto signals = layout::table_signals(words, grid, table);
    CHECK(signals["wide_gaps"] == (gap > 10 ? 0.5 : 0));
    return layout::table_confidence(signals).value_or(1);
  };
  CHECK(confidence(30) < 0.5);
  CHECK(confidence(3) > confidence(30) + 0.3);
}

TEST_CASE("what was not seen when fitting is no reason for trust") {
  std::map<std::string, double> signals{
      {"ruled", 1}, {"letters", 100'000}, {"wide_gaps", 0}, {"misaligned", 0}, {"word_confidence", 1}};
  const std::optional<double> confidence = layout::table_confidence(signals);
  CHECK((!confidence || *confidence < 0.5));
  CHECK(signals["unlike_fit"] == 1);
}
