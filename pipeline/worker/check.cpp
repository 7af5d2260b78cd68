// What a hostile worker may not claim: the promises of extractors/core/document.hpp on which everything above indexes.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "pipeline/worker/wire.hpp"

namespace assay::wire {
namespace {

// A rectangle is written out cell by cell; a sparse one of this size is an attack or useless to any reader.
constexpr std::int64_t max_grid = 20'000'000;
// Unless so many cells are asked for that it would not be sparse.
constexpr std::uint64_t places_per_cell = 4;
constexpr int max_pages_total = 10'000'000;
constexpr int max_heading_level = 64;
constexpr std::size_t longest_language = 16;  // it goes on to the workers of other spans
// Rows and columns of the largest sheet that Excel and LibreOffice write.
constexpr int max_sheet_rows = 1'048'576;
constexpr int max_sheet_columns = 16'384;

void demand(bool holds, const char* what) {
  if (!holds) throw WireError(what);
}

void check_cut_merges(const Table& table) {
  demand(table.cut_merges.size() <= table.cells.size(), "more merges than cells");
  std::pair<int, int> before(-1, -1);
  for (const CellSpan& merge : table.cut_merges) {
    demand(merge.row >= 0 && merge.column >= 0 && merge.row < table.rows && merge.column < table.columns,
           "a merge outside of its table");
    demand(merge.row_span >= 1 && merge.column_span >= 1 && merge.row_span <= max_sheet_rows &&
               merge.column_span <= max_sheet_columns,
           "a merge larger than a sheet");
    demand(merge.row_span > table.rows - merge.row || merge.column_span > table.columns - merge.column,
           "a merge that is not cut");
    demand(before < std::pair(merge.row, merge.column), "merges out of order");
    before = {merge.row, merge.column};
  }
}

void check_table(const Table& table, const Limits& limits) {
  demand(table.rows >= 0 && table.columns >= 0, "a table of negative size");
  const auto places = static_cast<std::int64_t>(std::min<std::uint64_t>(limits.cells, max_grid) * places_per_cell);
  demand(std::int64_t{table.rows} * table.columns <= std::max(max_grid, places), "a table of impossible size");
  demand(table.header_rows >= 0 && table.header_rows <= table.rows, "more header rows than rows");
  demand(table.header_columns >= 0 && table.header_columns <= table.columns, "more header columns than columns");
  demand(table.cells.is_packed() || table.cells.empty(), "cells that did not come from a worker");
  if (!table.cells.empty()) {
    const Cells::Extent area = table.cells.extent();
    demand(area.row0 >= 0 && area.column0 >= 0 && area.row1 < table.rows && area.column1 < table.columns,
           "a cell outside of its table");
  }
  check_cut_merges(table);
}

}  // namespace

void check(const Document& document, const Limits& limits) {
  const Span& span = document.span;
  demand(span.first_page >= 1 && span.last_page >= 0 && span.pages_total >= 0 && span.pages_total <= max_pages_total,
         "a span that can't be");
  demand(span.last_page <= span.pages_total, "a span behind the last page");
  demand(document.pages.size() <= static_cast<std::size_t>(limits.pages), "more pages than the limit");
  int before = 0;
  for (const Page& page : document.pages) {
    demand(page.number > before, "pages out of order");
    demand(page.width >= 0 && page.height >= 0, "a page of negative size");
    demand(page.language.size() <= longest_language, "a language of no code");
    before = page.number;
  }
  demand(document.children.size() <= static_cast<std::size_t>(limits.package_entries), "more parts than the limit");
  for (const Block& block : document.blocks) {
    demand(!block.table || (*block.table >= 0 && static_cast<std::size_t>(*block.table) < document.tables.size()),
           "a block of a table that does not exist");
    demand(!block.level || (*block.level >= 1 && *block.level <= max_heading_level), "a heading of no level");
  }
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    check_table(table, limits);
    demand(!table.continues || (*table.continues >= 0 && static_cast<std::size_t>(*table.continues) < i &&
                                document.tables[static_cast<std::size_t>(*table.continues)].columns == table.columns),
           "a table that goes on with one behind it, or of other columns");
  }
}

}  // namespace assay::wire
