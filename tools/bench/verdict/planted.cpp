// Trials on stores: power for planted defects, suggested against random documents.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "pipeline/profile/parts.hpp"
#include "tools/bench/verdict/trials.hpp"

namespace assay::bench {
namespace {

// Path → planted defects.
std::map<std::string, std::vector<std::string>> read_manifest(const std::filesystem::path& file) {
  std::map<std::string, std::vector<std::string>> defects;
  std::ifstream in(file);
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    std::stringstream cells(line);
    std::string path, cell;
    std::getline(cells, path, '\t');
    for (int i = 0; i < 4; ++i) std::getline(cells, cell, '\t');
    std::stringstream words(cell);
    for (std::string word; std::getline(words, word, ',');) defects[path].push_back(word);
  }
  if (defects.empty()) throw std::runtime_error("no sample is listed in " + file.string());
  return defects;
}

struct Kinds {
  Documents clean;
  std::map<std::string, Documents> planted;  // by keyword
};

Kinds kinds_of(const std::filesystem::path& store, const std::filesystem::path& manifest) {
  const auto defects = read_manifest(manifest);
  Kinds kinds;
  for (const auto& [collection, folder] : {std::pair{"corpus", "production/"}, std::pair{"pilot", "pilot/"}})
    for (const BenchDocument& document : read_documents(store, collection)) {
      const auto known = defects.find(folder + document.path);
      if (known == defects.end()) continue;
      for (const std::string& word : known->second) {
        if (word == "none")
          kinds.clean.push_back(document);
        else
          kinds.planted[word].push_back(document);
      }
    }
  if (kinds.clean.empty()) throw std::runtime_error("no clean sample is in the store");
  return kinds;
}

int noticed(const Documents& clean, const Documents& planted, double share, const Sizes& sizes) {
  Random random(sizes.seed);
  const Catalogue catalogue = known_catalogue();
  const auto with = static_cast<std::size_t>(share * static_cast<double>(sizes.corpus));
  int count = 0;
  Side side;
  for (int round = 0; round < sizes.rounds; ++round) {
    if (round % sizes.per_corpus == 0) {
      Draw corpus = draw(clean, sizes.corpus - with, random);
      for (const BenchDocument* document : draw(planted, with, random)) corpus.push_back(document);
      side = side_of(corpus, "corpus");
    }
    const Comparison found = compare_sides(side, side_of(draw(clean, sizes.pilot, random), "pilot"), catalogue);
    count += found.likeness.verdict == LikenessVerdict::not_representative;
  }
  return count;
}

double uncovered_with(const Side& corpus, const Side& pilot, const std::vector<std::size_t>& added) {
  const Strata strata = strata_of(corpus, pilot, corpus.kinds_by);
  std::set<std::size_t> held(strata.pilot.begin(), strata.pilot.end());
  for (const std::size_t document : added) held.insert(strata.corpus[document]);
  double uncovered = 0;
  for (const std::size_t kind : strata.corpus) uncovered += held.contains(kind) ? 0 : 1;
  return uncovered / static_cast<double>(strata.corpus.size());
}

}  // namespace

void trial_planted(const std::filesystem::path& store, const std::filesystem::path& manifest, const Sizes& sizes) {
  const Kinds kinds = kinds_of(store, manifest);
  fmt::print("n = {}, m = {}, {} pairs, {} clean samples\n| planted | samples | 5 % | 10 % | 25 % |\n", sizes.pilot,
             sizes.corpus, sizes.rounds, kinds.clean.size());
  for (const auto& [word, documents] : kinds.planted) {
    fmt::print("| {} | {} ", word, documents.size());
    for (const double share : {0.05, 0.10, 0.25})
      fmt::print("| {:.0f} ", 100.0 * noticed(kinds.clean, documents, share, sizes) / sizes.rounds);
    fmt::print("|\n");
    std::fflush(stdout);
  }
}

void trial_suggest(const std::filesystem::path& store, int budget, int draws) {
  Draw in_corpus, in_pilot;
  const Documents corpus_documents = read_documents(store, "corpus"), pilot_documents = read_documents(store, "pilot");
  for (const BenchDocument& document : corpus_documents) in_corpus.push_back(&document);
  for (const BenchDocument& document : pilot_documents) in_pilot.push_back(&document);
  const Side corpus = side_of(in_corpus, "corpus"), pilot = side_of(in_pilot, "pilot");
  std::vector<std::size_t> suggested;
  for (const Suggestion& suggestion : suggestions(corpus, pilot, budget))
    suggested.push_back(static_cast<std::size_t>(suggestion.document.id));
  const double before = uncovered_with(corpus, pilot, {}), after = uncovered_with(corpus, pilot, suggested);
  Random random(1);
  std::vector<double> at_random;
  int beaten = 0;
  for (int i = 0; i < draws; ++i) {
    std::vector<std::size_t> drawn(corpus.documents.size());
    for (std::size_t k = 0; k < drawn.size(); ++k) drawn[k] = k;
    std::shuffle(drawn.begin(), drawn.end(), random);
    drawn.resize(std::min(drawn.size(), static_cast<std::size_t>(budget)));
    at_random.push_back(uncovered_with(corpus, pilot, drawn));
    beaten += after < at_random.back();
  }
  std::sort(at_random.begin(), at_random.end());
  fmt::print(
      "uncovered {:.1f} % of {} documents; with {} suggested {:.1f} % ({:.3f} of it); with as many at random "
      "{:.1f} % (median; best {:.1f} %); better than random in {} of {} draws\n",
      100 * before, corpus.documents.size(), suggested.size(), 100 * after, after / before,
      100 * at_random[at_random.size() / 2], 100 * at_random.front(), beaten, draws);
}

}  // namespace assay::bench
