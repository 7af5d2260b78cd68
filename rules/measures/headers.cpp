#include <fmt/format.h>

#include <map>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// On the sheet, not only in the table.
CellSpan span_of(const Table& table, const Cell& cell) {
  return whole_span(table, {cell.row, cell.column, cell.row_span, cell.column_span});
}

std::string span_words(const Cell& cell, const CellSpan& span) {
  return fmt::format("'{}' spans {} column{} and {} row{}", shortened(cell.text, 60), span.column_span,
                     span.column_span == 1 ? "" : "s", span.row_span, span.row_span == 1 ? "" : "s");
}

void count_merged(const Table& table, Cases& header, Cases& body) {
  header.n += 1;
  body.n += 1;
  // Where no header was found (names that are years, say), merges over columns on the top rows are still meant as one.
  const int header_rows = table.header_rows > 0 ? table.header_rows : 2;
  for (const Cell& cell : table.cells) {
    const CellSpan span = span_of(table, cell);
    if (span.column_span <= 1 && span.row_span <= 1) continue;
    const bool in_header = cell.row < header_rows && (table.header_rows > 0 || span.column_span > 1);
    if (in_header && span.column_span <= 1) continue;  // a name that stands beside a two-row header
    (in_header ? header : body).add(cell_place(table, cell.row, cell.column), span_words(cell, span));
  }
}

void count_merged_in_text(const Table& table, Cases& cases) {
  cases.n += 1;
  for (const Cell& cell : table.cells) {
    const CellSpan span = span_of(table, cell);
    if (span.column_span <= 1 && span.row_span <= 1) continue;
    const std::string header = table.header_rows > 1 ? fmt::format(", the header has {} rows", table.header_rows) : "";
    cases.add(cell_place(table, cell.row, cell.column), span_words(cell, span) + header);
  }
}

void count_duplicates(const Table& table, Cases& cases) {
  if (table.header_rows == 0) return;
  cases.n += 1;
  std::map<std::string, int> seen;
  for (const ColumnView& column : columns_of(table)) {
    if (column.name.empty() || ++seen[lower(column.name)] != 2) continue;
    cases.add(cell_place(table, table.header_rows - 1, column.index),
              fmt::format("'{}' names more than one column", column.name));
  }
}

void measure_headers(const Document& document, std::string_view, std::vector<Measure>& out) {
  Cases header;
  Cases body;
  Cases duplicates;
  Cases in_texts;
  for (const Table& table : document.tables) {
    if (!table.hidden && table.found_by == TableSource::word) count_merged_in_text(table, in_texts);
    if (table.hidden || !is_data_table(table)) continue;
    count_merged(table, header, body);
    count_duplicates(table, duplicates);
  }
  out.push_back(header.measure("format.merged_header_cells"));
  out.push_back(body.measure("format.merged_body_cells"));
  out.push_back(in_texts.measure("format.merged_word_cells"));
  out.push_back(duplicates.measure("consistency.duplicate_column_names"));
}

}  // namespace

const Measurer& header_measures() {
  static const FunctionMeasurer measurer(
      "headers", 4,
      {{"format.merged_header_cells", "count", "Merged header cells",
        "Cells of the header rows, or of the first two rows where none were found, that span several columns, in "
        "sheets and "
        "delimited tables."},
       {"format.merged_body_cells", "count", "Merged cells below the header", "In sheets."},
       {"format.merged_word_cells", "count", "Merged cells in tables of texts",
        "Cells that span columns or rows, in tables of word processors."},
       {"consistency.duplicate_column_names", "count", "Column names used twice",
        "Names, all header rows together, that several columns of one sheet or delimited table have."}},
      measure_headers);
  return measurer;
}

}  // namespace assay
