#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

#include "rules/collection/compare.hpp"

namespace assay {
namespace {

// 42 bands of 3 of the 128 values: two documents of resemblance 0.8 meet in a band with chance 1 − (1 − 0.8³)⁴²
// = 1.0000, of 0.5 with 0.996, of 0.35 with 0.84 (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
constexpr std::size_t band_rows = 3;
// A band that more documents share is a form or a letterhead: each is then compared with the next ones only.
constexpr std::size_t most_neighbours = 64;

CollectionFinding finding(const Member& member, std::string_view rule, Severity severity, std::string message,
                          std::string evidence) {
  CollectionFinding out;
  out.id = member.id;
  out.finding.rule = rule;
  out.finding.severity = severity;
  out.finding.message = std::move(message);
  out.finding.evidence = std::move(evidence);
  return out;
}

// The newest version, where the names tell versions apart, is the original: the older ones are to go.
void newest_first(std::vector<const Member*>& group) {
  for (auto it = group.begin(); it != group.end(); ++it) {
    const bool newest = std::none_of(group.begin(), group.end(),
                                     [&](const Member* other) { return is_older(**it, *other).value_or(false); });
    if (!newest) continue;
    std::rotate(group.begin(), it, it + 1);
    return;
  }
}

// The first is the original, the others are its duplicates.
void report_group(std::vector<const Member*> group, std::string_view how, std::vector<CollectionFinding>& out) {
  newest_first(group);
  const Member& original = *group.front();
  for (std::size_t i = 1; i < group.size(); ++i)
    out.push_back(finding(*group[i], "uniqueness.exact_duplicate", Severity::warning,
                          fmt::format("Duplicate: {} as '{}'.", how, original.path), original.path));
  out.push_back(
      finding(original, "uniqueness.exact_duplicate", Severity::info,
              fmt::format("{} other {}: '{}'{}.", group.size() - 1,
                          group.size() == 2 ? "file is a duplicate of this one" : "files are duplicates of this one",
                          group[1]->path, group.size() > 2 ? " …" : ""),
              group[1]->path));
}

}  // namespace

double estimated_resemblance(const Signature& a, const Signature& b) {
  if (a.minhash.empty() || a.minhash.size() != b.minhash.size()) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.minhash.size(); ++i) equal += a.minhash[i] == b.minhash[i] ? 1 : 0;
  return static_cast<double>(equal) / static_cast<double>(a.minhash.size());
}

void find_exact_duplicates(const std::vector<const Member*>& members, std::vector<CollectionFinding>& out) {
  std::vector<std::pair<std::string_view, const Member*>> bytes, texts;
  for (const Member* member : members)
    if (!member->sha256.empty()) bytes.emplace_back(member->sha256, member);
  std::unordered_set<const Member*> copies;
  for (const auto& group : sharing(bytes)) {
    copies.insert(group.begin() + 1, group.end());
    report_group(group, "the same file, byte for byte,", out);
  }
  for (const Member* member : members)
    // Two short texts may be the same by chance: "yes", an empty form.
    if (!member->signature.content_hash.empty() && !member->signature.minhash.empty() && !copies.contains(member))
      texts.emplace_back(member->signature.content_hash, member);
  for (const auto& group : sharing(texts)) report_group(group, "identical text, in another file,", out);
}

namespace {

using Candidate = std::pair<std::uint32_t, std::uint32_t>;

// Pairs of documents whose values from `row` on are equal, added to those of other bands; each once.
void add_candidates(const std::vector<const Signature*>& signatures, std::size_t row, std::vector<Candidate>& out) {
  std::vector<std::pair<std::array<std::uint32_t, band_rows>, std::uint32_t>> keys;
  for (std::uint32_t i = 0; i < signatures.size(); ++i) {
    if (row + band_rows > signatures[i]->minhash.size()) continue;
    keys.emplace_back();
    std::copy_n(signatures[i]->minhash.begin() + static_cast<std::ptrdiff_t>(row), band_rows,
                keys.back().first.begin());
    keys.back().second = i;
  }
  std::sort(keys.begin(), keys.end());
  const std::size_t before = out.size();
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (std::size_t k = i + 1; k < std::min(keys.size(), i + 1 + most_neighbours) && keys[k].first == keys[i].first;
         ++k)
      out.emplace_back(keys[i].second, keys[k].second);
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
  std::inplace_merge(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace

// Band by band, so that memory holds one band's keys and the pairs found, never all keys at once.
std::vector<MemberPair> similar_pairs(const std::vector<const Member*>& members, double least) {
  std::unordered_set<std::string_view> seen;
  std::vector<const Member*> distinct;
  std::vector<const Signature*> signatures;
  for (const Member* member : members) {
    if (member->signature.minhash.empty() || !seen.insert(member->signature.content_hash).second) continue;
    distinct.push_back(member);
    signatures.push_back(&member->signature);
  }
  std::vector<Candidate> candidates;
  constexpr std::size_t values = 128;
  for (std::size_t row = 0; row + band_rows <= values; row += band_rows) add_candidates(signatures, row, candidates);
  std::vector<MemberPair> out;
  for (const auto& [first, second] : candidates) {
    const double resemblance = estimated_resemblance(*signatures[first], *signatures[second]);
    if (resemblance >= least) out.push_back({distinct[first], distinct[second], resemblance});
  }
  return out;
}

void find_near_duplicates(const std::vector<MemberPair>& pairs, double near, std::vector<CollectionFinding>& out) {
  std::map<const Member*, MemberPair> best;  // by the one to be looked at, its nearest one that is kept
  for (MemberPair pair : pairs) {
    if (is_older(*pair.first, *pair.second).value_or(false)) std::swap(pair.first, pair.second);
    const auto [it, added] = best.emplace(pair.second, pair);
    if (!added && pair.resemblance > it->second.resemblance) it->second = pair;
  }
  std::vector<MemberPair> found;
  for (const auto& [member, pair] : best) found.push_back(pair);
  std::sort(found.begin(), found.end(),
            [](const MemberPair& a, const MemberPair& b) { return comes_before(*a.second, *b.second); });
  std::set<const Member*> kept;
  for (const MemberPair& pair : found) {
    // Of the words of both, those that both have: easier to imagine than the share of their union.
    const double common = 2 * pair.resemblance / (1 + pair.resemblance);
    const std::string percent = fmt::format("about {:.0f} % in common", 100 * common);
    if (pair.resemblance < near) {
      out.push_back(finding(
          *pair.second, "uniqueness.near_duplicate", Severity::info,
          fmt::format("Much of the text is that of '{}': {} (similar, changed throughout).", pair.first->path, percent),
          pair.first->path));
      continue;
    }
    out.push_back(finding(*pair.second, "uniqueness.near_duplicate", Severity::warning,
                          fmt::format("Nearly the same text as '{}': {} (near duplicate).", pair.first->path, percent),
                          pair.first->path));
    if (best.contains(pair.first) || !kept.insert(pair.first).second) continue;
    out.push_back(finding(
        *pair.first, "uniqueness.near_duplicate", Severity::info,
        fmt::format("'{}' has nearly the same text: {} (near duplicate of this one).", pair.second->path, percent),
        pair.second->path));
  }
}

}  // namespace assay
