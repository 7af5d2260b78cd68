// A table as columns of body cells, for measures that compare the cells of one column.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/measure.hpp"

namespace assay {

struct ColumnView {
  int index = 0;
  std::string name;               // of the header rows, joined by a space; empty: none
  std::vector<const Cell*> body;  // visible cells below the header that hold something, downwards
  bool line = false;              // of fields_of(): a row, named at its left, and its cells from there to the right

  // Which of the records that the table lists a cell of it belongs to.
  int record_of(const Cell& cell) const { return line ? cell.column : cell.row; }
};

// Measures keep references to cells: what a document looks like with loose ones.
template <class Use>
auto with_loose_cells(const Document& document, const Use& use) {
  const auto packed = [](const Table& table) { return table.cells.is_packed() && !table.cells.empty(); };
  if (std::none_of(document.tables.begin(), document.tables.end(), packed)) return use(document);
  Document loose = document;
  loosen(loose);
  return use(loose);
}

// Of a table with loose cells, to which the views point. By position; columns without any cell are there too.
std::vector<ColumnView> columns_of(const Table& table);

// For who compares the values of one name with each other: the columns, or, where names stand down the first columns
// and each further one is a record (Table::header_columns), the rows below the header.
std::vector<ColumnView> fields_of(const Table& table);

// Where its name stands, or should.
Place head_of(const Table& table, const ColumnView& field);

// Below the header, hidden ones left out.
int body_rows(const Table& table);

// Cells shown to a reader: the table isn't hidden and neither is the cell.
bool is_visible(const Table& table, const Cell& cell);

enum class ValueKind { nothing, number, date, text };
// What a cell says, numbers and dates that are stored as text included; nothing: blank, or a stand-in such as "n/a".
ValueKind value_kind(const Cell& cell);
// "n/a", "-", "null", "TBD", "#####": what people write where there is no value.
bool is_stand_in(std::string_view text);

// The number that a cell holds, one stored as text included, in English or German notation; none: it is no number.
std::optional<double> number_in(const Cell& cell);
// Days since 1970-01-01 of a cell that holds a date and nothing else.
std::optional<long> day_of(const Cell& cell);

// "column 'Price'", "row 'Price'", for evidence.
std::string named(const ColumnView& column);
Place place_of(const Table& table, const Cell& cell);

// Counts cases over tables, with the first one as place and evidence.
struct Cases {
  double count = 0;
  double n = 0;
  Place place;
  std::string evidence;
  void add(Place where, std::string what) {
    if (count++ > 0) return;
    place = std::move(where);
    evidence = std::move(what);
  }
  Measure measure(std::string_view name) const;
};

// Sheets and delimited files: their rows are records, not a layout on a page.
bool is_data_table(const Table& table);

}  // namespace assay
