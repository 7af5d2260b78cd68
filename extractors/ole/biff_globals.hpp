// What all sheets of an Excel 97–2003 workbook share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/workbook.hpp"
#include "extractors/ole/biff.hpp"

namespace assay::ole {

struct BiffSheetEntry {
  office::SheetEntry entry;  // `part` stays empty: sheets are places in the stream
  std::size_t at = 0;
};

struct BiffGlobals {
  int version = 8;  // of the records: 2, 3, 4, 5 (Excel 5 and 95) or 8 (Excel 97 to 2003)
  int code_page = 1252;
  bool date1904 = false;
  bool encrypted = false;
  std::vector<BiffSheetEntry> sheets;
  std::vector<std::string> strings;
  bool strings_cut = false;  // some of the shared texts are lost
  bool strings_over_limit = false;
  int defined_names = 0;
  std::string first_names;
  bool external_links = false;
  bool macros = false;
  bool structure_protected = false;

  // What the format of a cell makes of its number; `style` is the cell's index of styles.
  office::CellFormat format(std::uint16_t style);
  // Of the number of a format itself, as cells of Excel 2 name it.
  office::CellFormat format_of(int number);
  Cells::SharedFormats number_formats() const { return number_formats_.shared(); }
  // Takes a record in if it says something about the whole workbook. Single-sheet files of old versions have such
  // records among their cells.
  void take(const Record& record, RecordReader& reader, const Limits& limits);

 private:
  void take_bound_sheet(const Record& record);
  void take_format(const Record& record);
  void take_strings(const Record& record, RecordReader& reader, const Limits& limits);
  void take_name(const Record& record);
  std::map<int, std::string> formats_;
  office::NumberFormats number_formats_;
  std::vector<int> styles_;  // the number of the format, by index of styles
};

// The version that a BOF record claims.
int version_of(const Record& bof);

// A text in a record: of Excel 97 and later a unicode string, else bytes in the code page, after a count of characters
// that takes `count_bytes`.
std::string record_text(const BiffGlobals& globals, std::string_view data, std::size_t at, int count_bytes);

}  // namespace assay::ole
