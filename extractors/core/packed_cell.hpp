// The bytes of a packed cell (extractors/core/cells.hpp): a first byte, its place, its format, then by its coding the
// number of a shared text, digits, a day, or texts with their sizes. Numbers take seven bits a byte, the lowest first.
#pragma once

namespace assay::packed_cell {

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

}  // namespace assay::packed_cell
