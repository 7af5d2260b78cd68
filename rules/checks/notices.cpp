// What the readers say becomes a finding, one to one: a rule for each code that extractors are known to give and for
// each way in which reading can fail, and one rule for codes that are not listed yet. The severity listed is the most
// that a notice may have; the extractor may say less, and a policy may set another. A failed document always has the
// listed one.
#include <algorithm>

#include "rules/checks/list.hpp"
#include "rules/checks/notice_codes.hpp"

namespace assay {
namespace {

RuleInfo info_of(const NoticeCode& code) {
  // A reader always looks for what its codes name, so each says little about how much could be assessed.
  constexpr double little = 0.25;
  const std::string_view dimension = code.id.substr(0, code.id.find('.'));
  return {code.id,     1,          dimension_from(dimension).value_or(Dimension::format),
          code.most,   code.title, code.why,
          code.advice, {},         little};
}

Finding finding_of(const Notice& notice, Severity severity) {
  Finding finding;
  finding.rule = notice.code;
  finding.dimension =
      dimension_from(std::string_view(notice.code).substr(0, notice.code.find('.'))).value_or(Dimension::format);
  finding.severity = severity;
  finding.message = notice.message;
  finding.evidence = notice.evidence;
  finding.place = notice.place;
  return finding;
}

class NoticeRule final : public Rule {
 public:
  explicit NoticeRule(const NoticeCode& code) : info_(info_of(code)) {}
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const std::size_t before = out.size();
    for (const Notice& notice : context.facts.notices)
      if (notice.code == info_.id) out.push_back(finding_of(notice, std::min(notice.severity, info_.severity)));
    const std::optional<Failure>& failure = context.facts.failure;
    if (failure && finding_code(failure->kind) == info_.id) {
      Finding finding;
      finding.message = failure->message.empty() ? std::string(info_.title) + "." : failure->message;
      finding.evidence = failure->detail;
      out.push_back(std::move(finding));
    }
    if (out.size() > before) return Outcome::fail;
    return failure ? Outcome::unknown : Outcome::pass;
  }

 private:
  RuleInfo info_;
};

// Notices that no rule above takes.
class OtherNoticesRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const std::size_t before = out.size();
    for (const Notice& notice : context.facts.notices)
      if (!is_listed(notice.code)) out.push_back(finding_of(notice, notice.severity));
    return out.size() > before ? Outcome::fail : Outcome::not_applicable;
  }

 private:
  static bool is_listed(std::string_view code) {
    return std::any_of(notice_rules().begin(), notice_rules().end(),
                       [code](const Rule* rule) { return rule->info().id == code; });
  }
  RuleInfo info_ = info_of({"format.other_notice", Severity::critical, "Something else that a reader noticed",
                            "Readers may see more than the rules know by name.", "Look at the place named."});
};

}  // namespace

std::span<const Rule* const> notice_rules() {
  static const std::vector<NoticeRule> list(notice_codes().begin(), notice_codes().end());
  static const std::vector<const Rule*> pointers = [] {
    std::vector<const Rule*> out;
    for (const NoticeRule& rule : list) out.push_back(&rule);
    return out;
  }();
  return pointers;
}

const Rule& other_notices() {
  static const OtherNoticesRule rule;
  return rule;
}

}  // namespace assay
