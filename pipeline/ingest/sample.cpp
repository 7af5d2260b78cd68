#include "pipeline/ingest/sample.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace assay {
namespace {

// A part of the corpus that is smaller makes no stratum of its own: a sample of 100 holds two of every stratum.
constexpr double smallest_share = 0.02;
constexpr std::size_t longest_extension = 8;

struct SizeClass {
  std::uint64_t below;
  const char* title;
};
constexpr std::array size_classes{SizeClass{100'000, "under 100 KB"}, SizeClass{1'000'000, "100 KB to 1 MB"},
                                  SizeClass{10'000'000, "1 to 10 MB"}, SizeClass{~std::uint64_t{0}, "over 10 MB"}};

std::uint32_t size_class(std::uint64_t bytes) {
  std::uint32_t at = 0;
  while (at + 1 < size_classes.size() && bytes >= size_classes[at].below) ++at;
  return at;
}

std::string type_of(const Found& found) {
  if (found.skip) return "not a document";
  const std::size_t name = found.path.rfind('/') + 1;  // npos + 1: 0
  const std::size_t dot = found.path.rfind('.');
  if (dot == std::string::npos || dot <= name || found.path.size() - dot - 1 > longest_extension)
    return "no known ending";
  std::string ending = found.path.substr(dot);
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

std::string folder_of(const Found& found) {
  const std::size_t end = found.path.find('/');
  return end == std::string::npos ? found.root : found.root + "/" + found.path.substr(0, end);
}

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::int64_t sample_size(double precision, std::int64_t population) {
  const double z = 1.959964, half = precision / 100;
  const double infinite = z * z / (4 * half * half);
  return static_cast<std::int64_t>(std::ceil(infinite / (1 + (infinite - 1) / static_cast<double>(population))));
}

std::uint32_t SampleFrame::Names::code(std::string name) {
  const auto [found, fresh] = codes.try_emplace(std::move(name), static_cast<std::uint32_t>(list.size()));
  if (fresh) list.push_back(found->first);
  return found->second;
}

// By the number of the root and not by its name: where a corpus lies must not change what is drawn of it.
std::uint64_t SampleFrame::hash(const std::string& root, const std::string& path) const {
  const auto known = roots_.codes.find(root);
  const std::uint64_t number = known == roots_.codes.end() ? roots_.list.size() : known->second;
  return XXH3_64bits_withSeed(path.data(), path.size(), seed_ + (number << 32));
}

void SampleFrame::add(const Found& found) {
  roots_.code(found.root);
  Entry entry;
  entry.hash = hash(found.root, found.path);
  entry.bytes = found.state.size;
  entry.type = types_.code(type_of(found));
  entry.folder = folders_.code(folder_of(found));
  entries_.push_back(entry);
}

// Splits by type, these by folder, these by size. A part that is too small joins the other small ones of its split, and
// these the smallest of the others where they are too few together.
std::vector<SampleRecord::Stratum> SampleFrame::stratify() {
  const auto smallest = static_cast<std::int64_t>(std::ceil(smallest_share * static_cast<double>(entries_.size())));
  std::vector<std::string> titles{""};
  const auto split = [&](const std::function<std::uint32_t(const Entry&)>& key,
                         const std::function<std::string(std::uint32_t)>& name, const std::string& others) {
    std::map<std::pair<std::int32_t, std::uint32_t>, std::int64_t> counts;
    for (const Entry& entry : entries_) ++counts[{entry.stratum, key(entry)}];
    std::map<std::pair<std::int32_t, std::uint32_t>, std::int32_t> to;
    std::vector<std::string> next;
    for (std::size_t parent = 0; parent < titles.size(); ++parent) {
      const auto of_parent = [&](const auto& part) { return part.first.first == static_cast<std::int32_t>(parent); };
      std::int64_t rest = 0, least = 0;
      std::int32_t least_at = -1;
      const std::string before = titles[parent].empty() ? "" : titles[parent] + ", ";
      for (const auto& part : counts) {
        if (!of_parent(part)) continue;
        if (part.second < smallest) {
          rest += part.second;
          continue;
        }
        if (least_at < 0 || part.second < least) {
          least = part.second;
          least_at = static_cast<std::int32_t>(next.size());
        }
        to[part.first] = static_cast<std::int32_t>(next.size());
        next.push_back(before + name(part.first.second));
      }
      if (rest == 0) continue;
      std::int32_t joined = static_cast<std::int32_t>(next.size());
      if (least_at >= 0 && rest < smallest) {
        joined = least_at;
        next[static_cast<std::size_t>(joined)] += " and " + others;
      } else {
        next.push_back(least_at < 0 ? (titles[parent].empty() ? others : titles[parent]) : before + others);
      }
      for (const auto& part : counts)
        if (of_parent(part) && part.second < smallest) to[part.first] = joined;
    }
    for (Entry& entry : entries_) entry.stratum = to.at({entry.stratum, key(entry)});
    titles = std::move(next);
  };
  split([](const Entry& entry) { return entry.type; }, [this](std::uint32_t code) { return types_.list[code]; },
        "other types");
  split([](const Entry& entry) { return entry.folder; },
        [this](std::uint32_t code) { return last_part(folders_.list[code]); }, "other folders");
  split([](const Entry& entry) { return size_class(entry.bytes); },
        [](std::uint32_t code) { return std::string(size_classes[code].title); }, "other sizes");
  std::vector<SampleRecord::Stratum> strata;
  for (std::string& title : titles) strata.push_back({std::move(title), 0, 0});
  for (const Entry& entry : entries_) {
    SampleRecord::Stratum& stratum = strata[static_cast<std::size_t>(entry.stratum)];
    ++stratum.documents;
    stratum.bytes += entry.bytes;
  }
  return strata;
}

std::vector<SampleRecord::Stratum> SampleFrame::draw(std::int64_t wanted) {
  if (entries_.empty()) return {};
  std::vector<SampleRecord::Stratum> strata = stratify();
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  struct Turn {
    double at;
    std::int32_t stratum;
    std::uint64_t hash;
  };
  std::vector<Turn> turns;
  turns.reserve(entries_.size());
  std::vector<std::int64_t> taken(strata.size());
  for (const Entry& entry : entries_) {
    const auto h = static_cast<std::size_t>(entry.stratum);
    const double k = static_cast<double>(++taken[h]) - 0.5;
    turns.push_back({k / static_cast<double>(strata[h].documents), entry.stratum, entry.hash});
  }
  const auto earlier = [](const Turn& a, const Turn& b) {
    return std::tie(a.at, a.stratum, a.hash) < std::tie(b.at, b.stratum, b.hash);
  };
  const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, documents()));
  const auto end = turns.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(turns.begin(), end, turns.end(), earlier);
  for (std::size_t i = 0; i < count; ++i)
    drawn_.push_back({turns[i].hash, {static_cast<std::int64_t>(i), turns[i].stratum}});
  std::sort(drawn_.begin(), drawn_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return strata;
}

const SampleFrame::Place* SampleFrame::drawn(const Found& found) const {
  const std::uint64_t wanted = hash(found.root, found.path);
  const auto at = std::lower_bound(drawn_.begin(), drawn_.end(), wanted,
                                   [](const auto& entry, std::uint64_t key) { return entry.first < key; });
  return at != drawn_.end() && at->first == wanted ? &at->second : nullptr;
}

bool SampleFrame::holds(const std::string& root, const std::string& path) const {
  const std::uint64_t wanted = hash(root, path);
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), wanted,
                                   [](const Entry& entry, std::uint64_t key) { return entry.hash < key; });
  return at != entries_.end() && at->hash == wanted;
}

}  // namespace assay
