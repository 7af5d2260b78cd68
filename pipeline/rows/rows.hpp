// Rows that a command prints: as a table for people, as JSON, CSV or a workbook for programs.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay {

using Field = std::variant<std::monostate, double, std::string>;  // unknown, a number, text

struct Column {
  std::string name;
  int decimals = 0;      // of numbers, in the table
  bool in_table = true;  // else in the other formats alone
  bool is_time = false;  // ISO 8601, which a table shows to the minute
};

struct Rows {
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<Field>> rows;  // each as long as `columns`
};

enum class RowFormat { table, json, csv, xlsx };
RowFormat row_format_from(std::string_view name);  // table for an unknown name

// Every row, never only the first ones. The table keeps within `width` characters by wrapping its widest columns;
// unknown is "–" there, null in JSON and empty in CSV (RFC 4180) and the workbook. Throws RunError when it can't be
// written.
void print_rows(const Rows& rows, RowFormat format, std::FILE* out, int width = 80);

}  // namespace assay
