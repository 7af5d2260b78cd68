#include <fmt/format.h>

#include "rules/checks/list.hpp"
#include "rules/measures/dates.hpp"

namespace assay {
namespace {

// Age alone is no defect: only the document's own words make it expired, or late.
class PastDateRule final : public Rule {
 public:
  PastDateRule(RuleInfo info, std::string_view measure, std::string_view before, std::string_view behind)
      : info_(std::move(info)), measure_(measure), before_(before), behind_(behind) {}
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* date = context.facts.find(measure_);
    if (!date) return Outcome::unknown;
    if (date->n == 0) return Outcome::not_applicable;
    const std::optional<long> today = parse_iso_days(context.today);
    if (!today) return Outcome::unknown;
    const double over = static_cast<double>(*today) - date->value;
    if (over <= context.params.find("days")->second) return Outcome::pass;
    Finding finding;
    finding.message = fmt::format("{} {}{}", before_, iso_date(static_cast<long>(date->value)), behind_);
    finding.evidence = date->evidence;
    finding.place = date->place;
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_;
  std::string_view measure_, before_, behind_;
};

}  // namespace

const Rule& expired() {
  static const PastDateRule rule({"freshness.expired",
                                  1,
                                  Dimension::freshness,
                                  Severity::warning,
                                  "Past its own validity",
                                  "Answers quote what no longer holds.",
                                  "Replace it by what holds now, or mark it as history.",
                                  {{"days", 0, 0, 36500, "days that it may be past its validity"}}},
                                 "freshness.expiry_date", "By its own words the document was valid until",
                                 "; that is past.");
  return rule;
}

const Rule& review_overdue() {
  static const PastDateRule rule({"freshness.review_overdue",
                                  1,
                                  Dimension::freshness,
                                  Severity::info,
                                  "A review that is overdue",
                                  "Nobody has said since whether the document still holds.",
                                  "Have it reviewed, or get the version that was.",
                                  {{"days", 0, 0, 36500, "days that the review may be late"}}},
                                 "freshness.review_date", "By its own words the document was to be reviewed by",
                                 "; the review is overdue (out of date).");
  return rule;
}

}  // namespace assay
