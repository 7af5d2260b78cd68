#include <cstring>

#include "extractors/core/cells.hpp"
#include "extractors/core/packed_cell.hpp"
#include "extractors/core/packed_value.hpp"

namespace assay {

using namespace packed_cell;

Cells::Iterator::Iterator(const Cells& cells, const Point& at, std::size_t left)
    : packed_(&cells), left_(left), chunk_(at.chunk), row_(at.row), column_(at.column) {
  const std::string& chunk = cells.chunks_[chunk_];
  at_ = chunk.data() + at.offset;
  end_ = chunk.data() + chunk.size();
  read();
}

std::uint64_t Cells::Iterator::number() {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at_++);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

std::int64_t Cells::Iterator::signed_number() {
  const std::uint64_t value = number();
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::string_view Cells::Iterator::letters(std::uint64_t size) {
  const std::string_view out(at_, size);
  at_ += size;
  return out;
}

int Cells::Iterator::coding() const {
  return head_ & coding_bits;
}

void Cells::Iterator::read_place() {
  switch (static_cast<Standing>(head_ >> standing_shift)) {
    case next_column:
      ++column_;
      break;
    case same_row:
      column_ = static_cast<int>(column_ + static_cast<std::int64_t>(number()));
      break;
    case next_row:
      ++row_;
      column_ = static_cast<int>(number());
      break;
    case anywhere:
      row_ = static_cast<int>(signed_number());
      column_ = static_cast<int>(signed_number());
      break;
  }
}

void Cells::Iterator::read_general() {
  more_ = static_cast<unsigned char>(*at_++);
  type_ = static_cast<CellType>(more_ & type_bits);
  if ((more_ & spans_bit) != 0) {
    row_span_ = static_cast<int>(signed_number());
    column_span_ = static_cast<int>(signed_number());
  }
  if ((more_ & number_bit) != 0) {
    std::memcpy(&real_, at_, sizeof real_);
    at_ += sizeof real_;
  }
  const bool shared = (more_ & shared_bit) != 0;
  const std::uint64_t text = number();
  const std::uint64_t formula_size = (more_ & formula_bit) != 0 ? number() : 0;
  if (shared)
    text_ = static_cast<std::uint32_t>(text);
  else
    letters_ = letters(text);
  formula_ = letters(formula_size);
}

void Cells::Iterator::read() {
  if (at_ == end_) {
    const std::string& chunk = packed_->chunks_[++chunk_];
    at_ = chunk.data();
    end_ = at_ + chunk.size();
  }
  made_ = false;
  head_ = static_cast<unsigned char>(*at_++);
  read_place();
  row_span_ = column_span_ = 1;
  text_ = own_text;
  decimals_ = 0;
  switch (coding()) {
    case own_text_coding:
      type_ = CellType::text;
      letters_ = letters(number());
      return;
    case shared_coding:
      type_ = CellType::text;
      text_ = static_cast<std::uint32_t>(number());
      return;
    case decimal_coding:
      decimals_ = static_cast<std::uint8_t>(*at_++);
      [[fallthrough]];
    case whole_coding:
      type_ = CellType::number;
      digits_ = signed_number();
      return;
    case day_coding:
      type_ = CellType::date;
      digits_ = signed_number();
      return;
    default:
      read_general();
  }
}

CellMark Cells::Iterator::mark() const {
  if (!packed_) {
    const Cell& cell = *loose_;
    return {cell.row, cell.column, cell.row_span, cell.column_span, cell.type, false, cell.text};
  }
  const bool from_value = coding() == whole_coding || coding() == decimal_coding || coding() == day_coding;
  CellMark out{
      row_ - packed_->row_offset_, column_ - packed_->column_offset_, row_span_, column_span_, type_, from_value, {}};
  if (text_ != own_text)
    out.letters = (*packed_->texts_)[text_];
  else if (!from_value)
    out.letters = letters_;
  return out;
}

// The cell keeps the room of its text for the next one.
void Cells::Iterator::make() const {
  made_ = true;
  cell_.row = row_ - packed_->row_offset_;
  cell_.column = column_ - packed_->column_offset_;
  cell_.row_span = row_span_;
  cell_.column_span = column_span_;
  cell_.type = type_;
  cell_.hidden = has(hidden_bit);
  cell_.number_as_text = has(number_as_text_bit);
  cell_.number.reset();
  if (!cell_.formula.empty()) cell_.formula = {};
  switch (coding()) {
    case whole_coding:
    case decimal_coding:
      cell_.number = unpack_number({digits_, decimals_}, cell_.text);
      return;
    case day_coding:
      cell_.number = unpack_day({digits_, 0}, cell_.text);
      return;
    case general_coding:
      if ((more_ & number_bit) != 0) cell_.number = real_;
      if (!formula_.empty()) cell_.formula = std::string(formula_);
      break;
    default:
      break;
  }
  cell_.text.assign(text_ == own_text ? letters_ : (*packed_->texts_)[text_]);
}

}  // namespace assay
