#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_confidence.hpp"

namespace assay::layout {
namespace {

constexpr double farthest = 3;     // font sizes: beyond it a distance says no more
constexpr double wide_gap = 1.0;   // font sizes between two words of a cell: a column may have been missed
constexpr std::size_t fewest = 3;  // cells of a column that say how it is aligned

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

// Mean distance from the middle value.
double spread(const std::vector<double>& values) {
  const double middle = median(values);
  double sum = 0;
  for (const double value : values) sum += std::abs(value - middle);
  return share(sum, static_cast<double>(values.size()));
}

struct CellView {
  const GridCell* cell = nullptr;
  const std::string* text = nullptr;
  Box box;
  double widest_gap = 0;  // between two words on a line, in points
};

// Of the body cells of one column, none of which reaches over others.
struct ColumnEdges {
  std::vector<double> left, right, centre;
};

class Signals {
 public:
  Signals(const std::vector<LayoutWord>& words, const Grid& grid, const Table& table) : words_(words), grid_(grid) {
    std::vector<double> sizes;
    const std::vector<Cell>& cells = table.cells.all(room_);
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      for (const int word : grid.cells[i].words) sizes.push_back(size_of(at(word)));
      if (!grid.cells[i].words.empty()) cells_.push_back(view(grid.cells[i], cells[i].text));
    }
    size_ = std::max(median(std::move(sizes)), 1.0);
  }

  std::map<std::string, double> all() const {
    return {{"ruled", grid_.found_by == TableSource::ruled ? 1 : 0},
            {"letters", letters_in_a_cell()},
            {"wide_gaps", wide_gaps()},
            {"misaligned", misaligned()},
            {"word_confidence", word_confidence()}};
  }

 private:
  const LayoutWord& at(int word) const { return words_[static_cast<std::size_t>(word)]; }
  bool in_body(const CellView& view) const { return view.cell->row >= grid_.header_rows; }

  CellView view(const GridCell& cell, const std::string& text) const {
    CellView out{&cell, &text, at(cell.words[0]).box, 0};
    std::vector<Box> boxes;
    for (const int word : cell.words) boxes.push_back(at(word).box);
    std::sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return middle_y(a) < middle_y(b); });
    for (std::size_t first = 0, end = 1; first < boxes.size(); first = end++) {
      while (end < boxes.size() && middle_y(boxes[end]) - middle_y(boxes[first]) < height(boxes[first]) / 2) ++end;
      std::sort(boxes.begin() + static_cast<std::ptrdiff_t>(first), boxes.begin() + static_cast<std::ptrdiff_t>(end),
                [](const Box& a, const Box& b) { return a.x0 < b.x0; });
      for (std::size_t i = first; i < end; ++i) {
        include(out.box, boxes[i]);
        if (i > first) out.widest_gap = std::max(out.widest_gap, boxes[i].x0 - boxes[i - 1].x1);
      }
    }
    return out;
  }

  double letters_in_a_cell() const {
    double body = 0, letters = 0;
    for (const CellView& cell : cells_) {
      if (!in_body(cell)) continue;
      ++body;
      letters += static_cast<double>(cell.text->size());
    }
    return share(letters, body);
  }

  // Share of the cells with a gap inside as wide as one between columns.
  double wide_gaps() const {
    return share(
        static_cast<double>(std::count_if(cells_.begin(), cells_.end(),
                                          [this](const CellView& cell) { return cell.widest_gap > wide_gap * size_; })),
        static_cast<double>(cells_.size()));
  }

  // How far the body cells of a column stand from its edge or middle, whichever they keep best, in font sizes: mean
  // over the columns.
  double misaligned() const {
    std::vector<ColumnEdges> columns(static_cast<std::size_t>(grid_.columns));
    for (const CellView& cell : cells_) {
      if (!in_body(cell) || cell.cell->column_span > 1) continue;
      ColumnEdges& column = columns[static_cast<std::size_t>(cell.cell->column)];
      column.left.push_back(cell.box.x0);
      column.right.push_back(cell.box.x1);
      column.centre.push_back(middle_x(cell.box));
    }
    double sum = 0, count = 0;
    for (const ColumnEdges& column : columns) {
      if (column.left.size() < fewest) continue;
      ++count;
      sum += std::min(std::min({spread(column.left), spread(column.right), spread(column.centre)}) / size_, farthest);
    }
    return share(sum, count);
  }

  // Words of a text layer are sure.
  double word_confidence() const {
    double words = 0, sum = 0;
    for (const CellView& cell : cells_)
      for (const int index : cell.cell->words) {
        ++words;
        sum += at(index).confidence.value_or(1);
      }
    return share(sum, words);
  }

  const std::vector<LayoutWord>& words_;
  const Grid& grid_;
  std::vector<Cell> room_;
  double size_ = 1;
  std::vector<CellView> cells_;
};

}  // namespace

std::map<std::string, double> table_signals(const std::vector<LayoutWord>& words, const Grid& grid,
                                            const Table& table) {
  return Signals(words, grid, table).all();
}

}  // namespace assay::layout
