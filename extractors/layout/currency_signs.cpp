#include "extractors/layout/currency_signs.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace assay::layout {
namespace {

constexpr std::array<std::string_view, 7> signs{"$", "€", "£", "¥", "US$", "C$", "A$"};

bool starts_figure(const std::string& text) {
  const std::size_t first = text.find_first_not_of("(-+");
  return text == "-" || text == "—" || text == "–" ||
         (first != std::string::npos && ((text[first] >= '0' && text[first] <= '9') || text[first] == '.'));
}

class Joiner {
 public:
  explicit Joiner(const std::vector<LayoutWord>& words) : words_(words) {}

  void join(Row& row) const {
    std::vector<Segment>& segments = row.segments;
    if (segments.size() < 2 || is_currency_sign(last_word(segments.back())))
      return;  // the sign stands behind its figure
    for (std::size_t i = segments.size() - 1; i-- > 0;)
      if (is_currency_sign(last_word(segments[i])) && starts_figure(first_word(segments[i + 1])))
        move_sign(segments, i);
  }

 private:
  const std::string& first_word(const Segment& segment) const { return text(segment.words.front()); }
  const std::string& last_word(const Segment& segment) const { return text(segment.words.back()); }
  const std::string& text(int word) const { return words_[static_cast<std::size_t>(word)].text; }

  void move_sign(std::vector<Segment>& segments, std::size_t i) const {
    std::vector<int> before = segments[i].words, behind = segments[i + 1].words;
    if (before.size() > 1 && !starts_figure(text(before[before.size() - 2]))) return;  // "(in $)", "price in US$"
    behind.insert(behind.begin(), before.back());
    before.pop_back();
    segments[i + 1] = make_segment(words_, std::move(behind));
    if (before.empty())
      segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(i));
    else
      segments[i] = make_segment(words_, std::move(before));
  }

  const std::vector<LayoutWord>& words_;
};

}  // namespace

bool is_currency_sign(const std::string& text) {
  return std::find(signs.begin(), signs.end(), text) != signs.end();
}

bool is_unit_sign(const std::string& text) {
  return text == "%" || is_currency_sign(text);
}

std::vector<Row> join_currency_signs(const std::vector<LayoutWord>& words, std::vector<Row> rows) {
  const Joiner joiner(words);
  for (Row& row : rows) joiner.join(row);
  return rows;
}

}  // namespace assay::layout
