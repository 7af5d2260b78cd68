// Records that stand twice in a sheet or delimited file: equal in every column.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t least_values =
    3;  // a row of fewer is no record but a note or a sum, save in a table of two columns
constexpr std::size_t least_rows = 10;  // in fewer a column is a key by chance
// Share of distinct values that makes a column one of identifiers; the rest are typing errors and "n/a".
constexpr double key_share = 0.98;
// Rows of few kinds come again and again: above this share nobody entered them by mistake.
constexpr double few_repeats = 0.1;
constexpr std::size_t telling_length = 3;  // characters of an identifier; shorter ones are ranks, grades, marks

struct Row {
  int index = 0;
  std::string text;  // all cells in order
  std::map<int, std::string_view> values;
};

std::vector<Row> rows_of(const Table& table) {
  std::vector<Row> rows;
  for (const Cell& cell : table.cells) {
    if (!is_visible(table, cell) || trimmed(cell.text).empty()) continue;
    if (rows.empty() || rows.back().index != cell.row) rows.push_back({cell.row, {}, {}});
    rows.back().values.emplace(cell.column, trimmed(cell.text));
    rows.back().text += fmt::format("{}\x1f{}\x1e", cell.column, trimmed(cell.text));
  }
  return rows;
}

// Rows that may be records: full enough, below the header and not its repetition.
std::vector<Row> records_of(const Table& table) {
  std::vector<Row> rows = rows_of(table);
  std::set<std::string> headers;
  for (const Row& row : rows)
    if (row.index < table.header_rows) headers.insert(row.text);
  std::erase_if(rows, [&](const Row& row) {
    return row.index < table.header_rows || row.values.size() < std::min<std::size_t>(least_values, table.columns) ||
           headers.contains(row.text);
  });
  return rows;
}

// A column that tells the distinct rows apart; that two rows agree on it too is then no coincidence.
bool has_key(const std::vector<const Row*>& distinct, int columns) {
  const auto most = static_cast<double>(distinct.size());
  for (int column = 0; column < columns; ++column) {
    std::set<std::string_view> values;
    double length = 0;
    for (const Row* row : distinct)
      if (const auto found = row->values.find(column); found != row->values.end()) {
        values.insert(found->second);
        length += static_cast<double>(found->second.size());
      }
    if (static_cast<double>(values.size()) >= key_share * most && length >= telling_length * most) return true;
  }
  return false;
}

// As people count them in the file.
std::string row_number(const Table& table, int row) {
  const std::string name = cell_name(table, row, 0);
  return name.substr(name.find_first_of("0123456789"));
}

// Of repeats that follow each other as their originals do: a passage that was pasted twice. 0 where rows stand more
// than twice: values of few kinds come again by themselves.
std::size_t longest_run(const std::vector<std::pair<const Row*, const Row*>>& repeats) {
  std::set<const Row*> originals;
  for (const auto& [original, repeat] : repeats)
    if (!originals.insert(original).second) return 0;
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < repeats.size(); ++i) {
    const bool goes_on =
        i > 0 && repeats[i].first == repeats[i - 1].first + 1 && repeats[i].second == repeats[i - 1].second + 1;
    run = goes_on ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

struct Repeats {
  double count = 0;
  double n = 0;
  Place place;
  std::string evidence;
};

void describe(const Table& table, const std::vector<std::pair<const Row*, const Row*>>& repeats, Repeats& out) {
  constexpr double shown = 5;
  for (const auto& [original, repeat] : repeats) {
    if (out.count == 0) out.place = cell_place(table, repeat->index, 0);
    if (out.count < shown)
      out.evidence += fmt::format("{}row {} repeats row {}", out.count > 0 ? ", " : "",
                                  row_number(table, repeat->index), row_number(table, original->index));
    if (out.count == 0) out.evidence += fmt::format(" ('{}')", shortened(original->values.begin()->second, 30));
    ++out.count;
  }
}

void count_repeats(const Table& table, Repeats& out, Repeats& equal) {
  const std::vector<Row> rows = records_of(table);
  std::unordered_map<std::string_view, const Row*> first;
  std::vector<const Row*> distinct;
  std::vector<std::pair<const Row*, const Row*>> repeats;
  for (const Row& row : rows) {
    const auto [it, added] = first.emplace(row.text, &row);
    if (added) {
      distinct.push_back(&row);
    } else {
      repeats.emplace_back(it->second, &row);
    }
  }
  if (distinct.size() < least_rows) return;
  // Without a key two rows may agree by coincidence, ten in a row may not.
  // Of two columns one may be no more than a remark.
  const bool certain = table.columns >= 3 && (has_key(distinct, table.columns) || longest_run(repeats) >= least_rows);
  if (certain) out.n += static_cast<double>(rows.size());
  equal.n += static_cast<double>(rows.size());
  if (certain) {
    describe(table, repeats, out);
  } else if (static_cast<double>(repeats.size()) <= few_repeats * static_cast<double>(rows.size())) {
    describe(table, repeats, equal);
  }
}

void measure_duplicate_rows(const Document& document, std::string_view, std::vector<Measure>& out) {
  Repeats repeats, equal;
  for (const Table& table : document.tables)
    if (!table.hidden && is_data_table(table) && table.header_rows > 0) count_repeats(table, repeats, equal);
  out.push_back(
      document_measure("uniqueness.duplicate_rows", repeats.count, repeats.n, repeats.place, repeats.evidence));
  out.push_back(document_measure("uniqueness.equal_rows", equal.count, equal.n, equal.place, equal.evidence));
}

}  // namespace

const Measurer& duplicate_row_measures() {
  static const FunctionMeasurer measurer(
      "duplicate_rows", 3,
      {{"uniqueness.duplicate_rows", "count", "Records that stand twice",
        "Rows equal to one above in every column, in sheets and delimited tables with a header, at least ten distinct "
        "rows and a column that tells those apart, or ten repeats in a row; rows with fewer than three values are left "
        "out."},
       {"uniqueness.equal_rows", "count", "Rows that are equal",
        "As above, where no column tells the rows apart and a tenth of them at most stand there again."}},
      measure_duplicate_rows);
  return measurer;
}

}  // namespace assay
