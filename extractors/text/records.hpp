// The records of a delimited file, and which of them are the table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/text/dialect.hpp"

namespace assay {

using Record = std::vector<std::string>;  // empty: an empty line

struct Records {
  std::vector<Record> rows;
  int unclosed_quotes = 0;
  std::size_t first_unclosed = 0;  // the row of the first of them
  int stray_quotes = 0;            // rows as wide as the others only when their quotes are text: read so
  std::size_t first_stray = 0;     // the first of them
  bool cut = false;                // the limit of cells was hit
};
Records read_records(std::string_view text, const Dialect& dialect, std::uint64_t max_cells, Progress& progress);

enum class RowRole { blank, preamble, comment, header, data, footer };

struct RecordLayout {
  int width = 0;                    // of most rows, in cells
  int columns = 0;                  // of the table: up to the last that holds something
  int header_rows = 0;              // 0 to 2
  std::size_t first = 0, last = 0;  // rows of the table; last is behind it
  std::vector<RowRole> roles;       // of each record
  std::vector<std::size_t> ragged;  // rows of the table whose width is another one, what is empty at their end apart
  std::vector<std::size_t> repeated_headers;  // rows of the table that are its header again
  // Blank records with separators, a lone title in a wide row, blank columns: a sheet was printed into this file, so
  // that its parts have to be found as on a sheet.
  bool sheet = false;
};
RecordLayout lay_out_records(const std::vector<Record>& rows);

}  // namespace assay
