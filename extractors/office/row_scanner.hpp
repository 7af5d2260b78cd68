// Rows and cells out of the text of a sheet, without a tree: what programs write, at the speed of one look at each
// byte. All else (comments, CDATA, rare entities, prefixes, escapes, elements other than c, v, f and is with one t) it
// does not understand; it stops there, and a parser takes over from the row it was in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::office {

// As they stand in the file; views hold until the next step.
struct RowSource {
  std::string_view number, hidden;
  bool has_height = false;
};
struct CellSource {
  // Of its own, so that a new one for each cell is members that are set, not bytes that are filled and copied.
  CellSource() : column(-1), has_value(false), has_formula(false), has_inline(false) {}

  std::string_view name, type, style;
  int column;  // from 0: of a name that is a letter or two and the number of its row; it is not given out then
  std::string_view value, formula, inline_text;
  bool has_value, has_formula, has_inline;  // an empty value is one
};

class RowScanner {
 public:
  // `text` ends with a NUL that is no part of it, and outlives the scanner.
  explicit RowScanner(const std::string& text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  enum class Step { row, cell, end, strange };
  Step next();

  const RowSource& row() const { return row_; }
  const CellSource& cell() const { return cell_; }
  // Whether it is in a row that it gave out; where that or else the next begins; how many of its cells were given out.
  bool in_row() const { return in_row_; }
  std::size_t row_begins() const { return static_cast<std::size_t>(row_begin_ - begin_); }
  int cells_of_row() const { return cells_; }

 private:
  enum class Tag { open, closed, strange };
  template <std::size_t size>
  bool starts(const char (&wanted)[size]) const;
  void skip_spaces();
  template <class Take>
  Tag attributes(const Take& take);
  Step begin_row();
  void keep_number();
  bool read_cell();
  Tag cell_attributes();
  void read_name();
  bool read_value();
  bool read_part();
  bool read_inline();
  bool text(const char (&end_tag)[5], std::string& decoded, std::string_view& out);
  bool decode(const char* from, const char* to, std::string& decoded) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* row_begin_ = nullptr;
  RowSource row_;
  CellSource cell_;
  std::string value_, formula_, inline_;  // texts with entities
  // The number of the row and the quote behind it, as eight bytes of which `number_mask_` count; none where it is 0.
  std::uint64_t number_ = 0, number_mask_ = 0;
  int cells_ = 0;
  bool in_row_ = false;
};

}  // namespace assay::office
