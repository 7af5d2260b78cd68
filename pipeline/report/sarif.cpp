#include "pipeline/report/sarif.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "pipeline/report/explain.hpp"
#include "pipeline/report/text.hpp"
#include "pipeline/review/review.hpp"

namespace assay {
namespace {

using nlohmann::ordered_json;

std::string_view level_of(Severity severity) {
  return severity == Severity::warning ? "warning" : severity == Severity::info ? "note" : "error";
}

ordered_json rule_json(const std::string& id) {
  const Rule* rule = find_rule(id);
  if (!rule) return {{"id", id}};
  const RuleInfo& info = rule->info();
  return {{"id", info.id},
          {"shortDescription", {{"text", info.title}}},
          {"fullDescription", {{"text", info.why}}},
          {"help", {{"text", info.advice}}},
          {"defaultConfiguration", {{"level", level_of(info.severity)}}},
          {"properties", {{"dimension", to_string(info.dimension)}, {"version", info.version}}}};
}

ordered_json location_json(const DocumentInfo& document, const Finding& finding) {
  const std::string uri = file_uri(document.root, document.path);
  ordered_json location{{"physicalLocation", {{"artifactLocation", {{"uri", uri.empty() ? document.path : uri}}}}}};
  // SARIF knows lines and bytes, not pages or cells: the place stands as a logical location, in words.
  if (const std::string place = to_string(finding.place); !place.empty())
    location["logicalLocations"] = ordered_json::array({{{"fullyQualifiedName", clean_text(place)}}});
  return location;
}

}  // namespace

std::string flagged_sarif(const Store& store, std::string_view collection, std::string_view today) {
  std::map<std::string, std::size_t> index;
  ordered_json rules = ordered_json::array();
  ordered_json results = ordered_json::array();
  for (const DocumentInfo& document : store.documents(collection)) {
    if (document.fit) continue;
    const std::vector<Decision> made = decisions(store, document.id);
    for (const Finding& finding : store.findings(document.id)) {
      if (finding.severity == Severity::info) continue;
      const auto [rule, added] = index.emplace(finding.rule, rules.size());
      if (added) rules.push_back(rule_json(finding.rule));
      ordered_json result{{"ruleId", finding.rule},
                          {"ruleIndex", rule->second},
                          {"level", level_of(finding.severity)},
                          {"message", {{"text", clean_text(finding.message)}}},
                          {"locations", ordered_json::array({location_json(document, finding)})},
                          {"properties",
                           {{"severity", to_string(finding.severity)},
                            {"evidence", clean_text(finding.evidence)},
                            {"page", finding.place.page ? ordered_json(*finding.place.page) : nullptr}}}};
      const FlagState state = state_of(made, document, finding.rule, today);
      if (state == FlagState::released || state == FlagState::waived)
        result["suppressions"] =
            ordered_json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", to_string(state)}}});
      results.push_back(std::move(result));
    }
  }
  const ordered_json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", ordered_json::array({{{"tool", {{"driver", {{"name", "Assay"}, {"rules", rules}}}}},
                                                        {"columnKind", "unicodeCodePoints"},
                                                        {"results", results}}})}};
  return log.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace assay
