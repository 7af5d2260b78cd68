// The cells of a table or a sheet.
//
// A sheet has millions of them, so there are two forms of one thing. Loose: a vector of Cell, for who makes and changes
// tables; references to its cells hold. Packed: bytes in order, some 4 to 8 a cell, for what readers of sheets make and
// what comes from a worker. Both are read in the same way, from the first to the last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/core/cell_type.hpp"
#include "extractors/core/number_display.hpp"
#include "extractors/core/packed_cell.hpp"
#include "extractors/core/packed_value.hpp"

namespace assay {

// A text that few cells have: as small as a pointer where it is empty.
class RareText {
 public:
  RareText() = default;
  RareText(std::string text) : text_(text.empty() ? nullptr : std::make_unique<std::string>(std::move(text))) {}
  RareText(const RareText& other) : RareText(other.text()) {}
  RareText(RareText&&) noexcept = default;
  RareText& operator=(RareText other) noexcept {
    text_.swap(other.text_);
    return *this;
  }
  ~RareText() = default;

  bool empty() const { return !text_; }
  std::string text() const { return text_ ? *text_ : std::string(); }

 private:
  std::unique_ptr<std::string> text_;
};

struct Cell {
  int row = 0, column = 0;  // from 0, inside the table
  int row_span = 1, column_span = 1;
  std::string text;              // a number in full, a date in ISO 8601, all else as a person sees it
  std::optional<double> number;  // of numbers; of dates the days since 1970-01-01
  RareText formula;              // without '='
  CellType type = CellType::text;
  bool hidden = false;          // all of it in hidden rows, or in hidden columns
  bool number_as_text = false;  // a number that is stored as text
  std::uint32_t format = 0;     // as a person sees it: from 1, of Cells::formats(); 0: it is the text
};

// Where a cell is: from 0, inside the table.
struct CellSpan {
  int row = 0, column = 0, row_span = 1, column_span = 1;
};

// What is known of a cell before its text is made: who looks at millions of cells needs no more of most.
struct CellMark : CellSpan {
  CellType type = CellType::text;
  bool from_value = false;   // a number or a day whose text is the digits of its value: "-12.50", "2024-03-05"
  std::string_view letters;  // the text of all others; it lasts until the cells or their shared texts change
};

class Cells {
 public:
  using Texts = std::vector<std::string>;
  using SharedTexts = std::shared_ptr<const Texts>;
  using Formats = std::vector<NumberFormat>;
  using SharedFormats = std::shared_ptr<const Formats>;
  static constexpr std::uint32_t own_text = packed_cell::own_text;

  class Iterator;

  Cells() = default;  // loose
  Cells(std::vector<Cell> cells) : loose_(std::move(cells)) {}
  Cells(std::initializer_list<Cell> cells) : loose_(cells) {}
  // `texts`: what its cells may refer to; it may still grow behind its end.
  static Cells packed(SharedTexts texts = nullptr);

  bool is_packed() const { return packed_; }
  std::size_t size() const { return packed_ ? size_ : loose_.size(); }
  bool empty() const { return size() == 0; }
  // At the end, whatever the form. Of packed cells only those in the order of rows and columns take few bytes.
  void push_back(Cell&& cell);
  void push_back(const Cell& cell);
  // Packed alone: the cell's text is the one at `text` among the shared ones; own_text: it is no shared one.
  void push_back(const Cell& cell, std::uint32_t text);
  // The same of what most cells of large sheets are, without a Cell: a shared text; a number or a date whose text is
  // the digits of its value (extractors/core/packed_value.hpp; a day counts from 1970-01-01, within the years 1 to
  // 9999).
  struct Spot {
    int row = 0, column = 0;
    bool hidden = false, number_as_text = false;
    std::uint32_t format = 0;
  };
  void push_shared(const Spot& spot, std::uint32_t text);
  void push_number(const Spot& spot, const PackedValue& value);
  void push_day(const Spot& spot, std::int64_t day);

  // A packed cell lives in the iterator: what refers to it ends with the next step.
  Iterator begin() const;
  static std::default_sentinel_t end() { return {}; }
  // The cell at an index: at once, or behind up to 63 others in the packed form.
  const Cell operator[](std::size_t index) const;
  Iterator from(std::size_t index) const;
  // All of them, to which references hold: the loose ones themselves, or else unpacked into `room`.
  const std::vector<Cell>& all(std::vector<Cell>& room) const;

  // Whether no cell stands in a row above the one before it.
  bool rows_in_order() const;
  bool any_hidden() const;

  // To change them: loose from now on.
  std::vector<Cell>& loose();

  const SharedTexts& texts() const { return texts_; }
  // Texts in place of the shared ones, as many.
  void set_texts(SharedTexts texts) { texts_ = std::move(texts); }
  // What the formats of cells count in; it may still grow behind its end.
  const SharedFormats& formats() const { return formats_; }
  void set_formats(SharedFormats formats) { formats_ = std::move(formats); }
  // Of packed cells: whether no text that is not a shared one has letters beyond ASCII.
  bool own_ascii() const { return own_ascii_; }

  // Of packed cells, of which there must be some: corners inclusive, spans included.
  struct Extent {
    std::int64_t row0 = 0, column0 = 0, row1 = -1, column1 = -1;
  };
  Extent extent() const {
    return {extent_.row0 - row_offset_, extent_.column0 - column_offset_, extent_.row1 - row_offset_,
            extent_.column1 - column_offset_};
  }
  // Moves all packed cells up and left, at the cost of none.
  void shift(int rows, int columns);

 private:
  friend class CellsSender;
  friend class CellsReceiver;
  // Where a cell's bytes are, and the place of the cell before it, from which its own counts.
  struct Point {
    std::uint32_t chunk = 0, offset = 0;
    int row = -1, column = -1;
  };
  static constexpr std::size_t cells_to_point = 64;

  // Room for that many bytes and the cell's first ones, which are written; where the others go.
  char* begin_cell(const Spot& spot, unsigned char coding, std::size_t more);
  void end_cell(const char* end);
  // Before a cell at that offset of the last chunk is counted.
  void mark_point(std::size_t offset);
  // What is known of all cells, with one more.
  void count(packed_cell::Standing standing, std::int64_t row, std::int64_t column, bool hidden);
  void reach(std::int64_t row, std::int64_t column);
  void make_room(std::size_t wanted);
  void push_other(const Cell& cell, std::uint32_t text, unsigned char coding);

  std::vector<Cell> loose_;
  bool packed_ = false;
  bool own_ascii_ = true;
  bool rows_in_order_ = true;
  bool any_hidden_ = false;
  std::size_t size_ = 0;
  int row_ = -1, column_ = -1;              // of the last cell
  int row_offset_ = 0, column_offset_ = 0;  // taken off all places
  Extent extent_;
  SharedTexts texts_;
  SharedFormats formats_;
  std::vector<std::string> chunks_;  // the last one with bytes to spare behind used_
  std::size_t used_ = 0;
  std::vector<Point> points_;  // of every 64th cell
};

}  // namespace assay

#include "extractors/core/cells_iterator.hpp"
