#include "extractors/layout/continued_tables.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr int columns_min = 2;
constexpr double same_edge = 0.05;   // of the table's width: the last column's texts end where they end
constexpr double figures_min = 0.6;  // of a column's cells below the header: a column of figures
constexpr double page_end = 0.6;     // of the page's height: a table that ends above has room to go on there

bool is_body(const Block& block) {
  return block.kind != BlockKind::page_header && block.kind != BlockKind::page_footer &&
         block.kind != BlockKind::footnote && block.kind != BlockKind::comment && !block.hidden;
}

// Texts of the first rows, row by row and column by column, without white space.
std::vector<std::string> texts_of(const Table& table, int rows) {
  std::vector<std::string> out(static_cast<std::size_t>(rows) * static_cast<std::size_t>(table.columns));
  for (const Cell& cell : table.cells) {
    if (cell.row >= rows) break;
    std::string& text = out[static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(table.columns) +
                            static_cast<std::size_t>(cell.column)];
    for (const char c : cell.text)
      if (c != ' ' && c != '\n') text += c;
  }
  return out;
}

// Columns, but the first, that hold figures in most of their cells below the header.
std::vector<char> columns_of_figures(const Table& table) {
  std::vector<int> cells(static_cast<std::size_t>(table.columns), 0), figures = cells;
  for (const Cell& cell : table.cells) {
    if (cell.row < table.header_rows || cell.text.empty()) continue;
    ++cells[static_cast<std::size_t>(cell.column)];
    figures[static_cast<std::size_t>(cell.column)] += looks_numeric(cell.text);
  }
  std::vector<char> out(cells.size(), 0);
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = cells[i] > 0 && figures[i] >= figures_min * cells[i];
  return out;
}

// The row has no words where the table above has figures, and figures in most of these columns.
bool reads_as_body(const Table& table, int row, const std::vector<char>& of_figures) {
  int figures = 0;
  for (const Cell& cell : table.cells) {
    if (cell.row != row || cell.text.empty() || !of_figures[static_cast<std::size_t>(cell.column)]) continue;
    if (!looks_numeric(cell.text)) return false;
    figures += !is_year(cell.text);  // "2024 | 2023" names columns
  }
  return figures > 0 && 2 * figures >= std::count(of_figures.begin(), of_figures.end(), 1);
}

bool stand_alike(const Table& above, const Table& below) {
  if (above.columns != below.columns || above.columns < columns_min || !above.place.box || !below.place.box)
    return false;
  const double wide = std::max(width(*above.place.box), width(*below.place.box));
  return std::fabs(above.place.box->x0 - below.place.box->x0) <= same_edge * wide &&
         std::fabs(above.place.box->x1 - below.place.box->x1) <= same_edge * wide;
}

// Drawn tables whose sides are the same to the point, from the foot of one page to the head of the next.
bool are_drawn_alike(const Table& above, const Table& below, double page_height) {
  constexpr double same_side = 1.5;          // pt
  constexpr double foot = 0.8, head = 0.25;  // of the page's height
  return above.found_by == TableSource::ruled && below.found_by == TableSource::ruled &&
         std::fabs(above.place.box->x0 - below.place.box->x0) <= same_side &&
         std::fabs(above.place.box->x1 - below.place.box->x1) <= same_side &&
         above.place.box->y1 > foot * page_height && below.place.box->y0 < head * page_height;
}

bool holds_words_for_figures(const Table& table, int row, const std::vector<char>& of_figures) {
  return std::ranges::any_of(table.cells, [&](const Cell& cell) {
    return cell.row == row && !cell.text.empty() && of_figures[static_cast<std::size_t>(cell.column)] &&
           !looks_numeric(cell.text);
  });
}

int words_in(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), ' ')) + !text.empty();
}

// Texts stand in the row where the table above has texts that are too long for names, or a word goes on.
bool reads_as_texts(const Table& above, const Table& below, int row) {
  constexpr double long_text = 5, long_here = 4;  // words; names of columns have fewer
  std::vector<std::vector<double>> words(static_cast<std::size_t>(above.columns));
  for (const Cell& cell : above.cells)
    if (cell.row >= above.header_rows && !cell.text.empty())
      words[static_cast<std::size_t>(cell.column)].push_back(words_in(cell.text));
  return std::ranges::any_of(below.cells, [&](const Cell& cell) {
    return cell.row == row &&
           (starts_lower(cell.text) ||
            (median(words[static_cast<std::size_t>(cell.column)]) >= long_text && words_in(cell.text) >= long_here));
  });
}

// How many header rows the second part has of its own; none: it is another table.
std::optional<int> own_header(const Table& above, const Table& below, int names, bool drawn_alike) {
  if (names > 0 && below.rows > names && texts_of(above, names) == texts_of(below, names)) return names;
  const std::vector<char> of_figures = columns_of_figures(above);
  if (drawn_alike && !holds_words_for_figures(below, 0, of_figures) && reads_as_texts(above, below, 0)) return 0;
  for (int row = 0; row <= std::min(below.header_rows, below.rows - 1); ++row)
    if (!reads_as_body(below, row, of_figures)) return std::nullopt;
  return 0;
}

}  // namespace

void link_continued_tables(Document& document) {
  const Block* last = nullptr;
  for (const Block& block : document.blocks) {
    if (!is_body(block)) continue;
    const Block* before = std::exchange(last, &block);
    if (!before || !before->table || !block.table || !before->place.page || !block.place.page ||
        *block.place.page != *before->place.page + 1)
      continue;
    Table& above = document.tables[static_cast<std::size_t>(*before->table)];
    Table& below = document.tables[static_cast<std::size_t>(*block.table)];
    const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                   [&](const Page& p) { return p.number == *before->place.page; });
    if (page == document.pages.end() || !below.title.empty() || !stand_alike(above, below) ||
        above.place.box->y1 < page_end * page->height)
      continue;
    // The names stand where the table begins.
    const Table& first =
        above.continues && above.header_rows == 0 ? document.tables[static_cast<std::size_t>(*above.continues)] : above;
    const std::optional<int> header =
        own_header(first, below, first.header_rows, are_drawn_alike(above, below, page->height));
    if (!header) continue;
    below.header_rows = *header;
    below.continues = above.continues ? *above.continues : *before->table;
  }
}

}  // namespace assay::layout
