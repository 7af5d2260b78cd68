// Near duplicates at corpus scale: simulated texts, a tenth of them copies with 1 to 15 % of their words changed, and
// how many of these are found, and how many found ones are none. Usage: bench_duplicates DOCUMENTS [SEED]
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

#include "rules/core/collection.hpp"
#include "rules/core/measure.hpp"

namespace {

using namespace assay;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::uint32_t>;

constexpr std::uint32_t vocabulary = 30'000;
constexpr int boilerplate_kinds = 20;

// Words as often as in prose (Zipf, exponent 1), in sentences of twenty.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {
    double sum = 0;
    for (std::uint32_t i = 0; i < vocabulary; ++i) cumulative_.push_back(sum += 1.0 / (i + 1));
    for (Words& words : boilerplate_) words = prose(60);
  }
  std::uint32_t word() {
    const double at = std::uniform_real_distribution<>(0, cumulative_.back())(random_);
    return static_cast<std::uint32_t>(std::lower_bound(cumulative_.begin(), cumulative_.end(), at) -
                                      cumulative_.begin());
  }
  Words prose(std::size_t length) {
    Words out(length);
    for (std::uint32_t& one : out) one = word();
    return out;
  }
  // Of 100 to 1,500 words, with a letterhead or clause that a twentieth of all texts share.
  Words text() {
    const double exponent = std::uniform_real_distribution<>(std::log(100), std::log(1500))(random_);
    Words out = prose(static_cast<std::size_t>(std::exp(exponent)));
    const Words& shared = boilerplate_[random_() % boilerplate_kinds];
    out.insert(out.begin(), shared.begin(), shared.end());
    return out;
  }
  // The text with `share` of its words replaced, left out or joined by another; half of the copies in one place, as
  // when a clause is written anew, half all over, as when names and numbers change.
  Words edited(const Words& text, double share) {
    Words out;
    const bool together = random_() % 2 == 0;
    const auto length = static_cast<double>(text.size());
    const double begin = std::uniform_real_distribution<>(0, length * (1 - share))(random_);
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto at = static_cast<double>(i);
      const bool changed = together ? at >= begin && at < begin + share * length
                                    : std::uniform_real_distribution<>(0, 1)(random_) < share;
      const unsigned how = changed ? 1 + random_() % 4 : 0;
      if (how != 2 && how != 0) out.push_back(word());  // replaced (twice as often), or joined
      if (how == 0 || how == 4) out.push_back(text[i]);
    }
    return out;
  }
  std::mt19937& random() { return random_; }

 private:
  std::mt19937 random_;
  std::vector<double> cumulative_;
  std::array<Words, boilerplate_kinds> boilerplate_;
};

Signature signature_of_words(const Words& words) {
  Document document;
  document.source.media_type = "text/plain";
  Block block;
  for (std::size_t i = 0; i < words.size(); ++i) block.text += fmt::format("{}w{}", i % 20 ? " " : ". ", words[i]);
  document.blocks.push_back(std::move(block));
  return signature_of(document);
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main(int count, char** arguments) {
  const int documents = count > 1 ? std::atoi(arguments[1]) : 10'000;
  Texts texts(count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : 1);
  std::vector<Member> members;
  std::map<std::string, std::pair<std::string, int>> planted;  // copy → original, edit in percent
  const auto add = [&members](std::string path, const Words& words) {
    Member member;
    member.id = static_cast<std::int64_t>(members.size());
    member.path = std::move(path);
    member.media_type = "text/plain";
    member.signature = signature_of_words(words);
    members.push_back(std::move(member));
  };
  const auto begin = Clock::now();
  while (static_cast<int>(members.size()) < documents) {
    const Words words = texts.text();
    const std::string path = fmt::format("{:07}.txt", members.size());
    add(path, words);
    if (texts.random()() % 9 != 0) continue;
    const int percent = 1 + static_cast<int>(texts.random()() % 15);
    const std::string copy = fmt::format("{:07}.txt", members.size());
    add(copy, texts.edited(words, percent / 100.0));
    planted.emplace(copy, std::pair(path, percent));
  }
  const double signing = seconds_since(begin);
  const auto compared = Clock::now();
  const std::vector<CollectionFinding> findings = assess_collection(members, default_policy());
  const double comparing = seconds_since(compared);

  std::map<int, std::pair<int, int>> by_edit;  // five percent each: planted, found
  std::map<std::string, std::string> said;
  int right = 0;
  for (const CollectionFinding& item : findings) {
    const bool of_original = item.finding.message.find("of this one") != std::string::npos;
    if (item.finding.rule != "uniqueness.near_duplicate" || of_original) continue;
    const std::string& path = members[static_cast<std::size_t>(item.id)].path;
    const auto found = planted.find(path);
    right += found != planted.end() && found->second.first == item.finding.evidence ? 1 : 0;
    said.emplace(path, item.finding.evidence);
  }
  for (const auto& [copy, original] : planted) {
    auto& [all, found] = by_edit[(original.second - 1) / 5];
    ++all;
    const auto answer = said.find(copy);
    found += answer != said.end() && answer->second == original.first ? 1 : 0;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{} documents, {} of them copies with 1 to 15 % of their words changed\n", members.size(), planted.size());
  fmt::print("recall {:.4f}, precision {:.4f}\n", static_cast<double>(right) / static_cast<double>(planted.size()),
             said.empty() ? 0 : static_cast<double>(right) / static_cast<double>(said.size()));
  for (const auto& [group, counts] : by_edit)
    fmt::print("  {:2}–{:2} % changed: {} of {} found\n", group * 5 + 1, group * 5 + 5, counts.second, counts.first);
  fmt::print("signatures {:.1f} s ({:.0f} µs a document), comparison {:.2f} s ({:.1f} µs a document), {} MB at most\n",
             signing, 1e6 * signing / documents, comparing, 1e6 * comparing / documents, usage.ru_maxrss / 1024);
  return 0;
}
