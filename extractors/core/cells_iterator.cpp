#include <cstring>

#include "extractors/core/cells.hpp"
#include "extractors/core/time_display.hpp"

namespace assay {

using namespace packed_cell;

Cells::Iterator::Iterator(const Cells& cells, const Point& at, std::size_t left)
    : packed_(&cells), formats_(cells.formats_.get()), left_(left), chunk_(at.chunk), row_(at.row), column_(at.column) {
  const std::string& chunk = cells.chunks_[chunk_];
  at_ = chunk.data() + at.offset;
  end_ = chunk.data() + chunk.size();
  read();
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
    letters_ = take(text);
  formula_ = take(formula_size);
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
  cell_.format = format_;
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

std::optional<std::string> Cells::Iterator::formatted() const {
  if (!formats_ || format() > formats_->size()) return std::nullopt;
  const NumberFormat& known = (*formats_)[format() - 1];
  if (type() == CellType::text) return known.hides_texts() ? std::optional(std::string()) : std::nullopt;
  const Cell& cell = **this;
  if (type() == CellType::date ? cell.number.has_value() : !cell.number) return std::nullopt;  // days stay ISO 8601
  std::optional<std::string> shown =
      type() == CellType::date ? display_clock(known.code(), cell.text) : known.display(*cell.number);
  if (!shown || *shown == cell.text) return std::nullopt;
  return shown;
}

}  // namespace assay
