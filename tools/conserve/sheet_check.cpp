#include "tools/conserve/sheet_check.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <regex>

#include "extractors/office/cell_reference.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/xml.hpp"
#include "extractors/text/encoding.hpp"
#include "tools/conserve/exclusions.hpp"

namespace assay {
namespace {

using namespace office;

// Of the texts below a string item, without what says how they are pronounced.
std::string item_text(pugi::xml_node item) {
  std::string out;
  for (const pugi::xml_node node : item.children()) {
    if (node.type() != pugi::node_element)
      out += local_name(item) == "t" ? node.value() : "";
    else if (local_name(node) != "rPh")
      out += item_text(node);
  }
  return out;
}

std::string value_of(pugi::xml_node node) {
  std::string out;
  for (const pugi::xml_node text : node.children()) out += text.value();
  return out;
}

// "_x000D_" stands for a control character, "_x005F_" for the underscore.
std::string without_escapes(const std::string& text) {
  if (text.find("_x00") == std::string::npos) return text;
  static const std::regex control("_x00(0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])_"), underscore("_x005[Ff]_");
  return std::regex_replace(std::regex_replace(text, control, ""), underscore, "_");
}

bool near(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

// Days since 1970 where the cell has them, of either date system; times and durations have none.
bool is_date_of(const ShownTexts::At& at, double number) {
  constexpr double day_1970 = 25569, day_1970_of_1904 = 24107;
  if (!at.number) return at.letters.find(':') != std::string::npos;
  // Before March 1900 Excel counts a day that never was.
  return std::abs(number - day_1970 - *at.number) < 1.001 || std::abs(number - day_1970_of_1904 - *at.number) < 0.001;
}

}  // namespace

SheetCheck::SheetCheck(Package& package, const ShownTexts& shown, Conservation& out) : shown_(shown), out_(out) {
  const std::string part = main_part(package, "xl/workbook.xml");
  pugi::xml_document tree;
  if (part.empty() || !package.has(part) || !parse_part(package, part, tree)) return;
  const auto parts = relationships(package, part);
  for (const pugi::xml_node sheet : child(tree.document_element(), "sheets").children())
    for (const pugi::xml_attribute a : sheet.attributes())
      if (local_name(a.name()) == "id")
        if (const Relationship* found = find_id(parts, a.value()))
          sheets_[found->target] = to_nfc(std::string(attribute(sheet, "name")));
  if (const Relationship* strings = find_type(parts, "sharedStrings")) read_strings(package, strings->target);
}

void SheetCheck::read_strings(Package& package, const std::string& part) {
  pugi::xml_document tree;
  if (!package.has(part) || !parse_part(package, part, tree)) return;
  for (const pugi::xml_node item : tree.document_element().children())
    if (local_name(item) == "si") strings_.push_back(item_text(item));
}

void SheetCheck::check(pugi::xml_node worksheet, const std::string& part) {
  const auto sheet = sheets_.find(part);
  merges_.clear();
  for (const pugi::xml_node merge : child(worksheet, "mergeCells").children())
    if (const auto range = parse_range(attribute(merge, "ref")))
      merges_.push_back({range->row0, range->column0, range->row1, range->column1});
  int row = -1;
  for (const pugi::xml_node row_node : child(worksheet, "sheetData").children()) {
    const long number = to_long(attribute(row_node, "r"));
    row = number > 0 ? static_cast<int>(number) - 1 : row + 1;
    int column = -1;
    for (const pugi::xml_node cell : row_node.children()) {
      ++column;
      int cell_row = row;
      if (const auto place = parse_cell(attribute(cell, "r"))) {
        cell_row = place->row;
        column = place->column;
      }
      if (sheet != sheets_.end())
        check_cell(cell, sheet->second, cell_row, column, part);
      else
        ++out_.excluded["cells of sheets that the workbook does not name"];
    }
  }
}

void SheetCheck::check_cell(pugi::xml_node cell, const std::string& sheet, int row, int column,
                            const std::string& part) {
  const ShownTexts::At* at = shown_.at(sheet, row, column);
  if (const std::string formula = letters_of(value_of(child(cell, "f"))); !formula.empty()) {
    ++out_.texts;
    if (covered(row, column))
      ++out_.excluded["values under merged cells"];
    else if (at && !at->letters.empty() && at->formula.empty())
      ++out_.excluded["formulas of titles and notes"];
    else if (!at && letters_of(value_of(child(cell, "v"))).empty())
      ++out_.excluded["formulas that show nothing"];
    else if (!at || at->formula.find(formula) == std::string::npos)
      out_.lost.push_back({part, "=" + formula});
  }
  const std::string_view type = attribute(cell, "t");
  std::string value = value_of(child(cell, "v"));
  if (const pugi::xml_node inline_text = child(cell, "is"); inline_text && (type == "inlineStr" || value.empty()))
    value = item_text(inline_text);
  if (type == "s") {
    const long index = to_long(value);
    if (index < 0 || static_cast<std::size_t>(index) >= strings_.size()) return;
    named_.insert(static_cast<std::size_t>(index));
    value = strings_[static_cast<std::size_t>(index)];
  }
  if (letters_of(value).empty()) return;
  ++out_.texts;
  if (at && !at->letters.empty())
    check_value(type, value, *at, part);
  else if (covered(row, column))
    ++out_.excluded["values under merged cells"];
  else
    out_.lost.push_back({part, value});
}

void SheetCheck::check_value(std::string_view type, const std::string& value, const ShownTexts::At& at,
                             const std::string& part) {
  if (at.cells > 1) out_.repeated.push_back({part, value});
  if (type == "b") return;  // TRUE or FALSE stands there
  const std::optional<double> number = type.empty() || type == "n" ? number_of(value) : std::nullopt;
  if (number) {
    if (at.number && near(*at.number, *number)) return;
    const auto shown = number_of(at.letters);
    if (shown && at.letters.find_first_of(":-", 1) == std::string::npos && near(*shown, *number)) return;
    if (!is_date_of(at, *number)) return out_.lost.push_back({part, value});
    ++out_.excluded["numbers shown as dates"];
  } else if (at.letters.find(letters_of(without_escapes(value))) == std::string::npos) {
    out_.lost.push_back({part, value});
  }
}

bool SheetCheck::covered(int row, int column) const {
  return std::any_of(merges_.begin(), merges_.end(), [&](const Range& m) {
    return row >= m.row0 && row <= m.row1 && column >= m.column0 && column <= m.column1 &&
           (row != m.row0 || column != m.column0);
  });
}

void SheetCheck::count_strings() {
  for (std::size_t i = 0; i < strings_.size(); ++i)
    if (!strings_[i].empty() && !named_.contains(i)) ++out_.excluded["shared texts that no cell names"];
}

}  // namespace assay
