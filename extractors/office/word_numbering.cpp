#include "extractors/office/word_numbering.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr std::size_t longest_text = 255;  // around a number; nobody types more

// Signs of symbol fonts, U+F000 to U+F8FF: bullets, whatever the format says.
bool is_symbol(std::string_view text) {
  return text.size() > 1 && text[0] == '\xef' && static_cast<unsigned char>(text[1]) < 0xa4;
}

std::string roman(int number) {
  static constexpr std::pair<int, std::string_view> digits[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& [value, letters] : digits)
    for (; number >= value; number -= value) out += letters;
  return out;
}

// a … z, aa, bb … as Word goes on.
std::string letters(int number) {
  const int repeat = std::min((number - 1) / 26 + 1, 10);
  return std::string(static_cast<std::size_t>(repeat), static_cast<char>('a' + (number - 1) % 26));
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

std::string ordinal(int number) {
  const int tens = number % 100;
  const char* end = "th";
  if (tens < 11 || tens > 13) end = number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
  return std::to_string(number) + end;
}

int value_of(pugi::xml_node node, int fallback) {
  const long value = to_long(attribute(node, "val"));
  return node && value >= 0 && value < 1'000'000 ? static_cast<int>(value) : fallback;
}

}  // namespace

bool is_number(std::string_view mark) {
  return std::any_of(mark.begin(), mark.end(), [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

std::string formatted_number(int number, std::string_view format) {
  if (number <= 0 || number > 10'000) return std::to_string(number);
  if (format == "lowerRoman") return roman(number);
  if (format == "upperRoman") return upper(roman(number));
  if (format == "lowerLetter") return letters(number);
  if (format == "upperLetter") return upper(letters(number));
  if (format == "decimalZero") return (number < 10 ? "0" : "") + std::to_string(number);
  if (format == "ordinal") return ordinal(number);
  return std::to_string(number);
}

WordNumbering::Level WordNumbering::read_level(pugi::xml_node node) {
  Level out;
  out.start = value_of(child(node, "start"), 0);
  const pugi::xml_node format = child(node, "numFmt");
  if (format) out.format = attribute(format, "val");
  const std::string_view text = attribute(child(node, "lvlText"), "val");
  if (text.size() <= longest_text) out.text = text;
  const pugi::xml_node legal = child(node, "isLgl");
  out.all_decimal = legal && flag(attribute(legal, "val"), true);
  out.restart = value_of(child(node, "lvlRestart"), -1);
  out.style = attribute(child(node, "pStyle"), "val");
  return out;
}

void WordNumbering::read(pugi::xml_node root) {
  const auto level_of = [](pugi::xml_node node) { return static_cast<int>(to_long(attribute(node, "ilvl"))); };
  for (const pugi::xml_node node : root.children()) {
    if (local_name(node) == "abstractNum") {
      Scheme& scheme = schemes_[static_cast<int>(to_long(attribute(node, "abstractNumId")))];
      for (const pugi::xml_node item : node.children()) {
        const int level = level_of(item);
        if (local_name(item) == "lvl" && level >= 0 && level < levels)
          scheme[static_cast<std::size_t>(level)] = read_level(item);
      }
    } else if (local_name(node) == "num") {
      List& list = lists_[static_cast<int>(to_long(attribute(node, "numId")))];
      list.scheme = value_of(child(node, "abstractNumId"), -1);
      for (const pugi::xml_node item : node.children()) {
        const int level = level_of(item);
        if (local_name(item) != "lvlOverride" || level < 0 || level >= levels) continue;
        if (const pugi::xml_node own = child(item, "lvl")) list.replaced[level] = read_level(own);
        if (const pugi::xml_node start = child(item, "startOverride")) list.start[level] = value_of(start, 1);
      }
    }
  }
  follow_links(root);
}

// A scheme may hold no levels but name a style of lists, whose own scheme says so (w:numStyleLink, w:styleLink).
void WordNumbering::follow_links(pugi::xml_node root) {
  std::map<std::string_view, int> by_style;
  std::map<int, std::string_view> links;
  for (const pugi::xml_node node : root.children()) {
    const int id = static_cast<int>(to_long(attribute(node, "abstractNumId")));
    if (const pugi::xml_node own = child(node, "styleLink")) by_style.emplace(attribute(own, "val"), id);
    if (const pugi::xml_node link = child(node, "numStyleLink"); link && !child(node, "lvl"))
      links.emplace(id, attribute(link, "val"));
  }
  for (auto& [id, list] : lists_) {
    const auto link = links.find(list.scheme);
    const auto linked = link == links.end() ? by_style.end() : by_style.find(link->second);
    if (linked != by_style.end()) list.scheme = linked->second;
  }
}

const WordNumbering::Level& WordNumbering::level_of(const Scheme& scheme, const List& list, int level) {
  const auto own = list.replaced.find(level);
  return own != list.replaced.end() ? own->second : scheme[static_cast<std::size_t>(level)];
}

std::optional<int> WordNumbering::level_of_style(int list_id, std::string_view style) const {
  const auto list = lists_.find(list_id);
  const auto scheme = list == lists_.end() ? schemes_.end() : schemes_.find(list->second.scheme);
  if (scheme == schemes_.end() || style.empty()) return {};
  for (int level = 0; level < levels; ++level)
    if (level_of(scheme->second, list->second, level).style == style) return level;
  return {};
}

WordNumbering::Story WordNumbering::begin_story(Story next) {
  return std::exchange(story_, std::move(next));
}

void WordNumbering::count_on(const Scheme& scheme, const List& list, Counted& counted, Started& started, int level) {
  const auto at = static_cast<std::size_t>(level);
  const auto start_of = [&](std::size_t i) {
    if (const auto start = list.start.find(static_cast<int>(i)); start != list.start.end()) return start->second;
    const auto own = list.replaced.find(static_cast<int>(i));
    return own != list.replaced.end() ? own->second.start : scheme[i].start;
  };
  // The first use of a level whose start is overridden begins it anew, also where that level is left out.
  const auto begun = [&](std::size_t i) {
    const bool anew = list.start.contains(static_cast<int>(i)) && !started[i];
    started[i] = true;
    return std::exchange(counted.begun[i], true) && !anew;
  };
  for (std::size_t above = 0; above < at; ++above)
    if (!begun(above)) counted.count[above] = std::max(start_of(above), 1);
  counted.count[at] = begun(at) ? counted.count[at] + 1 : start_of(at);
  for (std::size_t below = at + 1; below < levels; ++below) {
    const int restart = scheme[below].restart;
    if (restart == 0 || (restart > 0 && level >= restart)) continue;
    counted.begun[below] = false;
  }
}

std::string WordNumbering::next(int list_id, int level) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || level < 0 || level >= levels) return {};
  const List& list = found->second;
  const auto base = schemes_.find(list.scheme);
  if (base == schemes_.end()) return {};
  const Scheme& scheme = base->second;
  Counted& counted = story_.schemes_[list.scheme];
  count_on(scheme, list, counted, story_.lists_[list_id], level);
  const Level& here = level_of(scheme, list, level);
  if (here.format == "none") return {};
  if (here.format == "bullet" || is_symbol(here.text)) return here.text.empty() ? std::string() : "\u2022";
  std::string out;
  for (std::size_t i = 0; i < here.text.size(); ++i) {
    const int at = i + 1 < here.text.size() && here.text[i] == '%' ? here.text[i + 1] - '1' : -1;
    if (at < 0 || at >= levels) {
      out += here.text[i];
      continue;
    }
    ++i;
    const std::string& format = level_of(scheme, list, at).format;
    if (format == "none" || format == "bullet") continue;
    out += formatted_number(counted.count[static_cast<std::size_t>(at)],
                            here.all_decimal ? std::string_view("decimal") : std::string_view(format));
  }
  return out;
}

}  // namespace assay::office
