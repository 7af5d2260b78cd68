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
  CellType type() const { return packed_ ? type_ : loose_->type; }
  bool from_value() const {
    return packed_ && coding() >= packed_cell::whole_coding && coding() <= packed_cell::day_coding;
  }
  std::string_view letters() const;
  // The cell's text, until the next step of this iterator, at less cost than the cell.
  std::string_view view() const { return from_value() ? std::string_view((**this).text) : letters(); }
  // The text of a value, as write_number() and write_day() have it.
  char* write_value(char* to) const {
    return coding() == packed_cell::day_coding ? write_day(digits_, to) : write_number(value(), to);
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

  // What makes the same cell: push_shared with text(), push_number with value(), push_day with its digits, or push_back
  // of all of it. `own`: of its text and marks alone, for it is a text and nothing else.
  enum class Form : std::uint8_t { whole, shared, number, day, own };
  Form form() const;
  bool hidden() const { return packed_ ? has(packed_cell::hidden_bit) : loose_->hidden; }
  std::uint32_t format() const { return packed_ ? format_ : loose_->format; }
  // What a person sees of a value, where that is not its text. Empty: nothing.
  std::optional<std::string> display() const { return format() == 0 ? std::nullopt : formatted(); }
  bool number_as_text() const { return packed_ ? has(packed_cell::number_as_text_bit) : loose_->number_as_text; }
  PackedValue value() const { return {digits_, coding() == packed_cell::decimal_coding ? decimals_ : 0}; }

 private:
  friend class Cells;
  Iterator(const Cells& cells, const Point& at, std::size_t left);
  void read();
  void read_place();
  void read_general();
  std::uint64_t number();
  std::int64_t signed_number();
  std::string_view take(std::uint64_t size);
  void make() const;
  std::optional<std::string> formatted() const;
  bool has(unsigned char bit) const { return (head_ & bit) != 0; }
  int coding() const { return head_ & packed_cell::coding_bits; }

  const Cells* packed_ = nullptr;
  const Cell* loose_ = nullptr;
  const Formats* formats_ = nullptr;
  std::size_t left_ = 0;
  std::size_t chunk_ = 0;
  const char* at_ = nullptr;
  const char* end_ = nullptr;  // of the chunk
  // Of the cell, as far as it is read:
  int row_ = -1, column_ = -1, row_span_ = 1, column_span_ = 1;
  CellType type_ = CellType::text;
  unsigned char head_ = 0, more_ = 0;  // its first byte and, of a general one, its second
  std::uint8_t decimals_ = 0;
  std::uint32_t text_ = own_text, format_ = 0;
  std::int64_t digits_ = 0;
  double real_ = 0;
  std::string_view letters_, formula_;
  mutable bool made_ = false;
  mutable Cell cell_;
};

inline CellSpan Cells::Iterator::span() const {
  if (!packed_) return {loose_->row, loose_->column, loose_->row_span, loose_->column_span};
  return {row_ - packed_->row_offset_, column_ - packed_->column_offset_, row_span_, column_span_};
}

inline std::string_view Cells::Iterator::letters() const {
  if (!packed_) return loose_->text;
  if (text_ != own_text) return (*packed_->texts_)[text_];
  return from_value() ? std::string_view() : letters_;
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

inline std::uint64_t Cells::Iterator::number() {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at_++);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

inline std::int64_t Cells::Iterator::signed_number() {
  const std::uint64_t value = number();
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

inline std::string_view Cells::Iterator::take(std::uint64_t size) {
  const std::string_view out(at_, size);
  at_ += size;
  return out;
}

inline void Cells::Iterator::read_place() {
  switch (static_cast<packed_cell::Standing>(head_ >> packed_cell::standing_shift)) {
    case packed_cell::next_column:
      ++column_;
      break;
    case packed_cell::same_row:
      column_ = static_cast<int>(column_ + static_cast<std::int64_t>(number()));
      break;
    case packed_cell::next_row:
      ++row_;
      column_ = static_cast<int>(number());
      break;
    case packed_cell::anywhere:
      row_ = static_cast<int>(signed_number());
      column_ = static_cast<int>(signed_number());
      break;
  }
}

inline void Cells::Iterator::read() {
  if (at_ == end_) {
    const std::string& chunk = packed_->chunks_[++chunk_];
    at_ = chunk.data();
    end_ = at_ + chunk.size();
  }
  made_ = false;
  head_ = static_cast<unsigned char>(*at_++);
  read_place();
  format_ = has(packed_cell::format_bit) ? static_cast<std::uint32_t>(number()) : 0;
  row_span_ = column_span_ = 1;
  text_ = own_text;
  switch (coding()) {
    case packed_cell::own_text_coding:
      type_ = CellType::text;
      letters_ = take(number());
      return;
    case packed_cell::shared_coding:
      type_ = CellType::text;
      text_ = static_cast<std::uint32_t>(number());
      return;
    case packed_cell::decimal_coding:
      type_ = CellType::number;
      decimals_ = static_cast<std::uint8_t>(*at_++);
      digits_ = signed_number();
      return;
    case packed_cell::whole_coding:
      type_ = CellType::number;
      decimals_ = 0;
      digits_ = signed_number();
      return;
    case packed_cell::day_coding:
      type_ = CellType::date;
      digits_ = signed_number();
      return;
    default:
      read_general();
  }
}

}  // namespace assay
