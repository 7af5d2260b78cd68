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

void Cells::Iterator::read_place(unsigned char head) {
  switch (static_cast<Standing>(head >> standing_shift)) {
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
  cell_.row = row_ - packed_->row_offset_;
  cell_.column = column_ - packed_->column_offset_;
}

void Cells::Iterator::read_text(std::uint64_t size) {
  cell_.text.assign(at_, size);
  at_ += size;
}

void Cells::Iterator::read_shared() {
  text_ = static_cast<std::uint32_t>(number());
  cell_.text = (*packed_->texts_)[text_];
}

void Cells::Iterator::read_general() {
  const auto has = static_cast<unsigned char>(*at_++);
  cell_.type = static_cast<CellType>(has & type_bits);
  if ((has & spans_bit) != 0) {
    cell_.row_span = static_cast<int>(signed_number());
    cell_.column_span = static_cast<int>(signed_number());
  }
  if ((has & number_bit) != 0) {
    double value = 0;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    cell_.number = value;
  }
  const bool own = (has & shared_bit) == 0;
  if (!own) read_shared();
  const std::uint64_t text_size = own ? number() : 0;
  const std::uint64_t formula_size = (has & formula_bit) != 0 ? number() : 0;
  if (own) read_text(text_size);
  if (formula_size > 0) cell_.formula = std::string(at_, formula_size);
  at_ += formula_size;
}

void Cells::Iterator::read() {
  if (at_ == end_) {
    const std::string& chunk = packed_->chunks_[++chunk_];
    at_ = chunk.data();
    end_ = at_ + chunk.size();
  }
  const auto head = static_cast<unsigned char>(*at_++);
  read_place(head);
  cell_.row_span = cell_.column_span = 1;
  cell_.hidden = (head & hidden_bit) != 0;
  cell_.number_as_text = (head & number_as_text_bit) != 0;
  cell_.number.reset();
  if (!cell_.formula.empty()) cell_.formula = {};
  text_ = own_text;
  switch (head & coding_bits) {
    case own_text_coding:
      cell_.type = CellType::text;
      return read_text(number());
    case shared_coding:
      cell_.type = CellType::text;
      return read_shared();
    case whole_coding:
      cell_.type = CellType::number;
      cell_.number = unpack_number({signed_number(), 0}, cell_.text);
      return;
    case decimal_coding: {
      const int decimals = *at_++;
      cell_.type = CellType::number;
      cell_.number = unpack_number({signed_number(), decimals}, cell_.text);
      return;
    }
    case day_coding:
      cell_.type = CellType::date;
      cell_.number = unpack_day({signed_number(), 0}, cell_.text);
      return;
    default:
      read_general();
  }
}

}  // namespace assay
