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

namespace assay {

enum class CellType : std::uint8_t { text, number, date, boolean, error };

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
  std::string text;              // as a person sees it; a number in full, a date in ISO 8601
  std::optional<double> number;  // of numbers; of dates the days since 1970-01-01
  RareText formula;              // without '='
  CellType type = CellType::text;
  bool hidden = false;          // in a hidden row or column
  bool number_as_text = false;  // a number that is stored as text
};

// What is known of a cell before its text is made: who looks at millions of cells needs no more of most.
struct CellMark {
  int row = 0, column = 0, row_span = 1, column_span = 1;
  CellType type = CellType::text;
  bool from_value = false;   // a number or a day whose text is the digits of its value: "-12.50", "2024-03-05"
  std::string_view letters;  // the text of all others; it lasts until the cells or their shared texts change
};

std::string_view to_string(CellType value);

class Cells {
 public:
  using Texts = std::vector<std::string>;
  using SharedTexts = std::shared_ptr<const Texts>;
  static constexpr std::uint32_t own_text = 0xffffffff;

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

  // To change them: loose from now on.
  std::vector<Cell>& loose();

  const SharedTexts& texts() const { return texts_; }
  // Texts in place of the shared ones, as many.
  void set_texts(SharedTexts texts) { texts_ = std::move(texts); }
  // Of packed cells: whether no text that is not a shared one has letters beyond ASCII.
  bool own_ascii() const { return own_ascii_; }

  // Of packed cells, of which there must be some: corners inclusive, spans included.
  struct Extent {
    std::int64_t row0 = 0, column0 = 0, row1 = -1, column1 = -1;
  };
  const Extent& extent() const { return extent_; }
  // Moves all packed cells up and left, at the cost of none.
  void shift(int rows, int columns);

 private:
  // Where a cell's bytes are, and the place of the cell before it, from which its own counts.
  struct Point {
    std::uint32_t chunk = 0, offset = 0;
    int row = -1, column = -1;
  };
  static constexpr std::size_t cells_to_point = 64;

  void append(std::string_view head, std::string_view text, std::string_view formula);

  std::vector<Cell> loose_;
  bool packed_ = false;
  bool own_ascii_ = true;
  bool rows_in_order_ = true;
  std::size_t size_ = 0;
  int row_ = -1, column_ = -1;              // of the last cell
  int row_offset_ = 0, column_offset_ = 0;  // taken off all places
  Extent extent_;
  SharedTexts texts_;
  std::vector<std::string> chunks_;
  std::vector<Point> points_;  // of every 64th cell
};

class Cells::Iterator {
 public:
  using value_type = Cell;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  const Cell& operator*() const {
    if (!packed_) return *loose_;
    if (!made_) make();
    return cell_;
  }
  const Cell* operator->() const { return &**this; }
  CellMark mark() const;
  // The cell's text, until the next step of this iterator, at less cost than the cell.
  std::string_view view() const {
    const CellMark known = mark();
    return known.from_value ? std::string_view((**this).text) : known.letters;
  }
  Iterator& operator++() {
    if (--left_ == 0) return *this;
    if (packed_)
      read();
    else
      ++loose_;
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const Iterator& at, std::default_sentinel_t) { return at.left_ == 0; }

  // The index of the cell's text among the shared ones, or own_text.
  std::uint32_t text() const { return text_; }

 private:
  friend class Cells;
  Iterator(const Cells& cells, const Point& at, std::size_t left);
  void read();
  void read_place();
  void read_general();
  std::uint64_t number();
  std::int64_t signed_number();
  std::string_view letters(std::uint64_t size);
  void make() const;
  bool has(unsigned char bit) const { return (head_ & bit) != 0; }
  int coding() const;

  const Cells* packed_ = nullptr;
  const Cell* loose_ = nullptr;
  std::size_t left_ = 0;
  std::size_t chunk_ = 0;
  const char* at_ = nullptr;
  const char* end_ = nullptr;  // of the chunk
  // Of the cell, as far as it is read:
  int row_ = -1, column_ = -1, row_span_ = 1, column_span_ = 1;
  CellType type_ = CellType::text;
  unsigned char head_ = 0, more_ = 0;  // its first byte and, of a general one, its second
  std::uint8_t decimals_ = 0;
  std::uint32_t text_ = own_text;
  std::int64_t digits_ = 0;
  double real_ = 0;
  std::string_view letters_, formula_;
  mutable bool made_ = false;
  mutable Cell cell_;
};

}  // namespace assay
