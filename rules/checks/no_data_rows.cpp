#include "rules/checks/list.hpp"

namespace assay {
namespace {

class NoDataRowsRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const Measure* tables = context.facts.find("completeness.tables_with_rows");
    if (!tables) return Outcome::unknown;
    if (tables->n == 0) return Outcome::not_applicable;
    if (tables->value > 0) return Outcome::pass;
    Finding finding;
    const bool empty = tables->evidence.empty();
    finding.message =
        empty ? "There is no data: nothing is written in it." : "There is no data: nothing stands below the header.";
    finding.place = tables->place;
    finding.evidence = tables->evidence;
    out.push_back(std::move(finding));
    return Outcome::fail;
  }

 private:
  RuleInfo info_{"completeness.no_data_rows", 2,
                 Dimension::completeness,     Severity::error,
                 "A table without data rows", "An export that failed looks like a table in which nothing is recorded.",
                 "Export the data again.",    {}};
};

}  // namespace

const Rule& no_data_rows() {
  static const NoDataRowsRule rule;
  return rule;
}

}  // namespace assay
