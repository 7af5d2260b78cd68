// Near duplicates at corpus scale: texts, a tenth of them copies with 1 to 15 % of their words changed, and how many of
// these are found, and how many found ones are none. The texts are simulated, or pieces of the text files of a folder:
// of one source, so that strangers share their manner of speaking.
// Usage: bench_duplicates DOCUMENTS|FOLDER [SEED]
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "rules/core/collection.hpp"
#include "rules/core/measure.hpp"

namespace {

using namespace assay;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

constexpr std::size_t vocabulary = 30'000;
constexpr int boilerplate_kinds = 20;

// Where texts and the words that edits put in come from.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}
  virtual ~Texts() = default;
  virtual std::string word() = 0;
  virtual std::optional<Words> text() = 0;  // none: there are no more
  // The text with `share` of its words replaced, left out or joined by another; half of the copies in one place, as
  // when a clause is written anew, half all over, as when names and numbers change.
  Words edited(const Words& text, double share) {
    Words out;
    do {
      out.clear();
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
    } while (out == text);
    return out;
  }
  std::mt19937& random() { return random_; }

 protected:
  // 100 to 1,500, short ones more often.
  std::size_t length() {
    return static_cast<std::size_t>(std::exp(std::uniform_real_distribution<>(std::log(100), std::log(1500))(random_)));
  }

 private:
  std::mt19937 random_;
};

// Words as often as in prose (Zipf, exponent 1), in sentences of twenty.
class Simulated final : public Texts {
 public:
  Simulated(int documents, unsigned seed) : Texts(seed), left_(documents) {
    double sum = 0;
    for (std::size_t i = 0; i < vocabulary; ++i) cumulative_.push_back(sum += 1.0 / static_cast<double>(i + 1));
    for (Words& words : boilerplate_) words = prose(60);
  }
  std::string word() override {
    const double at = std::uniform_real_distribution<>(0, cumulative_.back())(random());
    return fmt::format("w{}", std::lower_bound(cumulative_.begin(), cumulative_.end(), at) - cumulative_.begin());
  }
  // With a letterhead or clause that a twentieth of all texts share.
  std::optional<Words> text() override {
    if (left_-- <= 0) return std::nullopt;
    Words out = prose(length());
    const Words& shared = boilerplate_[random()() % boilerplate_kinds];
    out.insert(out.begin(), shared.begin(), shared.end());
    return out;
  }

 private:
  Words prose(std::size_t length) {
    Words out(length);
    for (std::string& one : out) one = word();
    return out;
  }
  int left_;
  std::vector<double> cumulative_;
  std::array<Words, boilerplate_kinds> boilerplate_;
};

// Pieces of real texts, one after the other.
class Real final : public Texts {
 public:
  Real(const std::filesystem::path& folder, unsigned seed) : Texts(seed) {
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) files.insert(entry.path());
    for (const std::filesystem::path& file : files) {
      std::ifstream in(file);
      texts_.emplace_back(std::istream_iterator<std::string>(in), std::istream_iterator<std::string>());
    }
  }
  std::string word() override {
    while (true)
      if (const Words& words = texts_[random()() % texts_.size()]; !words.empty())
        return words[random()() % words.size()];
  }
  std::optional<Words> text() override {
    const std::size_t wanted = length();
    for (; next_ < texts_.size(); ++next_, at_ = 0) {
      const Words& words = texts_[next_];
      if (words.size() < at_ + 100) continue;
      const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at_);
      at_ = std::min(words.size(), at_ + wanted);
      return Words(begin, words.begin() + static_cast<std::ptrdiff_t>(at_));
    }
    return std::nullopt;
  }

 private:
  std::vector<Words> texts_;
  std::size_t next_ = 0, at_ = 0;
};

Signature signature_of_words(const Words& words) {
  Document document;
  document.source.media_type = "text/plain";
  Block block;
  for (std::size_t i = 0; i < words.size(); ++i) block.text += (i % 20 ? " " : ". ") + words[i];
  document.blocks.push_back(std::move(block));
  return signature_of(document);
}

// Words that both have in the same order, over those of the longer one: what a found pair really has in common.
double share_in_common(const Words& a, const Words& b) {
  std::vector<std::size_t> row(b.size() + 1), above(b.size() + 1);
  for (const std::string& word : a) {
    std::swap(row, above);
    for (std::size_t k = 0; k < b.size(); ++k)
      row[k + 1] = word == b[k] ? above[k] + 1 : std::max(above[k + 1], row[k]);
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max<std::size_t>(1, std::max(a.size(), b.size())));
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Corpus {
  std::vector<Member> members;
  std::map<std::string, std::pair<std::string, int>> planted;  // copy → original, edit in percent
  std::map<std::string, Words> texts;                          // of real ones, to look at what is found
};

Corpus corpus_of(Texts& source, bool keep_texts) {
  Corpus out;
  const auto add = [&](const Words& words) {
    Member member;
    member.id = static_cast<std::int64_t>(out.members.size());
    member.path = fmt::format("{:07}.txt", out.members.size());
    member.media_type = "text/plain";
    member.signature = signature_of_words(words);
    if (keep_texts) out.texts.emplace(member.path, words);
    out.members.push_back(std::move(member));
    return out.members.back().path;
  };
  while (const std::optional<Words> words = source.text()) {
    const std::string path = add(*words);
    if (source.random()() % 9 != 0) continue;
    const int percent = 1 + static_cast<int>(source.random()() % 15);
    out.planted.emplace(add(source.edited(*words, percent / 100.0)), std::pair(path, percent));
  }
  return out;
}

// Real texts have near duplicates of their own: a finding is right when half of the words are the same.
constexpr double half = 0.5;

void print_results(const Corpus& corpus, const std::vector<CollectionFinding>& findings) {
  std::map<int, std::pair<int, int>> by_edit;  // five percent each: planted, found
  for (const auto& [copy, original] : corpus.planted) ++by_edit[(original.second - 1) / 5].first;
  double said = 0, right = 0, found = 0;
  for (const CollectionFinding& item : findings) {
    const bool of_original = item.finding.message.find("of this one") != std::string::npos;
    if (item.finding.rule != "uniqueness.near_duplicate" || of_original) continue;
    const std::string& path = corpus.members[static_cast<std::size_t>(item.id)].path;
    const std::string& other = item.finding.evidence;
    const auto planted = corpus.planted.find(path);
    bool is_right = planted != corpus.planted.end() && planted->second.first == other;
    if (!is_right && !corpus.texts.empty()) {
      const double share = share_in_common(corpus.texts.at(path), corpus.texts.at(other));
      is_right = share >= half;
      if (!is_right) fmt::print("  {} and {} have {:.0f} % of their words in common\n", path, other, 100 * share);
    }
    ++said;
    right += is_right ? 1 : 0;
    if (!is_right || planted == corpus.planted.end()) continue;
    ++found;
    ++by_edit[(planted->second.second - 1) / 5].second;
  }
  const auto planted = static_cast<double>(corpus.planted.size());
  fmt::print("{} documents, {} of them copies with 1 to 15 % of their words changed\n", corpus.members.size(), planted);
  fmt::print("recall {:.4f}, precision {:.4f} of {} findings\n", found / planted, said > 0 ? right / said : 1, said);
  for (const auto& [group, counts] : by_edit)
    fmt::print("  {:2}–{:2} % changed: {} of {} found\n", group * 5 + 1, group * 5 + 5, counts.second, counts.first);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string what = count > 1 ? arguments[1] : "10000";
  const unsigned seed = count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : 1;
  const bool real = std::filesystem::is_directory(what);
  std::unique_ptr<Texts> source;
  if (real) source = std::make_unique<Real>(what, seed);
  // A ninth of the originals has a copy.
  if (!real) source = std::make_unique<Simulated>(static_cast<int>(std::atoi(what.c_str()) * 0.9), seed);
  const auto begin = Clock::now();
  const Corpus corpus = corpus_of(*source, real);
  const double signing = seconds_since(begin);
  const auto compared = Clock::now();
  const std::vector<CollectionFinding> findings = assess_collection(corpus.members, default_policy());
  const double comparing = seconds_since(compared);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  print_results(corpus, findings);
  const auto documents = static_cast<double>(corpus.members.size());
  fmt::print("texts and signatures {:.1f} s, comparison {:.2f} s ({:.1f} µs a document), {} MB at most\n", signing,
             comparing, 1e6 * comparing / documents, usage.ru_maxrss / 1024);
  return 0;
}
