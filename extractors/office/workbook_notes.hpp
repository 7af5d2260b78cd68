// What every workbook reader says once of all sheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/office/entry_rules.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

class WorkbookNotes {
 public:
  void protect_structure() { structure_protected_ = true; }
  void protect_sheet(std::string name) { protected_sheets_.push_back(std::move(name)); }
  EntryRules& entry_rules() { return entry_rules_; }
  // A name that people gave to cells or a formula.
  void add_name(std::string_view name, std::string_view formula);
  void add(const std::string& sheet, const SheetContent& content);
  void tell(Document& document) const;

 private:
  void tell_protection(Document& document) const;
  void tell_entry_rules(Document& document) const;
  void tell_unknown_formats(Document& document) const;
  void tell_names(Document& document) const;
  bool structure_protected_ = false;
  std::vector<std::string> protected_sheets_;
  EntryRules entry_rules_;
  int numbers_of_unknown_format_ = 0;
  Place first_of_unknown_format_;
  int names_ = 0;
  std::string first_names_;
};

}  // namespace assay::office
