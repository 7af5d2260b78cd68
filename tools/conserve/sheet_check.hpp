// The cells of a workbook's sheets, each looked for at its place with its value.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "extractors/office/package.hpp"
#include "tools/conserve/conserve.hpp"
#include "tools/conserve/shown.hpp"

namespace assay {

class SheetCheck {
 public:
  SheetCheck(office::Package& package, const ShownTexts& shown, Conservation& out);

  bool is_workbook() const { return !sheets_.empty(); }
  // Cells of a part whose root is `worksheet`.
  void check(pugi::xml_node worksheet, const std::string& part);
  // The shared texts that no cell names; the others were looked for at their cells.
  void count_strings();

 private:
  struct Range {
    int row0, column0, row1, column1;
  };
  void read_strings(office::Package& package, const std::string& part);
  void check_cell(pugi::xml_node cell, const std::string& sheet, int row, int column, const std::string& part);
  void check_value(std::string_view type, const std::string& value, const ShownTexts::At& at, const std::string& part);
  bool covered(int row, int column) const;

  const ShownTexts& shown_;
  Conservation& out_;
  std::map<std::string, std::string> sheets_;  // by their parts
  std::vector<std::string> strings_;
  std::set<std::size_t> named_;
  std::vector<Range> merges_;
};

}  // namespace assay
