#include <algorithm>
#include <cstdint>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/grid/header.hpp"
#include "extractors/grid/pieces.hpp"
#include "extractors/grid/regions.hpp"

namespace assay {
namespace {

using grid::Area;
using grid::Region;
using grid::Shadow;

std::string range_of(const Area& area) {
  return range_name(area.row0, area.column0, area.row1, area.column1);
}

Table table_of(const Shadow& shadow, const Region& region) {
  Table table;
  table.rows = region.area.rows();
  table.columns = region.area.columns();
  table.header_rows = region.declared ? region.header_rows : grid::header_rows(shadow, region.area);
  if (!region.declared) table.header_columns = grid::header_columns(shadow, region.area);
  table.place.range = range_of(region.area);
  return table;
}

// Each text of the region as a block of its own.
void add_texts(const Shadow& shadow, const Region& region, std::vector<Block>& blocks) {
  const auto [first, last] = shadow.lines_of(region.area);
  for (std::size_t i = first; i < last; ++i) {
    const grid::Line line = shadow.line_at(i);
    const auto [from, to] = Shadow::entries_of(line, region.area);
    for (std::size_t k = from; k < to; ++k) {
      const auto& entry = line.entries[k];
      if (entry.copy) continue;
      Block block;
      block.kind = region.title ? BlockKind::heading : BlockKind::paragraph;
      if (region.title) block.level = 2;
      const Cell cell = line.cell(entry);
      block.text = cell.text;
      block.hidden = cell.hidden;
      block.place.range =
          range_name(cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1);
      blocks.push_back(std::move(block));
    }
  }
}

bool holds(const Area& area, const Cells::Extent& extent) {
  return extent.row0 >= area.row0 && extent.row1 <= area.row1 && extent.column0 >= area.column0 &&
         extent.column1 <= area.column1;
}

// A cell of the sheet in the table at that area: the span cut to it, and noted whole where that loses something.
void add_cell(const Area& area, Cell cell, std::uint32_t text, Table& table) {
  CellSpan whole{cell.row - area.row0, cell.column - area.column0, cell.row_span, cell.column_span};
  cell.row = whole.row;
  cell.column = whole.column;
  cell.row_span = std::min(cell.row_span, table.rows - cell.row);
  cell.column_span = std::min(cell.column_span, table.columns - cell.column);
  if (cell.row_span < whole.row_span || cell.column_span < whole.column_span) table.cut_merges.push_back(whole);
  table.cells.push_back(cell, text);
}

// By place, one at each: broken files merge twice from one cell, and their cells may be out of order.
void put_in_order(std::vector<CellSpan>& merges) {
  const auto place = [](const CellSpan& merge) { return std::pair(merge.row, merge.column); };
  std::ranges::stable_sort(merges, {}, place);
  const auto rest = std::ranges::unique(merges, {}, place);
  merges.erase(rest.begin(), rest.end());
  merges.shrink_to_fit();
}

// Which table each cell is in, found by walking the regions that are open at its row.
void hand_out_cells(Cells cells, const std::vector<Region>& regions, const std::vector<int>& table_of_region,
                    std::vector<Table>& tables) {
  if (tables.empty()) return;
  for (Table& table : tables) {
    table.cells = Cells::packed(cells.texts());
    table.cells.set_formats(cells.formats());
  }
  if (regions.size() == 1 && cells.is_packed() && !cells.empty() && holds(regions[0].area, cells.extent())) {
    cells.shift(regions[0].area.row0, regions[0].area.column0);
    tables[0].cells = std::move(cells);
    return;
  }
  std::vector<std::size_t> open;
  std::size_t next = 0;
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    while (next < regions.size() && regions[next].area.row0 <= at->row) open.push_back(next++);
    std::erase_if(open, [&](std::size_t i) { return regions[i].area.row1 < at->row; });
    for (const std::size_t i : open) {
      const Area& area = regions[i].area;
      const int table = table_of_region[i];
      if (table < 0 || at->column < area.column0 || at->column > area.column1) continue;
      add_cell(area, *at, at.text(), tables[static_cast<std::size_t>(table)]);
      break;
    }
  }
  for (Table& table : tables) put_in_order(table.cut_merges);
}

// Declared tables as regions, cut to where the grid ends; of those that overlap, the first. One that is far larger than
// what the grid holds is not believed.
std::vector<Region> known_regions(const std::vector<DeclaredTable>& declared, const Grid& grid) {
  constexpr std::size_t most = 100;
  if (declared.empty()) return {};
  int last_row = -1;
  int last_column = -1;
  for (auto at = grid.cells.begin(); at != grid.cells.end(); ++at) {
    last_row = std::max(last_row, at.mark().row);
    last_column = std::max(last_column, at.mark().column);
  }
  std::vector<Region> out;
  for (const DeclaredTable& table : declared) {
    const Area area{table.row0, table.column0, std::min(table.row1, last_row), std::min(table.column1, last_column)};
    const bool taken = std::any_of(out.begin(), out.end(), [&](const Region& r) { return grid::touch(r.area, area); });
    if (area.empty() || taken || out.size() >= most) continue;
    const auto places = static_cast<std::size_t>(area.rows()) * static_cast<std::size_t>(area.columns());
    if (places > 1'000'000 && places > 100 * grid.cells.size()) continue;
    out.push_back({area, true, false, true, std::clamp(table.header_rows, 0, area.rows())});
  }
  return out;
}

std::vector<Area> areas_of(const std::vector<Region>& regions) {
  std::vector<Area> out;
  for (const Region& region : regions) out.push_back(region.area);
  return out;
}

}  // namespace

int infer_header_rows(const Table& table) {
  const Shadow shadow(table.cells);
  return grid::header_rows(shadow, {0, 0, table.rows - 1, table.columns - 1});
}

GridReading find_tables(Grid grid, const std::vector<DeclaredTable>& declared) {
  GridReading out;
  std::vector<Region> regions;
  std::vector<int> table_of_region;
  {
    const std::vector<Region> known = known_regions(declared, grid);
    const Shadow shadow = known.empty() ? Shadow(grid.cells) : Shadow(grid.cells, areas_of(known));
    regions = grid::find_regions(shadow, known);
    std::string title;
    for (const Region& region : regions) {
      table_of_region.push_back(region.table ? static_cast<int>(out.tables.size()) : -1);
      if (!region.table) {
        add_texts(shadow, region, out.blocks);
        if (region.title && !out.blocks.empty() && !out.blocks.back().hidden) title = out.blocks.back().text;
        continue;
      }
      Block block;
      block.kind = BlockKind::table;
      block.table = static_cast<int>(out.tables.size());
      out.tables.push_back(table_of(shadow, region));
      out.tables.back().title = std::exchange(title, {});
      block.place = out.tables.back().place;
      out.blocks.push_back(std::move(block));
    }
  }
  hand_out_cells(std::move(grid.cells), regions, table_of_region, out.tables);
  return out;
}

}  // namespace assay
