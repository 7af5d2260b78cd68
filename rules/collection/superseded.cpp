// Families of versions: the same name but for its marks, and much the same content; the older ones are superseded.
#include <fmt/format.h>

#include <algorithm>

#include "rules/collection/compare.hpp"

namespace assay {
namespace {

// Reports of two years share their form and are both in force: a date alone makes versions only of much the same text.
constexpr double dated_resemblance = 0.85;

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
  std::vector<std::pair<std::string_view, const Member*>> titles;
  for (const Member* member : members)
    if (member->signature.title_key.size() >= 3) titles.emplace_back(member->signature.title_key, member);
  for (const auto& family : sharing(titles)) {
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
