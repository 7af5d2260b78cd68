#include "extractors/pdf/outline_headings.hpp"

#include <algorithm>

namespace assay {
namespace {

constexpr std::size_t title_max = 200;

// Spaces, points and case differ between a bookmark and its heading.
std::string key_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 'A' && u <= 'Z')
      out += static_cast<char>(u + 32);
    else if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u >= 0x80)
      out += c;
  }
  return out;
}

}  // namespace

OutlineHeadings::OutlineHeadings(const std::vector<OutlineEntry>& outline) {
  for (const OutlineEntry& entry : outline) {
    const std::string key = key_of(entry.title);
    if (key.size() >= 3) levels_.emplace(key, std::min(entry.level, 6));
  }
}

void OutlineHeadings::apply(std::vector<Block>& blocks) const {
  if (levels_.empty()) return;
  for (Block& block : blocks) {
    const bool candidate =
        block.kind == BlockKind::heading || block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item;
    if (!candidate || block.text.size() > title_max) continue;
    const auto found = levels_.find(key_of(block.text));
    if (found == levels_.end()) continue;
    block.kind = BlockKind::heading;
    block.level = found->second;
  }
}

}  // namespace assay
