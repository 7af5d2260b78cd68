// Files of one folder whose tables should have the same header, and do not: "cust no" for "customer number".
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "rules/collection/compare.hpp"

namespace assay {
namespace {

using Header = std::vector<std::string>;

Header split(std::string_view key) {
  Header out;
  while (true) {
    const std::size_t end = key.find('\x1F');
    out.emplace_back(key.substr(0, end));
    if (end == std::string_view::npos) return out;
    key.remove_prefix(end + 1);
  }
}

bool is_table_file(const Member& member) {
  const std::string& type = member.media_type;
  return type == "text/csv" || type == "text/tab-separated-values" || type == "application/vnd.ms-excel" ||
         type.find("spreadsheet") != std::string::npos;
}

Header without(const Header& names, const Header& other) {
  const std::set<std::string> known(other.begin(), other.end());
  Header out;
  for (const std::string& name : names)
    if (!known.contains(name)) out.push_back(name);
  return out;
}

double shared_names(const Header& a, const Header& b) {
  const std::size_t common = a.size() - without(a, b).size();
  const std::size_t all = std::max(a.size(), b.size());
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

std::string quoted(const Header& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i)
    out += fmt::format("{}'{}'", i ? ", " : "", names[i]);
  return out + (names.size() > 5 ? " …" : "");
}

// In words how `header` departs from `usual`; empty: only the order differs.
std::string difference(const Header& usual, const Header& header) {
  std::string out;
  const auto add = [&out](std::string text) { out += (out.empty() ? "" : "; ") + text; };
  Header missing = without(usual, header);
  Header extra = without(header, usual);
  // A name of the other at the same position is the same column under another name.
  for (std::size_t i = 0; i < std::min(usual.size(), header.size()); ++i) {
    const auto gone = std::find(missing.begin(), missing.end(), usual[i]);
    const auto come = std::find(extra.begin(), extra.end(), header[i]);
    if (gone == missing.end() || come == extra.end()) continue;
    add(fmt::format("'{}' for '{}'", header[i], usual[i]));
    missing.erase(gone);
    extra.erase(come);
  }
  if (!missing.empty()) add("column missing: " + quoted(missing));
  if (!extra.empty()) add("further column: " + quoted(extra));
  return out;
}

// What the files of one export are called but for their dates and numbers: "customers_2025-02" and "customers march"
// are "customers".
std::string name_pattern(const Member& member) {
  static const RE2 changing(
      "(?i)jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s)?|märz|apr(?:il)?|avril|may|mai|june?|juni|juin|"
      "july?|juli|juillet|aug(?:ust)?|août|sep(?:t|tember|tembre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|"
      "de[cz](?:ember|embre)?|décembre|q[1-4]|[wk]\\d{1,2}|\\d+");
  std::string out;
  std::istringstream words(member.signature.title_key);
  for (std::string word; words >> word;)
    if (!RE2::FullMatch(word, changing)) out += (out.empty() ? "" : " ") + word;
  return out;
}

// Files of one header.
struct Group {
  Header header;
  std::string types;
  std::vector<const Member*> members;
};

// Headers that share enough names, or are of the same types throughout where types tell columns apart.
bool are_sisters(const Group& a, const Group& b, double least) {
  constexpr std::size_t telling = 4;  // columns; fewer are of the same types by chance
  if (shared_names(a.header, b.header) >= least) return true;
  const std::set<char> kinds(a.types.begin(), a.types.end());
  return a.types == b.types && a.types.size() >= telling && kinds.size() >= 2;
}

CollectionFinding differs(const Member& member, const Header& header, std::string message) {
  CollectionFinding item;
  item.id = member.id;
  item.finding.rule = "consistency.header_differs";
  item.finding.message = std::move(message);
  item.finding.evidence = quoted(header);
  return item;
}

std::string in_words(const Header& usual, const Header& header) {
  const std::string how = difference(usual, header);
  return how.empty() ? "the columns stand in another order" : how;
}

// The odd ones of a folder: most others have one header. Takes them off the list.
void find_odd_ones(std::vector<Group>& groups, double least, std::size_t family, std::vector<CollectionFinding>& out) {
  std::vector<Group> left;
  for (const Group& group : groups) {
    const Group* nearest = nullptr;
    double best = 0;
    for (const Group& other : groups) {
      if (group.members.size() >= family || other.members.size() < std::max(family, 2 * group.members.size())) continue;
      const double shared = shared_names(other.header, group.header);
      if (shared < least || shared <= best) continue;
      best = shared;
      nearest = &other;
    }
    if (!nearest) {
      left.push_back(group);
      continue;
    }
    for (const Member* member : group.members)
      out.push_back(differs(*member, group.header,
                            fmt::format("The column names differ from those of {} other files in the folder: {}.",
                                        nearest->members.size(), in_words(nearest->header, group.header))));
  }
  groups = std::move(left);
}

// Files of one name whose headers differ, and none is the usual one: each is told how it differs from the nearest.
void find_disagreement(const std::vector<Group>& groups, double least, std::size_t family,
                       std::vector<CollectionFinding>& out) {
  for (const Group& group : groups) {
    if (group.members.size() >= family) continue;
    const Group* nearest = nullptr;
    double best = -1;
    for (const Group& other : groups) {
      if (&other == &group || !are_sisters(group, other, least)) continue;
      const double shared = shared_names(other.header, group.header);
      if (shared <= best) continue;
      best = shared;
      nearest = &other;
    }
    if (!nearest) continue;
    for (const Member* member : group.members)
      out.push_back(differs(*member, group.header,
                            fmt::format("The files of this name do not agree on their columns, and none is the usual "
                                        "one. Beside '{}': {}.",
                                        nearest->members.front()->path, in_words(nearest->header, group.header))));
  }
}

// By their headers, in the order of the headers; years and numbers in names of columns don't count.
std::vector<Group> groups_of(const std::vector<const Member*>& members) {
  static const RE2 digits("\\d+");
  std::map<std::string, Group> by_header;
  for (const Member* member : members) {
    std::string key = member->signature.header_key;
    RE2::GlobalReplace(&key, digits, "#");
    Group& group = by_header[key];
    if (group.members.empty()) group = {split(member->signature.header_key), member->signature.column_types, {}};
    group.members.push_back(member);
  }
  std::vector<Group> out;
  for (auto& [key, group] : by_header) out.push_back(std::move(group));
  return out;
}

}  // namespace

void find_differing_headers(const std::vector<const Member*>& members, double least, std::size_t family,
                            std::vector<CollectionFinding>& out) {
  std::map<std::string, std::vector<const Member*>> folders;
  for (const Member* member : members)
    if (is_table_file(*member) && !member->signature.header_key.empty())
      folders[std::filesystem::path(member->path).parent_path().string()].push_back(member);
  for (const auto& [folder, inside] : folders) {
    std::vector<Group> groups = groups_of(inside);
    find_odd_ones(groups, least, family, out);
    std::map<std::string, std::vector<const Member*>> names;
    for (const Group& group : groups)
      for (const Member* member : group.members)
        if (const std::string name = name_pattern(*member); !name.empty()) names[name].push_back(member);
    for (auto& [name, alike] : names) {
      std::sort(alike.begin(), alike.end(), [](const Member* a, const Member* b) { return comes_before(*a, *b); });
      find_disagreement(groups_of(alike), least, family, out);
    }
  }
}

}  // namespace assay
