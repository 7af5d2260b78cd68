#include "extractors/core/cells.hpp"
#include "extractors/core/time_display.hpp"

namespace assay {

using namespace packed_cell;

Cells::Iterator::Iterator(const Cells& cells, const Point& at, std::size_t left)
    : packed_(&cells), formats_(cells.formats_.get()), left_(left), chunk_(at.chunk) {
  const std::string& chunk = cells.chunks_[chunk_];
  bytes_.at = chunk.data() + at.offset;
  end_ = chunk.data() + chunk.size();
  parts_.row = at.row;
  parts_.column = at.column;
  read();
}

// The cell keeps the room of its text for the next one.
void Cells::Iterator::make() const {
  made_ = true;
  cell_.row = parts_.row - packed_->row_offset_;
  cell_.column = parts_.column - packed_->column_offset_;
  cell_.row_span = parts_.row_span;
  cell_.column_span = parts_.column_span;
  cell_.type = parts_.type;
  cell_.hidden = parts_.has(hidden_bit);
  cell_.number_as_text = parts_.has(number_as_text_bit);
  cell_.format = parts_.format;
  cell_.number.reset();
  if (!cell_.formula.empty()) cell_.formula = {};
  switch (coding()) {
    case whole_coding:
    case decimal_coding:
      cell_.number = unpack_number({parts_.digits, parts_.decimals}, cell_.text);
      return;
    case day_coding:
      cell_.number = unpack_day({parts_.digits, 0}, cell_.text);
      return;
    case general_coding:
      if ((parts_.more & number_bit) != 0) cell_.number = parts_.real;
      if (!parts_.formula.empty()) cell_.formula = std::string(parts_.formula);
      break;
    default:
      break;
  }
  cell_.text.assign(parts_.text == own_text ? parts_.letters : (*packed_->texts_)[parts_.text]);
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
