// Files of one folder whose tables have the same header, and the odd one out: "cust no" for "customer number".
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

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

}  // namespace

void find_differing_headers(const std::vector<const Member*>& members, double least, std::size_t family,
                            std::vector<CollectionFinding>& out) {
  std::map<std::string, std::map<std::string_view, std::vector<const Member*>>> folders;
  for (const Member* member : members)
    if (is_table_file(*member) && !member->signature.header_key.empty())
      folders[std::filesystem::path(member->path).parent_path().string()][member->signature.header_key].push_back(
          member);
  for (const auto& [folder, headers] : folders) {
    for (const auto& [key, group] : headers) {
      if (group.size() >= family) continue;  // a family of its own
      const Header header = split(key);
      std::string_view nearest_key;
      double best = 0;
      for (const auto& [other_key, other_group] : headers) {
        const double shared = shared_names(split(other_key), header);
        if (other_group.size() < std::max(family, 2 * group.size()) || shared < least || shared <= best) continue;
        best = shared;
        nearest_key = other_key;
      }
      if (best <= 0) continue;
      const std::string how = difference(split(nearest_key), header);
      for (const Member* member : group) {
        CollectionFinding item;
        item.id = member->id;
        item.finding.rule = "consistency.header_differs";
        item.finding.message =
            fmt::format("The column names differ from those of {} other files in the folder: {}.",
                        headers.at(nearest_key).size(), how.empty() ? "the columns stand in another order" : how);
        item.finding.evidence = quoted(header);
        out.push_back(std::move(item));
      }
    }
  }
}

}  // namespace assay
