// The parts of a comparison, each from both sides; compare_sides() puts them together.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/side.hpp"

namespace assay {

struct RuleText {
  std::string id, title, why, advice;
};

// What measures and rules are called; a rule that is missing is called after its id, a missing measure is left out.
struct Catalogue {
  std::vector<MeasureInfo> measures;
  std::vector<RuleText> rules;
};
Catalogue known_catalogue();  // of rules/

// What transfer and the split of the gap go by.
inline const std::vector<std::string> mix_dimensions{"media_type", "origin"};

// The stratum of each document: its values in `dimensions`, as an index into `keys`, which both sides share.
struct Strata {
  std::vector<std::string> dimensions;
  std::vector<std::vector<std::string>> keys;  // ascending
  std::vector<std::size_t> corpus, pilot;      // of each document
  std::vector<bool> language_lent;             // corpus documents of no known language in a kind that has one
};
// By these categories, as far as the corpus has them.
Strata strata_of(const Side& corpus, const Side& pilot, const std::vector<std::string>& dimensions);

void estimate_from_sample(Side& side);  // fills in its summary
Figure fit_share(const SideSummary& side, bool census);
void decompose_by_stratum(const Side& corpus, const Side& pilot, Headline& out);  // mix, within and what is unseen
Headline headline(const Side& corpus, const Side& pilot, const Catalogue& catalogue);
Coverage coverage(const Side& corpus, const Side& pilot, const Catalogue& catalogue);
void judge_likeness(Comparison& out);  // once all else is compared: corrects, and fills in what is like what
void compare_distributions(const Side& corpus, const Side& pilot, const Catalogue& catalogue, Comparison& out);
std::vector<FindingRate> finding_rates(const Side& corpus, const Side& pilot, const Catalogue& catalogue);
Transfer transfer_of_fit(const Side& corpus, const Side& pilot);
Transfer transfer_of(const Side& corpus, const Side& pilot, const PilotOutcome& outcome);
std::vector<Suggestion> suggestions(const Side& corpus, const Side& pilot, int budget);
std::vector<Redundant> redundant_documents(const Side& corpus, const Side& pilot);
NotableDocuments notable_documents(const Side& corpus);
// Kish: 1 / Σ W²/n over the kinds that both sides hold, W the kind's share of these; 0 where they share none.
double effective_size(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot);
// How many of further documents would be unfit; empty unless the corpus was counted whole.
std::string outlook(const SideSummary& corpus);
std::string decision(const Comparison& comparison);  // once all else is known
std::map<std::string, Figure> gate_figures(const Comparison& comparison, const Catalogue& catalogue);
std::vector<std::string> notes(const Comparison& comparison);

RuleText rule_text(const Catalogue& catalogue, std::string_view id);

// Everything; takes the sides by value, to fill in what both of them say. Throws RunError when a side is empty.
Comparison compare_sides(Side corpus, Side pilot, const Catalogue& catalogue,
                         std::span<const PilotOutcome> outcomes = {});

}  // namespace assay
