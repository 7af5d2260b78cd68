#include <fmt/format.h>

#include "rules/checks/list.hpp"
#include "rules/measures/dates.hpp"

namespace assay {
namespace {

// Age alone is no defect: only the document's own words make it expired.
class ExpiredRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* expiry = context.facts.find("freshness.expiry_date");
    const std::optional<long> today = parse_iso_days(context.today);
    if (!expiry || !today) return Outcome::unknown;
    if (expiry->n == 0) return Outcome::not_applicable;
    const double over = static_cast<double>(*today) - expiry->value;
    if (over <= context.params.find("days")->second) return Outcome::pass;
    Finding finding;
    finding.message = fmt::format("By its own words the document was valid until {}; that is past.",
                                  iso_date(static_cast<long>(expiry->value)));
    finding.evidence = expiry->evidence;
    finding.place = expiry->place;
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{"freshness.expired",
                 1,
                 Dimension::freshness,
                 Severity::warning,
                 "Past its own validity",
                 "Answers quote what no longer holds.",
                 "Replace it by what holds now, or mark it as history.",
                 {{"days", 0, 0, 36500, "days that it may be past its validity"}}};
};

}  // namespace

const Rule& expired() {
  static const ExpiredRule rule;
  return rule;
}

}  // namespace assay
