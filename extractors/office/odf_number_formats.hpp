// What the styles of OpenDocument cells make of their numbers. The text beside a value is what the last program wrote
// there; those that open the file go by value and style, and so does this.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "extractors/office/number_format.hpp"

namespace assay::office {

class OdfNumberFormats {
 public:
  OdfNumberFormats() = default;  // knows no style
  // The roots of the part with the cells and of styles.xml; the second may be null.
  OdfNumberFormats(pugi::xml_node part, pugi::xml_node styles);

  // Of a cell in the style of that name, or in one that inherits from it. Its number is 0 where the value itself
  // stands, or the style is not understood.
  CellFormat of(std::string_view style) const;
  Cells::SharedFormats shared() const { return formats_.shared(); }

 private:
  struct Style {
    std::string parent;
    std::optional<CellFormat> format;
  };
  static constexpr int deepest = 20;  // styles that inherit from one another

  void read(pugi::xml_node styles);

  NumberFormats formats_;
  std::map<std::string, CellFormat, std::less<>> numbers_;  // styles of numbers, so far
  std::map<std::string, Style, std::less<>> cells_;
};

// A style of numbers (OpenDocument 1.3 part 3, 16.29) as the format code of a workbook. `parts`: the codes of those
// that it applies by conditions, by their names. None where it shows days or texts, or what no code says.
using OdfCodes = std::map<std::string, std::string, std::less<>>;
std::optional<std::string> format_code(pugi::xml_node style, const OdfCodes& parts);

}  // namespace assay::office
