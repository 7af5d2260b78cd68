#include "extractors/pdf/glyph_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "extractors/core/utf8.hpp"
#include "extractors/layout/bidi.hpp"

namespace assay {
namespace {

// Gaps in units of the font size. A space is about 0.25 of it, kerning at most 0.1.
constexpr double space_gap = 0.1;
constexpr double mark_gap = 0.2;  // between a mark that is drawn first and its letter
// Letters that are set apart: from so much white within their words on, and that much more between what are two.
constexpr double set_apart = 0.05, word_apart = 0.08, apart_max = 0.3;
constexpr double overlap_max = 0.5;     // further back than that is another word
constexpr double base_line_step = 0.6;  // sub- and superscripts stay in their word
constexpr double same_place = 0.12;

bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == '\t' || c == '\n' || c == '\r' || u_isUWhiteSpace(static_cast<UChar32>(c));
}

// Characters that stand for nothing a reader sees, and the stroke that stretches Arabic words to the end of a line.
bool is_ignorable(char32_t c) {
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0xFEFF || c == 0x2060 || c == 0x0640;
}

// Over or under a letter.
bool is_mark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_garbage(char32_t c) {
  return c == 0xFFFD || c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c <= 0xF8FF) || c > 0x10FFFF;
}

// Bullets of symbol fonts, which are often left in the private area.
char32_t known_symbol(char32_t c) {
  switch (c) {
    case 0xF0B7:
      return 0x2022;
    case 0xF0A7:
      return 0x25AA;
    case 0xF0D8:
      return 0x27A2;
    case 0xF0FC:
      return 0x2713;
    case 0xF0A8:
      return 0x25FB;
    case 0xF06E:
      return 0x25A0;
    case 0xF02D:
      return '-';
    case 0xF0E0:
      return 0x2192;
    default:
      return c;
  }
}

void append_text(std::string& out, char32_t c) {
  static constexpr const char* ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (c >= 0xFB00 && c <= 0xFB06) {
    out += ligatures[c - 0xFB00];
  } else if (c != 0xAD && !is_ignorable(c)) {
    append_utf8(out, c);
  } else if (c == 0xAD) {
    out += '-';  // a soft hyphen that is drawn is a hyphen
  }
}

// Arabic as it is drawn, a code for each form of a letter, becomes the letters themselves.
bool is_drawn_form(UChar32 c) {
  return (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

void normalize(std::string& text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; })) return;
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  static const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (!nfc || !nfkc) return;
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  status = U_ZERO_ERROR;
  bool drawn = false;
  for (int i = 0; i < wide.length() && !drawn; i = wide.moveIndex32(i, 1)) drawn = is_drawn_form(wide.char32At(i));
  const icu::Normalizer2* form = drawn ? nfkc : nfc;
  if (form->isNormalized(wide, status)) return;
  const icu::UnicodeString normal = form->normalize(wide, status);
  if (U_FAILURE(status)) return;
  text.clear();
  normal.toUTF8String(text);
}

// A page frame in which the writing runs to the right: u along it, v across it, downwards.
struct Frame {
  double u, v;
};
Frame to_frame(double x, double y, int turns) {
  switch (turns) {
    case 1:
      return {y, -x};
    case 2:
      return {-x, -y};
    case 3:
      return {-y, x};
    default:
      return {x, y};
  }
}
Box from_frame(double u0, double v0, double u1, double v1, int turns) {
  switch (turns) {
    case 1:
      return {-v1, u0, -v0, u1};
    case 2:
      return {-u1, -v1, -u0, -v0};
    case 3:
      return {v0, -u1, v1, -u0};
    default:
      return {u0, v0, u1, v1};
  }
}

class WordBuilder {
 public:
  WordBuilder(const PdfPage& page, TextLayerCounts& counts) : page_(page), counts_(counts) {}

  std::vector<LayoutWord> build() {
    for (const PdfGlyph& glyph : page_.glyphs) take(glyph);
    flush(true);
    join_set_apart();
    return std::move(words_);
  }

 private:
  void take(const PdfGlyph& glyph) {
    const std::u32string_view text(page_.text.data() + glyph.text, glyph.length);
    if (std::all_of(text.begin(), text.end(), is_space)) return flush(true);
    if (glyph.x < -glyph.size || glyph.y < 0 || glyph.x > page_.width || glyph.y > page_.height + glyph.size) return;
    count(glyph, text);
    const Frame at = to_frame(glyph.x, glyph.y, glyph.turns);
    if (open_) {
      const double size = std::max<double>(std::max(glyph.size, size_), 0.5);
      const double gap = at.u - end_;
      const bool same_line = glyph.turns == turns_ && std::abs(at.v - base_) < base_line_step * size;
      if (same_line && repeats(glyph, text, at, size)) return;
      if (same_line && joins_on_the_left(glyph, text, at)) return extend(glyph, text, at);
      const double least = only_marks_ ? mark_gap : space_gap;
      const bool apart = gap > least * std::min<double>(glyph.size, size_) && gap > 0.05 * size;
      const bool back = gap < -overlap_max * size;
      if (!same_line || back || apart) flush(true);
      if (same_line && !back) gap_ = gap / size;
    }
    if (!open_) start(glyph, at);
    extend(glyph, text, at);
    gap_.reset();
  }

  void count(const PdfGlyph& glyph, std::u32string_view text) {
    ++counts_.glyphs;
    counts_.invisible += glyph.invisible;
    counts_.guessed += page_.fonts[glyph.font].guessed;
    const bool bad =
        glyph.unmapped || std::any_of(text.begin(), text.end(), [](char32_t c) { return is_garbage(known_symbol(c)); });
    counts_.unmapped += bad;
  }

  bool repeats(const PdfGlyph& glyph, std::u32string_view text, Frame at, double size) const {
    return std::abs(at.u - last_u_) < same_place * size && std::abs(at.v - last_v_) < same_place * size &&
           last_text_ == text && glyph.advance > same_place * size;
  }

  // Hebrew or Arabic that is drawn in the order in which it is read: each letter ends where the one before began.
  bool joins_on_the_left(const PdfGlyph& glyph, std::u32string_view text, Frame at) const {
    if (!left_running_ || at.u >= u0_ || std::none_of(text.begin(), text.end(), runs_left)) return false;
    return std::abs(u0_ - (at.u + glyph.advance)) <= space_gap * std::min<double>(glyph.size, size_);
  }

  void start(const PdfGlyph& glyph, Frame at) {
    open_ = true;
    word_ = LayoutWord{};
    pieces_.clear();
    left_running_ = false;
    only_marks_ = true;
    gaps_ = {gap_, 0, 0, false};
    turns_ = glyph.turns;
    u0_ = at.u;
    u1_ = at.u;
    v0_ = 1e9;
    v1_ = -1e9;
    size_ = 0;
  }

  void extend(const PdfGlyph& glyph, std::u32string_view text, Frame at) {
    if (gap_ && !pieces_.empty()) {
      gaps_.inside += *gap_;
      ++gaps_.count;
    }
    for (const char32_t c : text)
      if (!is_space(c)) append_text(word_.text, known_symbol(c));
    pieces_.push_back({at.u, text});
    left_running_ = left_running_ || std::any_of(text.begin(), text.end(), runs_left);
    only_marks_ = only_marks_ && std::all_of(text.begin(), text.end(), is_mark);
    const PdfFont& font = page_.fonts[glyph.font];
    // Sub- and superscripts do not make the word taller, nor its font another one.
    if (glyph.size > size_ * 1.05F) {
      size_ = glyph.size;
      font_ = glyph.font;
      base_ = at.v;
      v0_ = at.v - font.ascent * glyph.size;
      v1_ = at.v - font.descent * glyph.size;
    }
    u0_ = std::min(u0_, std::min(at.u, at.u + glyph.advance));
    u1_ = std::max(u1_, std::max(at.u, at.u + glyph.advance));
    end_ = at.u + glyph.advance;
    last_u_ = at.u;
    last_v_ = at.v;
    last_text_ = text;
  }

  void flush(bool space_after) {
    if (!open_) return;
    open_ = false;
    if (word_.text.empty() || size_ <= 0) return;
    if (left_running_) read_to_the_left();
    normalize(word_.text);
    const PdfFont& font = page_.fonts[font_];
    word_.box = from_frame(u0_, v0_, u1_, v1_, turns_);
    word_.rotation = turns_ * 90;
    word_.space_after = space_after;
    if (drawn_before()) return;
    word_.font = font.name;
    word_.font_size = size_;
    word_.bold = font.bold;
    word_.italic = font.italic;
    latest_[word_.text] = words_.size();
    words_.push_back(std::move(word_));
    gaps_.to_the_left = left_running_;
    word_gaps_.push_back(gaps_);
  }

  // The white before a letter that stands alone, where the next does so too and as close; 0: none. Between words there
  // is more.
  double gap_of_letters(std::size_t i) const {
    constexpr double most = 0.2, alike = 0.05;
    if (i + 1 >= words_.size() || word_gaps_[i + 1].count > 0) return 0;
    const std::optional<double>&gap = word_gaps_[i].before, &next = word_gaps_[i + 1].before;
    return gap && next && *gap < most && std::abs(*gap - *next) < alike ? *gap : 0;
  }

  // Pieces of a word whose letters are set apart, as in headings: the white between them is that between its letters.
  void join_set_apart() {
    std::vector<LayoutWord> out;
    Gaps last;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Gaps& next = word_gaps_[i];
      const int count = last.count + next.count;
      const double usual = count > 0 ? (last.inside + next.inside) / count : gap_of_letters(i);
      const bool joins = !out.empty() && next.before && *next.before < apart_max && usual > set_apart &&
                         *next.before - usual < word_apart && words_[i].rotation == out.back().rotation;
      if (!joins) {
        out.push_back(std::move(words_[i]));
        last = next;
        continue;
      }
      LayoutWord& word = out.back();
      word.text = last.to_the_left || next.to_the_left ? words_[i].text + word.text : word.text + words_[i].text;
      word.box = {std::min(word.box.x0, words_[i].box.x0), std::min(word.box.y0, words_[i].box.y0),
                  std::max(word.box.x1, words_[i].box.x1), std::max(word.box.y1, words_[i].box.y1)};
      word.space_after = words_[i].space_after;
      last.inside += next.inside + *next.before;
      last.count += next.count + 1;
      last.to_the_left = last.to_the_left || next.to_the_left;
    }
    words_ = std::move(out);
  }

  // The word's text again, in the order in which it is read. Marks over and under a letter stay behind it.
  void read_to_the_left() {
    struct Letter {
      double u;
      std::u32string text;
    };
    std::vector<Letter> letters;
    for (const Piece& piece : pieces_) {
      const bool mark = std::all_of(piece.text.begin(), piece.text.end(), is_mark);
      if (mark && !letters.empty())
        letters.back().text += piece.text;
      else
        letters.push_back({piece.u, std::u32string(piece.text)});
    }
    std::stable_sort(letters.begin(), letters.end(), [](const Letter& a, const Letter& b) { return a.u < b.u; });
    std::u16string visual;
    for (const Letter& letter : letters)
      visual += letter.text.empty() || letter.text[0] > 0xFFFF ? u'a' : static_cast<char16_t>(letter.text[0]);
    // Most fonts name brackets by their shape; what looks like a closing one opens where the writing runs to the left.
    const bool mirror =
        std::none_of(visual.begin(), visual.end(), [](char16_t c) { return u_charDirection(c) == U_LEFT_TO_RIGHT; });
    word_.text.clear();
    for (const int at : reading_order(visual)) {
      for (const char32_t c : letters[static_cast<std::size_t>(at)].text) {
        if (is_space(c)) continue;
        const char32_t shown = known_symbol(c);
        append_text(word_.text, mirror ? static_cast<char32_t>(u_charMirror(static_cast<UChar32>(shown))) : shown);
      }
    }
    if (mirror) word_.text = with_brackets_facing(word_.text);
  }

  // The same word at the same place again: shadow or fake bold, drawn line by line.
  bool drawn_before() {
    const auto found = latest_.find(word_.text);
    if (found == latest_.end()) return false;
    const Box& old = words_[found->second].box;
    const double slack = same_place * size_;
    if (std::abs(old.x0 - word_.box.x0) > slack || std::abs(old.y0 - word_.box.y0) > slack) return false;
    if (word_.text.size() > 1) words_[found->second].bold = true;
    return true;
  }

  // White between letters, in font sizes.
  struct Gaps {
    std::optional<double> before;  // to the word drawn before it on the same line, where no space is drawn
    double inside = 0;             // sum of `count` of them
    int count = 0;
    bool to_the_left = false;  // the word is read so
  };

  struct Piece {
    double u;
    std::u32string_view text;
  };

  const PdfPage& page_;
  TextLayerCounts& counts_;
  std::vector<LayoutWord> words_;
  std::unordered_map<std::string, std::size_t> latest_;
  LayoutWord word_;
  std::vector<Gaps> word_gaps_;  // of words_
  std::vector<Piece> pieces_;    // of the open word, as drawn
  Gaps gaps_;                    // of the open word
  std::optional<double> gap_;    // before the glyph that is taken
  bool open_ = false, left_running_ = false, only_marks_ = false;
  int turns_ = 0;
  std::uint16_t font_ = 0;
  float size_ = 0;
  double base_ = 0, u0_ = 0, u1_ = 0, v0_ = 0, v1_ = 0, end_ = 0;
  double last_u_ = 0, last_v_ = 0;
  std::u32string_view last_text_;
};

}  // namespace

std::vector<LayoutWord> words_of(const PdfPage& page, TextLayerCounts& counts) {
  return WordBuilder(page, counts).build();
}

}  // namespace assay
