#include "extractors/html/html_table.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "extractors/grid/header.hpp"
#include "extractors/grid/shadow.hpp"

namespace assay::html {
namespace {

constexpr int max_column_span = 1000;  // of the HTML standard
constexpr int max_row_span = 65534;    // of the HTML standard
constexpr int max_columns = 16384;

template <class Visit>
void each_child(const GumboNode* node, Visit&& visit) {
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* const child = static_cast<const GumboNode*>(children.data[i]);
    if (is_element(child) && !is_invisible(child)) visit(child);
  }
}

struct Row {
  const GumboNode* element;
  bool in_head;
};

std::vector<Row> rows_of(const GumboNode* table) {
  std::vector<Row> rows;
  each_child(table, [&](const GumboNode* part) {
    const GumboTag tag = tag_of(part);
    if (tag == GUMBO_TAG_TR) rows.push_back({part, false});
    if (tag != GUMBO_TAG_THEAD && tag != GUMBO_TAG_TBODY && tag != GUMBO_TAG_TFOOT) return;
    each_child(part, [&](const GumboNode* row) {
      if (tag_of(row) == GUMBO_TAG_TR) rows.push_back({row, tag == GUMBO_TAG_THEAD});
    });
  });
  return rows;
}

bool is_cell(const GumboNode* node) {
  return tag_of(node) == GUMBO_TAG_TD || tag_of(node) == GUMBO_TAG_TH;
}

int span_of(const GumboNode* cell, const char* name, int most) {
  const std::string_view text = attribute(cell, name);
  int value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return most;
  return error == std::errc{} ? std::clamp(value, 1, most) : 1;
}

class Former {
 public:
  Former(Table& table, std::uint64_t max_cells, int rows) : table_(table), max_cells_(max_cells), rows_(rows) {}

  // Whether every cell of the row is a header cell.
  bool add_row(const GumboNode* row, int index) {
    bool all_headers = true;
    bool any = false;
    int column = 0;
    each_child(row, [&](const GumboNode* element) {
      if (!is_cell(element) || cut_) return;
      while (column < static_cast<int>(free_from_.size()) && free_from_[static_cast<std::size_t>(column)] > index)
        ++column;
      if (column >= max_columns || ++count_ > max_cells_) {
        cut_ = true;
        return;
      }
      any = true;
      all_headers = all_headers && tag_of(element) == GUMBO_TAG_TH;
      column = add_cell(element, index, column);
    });
    return any && all_headers;
  }

  bool cut() const { return cut_; }

 private:
  int add_cell(const GumboNode* element, int row, int column) {
    Cell cell;
    cell.row = row;
    cell.column = column;
    cell.column_span = std::min(span_of(element, "colspan", max_column_span), max_columns - column);
    cell.row_span = std::min(span_of(element, "rowspan", max_row_span), rows_ - row);
    cell.text = text_below(element, false);
    const int end = column + cell.column_span;
    free_from_.resize(std::max(free_from_.size(), static_cast<std::size_t>(end)), 0);
    for (int c = column; c < end; ++c) free_from_[static_cast<std::size_t>(c)] = row + cell.row_span;
    table_.columns = std::max(table_.columns, end);
    if (!cell.text.empty() || cell.row_span > 1 || cell.column_span > 1) table_.cells.push_back(std::move(cell));
    return end;
  }

  Table& table_;
  std::uint64_t max_cells_;
  int rows_;
  std::uint64_t count_ = 0;
  bool cut_ = false;
  std::vector<int> free_from_;  // the first row in which each column is free
};

}  // namespace

bool is_layout_table(const GumboNode* table) {
  if (attribute(table, "role") == "presentation") return true;
  const std::vector<Row> rows = rows_of(table);
  std::size_t cells = 0;
  bool marked = holds(table, GUMBO_TAG_TH) || holds(table, GUMBO_TAG_CAPTION);
  for (const Row& row : rows) {
    marked = marked || row.in_head;
    each_child(row.element, [&](const GumboNode* cell) { cells += is_cell(cell); });
  }
  return cells <= 1 || (!marked && holds(table, GUMBO_TAG_TABLE));
}

Table read_table(const GumboNode* table, std::uint64_t max_cells, bool& cut) {
  Table out;
  out.found_by = TableSource::html;
  const std::vector<Row> rows = rows_of(table);
  Former former(out, max_cells, static_cast<int>(rows.size()));
  bool marked = false;
  bool in_header = true;
  for (const Row& row : rows) {
    const bool headers = former.add_row(row.element, out.rows) || row.in_head;
    if (former.cut()) break;
    marked = marked || headers;
    in_header = in_header && headers;
    ++out.rows;
    if (in_header) out.header_rows = out.rows;
  }
  cut = former.cut();
  if (out.header_rows == out.rows && out.rows > 0) out.header_rows = out.rows > 1 ? 1 : 0;
  if (!marked && out.rows > 1) {  // nothing says which rows are the header: what they look like
    const grid::Shadow shadow(out.cells);
    const grid::Area all = shadow.all();
    if (!all.empty() && all.row0 == 0) out.header_rows = grid::header_rows(shadow, all);
  }
  each_child(table, [&](const GumboNode* part) {
    if (tag_of(part) == GUMBO_TAG_CAPTION) out.title = text_below(part, false);
  });
  return out;
}

}  // namespace assay::html
