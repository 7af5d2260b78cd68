// The rules between documents as the catalogue and the policy know them. They speak through assess_collection(), whose
// findings the engine takes in; on one document alone they find nothing.
#include <array>

#include "rules/checks/list.hpp"

namespace assay {
namespace {

class CollectionRule final : public Rule {
 public:
  explicit CollectionRule(RuleInfo info) : info_(std::move(info)) {}
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>&) const override {
    return context.facts.failure ? Outcome::unknown : Outcome::pass;
  }

 private:
  RuleInfo info_;
};

const std::array<CollectionRule, 4>& list() {
  static const std::array<CollectionRule, 4> rules{{
      CollectionRule({"uniqueness.exact_duplicate",
                      2,
                      Dimension::uniqueness,
                      Severity::warning,
                      "Exact duplicate",
                      "The same passage comes back several times and crowds out others.",
                      "Keep one of the files.",
                      {}}),
      CollectionRule(
          {"uniqueness.near_duplicate",
           3,
           Dimension::uniqueness,
           Severity::warning,
           "Near duplicate",
           "Answers mix passages of almost the same document, of which one may be wrong.",
           "Decide which one is right and remove the other.",
           {{"resemblance", 0.9, 0.5, 1,
             "estimated share of common pairs of words (Jaccard); 0.9 is a twentieth of one text replaced in one "
             "place, or one word in forty all over it; letters from one template have less"},
            {"similar", 0.5, 0.15, 1,
             "share from which a document is told to be similar: one word in seven changed all over it leaves 0.57, a "
             "shared letterhead makes less than 0.3 (measured by tools/bench/duplicates)"}}}),
      CollectionRule(
          {"freshness.superseded",
           2,
           Dimension::freshness,
           Severity::warning,
           "A newer version exists",
           "Answers quote what no longer holds.",
           "Remove the older version, or mark it as history.",
           {{"resemblance", 0.4, 0.1, 1,
             "least share of common pairs of words for two of the same name to be versions of one document"}}}),
      CollectionRule(
          {"consistency.header_differs",
           2,
           Dimension::consistency,
           Severity::warning,
           "Column names differ from the sister files",
           "The same column under two names is two columns to whoever joins or searches the files.",
           "Give the columns the names that the other files have.",
           {{"resemblance", 0.5, 0.1, 1,
             "least share of equal column names for files to be sisters; files of one name are sisters as well when "
             "all their columns are of the same types"},
            {"family", 3, 2, 1000,
             "files with one header that make it the usual one of a folder; where there is none, files of one name are "
             "told that they disagree"}}}),
  }};
  return rules;
}

}  // namespace

std::span<const Rule* const> collection_rules() {
  static const std::vector<const Rule*> pointers = [] {
    std::vector<const Rule*> out;
    for (const CollectionRule& rule : list()) out.push_back(&rule);
    return out;
  }();
  return pointers;
}

}  // namespace assay
