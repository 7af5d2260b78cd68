// A table as columns of body cells, for measures that compare the cells of one column.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/measure.hpp"

namespace assay {

struct ColumnView {
  int index = 0;
  std::string name;               // of the header rows, joined by a space; empty: none
  std::vector<const Cell*> body;  // visible cells below the header that hold something, downwards
};

// By position; columns without any cell are there too.
std::vector<ColumnView> columns_of(const Table& table);

// Cells shown to a reader: the table isn't hidden and neither is the cell.
bool is_visible(const Table& table, const Cell& cell);

enum class ValueKind { nothing, number, date, text };
// What a cell says, numbers and dates that are stored as text included; nothing: blank, or a stand-in such as "n/a".
ValueKind value_kind(const Cell& cell);
// "n/a", "-", "null", "TBD", "#####": what people write where there is no value.
bool is_stand_in(std::string_view text);

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
