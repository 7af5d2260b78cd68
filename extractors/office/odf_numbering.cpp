#include "extractors/office/odf_numbering.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/word_numbering.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr int most = 32'767;               // writers count no further
constexpr std::size_t longest_text = 255;  // around a number; nobody types more
constexpr int deepest = 20;                // styles that inherit from one another

int small_number(pugi::xml_node node, std::string_view name, int fallback) {
  const long value = has_attribute(node, name) ? to_long(attribute(node, name)) : -1;
  return value < 0 ? fallback : static_cast<int>(std::min(value, long{most}));
}

std::string short_text(std::string_view text) {
  return text.size() <= longest_text ? std::string(text) : std::string();
}

// a … z, aa, ab …
std::string letters(int number, char first) {
  std::string out;
  for (; number > 0; number = (number - 1) / 26) out.insert(out.begin(), static_cast<char>(first + (number - 1) % 26));
  return out;
}

}  // namespace

OdfNumbering::OdfNumbering(pugi::xml_node content, pugi::xml_node styles) {
  read(child(styles, "styles"));
  read(child(content, "automatic-styles"));
}

void OdfNumbering::read(pugi::xml_node styles) {
  const auto take = [](pugi::xml_node from, Style& style) {
    style = {};
    for (const pugi::xml_node node : from.children()) {
      const int level = small_number(node, "level", 0);
      if (level >= 1 && level <= static_cast<int>(levels))
        style[static_cast<std::size_t>(level) - 1] = read_level(node);
    }
  };
  for (const pugi::xml_node node : styles.children()) {
    const auto name = local_name(node);
    if (name == "list-style") {
      take(node, styles_[std::string(attribute(node, "name"))]);
    } else if (name == "outline-style") {
      take(node, outline_);
    } else if (name == "style" && attribute(node, "family") == "paragraph") {
      ParagraphStyle& style = paragraphs_[std::string(attribute(node, "name"))];
      style.parent = attribute(node, "parent-style-name");
      if (has_attribute(node, "list-style-name")) style.list = attribute(node, "list-style-name");
    }
  }
}

OdfNumbering::Level OdfNumbering::read_level(pugi::xml_node node) {
  Level out;
  out.format = attribute(node, "num-format");
  const auto name = local_name(node);
  out.bullet = name == "list-level-style-image" ||
               (name == "list-level-style-bullet" && !attribute(node, "bullet-char").empty());
  out.prefix = short_text(attribute(node, "num-prefix"));
  out.suffix = short_text(attribute(node, "num-suffix"));
  out.pattern = short_text(attribute(node, "num-list-format"));
  out.start = small_number(node, "start-value", 1);
  out.shown = static_cast<std::size_t>(std::clamp(small_number(node, "display-levels", 1), 1, 10));
  out.letters_repeat = attribute(node, "num-letter-sync") == "true";
  return out;
}

const OdfNumbering::Style* OdfNumbering::find(std::string_view list_style) const {
  const auto found = styles_.find(list_style);
  return found == styles_.end() ? nullptr : &found->second;
}

std::optional<std::string_view> OdfNumbering::list_of(pugi::xml_node paragraph) const {
  std::string_view name = attribute(paragraph, "style-name");
  for (int depth = 0; depth < deepest; ++depth) {
    const auto style = paragraphs_.find(name);
    if (style == paragraphs_.end()) return {};
    if (style->second.list) return *style->second.list;
    name = style->second.parent;
  }
  return {};
}

void OdfNumbering::begin_story() {
  open_.clear();
  by_id_.clear();
  by_style_.clear();
  headings_ = {};
}

void OdfNumbering::begin_list(pugi::xml_node list) {
  Open open;
  open.style = find(attribute(list, "style-name"));
  if (!open_.empty()) {
    if (!open.style) open.style = open_.back().style;
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
  open_.back().item_style = find(attribute(item, "style-override"));
  open_.back().marked = local_name(item) != "list-item";
}

void OdfNumbering::go_on() {
  if (open_.empty()) return;
  open_.back().item_start = not_begun;
  open_.back().marked = false;
}

// A list of which nothing counted, as of an insertion that is not there, is none to go on with.
void OdfNumbering::end_list() {
  const auto& counts = open_.back().counts;
  if (open_.size() == 1 && counts->at != Counts().at) by_style_[open_.back().style] = counts;
  open_.pop_back();
}

// Those with one list id are one list; so are, without ids, those in one style.
void OdfNumbering::begin_numbered(pugi::xml_node paragraph) {
  Open open;
  const std::string style(attribute(paragraph, "style-name"));
  open.style = find(style);
  const bool named = has_attribute(paragraph, "list-id");
  auto& counts = by_id_[named ? std::string(attribute(paragraph, "list-id")) : "style " + style];
  if (!counts) counts = std::make_shared<Counts>();
  open.counts = counts;
  open.level =
      static_cast<std::size_t>(std::clamp(small_number(paragraph, "level", 1), 1, static_cast<int>(levels))) - 1;
  open.item_start = small_number(paragraph, "start-value", not_begun);
  open_.push_back(std::move(open));
}

// Only the first paragraph of an item has a mark.
std::string OdfNumbering::next(pugi::xml_node paragraph) {
  if (open_.empty()) {
    if (local_name(paragraph) != "h" || attribute(paragraph, "is-list-header") == "true") return {};
    if (const auto list = list_of(paragraph); list && list->empty()) return {};
    const auto level = static_cast<std::size_t>(std::clamp(small_number(paragraph, "outline-level", 1), 1, 10)) - 1;
    const bool again = attribute(paragraph, "restart-numbering") == "true";
    return count_on(outline_, headings_, level,
                    again ? small_number(paragraph, "start-value", outline_[level].start) : not_begun);
  }
  Open& open = open_.back();
  const Style* style = open.item_style ? open.item_style : open.style;
  if (!style) style = find(list_of(paragraph).value_or(std::string_view()));
  const std::size_t level = open.level.value_or(open_.size() - 1);
  if (std::exchange(open.marked, true) || !style || level >= levels) return {};
  return count_on(*style, *open.counts, level, open.item_start);
}

std::string OdfNumbering::count_on(const Style& style, Counts& counts, std::size_t level, int start) {
  // A level that was left out counts as one that is there, as programs have it: 1.1, then 2.
  for (std::size_t above = 0; above < level; ++above)
    if (counts.at[above] == not_begun) counts.at[above] = style[above].start;
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
    const std::string part = number(style, counts, static_cast<std::size_t>(wanted) - 1);
    out += part;
    rest.remove_prefix(end + 1);
    if (part.empty()) rest.remove_prefix(std::min(rest.find('%'), rest.size()));  // with what parts it from the next
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
