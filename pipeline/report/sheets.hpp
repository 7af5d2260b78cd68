// Sheets: tables of the report that are one query each. A new one is a new file in sheets/, and nothing else.
//
// The file begins with comment lines:
//   -- title: Documents                      of the sheet, at most 31 characters
//   -- about: one sentence for who reads it
//   -- column: Score | score | 8             for each column of the query in order: title | format | width in
//   characters
// Formats: text; wrap (long text); link (root and path, joined by char(31)); integer; number; share (0..1, shown as
// percent); score (0..100, coloured); severity; time. The query may use :corpus and :pilot, the names of the
// collections. An empty cell is NULL.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/rows/rows.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace assay {

enum class CellFormat { text, wrap, link, integer, number, share, score, severity, time };

struct SheetColumn {
  std::string title;
  CellFormat format = CellFormat::text;
  double width = 12;
};

struct Sheet {
  std::string id;  // "documents" of sheets/10_documents.sql
  std::string title;
  std::string about;
  std::vector<SheetColumn> columns;
  std::string sql;
};

// Asserts that the header is whole: a broken file is a bug, which the test of the sheets finds.
Sheet parse_sheet(std::string_view file_name, std::string_view content);
std::vector<Sheet> report_sheets();

// Runs the query; `on_row` gets the statement at each row.
void run_sheet(SQLite::Database& database, const Sheet& sheet, const std::string& corpus, const std::string& pilot,
               const std::function<void(SQLite::Statement&)>& on_row);

// The whole sheet for `assay report --format table`; links as their paths.
Rows sheet_rows(SQLite::Database& database, const Sheet& sheet, const std::string& corpus, const std::string& pilot);

}  // namespace assay
