// Which of two documents comes before the other: by the marks of a version in their names, and what lies aside.
#include <charconv>
#include <set>
#include <sstream>
#include <tuple>

#include "rules/collection/compare.hpp"

namespace assay {
namespace {

constexpr std::size_t least_name = 3;  // a name of a letter or two is none

// What a version mark says of age: the words of state first, then numbers ("v2" 2, "2023 04" 2023 4).
struct Age {
  int state = 0;  // -1: old, draft; 1: final, signed, new; 0: neither
  std::vector<long> numbers;
};

Age age_of(std::string_view mark) {
  static const std::set<std::string_view> older{"old",        "alt",     "draft",    "entwurf", "brouillon",
                                                "superseded", "archive", "archived", "backup",  "bak"};
  static const std::set<std::string_view> newer{"final", "endfassung", "signed", "latest", "new", "neu"};
  Age age;
  std::istringstream words{std::string(mark)};
  for (std::string word; words >> word;) {
    if (older.contains(word)) age.state = -1;
    if (newer.contains(word) && age.state == 0) age.state = 1;
    const std::size_t digit = word.find_first_of("0123456789");
    if (digit == std::string::npos) continue;
    long value = 0;
    if (std::from_chars(word.data() + digit, word.data() + word.size(), value).ec == std::errc())
      age.numbers.push_back(value);
  }
  return age;
}

bool is_copy_mark(std::string_view mark) {
  return mark.find("copy") != std::string_view::npos || mark.find("kopie") != std::string_view::npos ||
         mark.find("copie") != std::string_view::npos;
}

}  // namespace

bool lies_aside(std::string_view path) {
  static const std::set<std::string_view> marks{
      "copy",    "copies", "kopie", "kopien", "copie",  "archive",   "archives",  "archiv", "archived", "backup",
      "backups", "bak",    "old",   "trash",  "ablage", "sicherung", "corbeille", "tmp",    "temp"};
  std::string word;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) word += static_cast<char>(c | 0x20);
    if (!letter && marks.contains(word)) return true;
    if (!letter) word.clear();
  }
  return marks.contains(word);
}

bool comes_before(const Member& a, const Member& b) {
  return std::make_tuple(lies_aside(a.path), std::string_view(a.path), a.id) <
         std::make_tuple(lies_aside(b.path), std::string_view(b.path), b.id);
}

std::optional<bool> is_older(const Member& a, const Member& b) {
  if (a.signature.title_key.size() < least_name || a.signature.title_key != b.signature.title_key) return std::nullopt;
  const std::string& mark_a = a.signature.version_mark;
  const std::string& mark_b = b.signature.version_mark;
  if (mark_a == mark_b || is_copy_mark(mark_a) || is_copy_mark(mark_b)) return std::nullopt;
  const Age age_a = age_of(mark_a);
  const Age age_b = age_of(mark_b);
  if (age_a.state != age_b.state) return age_a.state < age_b.state;
  if (!age_a.numbers.empty() && !age_b.numbers.empty() && age_a.numbers != age_b.numbers)
    return age_a.numbers < age_b.numbers;
  const std::string& date_a = a.signature.latest_date;
  const std::string& date_b = b.signature.latest_date;
  if (date_a.empty() || date_b.empty() || date_a == date_b) return std::nullopt;
  return date_a < date_b;
}

}  // namespace assay
