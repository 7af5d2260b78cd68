// What all sheets of a workbook share: their list, number formats, strings.
#pragma once

#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "extractors/office/number_format.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"

namespace assay::office {

enum class SheetState { visible, hidden, very_hidden };

struct SheetEntry {
  std::string name;
  std::string part;  // empty: the workbook names a sheet that the file does not hold
  SheetState state = SheetState::visible;
  bool cells = true;  // false: a chart or dialog sheet
};

struct Workbook {
  std::string part;
  bool date1904 = false;
  bool structure_protected = false;  // its list of sheets
  std::vector<SheetEntry> sheets;
  std::map<std::string, std::string> people;  // who wrote threaded comments, by ID
  NumberFormats number_formats;
  std::vector<CellFormat> formats;  // by the style index of a cell
  std::shared_ptr<std::vector<std::string>> strings =
      std::make_shared<std::vector<std::string>>();  // by the index of a shared string
};

// Notices about macros, external links and defined names go to the package's notices.
Workbook read_workbook(Package& package, const std::string& part);

// Notices about macros, external links and pivot caches among the parts of a workbook.
void note_parts(Package& package, const std::vector<Relationship>& parts, const std::string& workbook);

// Text of a string item: runs joined, phonetic readings left out, "_x000D_" escapes resolved.
std::string string_item_text(pugi::xml_node item);

}  // namespace assay::office
