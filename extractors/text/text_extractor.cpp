#include "extractors/text/text_extractor.hpp"

#include <algorithm>
#include <array>

#include "extractors/text/decoded.hpp"

namespace assay {
namespace {

constexpr std::array<std::string_view, 4> types{"text/plain", "application/json", "application/xml", "image/svg+xml"};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

class TextExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "text"; }
  int version() const override { return 4; }
  bool reads(std::string_view media_type) const override {
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress&) const override {
    DecodedText decoded = decode_text(bytes, options.limits.text_bytes);
    Document document;
    document.blocks = text_paragraphs(decoded.text);
    return with_notices(std::move(document), decoded, options.limits);
  }
};

}  // namespace

std::vector<Block> text_paragraphs(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto flush = [&](std::size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t first = part.find_first_not_of('\n');
    const std::size_t last = part.find_last_not_of(" \t\n");
    if (last == std::string_view::npos || is_blank(part)) return;
    Block block;
    block.text = part.substr(first, last + 1 - first);
    block.place.part = "body";
    block.place.paragraph = static_cast<int>(blocks.size()) + 1;
    blocks.push_back(std::move(block));
  };
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (is_blank(text.substr(at, end - at))) {
      flush(at);
      begin = end;
    }
    at = end + 1;
  }
  flush(text.size());
  return blocks;
}

const Extractor& text_extractor() {
  static const TextExtractor extractor;
  return extractor;
}

}  // namespace assay
