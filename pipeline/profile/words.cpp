#include "pipeline/profile/words.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

namespace assay::words {
namespace {

constexpr std::string_view unread_prefix = "(not read: ";  // of SideDocument::cause

using Pair = std::pair<std::string_view, std::string_view>;

constexpr auto others = std::to_array<Pair>({
    {"born_digital", "born digital"},
});

constexpr auto categories = std::to_array<Pair>({
    {"media_type", "File type"},
    {"origin", "Origin of pages"},
    {"language", "Language"},
    {"tables", "Tables"},
    {"tracked_changes", "Tracked changes"},
    {"size", "Size"},
});

template <std::size_t N>
std::string_view look_up(const std::array<Pair, N>& table, std::string_view key) {
  for (const auto& [name, title] : table)
    if (name == key) return title;
  return {};
}

std::string plain(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

constexpr std::size_t columns = 80;

// Columns of UTF-8 text without wide characters: bytes that do not continue a character.
std::size_t width(std::string_view text) {
  std::size_t shown = 0;
  for (const char c : text) shown += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return shown;
}

// Others, such as folders, may be called "no" without saying so.
bool says_yes_or_no(std::string_view category) {
  return category == "tables" || category == "tracked_changes";
}

// "de" → "German"; a code that has no name is said as it is.
std::string language_title(std::string_view code) {
  if (code == "unknown") return "language not told";
  icu::UnicodeString name;
  icu::Locale(std::string(code).c_str()).getDisplayLanguage(icu::Locale::getEnglish(), name);
  std::string title;
  name.toUTF8String(title);
  return title.empty() ? std::string(code) : title;
}

}  // namespace

std::string category_title(std::string_view category) {
  if (const auto title = look_up(categories, category); !title.empty()) return std::string(title);
  std::string words = plain(category);
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::string value_title(std::string_view category, std::string_view value) {
  if (category == "language") return language_title(value);
  if (says_yes_or_no(category) && value == "yes") return "with " + lower_first(category_title(category));
  if (says_yes_or_no(category) && value == "no") return "without " + lower_first(category_title(category));
  const std::string_view title = look_up(others, value);
  return title.empty() ? plain(value) : std::string(title);
}

std::string stratum_title(const std::vector<std::string>& dimensions, const std::vector<std::string>& values) {
  const auto is_unknown = [](const std::string& value) { return value == "unknown"; };
  std::string title;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && (values[i] == "none" || values[i] == "no") && says_yes_or_no(dimensions[i])) continue;
    if (i > 0 && i + 1 < values.size() &&
        std::all_of(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), is_unknown))
      return title + " · nothing else known";
    const std::string word = values[i] == "yes" && says_yes_or_no(dimensions[i]) ? plain(dimensions[i])
                             : is_unknown(values[i]) && dimensions[i] != "language"
                                 ? plain(dimensions[i]) + " unknown"
                                 : value_title(dimensions[i], values[i]);
    title += (title.empty() ? "" : " · ") + word;
  }
  return title.empty() ? "unknown" : title;
}

std::string title_from_id(std::string_view id) {
  if (id.starts_with(unread_prefix)) {
    id.remove_prefix(unread_prefix.size());
    if (id.ends_with(')')) id.remove_suffix(1);
    return "Could not be read: " + plain(id);
  }
  const std::size_t dot = id.find('.');
  return dot == std::string_view::npos ? plain(id) : category_title(id.substr(dot + 1));
}

std::string percent(double share) {
  const double value = share * 100;
  const bool edge = (value > 0 && value < 0.95) || (value < 100 && value >= 99);
  return edge ? fmt::format("{:.1f} %", value < 50 ? std::max(value, 0.1) : std::min(value, 99.9))
              : fmt::format("{:.0f} %", value);
}

std::string percent_within(double share, const std::optional<Interval>& interval) {
  if (!interval) return percent(share);
  std::string low = percent(interval->low);
  if (low.ends_with(" %")) low.resize(low.size() - 2);
  return fmt::format("{} ({} to {})", percent(share), low, percent(interval->high));
}

std::string points(double value) {
  const double size = std::abs(value);
  const std::string digits = size < 9.95 ? fmt::format("{:.1f}", size) : fmt::format("{:.0f}", size);
  return (value < 0 && digits != "0.0" ? "−" : "") + digits;
}

std::string signed_points(double value) {
  const std::string text = points(value);
  if (text == "0.0") return "0";
  return value > 0 ? "+" + text : text;
}

std::string count(std::int64_t value) {
  std::string digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
  if (number == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count(number), one) : fmt::format("{} {}", count(number), many);
}

std::string number(double value) {
  const double size = std::abs(value);
  if (size >= 1000 && size < 1e15) return count(std::llround(value));
  return fmt::format("{:.3g}", value);
}

std::string duration(double seconds) {
  const auto said = [](double value, std::string_view unit) {
    return value < 9.95 ? fmt::format("{:.1f} {}", value, unit) : fmt::format("{:.0f} {}", value, unit);
  };
  if (seconds < 100) return said(seconds, "s");
  if (seconds < 100 * 60) return said(seconds / 60, "min");
  return seconds < 48 * 3600 ? said(seconds / 3600, "hours") : said(seconds / 86400, "days");
}

std::string bytes(std::uint64_t number) {
  double value = static_cast<double>(number);
  const char* unit = "bytes";
  for (const char* next : {"KB", "MB", "GB", "TB"}) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return fmt::format("{:.{}f} {}", value, value < 9.95 && unit[1] == 'B' ? 1 : 0, unit);
}

std::string interval_words(const Figure& figure, double scale) {
  if (!figure.interval) return "no interval";
  return fmt::format("95 % interval {} to {}", points(figure.interval->low * scale),
                     points(figure.interval->high * scale));
}

std::string wrap(std::string_view text, std::string_view indent) {
  std::string result, line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (!line.empty() && width(line) + 1 + width(word) > columns) {
      result += line + "\n";
      line = std::string(indent) + std::string(word);
    } else {
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result + line + "\n";
}

std::string day_and_time(const std::string& iso) {
  if (iso.size() < 16 || iso[10] != 'T') return iso;
  return iso.substr(0, 10) + " " + iso.substr(11, 5) + (iso.ends_with('Z') ? " UTC" : "");
}

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace assay::words
