#include "extractors/pdf/text_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "extractors/pdf/page_cover.hpp"

namespace assay {
namespace {

constexpr double scan_share = 0.6;   // of the page: images that take more may be the page itself
constexpr double whole_page = 0.85;  // an image of this share can stand for the page
constexpr int few_glyphs = 60;       // beside a page-wide image: a page number, a stamp
constexpr double unmapped_share = 0.10;
constexpr int unmapped_min = 10;
constexpr int words_to_judge = 30;
constexpr double single_letters_max = 0.55;       // prose has under 0.1, tables of numbers and formulas more
constexpr std::size_t different_letters_min = 8;  // answers and grades ("Y", "N", "X", "A" to "F") are fewer
constexpr double long_words_max = 0.25;
constexpr std::size_t long_word = 25;
constexpr int long_words_min = 5;  // on a page of few words, and most of them

struct Spacing {
  int letters_words = 0;          // words made of letters
  int single = 0;                 // of these the letters that stand one behind the other
  std::set<std::string> letters;  // different ones among them
  int overlong = 0;
};

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_latin_word(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= 0x80 && u < 0xD0);
  });
}

bool is_single_letter(const LayoutWord& word) {
  return is_latin_word(word.text) && code_points(word.text) == 1;
}

// One letter behind the other on a line: "s p a c e d". In the columns of a table they stand farther apart.
bool follows_closely(const LayoutWord& before, const LayoutWord& word) {
  const double line = word.box.y1 - word.box.y0, gap = word.box.x0 - before.box.x1;
  const double level = std::abs((word.box.y0 + word.box.y1) - (before.box.y0 + before.box.y1)) / 2;
  return level < line / 2 && std::abs(gap) < 2 * line;
}

Spacing measure_spacing(const std::vector<LayoutWord>& words) {
  Spacing out;
  const auto next_is_near = [&](std::size_t i) {
    return i + 1 < words.size() && is_single_letter(words[i + 1]) && follows_closely(words[i], words[i + 1]);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_latin_word(words[i].text)) continue;
    ++out.letters_words;
    const bool behind = i > 0 && is_single_letter(words[i - 1]) && follows_closely(words[i - 1], words[i]);
    if (is_single_letter(words[i]) && (behind || next_is_near(i))) {
      ++out.single;
      out.letters.insert(words[i].text);
    }
    out.overlong += code_points(words[i].text) >= long_word;
  }
  return out;
}

double share_of_page(const Box& box, const PdfPage& page) {
  const double w = std::min(box.x1, page.width) - std::max(box.x0, 0.0);
  const double h = std::min(box.y1, page.height) - std::max(box.y0, 0.0);
  return w > 0 && h > 0 ? w * h / std::max(page.width * page.height, 1.0) : 0;
}

void look_at_images(const PdfPage& page, LayerFinding& out) {
  PageCover cover(page.width, page.height);
  std::size_t largest = 0, last = 0;
  double most = 0, others = 0;
  for (std::size_t i = 0; i < page.images.size(); ++i) {
    cover.add(page.images[i].box);
    const double share = share_of_page(page.images[i].box, page);
    others += share;
    if (share > 0) last = i;
    if (share <= most) continue;
    most = share;
    largest = i;
  }
  others -= most;
  out.image_share = cover.share();
  if (most < whole_page || others >= 0.02 || page.shapes > 2) return;
  const PdfImage& image = page.images[largest];
  const bool covered = image.shapes_before != page.shapes || last != largest;
  if (image.upright && image.whole && !covered) out.page_image = largest;
}

}  // namespace

LayerFinding judge_text_layer(const PdfPage& page, const TextLayerCounts& counts,
                              const std::vector<LayoutWord>& words) {
  LayerFinding out;
  look_at_images(page, out);
  const int visible = counts.glyphs - counts.invisible;
  if (visible > 0) out.page_image.reset();
  const auto say = [&](LayerVerdict verdict, std::string reason) {
    out.verdict = verdict;
    out.reason = std::move(reason);
    return out;
  };
  const int image_percent = static_cast<int>(100 * out.image_share + 0.5);
  if (counts.glyphs == 0) return say(LayerVerdict::absent, "no text layer");
  if (counts.unmapped >= unmapped_min && counts.unmapped > unmapped_share * counts.glyphs)
    return say(LayerVerdict::garbled, fmt::format("text layer is garbled: {} of {} characters have no known letter",
                                                  counts.unmapped, counts.glyphs));
  if (out.image_share >= scan_share && counts.invisible > 0.5 * counts.glyphs)
    return say(LayerVerdict::old_ocr, fmt::format("invisible text layer of {} words over an image of {} % of the page",
                                                  words.size(), image_percent));
  if (out.image_share >= scan_share && counts.glyphs < few_glyphs)
    return say(LayerVerdict::absent, fmt::format("only {} characters of text beside an image of {} % of the page",
                                                 counts.glyphs, image_percent));
  const Spacing spacing = measure_spacing(words);
  if (spacing.letters_words >= words_to_judge) {
    const double n = spacing.letters_words;
    if (spacing.single > single_letters_max * n && spacing.letters.size() >= different_letters_min)
      return say(LayerVerdict::badly_spaced,
                 fmt::format("text layer is badly spaced: {} of {} words are single letters, one behind the other",
                             spacing.single, spacing.letters_words));
  }
  const double long_share = spacing.letters_words >= words_to_judge ? long_words_max : 0.5;
  if (spacing.overlong >= long_words_min && spacing.overlong > long_share * spacing.letters_words)
    return say(LayerVerdict::badly_spaced, fmt::format("text layer is badly spaced: {} of {} words are run together",
                                                       spacing.overlong, spacing.letters_words));
  return say(LayerVerdict::trusted, fmt::format("text layer: {} words", words.size()));
}

}  // namespace assay
