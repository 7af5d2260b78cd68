#include "extractors/layout/struck_words.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/lines.hpp"

namespace assay::layout {
namespace {

// In heights of a word. Lines below words run along the lowest tenth of them.
constexpr double off_middle = 0.22;
constexpr double thickest = 0.2;
constexpr double past_words = 1.0;  // at both ends together: a blank, and a shaky hand
constexpr double covered = 0.75;    // of a word's width; the ends of its first and last letter may stand out
constexpr std::size_t evidence_length = 160;

bool has_letter_or_digit(const std::string& text) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c >= 0 && u_isalnum(c)) return true;
  }
  return false;
}

const LayoutWord& word_at(const LayoutPage& page, int index) {
  return page.words[static_cast<std::size_t>(index)];
}

// The words that a rule might strike, by the middle of their height: a page may have thousands of rules.
class WordsByHeight {
 public:
  explicit WordsByHeight(const LayoutPage& page) : page_(page) {
    for (int i = 0; i < static_cast<int>(page.words.size()); ++i) {
      const LayoutWord& word = word_at(page, i);
      if (word.rotation != 0 || !has_letter_or_digit(word.text)) continue;
      order_.push_back(i);
      highest_ = std::max(highest_, height(word.box));
    }
    std::sort(order_.begin(), order_.end(), [this](int a, int b) { return middle(a) < middle(b); });
  }

  // From left to right.
  std::vector<int> struck_by(const Box& rule) const {
    const double y = middle_y(rule), reach = off_middle * highest_;
    auto it = std::partition_point(order_.begin(), order_.end(), [&](int i) { return middle(i) < y - reach; });
    std::vector<int> out;
    for (; it != order_.end() && middle(*it) <= y + reach; ++it) {
      const Box& word = word_at(page_, *it).box;
      const bool through = std::fabs(middle(*it) - y) <= off_middle * height(word) &&
                           height(rule) <= thickest * height(word) && overlap_x(rule, word) >= covered * width(word);
      if (through) out.push_back(*it);
    }
    std::sort(out.begin(), out.end(),
              [this](int a, int b) { return word_at(page_, a).box.x0 < word_at(page_, b).box.x0; });
    return out;
  }

 private:
  double middle(int index) const { return middle_y(word_at(page_, index).box); }

  const LayoutPage& page_;
  std::vector<int> order_;
  double highest_ = 0;
};

// The rule has next to nothing before, between and behind the words but blanks.
bool ends_with(const LayoutPage& page, const Box& rule, const std::vector<int>& words) {
  double beyond = 0, at = rule.x0, high = 0;
  for (const int index : words) {
    const Box& word = word_at(page, index).box;
    const double room = past_words * height(word);
    if (word.x0 - at > room) return false;
    beyond += at == rule.x0 ? std::max(0.0, word.x0 - at) : 0;
    at = std::max(at, word.x1);
    high = std::max(high, height(word));
  }
  return beyond + std::max(0.0, rule.x1 - at) <= past_words * high;
}

// Whether an upright rule meets one of its ends: a side of a box that its text has outgrown.
bool is_border(const LayoutPage& page, const Box& rule) {
  constexpr double near = 2;  // pt
  return std::any_of(page.rules.begin(), page.rules.end(), [&](const RulingLine& other) {
    const double x = middle_x(other.box), y = middle_y(rule);
    return !other.horizontal() && (std::fabs(x - rule.x0) < near || std::fabs(x - rule.x1) < near) &&
           other.box.y0 < y + near && other.box.y1 > y - near;
  });
}

}  // namespace

StruckWords find_struck(const LayoutPage& page) {
  StruckWords out;
  if (page.rules.empty() || page.words.empty()) return out;
  const WordsByHeight words(page);
  std::set<int> struck;
  for (std::size_t i = 0; i < page.rules.size(); ++i) {
    const Box& rule = page.rules[i].box;
    if (!page.rules[i].horizontal()) continue;
    const std::vector<int> through = words.struck_by(rule);
    if (through.empty() || !ends_with(page, rule, through) || is_border(page, rule)) continue;
    struck.insert(through.begin(), through.end());
    out.rules.push_back(static_cast<int>(i));
  }
  out.words.assign(struck.begin(), struck.end());
  return out;
}

Notice struck_notice(const LayoutPage& page, const StruckWords& struck) {
  Notice out;
  out.code = "readability.struck_out";
  out.severity = Severity::warning;
  const std::string number = std::to_string(page.number);
  out.message = struck.words.size() == 1 ? "A word on page " + number + " is struck through, and read like the others."
                                         : std::to_string(struck.words.size()) + " words on page " + number +
                                               " are struck through, and read like the others.";
  out.place.page = page.number;
  out.place.box = word_at(page, struck.words.front()).box;
  for (const int index : struck.words) {
    const LayoutWord& word = word_at(page, index);
    include(*out.place.box, word.box);
    if (out.evidence.size() < evidence_length) out.evidence += (out.evidence.empty() ? "" : " ") + word.text;
  }
  return out;
}

}  // namespace assay::layout
