#include "extractors/ocr/read_lines.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace assay {
namespace {

constexpr double beyond = 1.3;  // word heights: a line is longer than the letters beside it
constexpr double touch = 2;     // pixels
constexpr double most_of_a_letter = 1.2;
constexpr double same_place = 0.3;  // of the height of a word
constexpr double farthest = 4;      // word heights from one bar to the next below
constexpr std::size_t least_bars = 3;

double height(const Box& box) {
  return box.y1 - box.y0;
}
double middle(const Box& line) {
  return (line.x0 + line.x1) / 2;
}

bool is_like_a_line(char c) {
  return std::string_view("|()[]{}!/\\").find(c) != std::string_view::npos;
}

// "7l", "I23".
bool is_line_beside_digits(char c, std::string_view rest) {
  return (c == 'l' || c == 'I') && !rest.empty() && rest.find_first_not_of("0123456789.,%+-") == std::string_view::npos;
}

// One of a pair: "(5)".
bool is_closed(char c, std::string_view rest) {
  constexpr std::string_view open = "([{", close = ")]}";
  const std::size_t opening = open.find(c), closing = close.find(c);
  if (opening != std::string_view::npos) return rest.find(close[opening]) != std::string_view::npos;
  return closing != std::string_view::npos && rest.find(open[closing]) != std::string_view::npos;
}

bool may_be_line(char c, std::string_view rest) {
  return (is_like_a_line(c) && !is_closed(c, rest)) || is_line_beside_digits(c, rest);
}

bool runs_past(const Box& line, const Box& word) {
  return height(line) > line.x1 - line.x0 && height(line) > beyond * height(word) && line.y0 < word.y0 + touch &&
         line.y1 > word.y1 - touch;
}

// Takes the lines at both ends off; the word may be empty after it.
void take_off(const Box& line, ReadWord& word) {
  if (word.text.empty() || !runs_past(line, word.box)) return;
  const double letter = most_of_a_letter * (word.box.x1 - word.box.x0) / static_cast<double>(word.text.size());
  const std::string_view text = word.text;
  const double at = middle(line);
  if (at > word.box.x1 - letter && at < word.box.x1 + touch &&
      may_be_line(text.back(), text.substr(0, text.size() - 1))) {
    word.text.pop_back();
    word.box.x1 = std::min(word.box.x1, std::max(line.x0, word.box.x0));
  } else if (at < word.box.x0 + letter && at > word.box.x0 - touch && may_be_line(text.front(), text.substr(1))) {
    word.text.erase(0, 1);
    word.box.x0 = std::max(word.box.x0, std::min(line.x1, word.box.x1));
  }
}

// Words that are one bar, by the line that they are a part of.
std::vector<std::vector<ReadWord*>> columns_of_bars(Reading& reading) {
  std::vector<ReadWord*> bars;
  for (ReadWord& word : reading.words)
    if (word.text == "|") bars.push_back(&word);
  std::ranges::stable_sort(bars, {}, [](const ReadWord* bar) { return bar->box.y0; });
  std::vector<std::vector<ReadWord*>> out;
  for (ReadWord* bar : bars) {
    const auto goes_on = [&](const std::vector<ReadWord*>& column) {
      const Box &last = column.back()->box, &next = bar->box;
      return std::abs(middle(last) - middle(next)) < same_place * height(next) && next.y0 > (last.y0 + last.y1) / 2 &&
             next.y0 - last.y1 < farthest * height(next);
    };
    const auto column = std::ranges::find_if(out, goes_on);
    if (column != out.end())
      column->push_back(bar);
    else
      out.push_back({bar});
  }
  return out;
}

void take_bars(std::vector<Box>& lines, Reading& reading) {
  for (const std::vector<ReadWord*>& column : columns_of_bars(reading)) {
    if (column.size() < least_bars) continue;
    Box line = column.front()->box;
    for (ReadWord* bar : column) {
      line = {std::min(line.x0, bar->box.x0), line.y0, std::max(line.x1, bar->box.x1), bar->box.y1};
      bar->text.clear();
    }
    lines.push_back(line);
  }
}

// Serifs and strokes of bold letters that touch, from one end of a word to the other at most. Below the letters it may
// be a line.
bool is_of_letters(const Box& line, const ReadWord& word) {
  constexpr double above_feet = 0.75;  // of a word's height
  const double y = (line.y0 + line.y1) / 2;
  return height(line) < line.x1 - line.x0 && line.x0 > word.box.x0 - touch && line.x1 < word.box.x1 + touch &&
         y > word.box.y0 && y < word.box.y0 + above_feet * height(word.box);
}

}  // namespace

void drop_lines_read(std::vector<Box>& lines, Reading& reading) {
  std::erase_if(lines, [&](const Box& line) {
    return std::ranges::any_of(reading.words, [&](const ReadWord& word) { return is_of_letters(line, word); });
  });
  for (ReadWord& word : reading.words)
    for (const Box& line : lines) take_off(line, word);
  take_bars(lines, reading);
  for (std::size_t i = reading.words.size(); i-- > 1;)
    if (reading.words[i].text.empty() && reading.words[i].line_end) reading.words[i - 1].line_end = true;
  std::erase_if(reading.words, [](const ReadWord& word) { return word.text.empty(); });
}

}  // namespace assay
