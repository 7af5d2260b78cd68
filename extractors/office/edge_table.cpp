#include "extractors/office/edge_table.hpp"

#include <algorithm>
#include <map>

#include "extractors/grid/grid.hpp"

namespace assay::office {
namespace {

constexpr int same_place = 30;  // twips
constexpr std::size_t most_columns = 1000;

std::vector<int> places_of(const std::vector<EdgeRow>& rows) {
  std::vector<int> all;
  for (const EdgeRow& row : rows)
    for (const EdgeCell& cell : row.cells) {
      all.push_back(cell.left);
      all.push_back(cell.right);
    }
  std::sort(all.begin(), all.end());
  std::vector<int> out;
  for (const int place : all)
    if (out.empty() || place - out.back() > same_place) out.push_back(place);
  if (out.size() > most_columns) out.resize(most_columns);
  return out;
}

int index_of(const std::vector<int>& places, int place) {
  const auto after = std::upper_bound(places.begin(), places.end(), place);
  return static_cast<int>(std::max<std::ptrdiff_t>(after - places.begin() - 1, 0));
}

void add_line(std::string& text, const std::string& more) {
  if (!text.empty() && !more.empty()) text += '\n';
  text += more;
}

}  // namespace

Table table_of_edges(std::vector<EdgeRow> rows) {
  Table table;
  table.found_by = TableSource::word;
  std::vector<Cell>& cells = table.cells.loose();
  const std::vector<int> places = places_of(rows);
  std::map<int, std::size_t> above;  // by column: the last cell that begins there
  bool header = true;
  for (EdgeRow& row : rows) {
    int next = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      EdgeCell& from = row.cells[i];
      Cell cell;
      cell.row = table.rows;
      cell.column = std::max(index_of(places, from.left), next);
      next = std::max(index_of(places, from.right), cell.column + 1);
      cell.column_span = next - cell.column;
      cell.text = std::move(from.text);
      if (from.merged_left && i > 0 && !cells.empty() && cells.back().row == table.rows) {
        cells.back().column_span = next - cells.back().column;
        add_line(cells.back().text, cell.text);
        continue;
      }
      const auto over = above.find(cell.column);
      if (from.merged_up && over != above.end()) {
        Cell& owner = cells[over->second];
        if (owner.row + owner.row_span == table.rows && owner.column_span == cell.column_span) {
          ++owner.row_span;
          add_line(owner.text, cell.text);
          continue;
        }
      }
      above[cell.column] = cells.size();
      cells.push_back(std::move(cell));
    }
    table.columns = std::max(table.columns, next);
    ++table.rows;
    header = header && row.header;
    if (header) table.header_rows = table.rows;
  }
  if (table.header_rows == 0) table.header_rows = infer_header_rows(table);
  return table;
}

}  // namespace assay::office
