#include "pipeline/profile/propose.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/profile/words.hpp"
#include "rules/core/rule.hpp"

namespace assay {
namespace {

// The worst value of each document of a collection to which the measure applies, sorted.
std::vector<double> worst_values(const Store& store, std::string_view measure, std::string_view collection) {
  SQLite::Statement query(store.database(),
                          "SELECT max(m.value) FROM current_documents d JOIN measures m USING (extraction_id)"
                          " WHERE d.collection = ? AND m.name = ? AND m.n > 0 GROUP BY d.document_id ORDER BY 1");
  query.bind(1, std::string(collection));
  query.bind(2, std::string(measure));
  std::vector<double> values;
  while (query.executeStep()) values.push_back(query.getColumn(0).getDouble());
  return values;
}

int count_over(const std::vector<double>& sorted, double limit) {
  return static_cast<int>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), limit));
}

double current_limit(const Policy& policy, const RuleInfo& info, const ParamInfo& param) {
  const auto rule = policy.rules.find(info.id);
  if (rule == policy.rules.end()) return param.fallback;
  const auto set = rule->second.params.find(param.name);
  return set == rule->second.params.end() ? param.fallback : set->second;
}

// A limit that a person can read: two significant digits, rounded up so that the pilot still passes.
double rounded_up(double value) {
  if (value <= 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
  return std::ceil(value / unit - 1e-9) * unit;
}

std::vector<RetentionPoint> retention_curve(const std::vector<double>& corpus, const std::vector<double>& pilot,
                                            std::vector<double> limits) {
  for (const double quantile : {0.5, 0.75, 0.9, 0.95, 0.99}) {
    limits.push_back(corpus[static_cast<std::size_t>(quantile * static_cast<double>(corpus.size() - 1))]);
  }
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  std::vector<RetentionPoint> curve;
  for (const double limit : limits) curve.push_back({limit, count_over(corpus, limit), count_over(pilot, limit)});
  return curve;
}

}  // namespace

std::vector<ProposedLimit> propose_limits(const Store& store, const Policy& policy, std::string_view corpus_name,
                                          std::string_view pilot_name) {
  std::vector<ProposedLimit> limits;
  for (const Rule* rule : rules()) {
    const std::optional<Threshold> threshold = rule->threshold();
    if (!threshold) continue;
    const RuleInfo& info = rule->info();
    const auto param = std::find_if(info.params.begin(), info.params.end(),
                                    [&](const ParamInfo& item) { return item.name == threshold->param; });
    if (param == info.params.end()) continue;
    const std::vector<double> corpus = worst_values(store, threshold->measure, corpus_name);
    const std::vector<double> pilot = worst_values(store, threshold->measure, pilot_name);
    if (corpus.empty() || pilot.empty()) continue;

    ProposedLimit limit;
    limit.rule = info.id;
    limit.param = param->name;
    limit.current = current_limit(policy, info, *param);
    limit.proposed = std::clamp(rounded_up(pilot.back()), param->low, param->high);
    limit.corpus = static_cast<int>(corpus.size());
    limit.pilot = static_cast<int>(pilot.size());
    limit.curve = retention_curve(corpus, pilot, {limit.current, limit.proposed});
    limits.push_back(std::move(limit));
  }
  return limits;
}

std::string proposal_toml(const std::vector<ProposedLimit>& limits, const Policy& policy) {
  std::string out = fmt::format(
      "# Limits proposed from a profile, on top of the policy '{}'. Each is the lowest that flags no pilot document.\n"
      "# Nobody has approved them: read the curves, change what is wrong, and put your name below.\n"
      "name = \"proposal\"\napproved_by = \"\"\n",
      policy.name);
  for (const ProposedLimit& limit : limits) {
    out += fmt::format("\n# What this measures is known of {} of the corpus and {} of the pilot; a limit would flag:\n",
                       words::counted(limit.corpus, "document"), limit.pilot);
    for (const RetentionPoint& point : limit.curve) {
      out += fmt::format("#   over {:<10.4g} {:>6} of the corpus ({:.1f} %), {} of the pilot{}{}\n", point.limit,
                         point.corpus, 100.0 * point.corpus / limit.corpus, point.pilot,
                         point.limit == limit.current ? "   <- now" : "",
                         point.limit == limit.proposed ? "   <- proposed" : "");
    }
    out += fmt::format("[rules.{}]\n{} = {}\n", limit.rule, limit.param, limit.proposed);
  }
  return out;
}

}  // namespace assay
