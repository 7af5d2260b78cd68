#include "pipeline/store/verdicts.hpp"

#include "pipeline/store/json.hpp"

namespace assay {
namespace {

using Impl = Store::Impl;

// As the view `outcomes` fills it in.
constexpr std::string_view usual_note_of_unknown = "what it looks at is not known of this document";

void put_finding(Impl& impl, std::int64_t document, const Finding& finding, const std::string& place) {
  impl.run(
      "INSERT INTO findings(document_id, rule, dimension, severity, message, evidence, advice, page, place, "
      "place_json) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      document, finding.rule, to_string(finding.dimension), to_string(finding.severity), finding.message,
      finding.evidence, finding.advice, finding.place.page, to_string(finding.place), place);
}

bool has_findings(Impl& impl, std::int64_t document, const std::vector<Finding>& findings,
                  const std::vector<std::string>& places) {
  SQLite::Statement& query = impl.query(
      "SELECT rule, dimension, severity, message, evidence, advice, place_json FROM findings WHERE document_id = ? "
      "ORDER BY id",
      document);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!query.executeStep()) return false;
    const Finding& finding = findings[i];
    int at = 0;
    for (const std::string_view text :
         {std::string_view(finding.rule), to_string(finding.dimension), to_string(finding.severity),
          std::string_view(finding.message), std::string_view(finding.evidence), std::string_view(finding.advice),
          std::string_view(places[i])}) {
      const SQLite::Column column = query.getColumn(at++);
      if (std::string_view(column.getText(), static_cast<std::size_t>(column.getBytes())) != text) return false;
    }
  }
  return !query.executeStep();
}

bool put_findings(Impl& impl, std::int64_t document, const std::vector<Finding>& findings) {
  std::vector<std::string> places;
  for (const Finding& finding : findings) places.push_back(to_column(finding.place));
  if (has_findings(impl, document, findings, places)) return false;
  impl.run("DELETE FROM findings WHERE document_id = ?", document);
  for (std::size_t i = 0; i < findings.size(); ++i) put_finding(impl, document, findings[i], places[i]);
  return true;
}

// What the rules said, as the view `outcomes` spells it.
struct Letters {
  std::int64_t rule_list = 0;
  std::string outcomes;
  std::string notes = "{}";
};

std::int64_t put_rule_list(Impl& impl, const std::vector<RuleOutcome>& outcomes) {
  std::string key;
  for (const RuleOutcome& one : outcomes) key.append(one.rule) += '\n';
  if (const auto found = impl.rule_lists.find(key); found != impl.rule_lists.end()) return found->second;
  std::vector<std::string> rules;
  for (const RuleOutcome& one : outcomes) rules.push_back(one.rule);
  const std::string list = to_column(rules);
  impl.run("INSERT INTO rule_lists(rules) VALUES(?) ON CONFLICT DO NOTHING", list);
  SQLite::Statement& query = impl.query("SELECT id FROM rule_lists WHERE rules = ?", list);
  query.executeStep();
  return impl.rule_lists[key] = query.getColumn(0).getInt64();
}

Letters letters_of(Impl& impl, const std::vector<RuleOutcome>& outcomes) {
  Letters letters;
  letters.rule_list = put_rule_list(impl, outcomes);
  std::map<std::string, std::string> notes;
  for (const RuleOutcome& one : outcomes) {
    letters.outcomes += "pfnue"[static_cast<int>(one.outcome)];
    if (one.note != (one.outcome == Outcome::unknown ? usual_note_of_unknown : std::string_view()))
      notes[one.rule] = one.note;
  }
  if (!notes.empty()) letters.notes = to_column(notes);
  return letters;
}

// As JSON: of a store's documents most have the same few, and writing them takes longer than all else of a verdict.
const std::string& components_column(Impl& impl, const std::vector<Component>& components) {
  constexpr std::size_t most_kept = 10'000;
  std::string key;
  const auto add = [&key](const auto& value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
  for (const Component& one : components) {
    add(one.dimension);
    add(one.value.has_value());
    add(one.value.value_or(0));
    add(one.assessed);
    add(one.findings);
  }
  if (const auto found = impl.components.find(key); found != impl.components.end()) return found->second;
  if (impl.components.size() >= most_kept) impl.components.clear();
  return impl.components.emplace(std::move(key), to_column(components)).first->second;
}

}  // namespace

bool put_assessment(Impl& impl, std::int64_t document, std::int64_t extraction, const Assessment& assessment,
                    std::string_view assessment_key, std::string_view between_key) {
  const bool findings_differ = put_findings(impl, document, assessment.findings);
  const Score& score = assessment.score;
  const std::optional<std::string> worst =
      score.worst ? std::optional(std::string(to_string(*score.worst))) : std::nullopt;
  const std::string& components = components_column(impl, score.components);
  const Letters letters = letters_of(impl, assessment.outcomes);
  const auto write = [&](std::string_view sql) {
    return impl
        .query(sql, document, extraction, score.value, score.assessed, score.fit, worst, score.cap, components,
               letters.outcomes, letters.notes, letters.rule_list, between_key, assessment_key)
        .exec();
  };
  const int same = write(
      "UPDATE scores SET assessment_key = ?13, policy_key = (SELECT policy_key FROM runs ORDER BY id DESC LIMIT 1) "
      "WHERE document_id = ?1 AND extraction_id = ?2 AND value IS ?3 AND assessed = ?4 AND fit = ?5 AND worst IS ?6 "
      "AND cap = ?7 AND components = ?8 AND outcomes = ?9 AND notes = ?10 AND rule_list_id IS ?11 AND between_key = "
      "?12");
  if (same == 1) return findings_differ;
  write(
      "INSERT INTO scores(document_id, extraction_id, value, assessed, fit, worst, cap, components, outcomes, notes, "
      "rule_list_id, between_key, assessment_key, policy_key) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
      "?12, ?13, (SELECT policy_key FROM runs ORDER BY id DESC LIMIT 1)) ON CONFLICT(document_id) DO UPDATE SET "
      "extraction_id = excluded.extraction_id, value = excluded.value, assessed = excluded.assessed, fit = "
      "excluded.fit, worst = excluded.worst, cap = excluded.cap, components = excluded.components, outcomes = "
      "excluded.outcomes, notes = excluded.notes, rule_list_id = excluded.rule_list_id, between_key = "
      "excluded.between_key, assessment_key = excluded.assessment_key, policy_key = excluded.policy_key");
  return true;
}

bool Store::record_assessment(std::int64_t document, std::int64_t extraction, const Assessment& assessment,
                              std::string_view assessment_key, std::string_view between_key) {
  return impl_->guarded([&] {
    impl_->open_batch();
    // No savepoint, it costs half as much again: the keys are written last, so what an error cuts off is done again.
    return put_assessment(*impl_, document, extraction, assessment, assessment_key, between_key);
  });
}

}  // namespace assay
