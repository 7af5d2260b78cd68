#include "extractors/layout/figure_columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "extractors/layout/currency_signs.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr std::size_t rows_min = 5, columns_min = 3, columns_max = 60;
constexpr std::size_t figures_min = 3;    // in a row of figures
constexpr double filled_share = 0.1;      // of the rows that fill a column; fewer are names above figures, years mostly
constexpr double evidence_share = 0.2;    // of the rows, that show two neighbours to be two
constexpr double wide_gap = 0.6;          // of the height of a line: wider than between the words of one
constexpr double in_text_share = 0.8;     // of a column's figures, that stand beside a word of a text: "Level 2"
constexpr double crowded_share = 0.1;     // of the cells, that hold more than one figure
constexpr double crossing_share = 0.3;    // of the rows, whose names may reach into a column
constexpr double gap_min = 1;             // pt; sheets leave 1 to 2 beside each border
constexpr std::size_t code_length = 4;    // "(X)", "n/a"; longer ones are words
constexpr std::size_t code_repeated = 3;  // times

// A word of a row of figures.
struct Item {
  Box box;
  bool figure = false;    // or a code in its place
  bool digits = false;    // of a figure
  bool sign = false;      // with neither digits nor letters: "-", "*"
  std::size_t whole = 0;  // digits before any other character, a sign at the front not counted
  bool only_whole = false;
  std::size_t segment = 0;
};
using Items = std::vector<Item>;

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_sign(const std::string& text) {
  return !has_digit(text) && looks_numeric(text);
}

// How many digits it begins with, and whether it has nothing else: {3, false} for "500.25".
std::pair<std::size_t, bool> whole_digits(std::string_view text) {
  const std::size_t first = !text.empty() && std::string_view("-+(").find(text[0]) != std::string_view::npos ? 1 : 0;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", first), text.size());
  return {end - first, end == text.size()};
}

const LayoutWord& word_at(const std::vector<LayoutWord>& words, int index) {
  return words[static_cast<std::size_t>(index)];
}

bool has_lower(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Short words that stand for a figure, because they come again and again: "(X)", "NA".
std::map<std::string, std::size_t> codes_in(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows) {
  std::map<std::string, std::size_t> out;
  for (const Row* row : rows)
    for (const Segment& segment : row->segments)
      for (const int index : segment.words) {
        const std::string& text = word_at(words, index).text;
        if (text.size() <= code_length && (!has_lower(text) || text == "n/a")) ++out[text];
      }
  return out;
}

// A sign of currency that stands before a figure is part of it; leader dots are nothing.
Items items_of(const std::vector<LayoutWord>& words, const Row& row, const std::map<std::string, std::size_t>& codes) {
  Items out;
  const LayoutWord* sign = nullptr;
  for (std::size_t s = 0; s < row.segments.size(); ++s)
    for (const int index : row.segments[s].words) {
      const LayoutWord& word = word_at(words, index);
      if (is_leader(word.text)) continue;
      if (is_currency_sign(word.text)) {
        sign = &word;
        continue;
      }
      const auto code = codes.find(word.text);
      const bool figure = !is_unit_sign(word.text) &&
                          (looks_numeric(word.text) || (code != codes.end() && code->second >= code_repeated));
      out.push_back({word.box, figure, figure && has_digit(word.text), figure && is_sign(word.text), 0, false, s});
      std::tie(out.back().whole, out.back().only_whole) = whole_digits(word.text);
      if (sign && figure) include(out.back().box, sign->box);
      sign = nullptr;
    }
  return out;
}

std::vector<Items> rows_of_figures(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows) {
  const auto codes = codes_in(words, rows);
  std::vector<Items> out;
  for (const Row* row : rows) {
    Items items = items_of(words, *row, codes);
    const auto figures = static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [](const Item& item) { return item.figure; }));
    if (figures >= figures_min && 2 * figures >= items.size()) out.push_back(std::move(items));
  }
  return out;
}

// What the boxes cover, from left to right, over gaps of less than `gap`.
std::vector<Column> covered(std::vector<Box> boxes, double gap) {
  std::sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.x0 < b.x0; });
  std::vector<Column> out;
  for (const Box& box : boxes) {
    if (out.empty() || box.x0 - out.back().x1 >= gap)
      out.push_back({box.x0, box.x1});
    else
      out.back().x1 = std::max(out.back().x1, box.x1);
  }
  return out;
}

bool lies_in(const Box& box, const Column& column) {
  return middle_x(box) > column.x0 && middle_x(box) < column.x1;
}

// The figure of a row in a column; the last of several.
const Item* figure_in(const Items& row, const Column& column) {
  const Item* out = nullptr;
  for (const Item& item : row)
    if (item.figure && lies_in(item.box, column)) out = &item;
  return out;
}

// Few rows fill it.
bool is_sparse(const std::vector<Items>& rows, const Column& column) {
  const auto filled = std::count_if(rows.begin(), rows.end(), [&](const Items& row) { return figure_in(row, column); });
  return filled < 2 || static_cast<double>(filled) < filled_share * static_cast<double>(rows.size());
}

// Names that stand in it, or more in it than beside it: those of narrow sheets end in the next column.
bool is_column_of_text(const std::vector<Items>& rows, const Column& column) {
  const auto crossed = std::count_if(rows.begin(), rows.end(), [&](const Items& row) {
    return std::any_of(row.begin(), row.end(), [&](const Item& item) {
      const double shared = overlap(item.box.x0, item.box.x1, column.x0, column.x1);
      return !item.figure && 2 * shared > std::min(width(item.box), column.x1 - column.x0);
    });
  });
  return static_cast<double>(crossed) > crossing_share * static_cast<double>(rows.size());
}

// Its figures belong to names: "0.5 % notes due 2030", "Level 2".
bool is_within_text(const std::vector<Items>& rows, const Column& column) {
  std::size_t figures = 0, beside_text = 0;
  for (const Items& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].figure || !lies_in(row[i].box, column)) continue;
      const auto is_text = [&](std::size_t other) {
        return other < row.size() && !row[other].figure && row[other].segment == row[i].segment;
      };
      ++figures;
      beside_text += (i > 0 && is_text(i - 1)) || is_text(i + 1);
    }
  return static_cast<double>(beside_text) > in_text_share * static_cast<double>(figures);
}

// Signs before figures or marks behind them, as some rows have them: "- 12", "0.4 *". Parted from it, a sign would
// change what a figure says.
bool is_place_of_signs(const std::vector<Items>& rows, const Column& column) {
  std::size_t signs = 0, beside_figure = 0;
  for (const Items& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].figure || !lies_in(row[i].box, column)) continue;
      if (!row[i].sign) return false;
      const auto is_figure = [&](std::size_t other) {
        return other < row.size() && row[other].digits && row[other].segment == row[i].segment;
      };
      ++signs;
      beside_figure += (i > 0 && is_figure(i - 1)) || is_figure(i + 1);
    }
  return signs < rows.size() && 2 * beside_figure > signs;
}

// Codes stand at one side of their column, figures at the other: no row has both.
bool is_place_of_codes(const std::vector<Items>& rows, const Column& codes, const Column& figures) {
  return std::all_of(rows.begin(), rows.end(), [&](const Items& row) {
    const Item* code = figure_in(row, codes);
    return !code || (!code->digits && !figure_in(row, figures));
  });
}

// Rows show that they are two: one is filled alone, or more white lies between them than between words.
bool are_two(const std::vector<Items>& rows, const Column& left, const Column& right) {
  std::size_t evidence = 0;
  for (const Items& row : rows) {
    const Item *a = figure_in(row, left), *b = figure_in(row, right);
    const bool apart = a && b && (a->segment != b->segment || b->box.x0 - a->box.x1 > wide_gap * height(a->box));
    evidence += (a != nullptr) != (b != nullptr) || apart;
  }
  return evidence >= 2 && static_cast<double>(evidence) >= evidence_share * static_cast<double>(rows.size());
}

// Thousands that are set off by white: "1 234". Whatever stands in the left place goes on, a word's gap away, with
// three digits.
bool are_one_number(const std::vector<Items>& rows, const Column& left, const Column& right) {
  constexpr std::size_t group = 3;
  return std::all_of(rows.begin(), rows.end(), [&](const Items& row) {
    const Item *a = figure_in(row, left), *b = figure_in(row, right);
    if (!a) return true;
    return b && a->only_whole && a->whole > 0 && a->whole <= group && b->whole == group && a->segment == b->segment &&
           b->box.x0 - a->box.x1 <= wide_gap * height(a->box);
  });
}

std::vector<Column> with_numbers_joined(const std::vector<Items>& rows, const std::vector<Column>& places) {
  std::vector<Column> out;
  for (const Column& place : places) {
    if (!out.empty() && are_one_number(rows, out.back(), place))
      out.back().x1 = place.x1;
    else
      out.push_back(place);
  }
  return out;
}

std::vector<Column> figure_columns(const std::vector<Items>& rows) {
  std::vector<Box> figures;
  for (const Items& row : rows)
    for (const Item& item : row)
      if (item.figure) figures.push_back(item.box);
  const std::vector<Column> places = covered(std::move(figures), gap_min);
  std::vector<Column> out;
  if (places.size() > 2 * columns_max) return out;
  for (const Column& column : with_numbers_joined(rows, places)) {
    if (is_column_of_text(rows, column) || is_within_text(rows, column)) continue;
    if (is_place_of_signs(rows, column)) return {};
    if (is_sparse(rows, column)) continue;
    const bool one =
        !out.empty() && (is_place_of_codes(rows, out.back(), column) || is_place_of_codes(rows, column, out.back()) ||
                         !are_two(rows, out.back(), column));
    if (one)
      out.back().x1 = column.x1;
    else
      out.push_back(column);
  }
  return out;
}

// Columns that white does not part: most of their cells hold one figure, and too many hold several.
bool are_crowded(const std::vector<Items>& rows, const std::vector<Column>& columns) {
  std::size_t cells = 0, crowded = 0;
  for (const Items& row : rows)
    for (const Column& column : columns) {
      const auto figures = std::count_if(row.begin(), row.end(),
                                         [&](const Item& item) { return item.figure && lies_in(item.box, column); });
      cells += figures > 0;
      crowded += figures > 1;
    }
  return static_cast<double>(crowded) > crowded_share * static_cast<double>(cells);
}

// In how many places a segment holds figures of two columns.
std::size_t joined(const std::vector<Items>& rows, const std::vector<Column>& columns) {
  std::size_t out = 0;
  for (const Items& row : rows) {
    const Item* last = nullptr;
    for (const Column& column : columns) {
      const Item* figure = figure_in(row, column);
      out += figure && last && figure->segment == last->segment;
      if (figure) last = figure;
    }
  }
  return out;
}

// Rows with a word in it that is no figure.
std::size_t rows_with_text(const std::vector<Items>& rows, const Column& column) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const Items& row) {
    return std::any_of(row.begin(), row.end(),
                       [&](const Item& item) { return !item.figure && lies_in(item.box, column); });
  }));
}

// With what else stands in the rows, beside the columns of figures. What reaches into one of them is a column where
// many rows have it, else a name that is wider than its column.
std::vector<Column> with_text(const std::vector<Items>& rows, const std::vector<Column>& figures, double word_gap) {
  std::vector<Box> texts;
  for (const Items& row : rows)
    for (const Item& item : row)
      if (std::none_of(figures.begin(), figures.end(), [&](const Column& column) { return lies_in(item.box, column); }))
        texts.push_back(item.box);
  std::vector<Column> out = figures;
  for (Column text : covered(std::move(texts), word_gap)) {
    const bool many =
        static_cast<double>(rows_with_text(rows, text)) >= evidence_share * static_cast<double>(rows.size());
    bool beside = true;
    for (const Column& column : figures) {
      beside = beside && overlap(text.x0, text.x1, column.x0, column.x1) <= 0;
      if (text.x0 < column.x0) text.x1 = std::min(text.x1, column.x0 - gap_min);
      if (text.x0 >= column.x0) text.x0 = std::max(text.x0, column.x1 + gap_min);
    }
    if (text.x1 > text.x0 && (many || beside)) out.push_back(text);
  }
  std::sort(out.begin(), out.end(), [](const Column& a, const Column& b) { return a.x0 < b.x0; });
  return out;
}

}  // namespace

std::vector<Column> find_figure_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows) {
  const std::vector<Items> figures = rows_of_figures(words, rows);
  if (figures.size() < rows_min || 2 * figures.size() < rows.size()) return {};
  const std::vector<Column> columns = figure_columns(figures);
  if (columns.size() < columns_min || columns.size() > columns_max) return {};
  if (are_crowded(figures, columns) || joined(figures, columns) == 0) return {};
  double size = 0;
  for (const Row* row : rows) size = std::max(size, row->segments[0].size);
  return with_text(figures, columns, size);
}

Row parted_at_figures(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns) {
  const std::vector<int> all = words_of(row);
  const auto short_ones = std::count_if(all.begin(), all.end(), [&](int index) {
    const std::string& text = word_at(words, index).text;
    return text.size() <= code_length || looks_numeric(text);
  });
  if (2 * static_cast<std::size_t>(short_ones) < all.size()) return row;
  const bool above = std::any_of(all.begin(), all.end(), [&](int index) {
    return looks_numeric(word_at(words, index).text) &&
           std::none_of(columns.begin(), columns.end(),
                        [&](const Column& column) { return lies_in(word_at(words, index).box, column); });
  });
  if (above) return row;
  const auto column_of = [&](int index) {
    const double begin = word_at(words, index).box.x0 + gap_min;
    return std::partition_point(columns.begin(), columns.end(),
                                [&](const Column& column) { return column.x0 <= begin; }) -
           columns.begin();
  };
  return parted(words, row, column_of);
}

}  // namespace assay::layout
