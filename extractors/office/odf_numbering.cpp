#include "extractors/office/odf_numbering.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/word_numbering.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

int small_number(pugi::xml_node node, std::string_view name, int fallback) {
  if (!has_attribute(node, name)) return fallback;
  return static_cast<int>(std::clamp(to_long(attribute(node, name)), 0L, 1'000'000L));
}

// a … z, aa, ab …
std::string letters(int number, char first) {
  std::string out;
  for (; number > 0; number = (number - 1) / 26) out.insert(out.begin(), static_cast<char>(first + (number - 1) % 26));
  return out;
}

}  // namespace

OdfNumbering::Level OdfNumbering::read_level(pugi::xml_node node) {
  Level out;
  out.format = attribute(node, "num-format");
  const auto name = local_name(node);
  out.bullet = name == "list-level-style-image" ||
               (name == "list-level-style-bullet" && !attribute(node, "bullet-char").empty());
  out.prefix = attribute(node, "num-prefix");
  out.suffix = attribute(node, "num-suffix");
  out.pattern = attribute(node, "num-list-format");
  out.start = small_number(node, "start-value", 1);
  out.shown = static_cast<std::size_t>(std::clamp(small_number(node, "display-levels", 1), 1, 10));
  out.letters_repeat = attribute(node, "num-letter-sync") == "true";
  return out;
}

void OdfNumbering::read(pugi::xml_node root) {
  const auto take = [](pugi::xml_node from, Style& style) {
    for (const pugi::xml_node node : from.children()) {
      const int level = small_number(node, "level", 0);
      if (level >= 1 && level <= static_cast<int>(levels))
        style[static_cast<std::size_t>(level) - 1] = read_level(node);
    }
  };
  for (const char* list : {"automatic-styles", "styles"}) {
    for (const pugi::xml_node node : child(root, list).children()) {
      if (local_name(node) == "list-style") take(node, styles_[std::string(attribute(node, "name"))]);
      if (local_name(node) == "outline-style") take(node, outline_);
    }
  }
}

void OdfNumbering::begin_list(pugi::xml_node list) {
  Open open;
  open.style = attribute(list, "style-name");
  if (!open_.empty()) {
    if (open.style.empty()) open.style = open_.back().style;
    open.counts = open_.back().counts;
    open_.push_back(std::move(open));
    return;
  }
  const auto continued = by_id_.find(attribute(list, "continue-list"));
  const auto last = by_style_.find(open.style);
  if (continued != by_id_.end())
    open.counts = continued->second;
  else if (attribute(list, "continue-numbering") == "true" && last != by_style_.end())
    open.counts = last->second;
  else
    open.counts = std::make_shared<Counts>();
  if (has_attribute(list, "id")) by_id_[std::string(attribute(list, "id"))] = open.counts;
  open_.push_back(std::move(open));
}

void OdfNumbering::begin_item(pugi::xml_node item) {
  if (open_.empty()) return;  // an item outside of lists, which no writer makes
  open_.back().item_start = small_number(item, "start-value", not_begun);
  open_.back().marked = local_name(item) != "list-item";
}

void OdfNumbering::end_list() {
  if (open_.size() == 1) by_style_[open_.back().style] = open_.back().counts;
  open_.pop_back();
}

// Only the first paragraph of an item has a mark, and an item that begins with a list inside of it counts nothing.
std::string OdfNumbering::next(pugi::xml_node paragraph) {
  if (open_.empty()) {
    if (local_name(paragraph) != "h" || attribute(paragraph, "is-list-header") == "true") return {};
    const auto level = static_cast<std::size_t>(std::clamp(small_number(paragraph, "outline-level", 1), 1, 10)) - 1;
    const bool again = attribute(paragraph, "restart-numbering") == "true";
    return count_on(outline_, headings_, level,
                    again ? small_number(paragraph, "start-value", outline_[level].start) : not_begun);
  }
  Open& open = open_.back();
  const auto style = styles_.find(open.style);
  if (std::exchange(open.marked, true) || style == styles_.end() || open_.size() > levels) return {};
  return count_on(style->second, *open.counts, open_.size() - 1, open.item_start);
}

std::string OdfNumbering::count_on(const Style& style, Counts& counts, std::size_t level, int start) {
  int& at = counts.at[level];
  if (start != not_begun)
    at = start;
  else
    at = at == not_begun ? style[level].start : at + 1;
  std::fill(counts.at.begin() + static_cast<std::ptrdiff_t>(level) + 1, counts.at.end(), not_begun);
  return mark(style, counts, level);
}

std::string OdfNumbering::mark(const Style& style, const Counts& counts, std::size_t level) {
  const Level& own = style[level];
  if (own.bullet) return "\u2022";
  if (own.format.empty()) return {};
  std::string out;
  if (own.pattern.empty()) {
    for (std::size_t i = level + 1 - std::min(own.shown, level + 1); i <= level; ++i) {
      const std::string part = number(style, counts, i);
      out += (out.empty() || part.empty() ? "" : ".") + part;
    }
    return own.prefix + out + own.suffix;
  }
  for (std::string_view rest = own.pattern; !rest.empty();) {
    const std::size_t end = rest.front() == '%' ? rest.find('%', 1) : std::string_view::npos;
    const long wanted = end == std::string_view::npos ? 0 : to_long(rest.substr(1, end - 1));
    if (wanted < 1 || wanted > static_cast<long>(level) + 1) {
      out += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    out += number(style, counts, static_cast<std::size_t>(wanted) - 1);
    rest.remove_prefix(end + 1);
  }
  return out;
}

std::string OdfNumbering::number(const Style& style, const Counts& counts, std::size_t level) {
  const Level& shown = style[level];
  const int count = counts.at[level] == not_begun ? shown.start : counts.at[level];
  constexpr int most_letters = 10'000;
  if ((shown.format == "a" || shown.format == "A") && !shown.letters_repeat && count > 0 && count <= most_letters)
    return letters(count, shown.format[0]);
  if (shown.format == "a") return formatted_number(count, "lowerLetter");
  if (shown.format == "A") return formatted_number(count, "upperLetter");
  if (shown.format == "i") return formatted_number(count, "lowerRoman");
  if (shown.format == "I") return formatted_number(count, "upperRoman");
  return shown.format.empty() ? std::string() : std::to_string(count);
}

}  // namespace assay::office
