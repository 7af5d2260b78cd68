// How a delimited file is written: which character parts its cells, which one quotes them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct Dialect {
  char delimiter = ',';  // 0: one cell to a line
  char quote = '"';      // 0: none; a quote inside quotes is doubled
  char escape = 0;       // '\\': takes the meaning from the delimiter or quote behind it; 0: none
};

// The dialect under which the text is most regular: van den Burg, Nazabal, Sutton, "Wrangling messy CSV files by
// detecting row and type patterns", Data Mining and Knowledge Discovery 33 (2019). Each candidate is scored by its rows
// (few different widths, wide ones) times its cells (the share that reads as a number, date, word …). Looks at the
// first 256 KiB. A first line "sep=;" decides for itself.
Dialect detect_dialect(std::string_view text);

// The delimiter that a first line "sep=;" names, and the length of that line; 0 and 0 where there is none.
struct SeparatorLine {
  char delimiter = 0;
  std::size_t length = 0;
};
SeparatorLine separator_line(std::string_view text);

// Reads records one by one. Never fails: a quote that opens inside a cell, or that never closes, is text.
class DelimitedReader {
 public:
  DelimitedReader(std::string_view text, const Dialect& dialect);

  struct Cell {
    std::string text;
    bool quoted = false;  // wholly, but for spaces around
  };

  // The next record, an empty one for an empty line; false at the end. `cells` is reused.
  bool next(std::vector<Cell>& cells);

  int unclosed_quotes() const { return unclosed_; }
  // Of the last record: text stands behind a closing quote, so that one of its quotes may have meant nothing.
  bool doubtful_quote() const { return doubtful_; }
  std::size_t position() const { return at_; }

 private:
  enum class End { cell, record };
  End read_cell(Cell& cell);
  bool read_quoted(Cell& cell);
  End read_plain(Cell& cell);
  bool escapes(std::size_t at) const;

  std::string_view text_;
  Dialect dialect_;
  std::size_t at_ = 0;
  int unclosed_ = 0;
  bool doubtful_ = false;
};

// Whether the text reads as one of the types that cells of tables have: nothing, number, date, time, share, money,
// address of mail or web, "n/a", a word or name. Takes no part in typing cells, only in telling dialects apart.
bool has_known_type(std::string_view cell, bool quoted);

}  // namespace assay
