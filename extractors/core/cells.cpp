#include "extractors/core/cells.hpp"

#include <algorithm>
#include <cmath>
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

// Of any cell, its texts left out.
constexpr std::size_t most_head = 96;

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

char* put_signed(char* out, std::int64_t value) {
  return put(out, zigzag(value));
}

char* put_text(char* out, std::string_view text) {
  return std::copy(text.begin(), text.end(), out);  // memcpy takes no null pointer, and an empty text may be one
}

Coding coding_of(const Cell& cell, std::uint32_t text, PackedValue& value) {
  if (!cell.formula.empty() || cell.row_span != 1 || cell.column_span != 1) return general_coding;
  if (cell.type == CellType::text && !cell.number) return text == Cells::own_text ? own_text_coding : shared_coding;
  if (!cell.number || text != Cells::own_text) return general_coding;
  if (cell.type == CellType::number && pack_number(cell.text, *cell.number, value)) return whole_coding;
  if (cell.type == CellType::date && pack_day(cell.text, *cell.number, value)) return day_coding;
  return general_coding;
}

char* put_general(char* out, const Cell& cell, std::uint32_t text) {
  const bool spans = cell.row_span != 1 || cell.column_span != 1;
  const bool number = cell.number && std::isfinite(*cell.number);  // what is no number is not known
  *out++ = static_cast<char>(static_cast<unsigned char>(cell.type) | (number ? number_bit : 0) |
                             (cell.formula.empty() ? 0 : formula_bit) | (spans ? spans_bit : 0) |
                             (text == Cells::own_text ? 0 : shared_bit));
  if (spans) out = put_signed(put_signed(out, cell.row_span), cell.column_span);
  if (number) {
    std::memcpy(out, &*cell.number, sizeof *cell.number);
    out += sizeof *cell.number;
  }
  return out;
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
  PackedValue value;
  const Coding coding = coding_of(cell, text, value);
  const Spot spot{cell.row, cell.column, cell.hidden, cell.number_as_text, cell.format};
  if (coding == shared_coding)
    push_shared(spot, text);
  else if (coding == whole_coding)
    push_number(spot, value);
  else if (coding == day_coding)
    push_day(spot, value.digits);
  else
    push_other(cell, text, coding);
}

void Cells::push_shared(const Spot& spot, std::uint32_t text) {
  end_cell(put(begin_cell(spot, shared_coding, 0), text));
}

void Cells::push_number(const Spot& spot, const PackedValue& value) {
  char* out = begin_cell(spot, value.decimals == 0 ? whole_coding : decimal_coding, 0);
  if (value.decimals != 0) *out++ = static_cast<char>(value.decimals);
  end_cell(put_signed(out, value.digits));
}

void Cells::push_day(const Spot& spot, std::int64_t day) {
  end_cell(put_signed(begin_cell(spot, day_coding, 0), day));
}

void Cells::push_other(const Cell& cell, std::uint32_t text, unsigned char coding) {
  const Spot spot{cell.row, cell.column, cell.hidden, cell.number_as_text, cell.format};
  const std::string formula = cell.formula.text();
  const std::string_view own = text == own_text ? std::string_view(cell.text) : std::string_view();
  char* out = begin_cell(spot, coding, own.size() + formula.size());
  if (coding == general_coding) out = put_general(out, cell, text);
  out = put(out, text == own_text ? own.size() : text);
  if (!formula.empty()) out = put(out, formula.size());
  end_cell(put_text(put_text(out, own), formula));
  own_ascii_ = own_ascii_ && is_ascii(own);
  reach(std::int64_t{row_} + cell.row_span - 1, std::int64_t{column_} + cell.column_span - 1);
}

char* Cells::begin_cell(const Spot& spot, unsigned char coding, std::size_t more) {
  const std::int64_t row = std::int64_t{spot.row} + row_offset_;
  const std::int64_t column = std::int64_t{spot.column} + column_offset_;
  Standing standing = anywhere;
  if (row == row_ && column > column_)
    standing = column == std::int64_t{column_} + 1 ? next_column : same_row;
  else if (row == std::int64_t{row_} + 1 && column >= 0)
    standing = next_row;
  const std::size_t wanted = most_head + more;
  if (chunks_.empty() || chunks_.back().size() - used_ < wanted) make_room(wanted);
  mark_point(used_);
  char* out = chunks_.back().data() + used_;
  *out++ = static_cast<char>(coding | (spot.hidden ? hidden_bit : 0) | (spot.number_as_text ? number_as_text_bit : 0) |
                             (spot.format != 0 ? format_bit : 0) | standing << standing_shift);
  if (standing == same_row) {
    out = put(out, static_cast<std::uint64_t>(column - column_));
  } else if (standing == next_row) {
    out = put(out, static_cast<std::uint64_t>(column));
  } else if (standing == anywhere) {
    out = put_signed(put_signed(out, row), column);
  }
  if (spot.format != 0) out = put(out, spot.format);
  count(standing, row, column, spot.hidden);
  return out;
}

void Cells::mark_point(std::size_t offset) {
  if (size_ % cells_to_point == 0)
    points_.push_back(
        {static_cast<std::uint32_t>(chunks_.size() - 1), static_cast<std::uint32_t>(offset), row_, column_});
}

void Cells::count(Standing standing, std::int64_t row, std::int64_t column, bool hidden) {
  if (standing == anywhere) rows_in_order_ = rows_in_order_ && (size_ == 0 || row >= row_);
  any_hidden_ = any_hidden_ || hidden;
  if (size_++ == 0) extent_ = {row, column, row, column};
  extent_.column1 = std::max(extent_.column1, column);
  if (standing != next_column) {
    extent_.row0 = std::min(extent_.row0, row);
    extent_.row1 = std::max(extent_.row1, row);
    extent_.column0 = std::min(extent_.column0, column);
  }
  row_ = static_cast<int>(row);
  column_ = static_cast<int>(column);
}

void Cells::reach(std::int64_t row, std::int64_t column) {
  extent_.row1 = std::max(extent_.row1, row);
  extent_.column1 = std::max(extent_.column1, column);
}

void Cells::end_cell(const char* end) {
  used_ = static_cast<std::size_t>(end - chunks_.back().data());
}

// No cell's bytes lie in two chunks. The first grows as it must, for small tables; one that is left loses what it has
// to spare, by which readers know its end.
void Cells::make_room(std::size_t wanted) {
  if (chunks_.size() == 1 && used_ + wanted <= chunk_bytes) {
    chunks_.back().resize(std::min(chunk_bytes, std::max(2 * chunks_.back().size(), used_ + wanted)));
    return;
  }
  const bool first = chunks_.empty();
  if (!first) chunks_.back().resize(used_);
  chunks_.emplace_back().resize(first ? wanted : std::max(chunk_bytes, wanted));
  used_ = 0;
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
    at.formats_ = formats_.get();
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
    SharedFormats formats = std::move(formats_);
    *this = Cells(std::move(cells));
    formats_ = std::move(formats);
  }
  return loose_;
}

bool Cells::rows_in_order() const {
  if (packed_) return rows_in_order_;
  return std::is_sorted(loose_.begin(), loose_.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
}

bool Cells::any_hidden() const {
  return packed_ ? any_hidden_ : std::ranges::any_of(loose_, &Cell::hidden);
}

void Cells::shift(int rows, int columns) {
  row_offset_ += rows;
  column_offset_ += columns;
}

}  // namespace assay
