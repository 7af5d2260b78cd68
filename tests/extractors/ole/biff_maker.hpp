// Streams of Excel 97 made in memory for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/extractors/ole/compound_maker.hpp"

namespace assay::test {

std::string le16(unsigned value);
std::string le32(std::uint32_t value);
std::string le64(double value);
std::string record(unsigned id, std::string_view data);
// A text with a count of 2 bytes, of Latin letters.
std::string text16(std::string_view latin);
// A cell's first six bytes: row, column, style.
std::string cell(int row, int column, int style = 0);

struct SheetMade {
  std::string name = "Data";
  int state = 0;        // 0 visible, 1 hidden, 2 very hidden
  std::string records;  // between beginning and end
};
// A whole workbook stream: `globals` are records before the list of sheets.
std::string make_stream(const std::string& globals, const std::vector<SheetMade>& sheets);

}  // namespace assay::test
