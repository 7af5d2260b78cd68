// The grid as it looks: merged values repeated over their span, and known as copies.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/grid/grid.hpp"

namespace assay::grid {

// Corners inclusive.
struct Area {
  int row0 = 0, column0 = 0, row1 = -1, column1 = -1;
  bool empty() const { return row1 < row0 || column1 < column0; }
  int rows() const { return row1 - row0 + 1; }
  int columns() const { return column1 - column0 + 1; }
};

// missing: a sign that stands for a value that is not there ("(NA)", "-", "n/a").
enum class Kind : std::uint8_t { text, number, date, missing };

struct Entry {
  int column = 0;
  int cell = 0;  // index, counted from the line's first
  Kind kind = Kind::text;
  bool copy = false;  // of a merged value that stands to the left or above
  bool operator==(const Entry&) const = default;
};

struct Line {
  const Cells* cells = nullptr;
  int row = 0;
  std::size_t first_cell = 0;
  std::span<const Entry> entries;  // by column; only cells with text

  // Whether the very same entries stand for both lines, as they do for most of a large table: what was found out about
  // one holds for the other. False may be wrong.
  bool as_filled_as(const Line& other) const {
    return entries.data() == other.entries.data() && entries.size() == other.entries.size();
  }
  std::size_t index_of(const Entry& entry) const {
    return static_cast<std::size_t>(static_cast<std::int64_t>(first_cell) + entry.cell);
  }
  Cell cell(const Entry& entry) const { return (*cells)[index_of(entry)]; }
};

class Shadow {
 public:
  // Keeps a pointer to `cells`. Copies of merged values are made up to a total of 200,000; beyond that a span counts
  // as its first cell alone.
  // Cells inside the areas of `without` are left out.
  explicit Shadow(const Cells& cells, const std::vector<Area>& without = {});
  std::size_t line_count() const { return lines_.size(); }
  Line line_at(std::size_t index) const;
  // Lines within the rows of the area, as [first, last).
  std::pair<std::size_t, std::size_t> lines_of(const Area& area) const;
  // Entries of one line within the columns of the area, as [first, last).
  static std::pair<std::size_t, std::size_t> entries_of(const Line& line, const Area& area);
  // The area without blank rows and columns at its edges; empty where it holds nothing.
  Area shrink(const Area& area) const;
  Area all() const { return all_; }
  // Whole ranges of all cells that span more than one, blank ones too, in the order of the cells.
  const std::vector<Area>& merged() const { return merged_; }
  std::optional<Line> line(int row) const;

 private:
  struct Copy {
    int column = 0;
    std::size_t cell = 0;
    Kind kind = Kind::text;
  };
  using Copies = std::map<int, std::vector<Copy>>;  // by row
  // A sheet has a million lines, most of them with the same entries, which stand once.
  struct ShortLine {
    int row = 0;
    std::uint32_t entries = 0, count = 0;  // in entries_
    std::uint32_t first_cell = 0;
  };

  Copies add_cells(const std::vector<Area>& without);
  void add_copies(const Copies& copies);
  void end_line();
  std::span<const Entry> entries_of(const ShortLine& line) const;

  const Cells* cells_;
  std::vector<Entry> entries_;
  std::vector<ShortLine> lines_;
  std::unordered_map<std::size_t, std::uint32_t> known_;  // entries of a line: by their hash, where they are
  Area all_;
  std::vector<Area> merged_;
};

}  // namespace assay::grid
