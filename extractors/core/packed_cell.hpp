// The bytes of a packed cell (extractors/core/cells.hpp): a first byte, its place, its format, then by its coding the
// number of a shared text, digits, a day, or texts with their sizes. Numbers take seven bits a byte, the lowest first.
// cells.cpp writes them; read() alone reads them, whoever they are for.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "extractors/core/cell_type.hpp"

namespace assay::packed_cell {

inline constexpr std::uint32_t own_text = 0xffffffff;  // in place of the number of a shared one

// The first byte of a packed cell: what follows (3 bits), marks, and where it stands (2 bits).
enum Coding : unsigned char {
  own_text_coding,
  shared_coding,
  whole_coding,
  decimal_coding,
  day_coding,
  general_coding
};
inline constexpr unsigned char coding_bits = 7, hidden_bit = 8, number_as_text_bit = 16, format_bit = 32;
// Next to the one before; further right by a number; in the next row, at a column; anywhere, as a row and a column.
enum Standing : unsigned char { next_column, same_row, next_row, anywhere };
inline constexpr int standing_shift = 6;
// The second byte of a general cell: its type (3 bits), and what it has.
inline constexpr unsigned char type_bits = 7, number_bit = 8, formula_bit = 16, spans_bit = 32, shared_bit = 64;

inline char* put(char* out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
  *out++ = static_cast<char>(value);
  return out;
}

// What the bytes of a cell say.
struct Parts {
  int row = -1, column = -1, row_span = 1, column_span = 1;  // the next cell's place counts from this one's
  CellType type = CellType::text;
  unsigned char head = 0, more = 0;  // the first byte and, of a general cell, the second
  std::uint8_t decimals = 0;
  std::uint32_t text = own_text, format = 0;
  std::int64_t digits = 0;
  double real = 0;
  std::string_view letters, formula;

  bool has(unsigned char bit) const { return (head & bit) != 0; }
  int coding() const { return head & coding_bits; }
  Standing standing() const { return static_cast<Standing>(head >> standing_shift); }
};

// Bytes that this process packed or has looked through. Others give the same, each in its own way.
struct OwnBytes {
  const char* at = nullptr;

  unsigned char byte() { return static_cast<unsigned char>(*at++); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const unsigned char part = byte();
      value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
      if (part < 0x80) return value;
    }
  }
  std::uint32_t text_number() { return static_cast<std::uint32_t>(number()); }
  std::uint32_t format_number() { return static_cast<std::uint32_t>(number()); }
  std::string_view letters(std::uint64_t size) {
    const std::string_view out(at, size);
    at += size;
    return out;
  }
  static int step(int from, std::uint64_t by) { return static_cast<int>(from + static_cast<std::int64_t>(by)); }
  static int whole(std::int64_t value) { return static_cast<int>(value); }
};

template <class Bytes>
std::int64_t signed_number(Bytes& bytes) {
  const std::uint64_t value = bytes.number();
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

template <class Bytes>
void read_place(Bytes& bytes, Parts& cell) {
  switch (cell.standing()) {
    case next_column:
      cell.column = bytes.step(cell.column, 1);
      break;
    case same_row:
      cell.column = bytes.step(cell.column, bytes.number());
      break;
    case next_row:
      cell.row = bytes.step(cell.row, 1);
      cell.column = bytes.step(0, bytes.number());
      break;
    case anywhere:
      cell.row = bytes.whole(signed_number(bytes));
      cell.column = bytes.whole(signed_number(bytes));
      break;
  }
}

template <class Bytes>
void read_general(Bytes& bytes, Parts& cell) {
  cell.more = bytes.byte();
  cell.type = static_cast<CellType>(cell.more & type_bits);
  if ((cell.more & spans_bit) != 0) {
    cell.row_span = bytes.whole(signed_number(bytes));
    cell.column_span = bytes.whole(signed_number(bytes));
  }
  if ((cell.more & number_bit) != 0) std::memcpy(&cell.real, bytes.letters(sizeof cell.real).data(), sizeof cell.real);
  std::uint64_t text_size = 0;
  if ((cell.more & shared_bit) != 0)
    cell.text = bytes.text_number();
  else
    text_size = bytes.number();
  const std::uint64_t formula_size = (cell.more & formula_bit) != 0 ? bytes.number() : 0;
  cell.letters = bytes.letters(text_size);
  cell.formula = bytes.letters(formula_size);
}

// The cell behind `cell`.
template <class Bytes>
inline void read(Bytes& bytes, Parts& cell) {
  cell.head = bytes.byte();
  read_place(bytes, cell);
  cell.format = cell.has(format_bit) ? bytes.format_number() : 0;
  cell.row_span = cell.column_span = 1;
  cell.text = own_text;
  switch (cell.coding()) {
    case own_text_coding:
      cell.type = CellType::text;
      cell.letters = bytes.letters(bytes.number());
      return;
    case shared_coding:
      cell.type = CellType::text;
      cell.text = bytes.text_number();
      return;
    case decimal_coding:
      cell.type = CellType::number;
      cell.decimals = bytes.byte();
      cell.digits = signed_number(bytes);
      return;
    case whole_coding:
      cell.type = CellType::number;
      cell.decimals = 0;
      cell.digits = signed_number(bytes);
      return;
    case day_coding:
      cell.type = CellType::date;
      cell.digits = signed_number(bytes);
      return;
    default:
      read_general(bytes, cell);
  }
}

}  // namespace assay::packed_cell
