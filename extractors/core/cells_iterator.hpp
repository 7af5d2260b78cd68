// Walking over cells: part of extractors/core/cells.hpp, which includes it. What a look at each of millions of cells
// needs stands here, to be compiled into the loops of who looks.
#pragma once

#include "extractors/core/cells.hpp"
#include "extractors/core/packed_cell.hpp"

namespace assay {

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
  CellMark mark() const { return {span(), type(), from_value(), letters()}; }
  // The parts of the mark, each at its own cost.
  CellSpan span() const;
  CellType type() const { return packed_ ? parts_.type : loose_->type; }
  bool from_value() const {
    return packed_ && coding() >= packed_cell::whole_coding && coding() <= packed_cell::day_coding;
  }
  std::string_view letters() const;
  // The cell's text, until the next step of this iterator, at less cost than the cell.
  std::string_view view() const { return from_value() ? std::string_view((**this).text) : letters(); }
  // The text of a value, as write_number() and write_day() have it.
  char* write_value(char* to) const {
    return coding() == packed_cell::day_coding ? write_day(parts_.digits, to) : write_number(value(), to);
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
  std::uint32_t text() const { return parts_.text; }

  // What makes the same cell: push_shared with text(), push_number with value(), push_day with its digits, or push_back
  // of all of it. `own`: of its text and marks alone, for it is a text and nothing else.
  enum class Form : std::uint8_t { whole, shared, number, day, own };
  Form form() const;
  bool hidden() const { return packed_ ? parts_.has(packed_cell::hidden_bit) : loose_->hidden; }
  std::uint32_t format() const { return packed_ ? parts_.format : loose_->format; }
  // What a person sees of a value, where that is not its text. Empty: nothing.
  std::optional<std::string> display() const { return format() == 0 ? std::nullopt : formatted(); }
  bool number_as_text() const { return packed_ ? parts_.has(packed_cell::number_as_text_bit) : loose_->number_as_text; }
  PackedValue value() const { return {parts_.digits, coding() == packed_cell::decimal_coding ? parts_.decimals : 0}; }

 private:
  friend class Cells;
  Iterator(const Cells& cells, const Point& at, std::size_t left);
  void read();
  void make() const;
  std::optional<std::string> formatted() const;
  int coding() const { return parts_.coding(); }

  const Cells* packed_ = nullptr;
  const Cell* loose_ = nullptr;
  const Formats* formats_ = nullptr;
  std::size_t left_ = 0;
  std::size_t chunk_ = 0;
  packed_cell::OwnBytes bytes_;
  const char* end_ = nullptr;  // of the chunk
  packed_cell::Parts parts_;
  mutable bool made_ = false;
  mutable Cell cell_;
};

inline CellSpan Cells::Iterator::span() const {
  if (!packed_) return {loose_->row, loose_->column, loose_->row_span, loose_->column_span};
  return {parts_.row - packed_->row_offset_, parts_.column - packed_->column_offset_, parts_.row_span,
          parts_.column_span};
}

inline std::string_view Cells::Iterator::letters() const {
  if (!packed_) return loose_->text;
  if (parts_.text != own_text) return (*packed_->texts_)[parts_.text];
  return from_value() ? std::string_view() : parts_.letters;
}

inline Cells::Iterator::Form Cells::Iterator::form() const {
  if (!packed_) {
    const Cell& cell = *loose_;
    const bool plain = cell.type == CellType::text && !cell.number && cell.formula.empty();
    return plain && cell.row_span == 1 && cell.column_span == 1 ? Form::own : Form::whole;
  }
  switch (coding()) {
    case packed_cell::own_text_coding:
      return Form::own;
    case packed_cell::shared_coding:
      return Form::shared;
    case packed_cell::whole_coding:
    case packed_cell::decimal_coding:
      return Form::number;
    case packed_cell::day_coding:
      return Form::day;
    default:
      return Form::whole;
  }
}

inline void Cells::Iterator::read() {
  if (bytes_.at == end_) {
    const std::string& chunk = packed_->chunks_[++chunk_];
    bytes_.at = chunk.data();
    end_ = bytes_.at + chunk.size();
  }
  made_ = false;
  packed_cell::read(bytes_, parts_);
}

}  // namespace assay
