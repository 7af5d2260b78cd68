// Families of versions: the same name but for its marks, and much the same content; the older ones are superseded.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "rules/collection/compare.hpp"

namespace assay {
namespace {

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

// Is a older than b? None: the marks and dates don't say.
std::optional<bool> is_older(const Member& a, const Member& b) {
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

// Reports of two years share their form and are both in force: a date alone makes versions only of much the same text.
constexpr double dated_resemblance = 0.6;

bool is_dated_only(std::string_view mark) {
  return mark.find_first_not_of("0123456789 ") == std::string_view::npos;
}

bool same_content(const Member& a, const Member& b, double least) {
  if (a.signature.content_hash == b.signature.content_hash && !a.signature.content_hash.empty()) return true;
  const bool dated = is_dated_only(a.signature.version_mark) && is_dated_only(b.signature.version_mark);
  return estimated_resemblance(a.signature, b.signature) >= (dated ? std::max(least, dated_resemblance) : least);
}

}  // namespace

void find_superseded(const std::vector<const Member*>& members, double least, std::vector<CollectionFinding>& out) {
  std::map<std::string_view, std::vector<const Member*>> families;
  for (const Member* member : members)
    if (member->signature.title_key.size() >= 3) families[member->signature.title_key].push_back(member);
  for (const auto& [key, family] : families) {
    for (const Member* old : family) {
      const Member* newest = nullptr;
      for (const Member* other : family) {
        if (other == old || !is_older(*old, *other).value_or(false) || !same_content(*old, *other, least)) continue;
        if (!newest || is_older(*newest, *other).value_or(false)) newest = other;
      }
      if (!newest) continue;
      CollectionFinding item;
      item.id = old->id;
      item.finding.rule = "freshness.superseded";
      item.finding.message = fmt::format("'{}' is a newer version of this document (superseded).", newest->path);
      item.finding.evidence =
          fmt::format("'{}' here, '{}' there", old->signature.version_mark, newest->signature.version_mark);
      out.push_back(std::move(item));
    }
  }
}

}  // namespace assay
