#include <fmt/format.h>

#include "rules/checks/list.hpp"

namespace assay {
namespace {

// Is there enough to be about something? Of a document without any word completeness.nothing_to_index speaks.
class HardlyAnyTextRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* words = context.facts.find("amount.words");
    if (!words) return Outcome::unknown;
    if (words->value == 0) return Outcome::not_applicable;
    if (words->value >= context.params.find("words")->second) return Outcome::pass;
    Finding finding;
    finding.message = fmt::format("The document has hardly any text: {} in all.",
                                  words->value == 1 ? "1 word" : fmt::format("{} words", words->value));
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{"completeness.hardly_any_text",
                 1,
                 Dimension::completeness,
                 Severity::warning,
                 "Hardly any text",
                 "A few words can hardly answer a question; the rest of the content may have been lost on the way.",
                 "Look at the original; take the file out if there is no more to it.",
                 {{"words", 5, 0, 1000, "fewer words than this can't be about anything"}}};
};

}  // namespace

const Rule& hardly_any_text() {
  static const HardlyAnyTextRule rule;
  return rule;
}

}  // namespace assay
