// Workbooks before they are written, and their writer.
#pragma once

#include <string>
#include <vector>

#include "tools/samples/writers.hpp"

namespace assay::samples {

struct Cell {
  enum class Kind { blank, text, number, date, formula, error_formula };
  Kind kind = Kind::blank;
  std::string text;    // the text, the ISO date, or the formula; of an error formula "=FORMULA|#ERROR!"
  double number = 0;   // the number, or the cached result of the formula
  std::string format;  // of numbers and dates, as Excel writes it
};

Cell text_cell(std::string text);
Cell number_cell(double number, std::string format = "General");
Cell date_cell(std::string iso_date, std::string format = "yyyy-mm-dd");
Cell formula_cell(std::string formula, double result, std::string format = "General");
Cell error_cell(std::string formula, std::string error);

struct Merge {
  int row0, column0, row1, column1;  // inclusive; the value is that of the first cell
};

struct Sheet {
  std::string name;
  std::vector<std::vector<Cell>> rows;
  std::vector<Merge> merges;
  int header_rows = 1;  // set in bold
  bool hidden = false;
};

struct Workbook {
  std::string title;
  std::string author;
  std::string date;  // ISO 8601, of creation
  std::vector<Sheet> sheets;
};

std::string xlsx(const Workbook& workbook);

// Cells from text: a column whose name is listed in `as_text` stays text, other cells become numbers and dates where
// they look like "1234.5" and "2025-03-14".
Sheet sheet_of(std::string name, const Rows& rows, const std::vector<std::string>& as_text = {});

}  // namespace assay::samples
