// How much text and how many cells a document has, counted as it grows.
#pragma once

#include <cstddef>
#include <cstdint>

#include "extractors/core/document.hpp"

namespace assay {

class TextCount {
 public:
  // Of all that comes into the document; or only from what it has now on.
  TextCount() = default;
  explicit TextCount(const Document& from) : blocks_(from.blocks.size()), tables_(from.tables.size()) {}

  // Counts what came since the last time.
  void add_new(const Document& document) {
    for (; blocks_ < document.blocks.size(); ++blocks_) text_bytes_ += document.blocks[blocks_].text.size();
    for (; tables_ < document.tables.size(); ++tables_) {
      const Cells& cells = document.tables[tables_].cells;
      cells_ += cells.size();
      for (auto at = cells.begin(); at != cells.end(); ++at) text_bytes_ += at.view().size();
    }
  }

  std::uint64_t text_bytes() const { return text_bytes_; }
  std::uint64_t cells() const { return cells_; }

 private:
  std::size_t blocks_ = 0, tables_ = 0;
  std::uint64_t text_bytes_ = 0, cells_ = 0;
};

}  // namespace assay
