#include "extractors/core/cells.hpp"

#include <doctest/doctest.h>

#include <charconv>
#include <limits>
#include <memory>
#include <random>
#include <ranges>
#include <string>
#include <vector>

#include "extractors/core/packed_value.hpp"

namespace {

using assay::Cell;
using assay::Cells;
using assay::CellType;

bool same(const Cell& a, const Cell& b) {
  return a.row == b.row && a.column == b.column && a.row_span == b.row_span && a.column_span == b.column_span &&
         a.text == b.text && a.number == b.number && a.formula.text() == b.formula.text() && a.type == b.type &&
         a.hidden == b.hidden && a.number_as_text == b.number_as_text && a.format == b.format;
}

const std::shared_ptr<const Cells::Texts> shared =
    std::make_shared<Cells::Texts>(Cells::Texts{"first", std::string(3000, 'l'), "\xc3\xa4"});

struct Source {
  Cell cell;
  std::uint32_t text = Cells::own_text;
};

// Of every kind there is, in an order that is mostly that of a sheet.
Source any_cell(std::mt19937& random, const Cell& before) {
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  static const std::vector<std::string> texts{"",
                                              "a",
                                              "0",
                                              "-0",
                                              "12",
                                              "-3.50",
                                              "007",
                                              "1e5",
                                              "2024-03-05",
                                              "2024-13-05",
                                              "0001-01-01",
                                              "9999-12-31",
                                              "123456789012345678",
                                              "0.1",
                                              "1.",
                                              ".5",
                                              "12.25 ",
                                              std::string(300, 'x')};
  Source out;
  Cell& cell = out.cell;
  cell.row = before.row + (below(6) == 0 ? 1 + below(3) : 0);
  cell.column =
      cell.row == before.row && before.column < 100'000 ? before.column + 1 + below(2) * below(200) : below(3);
  if (below(40) == 0) cell.row = below(10) - 5;
  if (below(40) == 0) cell.column = below(2) == 0 ? -1 : std::numeric_limits<int>::max();
  if (below(20) == 0) cell.row_span = below(5);
  if (below(20) == 0) cell.column_span = std::numeric_limits<int>::max();
  cell.type = static_cast<CellType>(below(5));
  if (below(4) == 0) {
    out.text = static_cast<std::uint32_t>(below(3));
    cell.text = (*shared)[out.text];
  } else {
    cell.text = texts[random() % texts.size()];
  }
  if (below(2) == 0) {
    double number = 0;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
    cell.number = below(5) == 0 ? number + 0.1 : number;
    if (cell.type == CellType::date) cell.number = 19787;
  }
  if (below(10) == 0) cell.formula = std::string("SUM(A1)");
  cell.hidden = below(5) == 0;
  cell.number_as_text = below(5) == 0;
  if (below(4) == 0) cell.format = static_cast<std::uint32_t>(below(300));
  return out;
}

}  // namespace

TEST_CASE("packed cells come back as they were, in order and one by one") {
  std::mt19937 random(20241107);
  for (int round = 0; round < 20; ++round) {
    Cells packed = Cells::packed(shared);
    std::vector<Cell> loose;
    Source next;
    for (int i = 0; i < 3000; ++i) {
      next = any_cell(random, next.cell);
      packed.push_back(next.cell, next.text);
      loose.push_back(next.cell);
    }
    REQUIRE(packed.size() == loose.size());
    std::size_t index = 0;
    for (const Cell& cell : packed) REQUIRE(same(cell, loose[index++]));
    CHECK(index == loose.size());
    for (int i = 0; i < 200; ++i) {
      const std::size_t at = random() % loose.size();
      REQUIRE(same(packed[at], loose[at]));
    }
    CHECK(packed.rows_in_order() == Cells(loose).rows_in_order());
    const Cells copy = packed;
    std::vector<Cell> room;
    CHECK(&copy.all(room) == &room);
    CHECK(std::ranges::equal(room, loose, same));
    CHECK(std::ranges::equal(packed.loose(), loose, same));
    CHECK_FALSE(packed.is_packed());
  }
}

TEST_CASE("a text longer than a piece of the store is kept") {
  Cells cells = Cells::packed(shared);
  Cell cell;
  cell.text = std::string(1'000'000, 'y');
  for (int i = 0; i < 3; ++i) {
    cell.column = i;
    cells.push_back(cell, Cells::own_text);
  }
  CHECK(cells[2].text == cell.text);
  CHECK(cells[1].column == 1);
}

TEST_CASE("shifted cells, and how far they reach") {
  Cells cells = Cells::packed();
  Cell cell;
  cell.row = 4;
  cell.column = 2;
  cell.column_span = 3;
  cell.text = "a";
  cells.push_back(cell);
  cell.row = 6;
  cell.column_span = 1;
  cells.push_back(cell);
  CHECK(cells.extent().row0 == 4);
  CHECK(cells.extent().row1 == 6);
  CHECK(cells.extent().column1 == 4);
  cells.shift(4, 1);
  CHECK(cells[0].row == 0);
  CHECK(cells[0].column == 1);
  CHECK(cells[1].row == 2);
  cell.row = 3;
  cell.column = 0;
  cells.push_back(cell);
  CHECK(cells[2].row == 3);
  CHECK(cells[2].column == 0);
}

TEST_CASE("a text and a number are packed only where both come back exactly") {
  const auto pack = [](std::string_view text, double number) {
    assay::PackedValue value;
    if (!assay::pack_number(text, number, value)) return std::string("no");
    std::string back;
    CHECK(assay::unpack_number(value, back) == number);
    CHECK(back == text);
    return std::string("yes");
  };
  for (const char* text : {"0", "7", "-7", "0.5", "-0.05", "10.00", "0.00", "123456789012345", "4012.17", "0.000001"}) {
    double number = 0;
    std::from_chars(text, text + std::string_view(text).size(), number);
    CHECK_MESSAGE(pack(text, number) == "yes", text);
  }
  for (const char* text : {"", "-", "-0", "-0.0", "00", "01", "1.", ".1", "1e5", "+1", "1 ", "1234567890123456", "--1",
                           "1.2.3", "a", "-.5"}) {
    double number = 0;
    std::from_chars(text, text + std::string_view(text).size(), number);
    CHECK_MESSAGE(pack(text, number) == "no", text);
  }
  CHECK(pack("1", 2) == "no");
  CHECK(pack("0", -0.0) == "no");
  CHECK(pack("1", std::numeric_limits<double>::quiet_NaN()) == "no");
  std::mt19937_64 random(20241108);
  for (int i = 0; i < 100'000; ++i) {  // every decimal reads as the double that reading its text gives
    std::string text = std::to_string(random() % 1'000'000'000'000'000ULL >> random() % 40);
    const std::size_t point = random() % (text.size() + 1);
    if (point > 0 && point < text.size() && (text[0] != '0' || point == 1)) text.insert(point, 1, '.');
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    REQUIRE_MESSAGE(pack(text, number) == "yes", text);
  }
}

TEST_CASE("days are packed only where text and day are the same") {
  const auto pack = [](std::string_view text, double number) {
    assay::PackedValue value;
    if (!assay::pack_day(text, number, value)) return false;
    std::string back;
    CHECK(assay::unpack_day(value, back) == number);
    CHECK(back == text);
    return true;
  };
  CHECK(pack("1970-01-01", 0));
  CHECK(pack("2024-02-29", 19782));
  CHECK(pack("0001-01-01", -719162));
  CHECK(pack("9999-12-31", 2932896));
  CHECK_FALSE(pack("2024-02-30", 19783));
  CHECK_FALSE(pack("2024-02-29", 19782.5));
  CHECK_FALSE(pack("2024-02-29T10", 19782));
  CHECK_FALSE(pack("1970-01-01", -0.0));
  CHECK_FALSE(pack("1970-01-01", std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(pack("1970-01-01", std::numeric_limits<double>::infinity()));
}
