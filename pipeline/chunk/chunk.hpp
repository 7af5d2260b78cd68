// Chunks: pieces of a document's text for an index, along its structure.
//
// Holds for every document: the visible text is covered exactly once, no chunk is over max_chars (a single word longer
// than that is cut), none is empty. A table is one chunk, or split between rows with its header rows repeated, on the
// next page too; those repeated lines and the heading path are the only text that stands more than once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/policy.hpp"

namespace assay {

enum class ChunkKind { text, table };

struct Chunk {
  ChunkKind kind = ChunkKind::text;
  std::string text;
  std::vector<std::string> heading_path;  // outermost first
  std::optional<int> first_page, last_page;
  std::optional<int> table;                // index into Document::tables
  std::optional<int> first_row, last_row;  // of that table, from 0; header rows repeated in front don't count
};

std::vector<Chunk> chunk_document(const Document& document, const ChunkSettings& settings);

}  // namespace assay
