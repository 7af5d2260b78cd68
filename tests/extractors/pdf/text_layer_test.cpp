#include "extractors/pdf/text_layer.hpp"

#include <doctest/doctest.h>

#include "extractors/pdf/pdf_file.hpp"

using namespace assay;

namespace {

constexpr double size = 10;

LayoutWord word(const std::string& text, double x, double y) {
  LayoutWord out;
  out.text = text;
  out.box = {x, y, x + 0.5 * size * static_cast<double>(text.size()), y + size};
  out.font_size = size;
  return out;
}

LayerVerdict verdict_on(const std::vector<LayoutWord>& words) {
  PdfPage page;
  page.width = 595;
  page.height = 842;
  TextLayerCounts counts;
  for (const LayoutWord& word : words) counts.glyphs += static_cast<int>(word.text.size());
  return judge_text_layer(page, counts, words).verdict;
}

}  // namespace

TEST_CASE("letters pulled apart are a bad layer") {
  for (const int pitch : {8, 10, 18, 24}) {
    CAPTURE(pitch);
    std::vector<LayoutWord> words;
    for (int line = 0; line < 4; ++line)
      for (int i = 0; i < 30; ++i)
        words.push_back(word(std::string(1, static_cast<char>('a' + i % 26)), 50 + pitch * i, 100 + 14 * line));
    CHECK(verdict_on(words) == LayerVerdict::badly_spaced);
  }
}

TEST_CASE("columns of answers of one letter are a good layer") {
  std::vector<LayoutWord> words;
  for (int row = 0; row < 40; ++row) {
    words.push_back(word("Y", 50, 100 + 14 * row));
    words.push_back(word("N", 120, 100 + 14 * row));
    words.push_back(word("X", 136, 100 + 14 * row));  // as near as letters that are pulled apart
    words.push_back(word("at", 200, 100 + 14 * row));
  }
  CHECK(verdict_on(words) == LayerVerdict::trusted);
}
