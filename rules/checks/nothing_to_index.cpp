#include <fmt/format.h>

#include "rules/checks/list.hpp"

namespace assay {
namespace {

// Two steps of one question: is there anything to index, and is there enough to be about something?
class NothingToIndexRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* words = context.facts.find("amount.words");
    if (!words) return Outcome::unknown;
    Finding finding;
    finding.rule = info_.id;
    finding.dimension = info_.dimension;
    if (words->value == 0) {
      finding.severity = Severity::critical;
      finding.message =
          words->evidence.empty()
              ? "The document is empty for a reader: no text was found in it."
              : fmt::format("The document is empty for a search: no text was found in it, but {}.", words->evidence);
    } else if (words->value < context.params.find("words")->second) {
      finding.severity = Severity::warning;
      finding.message = fmt::format("The document has hardly any text: {} in all.",
                                    words->value == 1 ? "1 word" : fmt::format("{} words", words->value));
    } else {
      return Outcome::pass;
    }
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{"completeness.nothing_to_index",
                 1,
                 Dimension::completeness,
                 Severity::critical,
                 "Nothing to index",
                 "The document takes part in no answer, or its content was lost on the way.",
                 "Look at the original; take the file out if it is rightly empty.",
                 {{"words", 5, 0, 1000, "fewer words than this can't be about anything; a warning"}}};
};

}  // namespace

const Rule& nothing_to_index() {
  static const NothingToIndexRule rule;
  return rule;
}

}  // namespace assay
