#include "extractors/core/cells.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "extractors/core/letters.hpp"
#include "extractors/core/names.hpp"
#include "extractors/core/packed_cell.hpp"
#include "extractors/core/packed_value.hpp"

namespace assay {

using namespace packed_cell;

namespace {

constexpr NameTable<CellType, 5> cell_types{{
    {CellType::text, "text"},
    {CellType::number, "number"},
    {CellType::date, "date"},
    {CellType::boolean, "boolean"},
    {CellType::error, "error"},
}};

constexpr std::size_t chunk_bytes = std::size_t{256} << 10;

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

// The bytes before a cell's texts: at most some 60.
class Head {
 public:
  void byte(unsigned char value) { *end_++ = static_cast<char>(value); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<unsigned char>(value | 0x80));
    byte(static_cast<unsigned char>(value));
  }
  void signed_number(std::int64_t value) { number(zigzag(value)); }
  void real(double value) {
    std::memcpy(end_, &value, sizeof value);
    end_ += sizeof value;
  }
  // Whether there was room for it.
  bool text(std::string_view text) {
    if (text.size() > most_text) return false;
    end_ = std::copy(text.begin(), text.end(), end_);  // memcpy takes no null pointer, and an empty text may be one
    return true;
  }
  std::string_view view() const { return {bytes_.data(), static_cast<std::size_t>(end_ - bytes_.data())}; }

 private:
  static constexpr std::size_t most_text = 64;
  std::array<char, 96 + most_text> bytes_;
  char* end_ = bytes_.data();
};

Coding coding_of(const Cell& cell, std::uint32_t text, PackedValue& value) {
  if (!cell.formula.empty() || cell.row_span != 1 || cell.column_span != 1) return general_coding;
  if (cell.type == CellType::text && !cell.number) return text == Cells::own_text ? own_text_coding : shared_coding;
  if (!cell.number || text != Cells::own_text) return general_coding;
  if (cell.type == CellType::number && pack_number(cell.text, *cell.number, value))
    return value.decimals == 0 ? whole_coding : decimal_coding;
  if (cell.type == CellType::date && pack_day(cell.text, *cell.number, value)) return day_coding;
  return general_coding;
}

void put_general(const Cell& cell, std::uint32_t text, Head& head) {
  const bool spans = cell.row_span != 1 || cell.column_span != 1;
  head.byte(static_cast<unsigned char>(static_cast<unsigned char>(cell.type) | (cell.number ? number_bit : 0) |
                                       (cell.formula.empty() ? 0 : formula_bit) | (spans ? spans_bit : 0) |
                                       (text == Cells::own_text ? 0 : shared_bit)));
  if (spans) {
    head.signed_number(cell.row_span);
    head.signed_number(cell.column_span);
  }
  if (cell.number) head.real(*cell.number);
}

}  // namespace

std::string_view to_string(CellType value) {
  return name_of(cell_types, value);
}

Cells Cells::packed(SharedTexts texts) {
  Cells cells;
  cells.packed_ = true;
  cells.texts_ = std::move(texts);
  return cells;
}

void Cells::push_back(Cell&& cell) {
  if (packed_)
    push_back(cell, own_text);
  else
    loose_.push_back(std::move(cell));
}

void Cells::push_back(const Cell& cell) {
  if (packed_)
    push_back(cell, own_text);
  else
    loose_.push_back(cell);
}

void Cells::push_back(const Cell& cell, std::uint32_t text) {
  const std::int64_t row = std::int64_t{cell.row} + row_offset_;
  const std::int64_t column = std::int64_t{cell.column} + column_offset_;
  Standing standing = anywhere;
  if (row == row_ && column > column_)
    standing = column == std::int64_t{column_} + 1 ? next_column : same_row;
  else if (row == std::int64_t{row_} + 1 && column >= 0)
    standing = next_row;
  PackedValue value;
  const Coding coding = coding_of(cell, text, value);
  Head head;
  head.byte(static_cast<unsigned char>(coding | (cell.hidden ? hidden_bit : 0) |
                                       (cell.number_as_text ? number_as_text_bit : 0) | standing << standing_shift));
  if (standing == same_row) head.number(static_cast<std::uint64_t>(column - column_));
  if (standing == next_row) head.number(static_cast<std::uint64_t>(column));
  if (standing == anywhere) {
    head.signed_number(row);
    head.signed_number(column);
  }
  if (size_ % cells_to_point == 0) points_.push_back({0, 0, row_, column_});
  if (coding == shared_coding) {
    head.number(text);
    append(head.view(), {}, {});
  } else if (coding == whole_coding || coding == decimal_coding || coding == day_coding) {
    if (coding == decimal_coding) head.byte(static_cast<unsigned char>(value.decimals));
    head.signed_number(value.digits);
    append(head.view(), {}, {});
  } else {
    if (coding == general_coding) put_general(cell, text, head);
    const std::string formula = cell.formula.text();
    std::string_view own = text == own_text ? std::string_view(cell.text) : std::string_view();
    head.number(text == own_text ? own.size() : text);
    if (!formula.empty()) head.number(formula.size());
    if (head.text(own)) own = {};
    append(head.view(), own, formula);
  }
  own_ascii_ = own_ascii_ && (text != own_text || is_ascii(cell.text));
  rows_in_order_ = rows_in_order_ && (size_ == 0 || row >= row_);
  if (size_++ == 0) extent_ = {row, column, row, column};
  extent_.row0 = std::min(extent_.row0, row);
  extent_.column0 = std::min(extent_.column0, column);
  extent_.row1 = std::max({extent_.row1, row, row + cell.row_span - 1});
  extent_.column1 = std::max(extent_.column1, column + cell.column_span - 1);
  row_ = static_cast<int>(row);
  column_ = static_cast<int>(column);
}

// No cell's bytes lie in two chunks. The first grows as it must, for small tables.
void Cells::append(std::string_view head, std::string_view text, std::string_view formula) {
  const std::size_t wanted = head.size() + text.size() + formula.size();
  if (chunks_.empty() || chunks_.back().size() + wanted > chunk_bytes) {
    const bool first = chunks_.empty();
    chunks_.emplace_back();
    if (!first) chunks_.back().reserve(std::max(chunk_bytes, wanted));
  }
  std::string& out = chunks_.back();
  if (size_ % cells_to_point == 0) {
    points_.back().chunk = static_cast<std::uint32_t>(chunks_.size() - 1);
    points_.back().offset = static_cast<std::uint32_t>(out.size());
  }
  out += head;
  if (!text.empty()) out += text;
  if (!formula.empty()) out += formula;
}

Cells::Iterator Cells::begin() const {
  return from(0);
}

Cells::Iterator Cells::from(std::size_t index) const {
  if (index >= size()) return {};
  if (!packed_) {
    Iterator at;
    at.loose_ = &loose_[index];
    at.left_ = loose_.size() - index;
    return at;
  }
  const std::size_t begin = index - index % cells_to_point;
  Iterator at(*this, points_[index / cells_to_point], size_ - begin);
  for (std::size_t i = begin; i < index; ++i) ++at;
  return at;
}

const Cell Cells::operator[](std::size_t index) const {
  return *from(index);
}

const std::vector<Cell>& Cells::all(std::vector<Cell>& room) const {
  if (!packed_) return loose_;
  room.clear();
  room.reserve(size_);
  for (const Cell& cell : *this) room.push_back(cell);
  return room;
}

std::vector<Cell>& Cells::loose() {
  if (packed_) {
    std::vector<Cell> cells;
    all(cells);
    *this = Cells(std::move(cells));
  }
  return loose_;
}

bool Cells::rows_in_order() const {
  if (packed_) return rows_in_order_;
  return std::is_sorted(loose_.begin(), loose_.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
}

void Cells::shift(int rows, int columns) {
  row_offset_ += rows;
  column_offset_ += columns;
}

}  // namespace assay
