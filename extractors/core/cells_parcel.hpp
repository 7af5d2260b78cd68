// Packed cells on their way to another process: their bytes as they lie, chunk by chunk, with the shared texts and the
// formats that the cells have, numbered anew in the order in which they are met.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "extractors/core/cells.hpp"
#include "extractors/core/packed_cell.hpp"

namespace assay {

class CellsSender {
 public:
  // Packed ones, which outlive this.
  explicit CellsSender(const Cells& cells);
  int row_offset() const { return cells_.row_offset_; }
  int column_offset() const { return cells_.column_offset_; }

  // False: all are sent. The rest is of the chunk that it went on to.
  bool next();
  const std::string& bytes() const { return bytes_; }
  // What the cells before had not: places among cells.texts() and cells.formats().
  const std::vector<std::uint32_t>& new_texts() const { return new_texts_; }
  const std::vector<std::uint32_t>& new_formats() const { return new_formats_; }

 private:
  class Renumbering;

  const Cells& cells_;
  std::size_t chunk_ = 0;
  std::string bytes_;
  std::vector<std::uint32_t> new_texts_, new_formats_;
  // By their numbers here, those by which they go; own_text and 0: not yet.
  std::vector<std::uint32_t> text_numbers_, format_numbers_;
  std::uint32_t texts_ = 0, formats_ = 0;  // so many went
};

// Bytes that no Cells packs.
class CellsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Looks at each byte that comes and trusts none: what it gives keeps every promise of Cells, whoever sent it.
class CellsReceiver {
 public:
  // Both lists grow by what comes along with a chunk before add().
  CellsReceiver(std::shared_ptr<const Cells::Texts> texts, std::shared_ptr<const Cells::Formats> formats);

  // Of a chunk: its cells, and the letters of the shared texts that earlier cells had too.
  struct Cost {
    std::uint64_t cells = 0, letters = 0;
  };
  Cost add(std::string bytes);
  std::size_t size() const { return cells_.size_; }
  // Whether every text and formula is UTF-8.
  bool is_utf8() const { return utf8_; }
  // All of them, moved up and left as the sender's are.
  Cells take(int row_offset, int column_offset);

 private:
  class Unproven;
  static void prove(const packed_cell::Parts& cell);
  void take_in(const packed_cell::Parts& cell);

  Cells cells_;
  packed_cell::Parts last_;
  std::uint32_t texts_met_ = 0;
  bool utf8_ = true;
};

}  // namespace assay
