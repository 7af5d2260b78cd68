#include "tests/extractors/ole/biff_maker.hpp"

#include <cstring>

namespace assay::test {

std::string le16(unsigned value) {
  return {static_cast<char>(value), static_cast<char>(value >> 8)};
}

std::string le32(std::uint32_t value) {
  return le16(value & 0xFFFF) + le16(value >> 16);
}

std::string le64(double value) {
  std::string out(8, '\0');
  std::memcpy(out.data(), &value, 8);
  return out;
}

std::string record(unsigned id, std::string_view data) {
  return le16(id) + le16(static_cast<unsigned>(data.size())) + std::string(data);
}

std::string text16(std::string_view latin) {
  return le16(static_cast<unsigned>(latin.size())) + '\0' + std::string(latin);
}

std::string cell(int row, int column, int style) {
  return le16(static_cast<unsigned>(row)) + le16(static_cast<unsigned>(column)) + le16(static_cast<unsigned>(style));
}

std::string make_stream(const std::string& globals, const std::vector<SheetMade>& sheets) {
  const auto bof = [](unsigned kind) { return record(0x0809, le16(0x0600) + le16(kind) + std::string(12, '\0')); };
  const std::string eof = record(0x000A, "");
  const auto entry = [](const SheetMade& sheet, std::uint32_t at) {
    return record(0x0085, le32(at) + static_cast<char>(sheet.state) + '\0' + static_cast<char>(sheet.name.size()) +
                              '\0' + sheet.name);
  };
  std::size_t size = bof(5).size() + globals.size() + eof.size();
  for (const SheetMade& sheet : sheets) size += entry(sheet, 0).size();
  std::string list;
  std::string bodies;
  for (const SheetMade& sheet : sheets) {
    list += entry(sheet, static_cast<std::uint32_t>(size + bodies.size()));
    bodies += bof(0x10) + sheet.records + eof;
  }
  return bof(5) + globals + list + eof + bodies;
}

}  // namespace assay::test
