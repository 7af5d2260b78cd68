#include <fmt/format.h>

#include "rules/checks/list.hpp"

namespace assay {
namespace {

class NothingToIndexRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* words = context.facts.find("amount.words");
    if (!words) return Outcome::unknown;
    if (words->value > 0) return Outcome::pass;
    Finding finding;
    finding.message =
        words->evidence.empty()
            ? "The document is empty for a reader: no text was found in it."
            : fmt::format("The document is empty for a search: no text was found in it, but {}.", words->evidence);
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{"completeness.nothing_to_index",
                 2,
                 Dimension::completeness,
                 Severity::critical,
                 "Nothing to index",
                 "The document takes part in no answer, or its content was lost on the way.",
                 "Look at the original; take the file out if it is rightly empty.",
                 {}};
};

}  // namespace

const Rule& nothing_to_index() {
  static const NothingToIndexRule rule;
  return rule;
}

}  // namespace assay
