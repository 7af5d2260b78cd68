#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {
namespace {

constexpr std::string_view measured = "readability.unreadable_pages";

// Two steps of one question: is much of it unreadable, and is anything left that is worth an answer?
class UnreadablePagesRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  std::optional<Threshold> threshold() const override { return Threshold{measured, "share", Scope::document}; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* share = context.facts.find(measured);
    if (!share) return Outcome::unknown;
    if (share->n <= 0) return Outcome::not_applicable;
    if (share->value <= context.params.find("share")->second) return Outcome::pass;
    Finding finding;
    finding.rule = info_.id;
    finding.dimension = info_.dimension;
    const bool nearly_all = share->value >= context.params.find("nearly_all")->second;
    finding.severity = nearly_all ? Severity::critical : info_.severity;
    finding.message = fmt::format(
        "{} of the pages are unreadable: {} (a poor scan, handwriting, or letters that no installed OCR model reads).",
        as_percent(share->value), share->evidence);
    finding.evidence = share->evidence;
    finding.place = share->place;
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{
      "readability.unreadable_pages",
      3,
      Dimension::readability,
      Severity::error,
      "Much of the document is unreadable",
      "What stands on these pages never gets into the index, or so badly that it is not found.",
      "If the scan is poor, scan it again, straight and at 300 dpi, or get the file that was printed. If the page is "
      "clear to the eye, its language may be missing: `assay doctor` lists those that can be read.",
      {{"share", 0.2, 0, 1, "share of the pages; each page is named by a finding of its own"},
       {"nearly_all", 0.9, 0, 1, "from this share on nothing useful is left: critical"}}};
};

}  // namespace

const Rule& unreadable_pages() {
  static const UnreadablePagesRule rule;
  return rule;
}

}  // namespace assay
