// What is odd about the columns of a sheet or delimited file: values that are missing, stand under the wrong name, or
// are of another kind than the rest.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "extractors/core/hidden_lines.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/sum_rows.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t least_values = 10;  // in fewer a kind or a gap says nothing
constexpr double mostly = 0.8;            // of the values, for a column to be one of numbers, dates or texts

struct Column {
  ColumnView view;
  std::map<ValueKind, double> counts;
  double values() const {
    double sum = 0;
    for (const auto& [kind, count] : counts) sum += kind == ValueKind::nothing ? 0 : count;
    return sum;
  }
  // What nearly all of its values are; nothing: they are mixed, or too few.
  ValueKind kind() const {
    for (const auto& [kind, count] : counts)
      if (kind != ValueKind::nothing && values() >= least_values && count >= mostly * values()) return kind;
    return ValueKind::nothing;
  }
};

std::vector<Column> columns_with_kinds(const Table& table) {
  std::vector<Column> out;
  for (ColumnView& view : fields_of(table)) {
    Column column{std::move(view), {}};
    for (const Cell* cell : column.view.body) ++column.counts[value_kind(*cell)];
    out.push_back(std::move(column));
  }
  return out;
}

std::string name_of(const Column& column) {
  return column.view.name.empty() ? fmt::format("no. {}", column.view.index + 1) : shortened(column.view.name, 40);
}

// Rows of sums that are shown, in which few columns have a value; none where such labels are no more than values ("Sex:
// Total").
std::set<int> rows_of_sums(const Table& table) {
  std::set<int> out;
  const HiddenLines hidden(table);
  for (const auto& [row, kind] : sum_rows(table))
    if (kind != RowKind::perhaps_subtotal && hidden.shown_row(row) < hidden.shown_row(row + 1)) out.insert(row);
  if (2 * static_cast<int>(out.size()) > body_rows(table)) out.clear();
  return out;
}

// Those that are shown, where names stand at the left.
int record_columns(const Table& table) {
  const HiddenLines hidden(table);
  return hidden.shown_column(table.columns) - hidden.shown_column(table.header_columns);
}

void count_missing(const Table& table, const std::vector<Column>& columns, Cases& empty, Measure& worst) {
  const double all_rows = table.header_columns > 0 ? record_columns(table) : body_rows(table);
  if (all_rows < 3) return;
  std::optional<std::set<int>> sums;  // asked for only where values are missing
  for (const Column& column : columns) {
    if (column.view.name.empty()) continue;
    ++empty.n;
    const Place place = head_of(table, column.view);
    if (column.view.body.empty()) empty.add(place, fmt::format("{} is empty", named(column.view)));
    if (all_rows < static_cast<double>(least_values) || column.values() < all_rows / 2) continue;
    worst.n += all_rows;
    if (column.values() >= all_rows) continue;
    if (!sums) sums = column.view.line ? std::set<int>() : rows_of_sums(table);
    const double rows = all_rows - static_cast<double>(sums->size());
    const auto filled =
        static_cast<double>(std::count_if(column.view.body.begin(), column.view.body.end(), [&](const Cell* cell) {
          return !sums->contains(column.view.record_of(*cell)) && value_kind(*cell) != ValueKind::nothing;
        }));
    const double share = rows > 0 ? (rows - filled) / rows : 0;
    if (share <= worst.value) continue;
    worst.value = share;
    worst.place = place;
    const auto stand_in = std::find_if(column.view.body.begin(), column.view.body.end(),
                                       [](const Cell* cell) { return value_kind(*cell) == ValueKind::nothing; });
    worst.evidence =
        fmt::format("{}: {} of {} values are missing{}", named(column.view), rows - filled, rows,
                    stand_in == column.view.body.end() ? "" : fmt::format(", some as '{}'", (*stand_in)->text));
  }
}

// "Column1", "Unnamed: 0", "Spalte 3", "field_2": what programs write where nobody gave a name.
bool is_generic(std::string_view name) {
  static const RE2 pattern(
      "(?i)\\s*(?:unnamed:?|column|col|field|spalte|feld|colonne|champ|var|v|x|f)[ _:.-]?\\d{1,4}\\s*");
  return RE2::FullMatch({name.data(), name.size()}, pattern);
}

void count_unnamed(const Table& table, const std::vector<Column>& columns, Cases& cases) {
  if (table.header_rows == 0 && table.header_columns == 0) return;
  double generic = 0;
  for (const Column& column : columns) generic += is_generic(column.view.name) ? 1 : 0;
  // One "X1" among names is a name.
  const bool all_generic = generic * 2 > static_cast<double>(columns.size());
  for (const Column& column : columns) {
    if (column.view.body.empty()) continue;
    ++cases.n;
    const Place place = head_of(table, column.view);
    if (column.view.name.empty()) {
      cases.add(place, fmt::format("column no. {} has values, and its header cell is blank", column.view.index + 1));
    } else if (all_generic && is_generic(column.view.name)) {
      cases.add(place, fmt::format("'{}' is a generic column name", column.view.name));
    }
  }
}

bool is_strange(ValueKind usual, ValueKind value) {
  if (usual == ValueKind::nothing || value == ValueKind::nothing || usual == value) return false;
  return usual != ValueKind::text || value != ValueKind::date;  // a title or remark may be a date
}

// Cells of another kind than nearly all of their column. Where a row has several, and they are not at its end alone,
// its values have slipped under other names. Where names stand at the left, each column is such a row.
void count_strange(const Table& table, const std::vector<Column>& columns, Cases& cells, Cases& rows) {
  std::map<int, std::vector<std::pair<const Column*, const Cell*>>> by_row;  // by record
  std::map<int, int> filled;
  for (const Column& column : columns) {
    const ValueKind usual = column.kind();
    for (const Cell* cell : column.view.body) {
      const int record = column.view.record_of(*cell);
      ++filled[record];
      if (usual == ValueKind::nothing) continue;
      ++cells.n;
      if (is_strange(usual, value_kind(*cell))) by_row[record].emplace_back(&column, cell);
    }
  }
  rows.n = std::max(rows.n, static_cast<double>(filled.size()));
  const int fields = table.header_columns > 0 ? table.rows - table.header_rows : table.columns;
  const auto wide = static_cast<std::size_t>(std::max(fields, 0));
  for (const auto& [row, strange] : by_row) {
    const auto& [column, cell] = strange.front();
    const std::string what =
        fmt::format("'{}' in {} {} '{}'", shortened(cell->text, 40), cell_name(table, cell->row, cell->column),
                    column->view.line ? "beside" : "under", name_of(*column));
    // A title, note or sum has few cells; another table's header or rows have all of theirs strange.
    const bool record = filled[row] * 2 > fields;
    // Remarks instead of numbers are of one kind; values that slipped are of two at least.
    std::set<ValueKind> kinds;
    for (const auto& [where, value] : strange) kinds.insert(value_kind(*value));
    if (kinds.size() >= 2 && record && strange.size() <= std::max<std::size_t>(2, wide - 1))
      rows.add(cell_place(table, cell->row, cell->column), what);
    if (record) cells.add(cell_place(table, cell->row, cell->column), what);
  }
}

// Of sheets; the reader of delimited files says so itself.
void count_headers_again(const Table& table, Cases& cases) {
  if (table.found_by != TableSource::sheet || table.header_rows == 0 || table.columns < 2) return;
  std::map<int, std::string> rows;
  for (const Cell& cell : table.cells) rows[cell.row] += fmt::format("{}\x1f{}\x1e", cell.column, trimmed(cell.text));
  ++cases.n;
  const std::string header = rows[table.header_rows - 1];
  for (const auto& [row, text] : rows)
    if (row >= table.header_rows && text == header)
      cases.add(cell_place(table, row, 0), fmt::format("row {} repeats the header", cell_name(table, row, 0)));
}

// Rows between others that hold nothing at all: they end the table for many programs.
void count_blank_rows(const Table& table, Cases& cases) {
  std::set<int> used;
  for (const Cell& cell : table.cells)
    for (int row = cell.row; row < cell.row + std::max(1, cell.row_span); ++row)
      if (!cell.text.empty()) used.insert(row);
  if (used.empty()) return;
  cases.n += table.rows;
  for (int row = *used.begin(); row < *used.rbegin(); ++row)
    if (!used.contains(row)) cases.add(cell_place(table, row, 0), fmt::format("{} is blank", cell_name(table, row, 0)));
}

void count_hidden(const Table& table, Cases& cases) {
  for (const Cell& cell : table.cells) {
    ++cases.n;
    if (cell.hidden && !cell.text.empty())
      cases.add(cell_place(table, cell.row, cell.column), fmt::format("'{}'", shortened(cell.text, 60)));
  }
}

// All rows of an export are full, and the last one is not: its writer was stopped.
void count_cut_off(const Document& document, const Table& table, Cases& cases) {
  if (table.found_by != TableSource::delimited || table.columns < 3 || table.rows < 10) return;
  std::vector<int> ends(static_cast<std::size_t>(table.rows), -1);
  const Cell* last = nullptr;
  for (const Cell& cell : table.cells) {
    if (cell.text.empty() || cell.row >= table.rows) continue;
    ends[static_cast<std::size_t>(cell.row)] = cell.column;
    last = &cell;
  }
  const auto full = std::count(ends.begin(), ends.end() - 1, table.columns - 1);
  ++cases.n;
  if (!last || static_cast<std::size_t>(full) + 1 < ends.size()) return;
  // The values behind may be blank, as in a row of sums, when all their separators are there.
  const auto written = document.signals.find("text.last_record_cells");
  bool cut = ends.back() < table.columns - 1 &&
             (written == document.signals.end() || written->second < static_cast<double>(table.columns));
  if (const auto newline = document.signals.find("text.final_newline");
      !cut && last->column == table.columns - 1 && newline != document.signals.end() && newline->second == 0) {
    // Cut inside its last value: that is of another kind, or shorter than nearly all above it.
    const ColumnView column = columns_of(table).back();
    double shorter = 0;
    std::map<ValueKind, double> kinds;
    for (const Cell* cell : column.body) {
      shorter += cell != last && cell->text.size() <= last->text.size() ? 1 : 0;
      ++kinds[value_kind(*cell)];
    }
    const auto all = static_cast<double>(column.body.size());
    cut = shorter <= all / 20 || kinds[value_kind(*last)] <= all / 20;
  }
  if (cut)
    cases.add(cell_place(table, last->row, last->column), fmt::format("it ends with '{}'", shortened(last->text, 60)));
}

// Lines below the table of a delimited file that another separator cuts into as many values.
void count_rows_outside(const Document& document, Cases& cases) {
  const Table* table = nullptr;
  for (const Table& one : document.tables)
    if (one.found_by == TableSource::delimited) table = &one;
  if (!table || table->columns < 3) return;
  for (const Block& block : document.blocks) {
    if (block.table) continue;
    for (const std::string_view line : lines(block.text)) {
      ++cases.n;
      const auto cut_by = [&](char sign) { return std::count(line.begin(), line.end(), sign) == table->columns - 1; };
      if (cut_by(',') || cut_by(';') || cut_by('\t') || cut_by('|')) cases.add(block.place, shortened(line, 80));
    }
  }
}

void measure_columns(const Document& document, std::string_view, std::vector<Measure>& out) {
  Cases hidden, cut_off, outside, empty, unnamed, cells, rows, headers, blank, headerless, further;
  Measure missing = document_measure("completeness.missing_values", 0, 0);
  std::map<std::string, int> per_sheet;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table)) continue;
    count_hidden(table, hidden);
    count_cut_off(document, table, cut_off);
    const std::vector<Column> columns = columns_with_kinds(table);
    count_missing(table, columns, empty, missing);
    count_unnamed(table, columns, unnamed);
    count_strange(table, columns, cells, rows);
    count_headers_again(table, headers);
    count_blank_rows(table, blank);
    ++headerless.n;
    if (table.header_rows == 0 && table.header_columns == 0 && !table.continues && table.columns > 1 && table.rows >= 5)
      headerless.add(table.place, fmt::format("{} rows without column names", table.rows));
    ++further.n;
    if (++per_sheet[table.place.sheet] == 2)
      further.add(table.place, fmt::format("another table begins at {}", to_string(table.place)));
  }
  count_rows_outside(document, outside);
  out.push_back(std::move(missing));
  out.push_back(cut_off.measure("completeness.cut_off_rows"));
  out.push_back(hidden.measure("consistency.hidden_cells"));
  out.push_back(outside.measure("consistency.rows_outside"));
  out.push_back(empty.measure("completeness.columns_without_values"));
  out.push_back(blank.measure("completeness.blank_rows"));
  out.push_back(unnamed.measure("consistency.unnamed_columns"));
  out.push_back(headerless.measure("consistency.no_header"));
  out.push_back(headers.measure("consistency.headers_among_rows"));
  out.push_back(further.measure("consistency.several_tables"));
  out.push_back(cells.measure("format.mixed_kinds"));
  out.push_back(rows.measure("consistency.misplaced_values"));
}

}  // namespace

const Measurer& column_measures() {
  static const FunctionMeasurer measurer(
      "columns", 5,
      {{"completeness.missing_values", "share", "Missing values",
        "Of the column, at least half filled, with the most gaps: its blanks and stand-ins (n/a, -, null) over the "
        "rows "
        "of its table, of ten rows and more."},
       {"completeness.cut_off_rows", "count", "Tables that break off",
        "Delimited tables whose rows are all full but the last, or whose last value is cut and not followed by a line "
        "end."},
       {"consistency.hidden_cells", "count", "Hidden cells", "With a value, in hidden rows and columns of sheets."},
       {"consistency.rows_outside", "count", "Rows that other separators cut",
        "Lines beside the table of a delimited file that comma, semicolon, tab or bar cut into as many values."},
       {"completeness.columns_without_values", "count", "Columns without a value", "That have a name."},
       {"completeness.blank_rows", "count", "Blank rows within tables", "Between rows that hold something."},
       {"consistency.unnamed_columns", "count", "Columns without a name of their own",
        "Columns with values and a blank header cell, or with names that a program made (Column1, Unnamed: 0) where "
        "most are such."},
       {"consistency.no_header", "count", "Tables without a header",
        "Of two columns and five rows or more, with names neither above nor at the left."},
       {"consistency.headers_among_rows", "count", "Headers among the rows", "Rows of a sheet equal to its header."},
       {"consistency.several_tables", "count", "Several tables on one sheet",
        "Sheets and delimited files that hold more than one table.", true, false},
       {"format.mixed_kinds", "count", "Values of another kind than their column",
        "Rows with a text among numbers, a number among texts and so on, in columns of which four of five values are "
        "of "
        "one kind."},
       {"consistency.misplaced_values", "count", "Values under the wrong name",
        "Rows with two or more values of another kind than four of five in their columns, and of two kinds."}},
      measure_columns);
  return measurer;
}

}  // namespace assay
