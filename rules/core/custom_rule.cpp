#include "rules/core/custom_rule.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <charconv>

#include "rules/core/nearest.hpp"
#include "rules/core/sensitive.hpp"
#include "rules/core/sql_condition.hpp"

namespace assay {
namespace {

Finding finding_of(const CustomRule& rule, Severity severity, std::string_view evidence) {
  Finding finding;
  finding.rule = rule.id;
  finding.dimension = rule.dimension;
  finding.severity = severity;
  finding.message = without_sensitive(rule.message);
  finding.evidence = without_sensitive(evidence);
  finding.advice = rule.advice;
  return finding;
}

Outcome judge_text(const CustomRule& rule, Severity severity, const Facts& facts, std::vector<Finding>& out) {
  const Measure* measure = facts.find(rule.id);
  if (!measure) return Outcome::unknown;
  if (measure->n <= 0) return Outcome::not_applicable;
  if (measure->value <= 0) return Outcome::pass;
  Finding finding = finding_of(rule, severity, measure->evidence);
  if (measure->value > 1) finding.message += fmt::format(" ({:.0f} places)", measure->value);
  finding.place = measure->place;
  out.push_back(std::move(finding));
  return Outcome::fail;
}

Outcome judge_rows(const CustomRule& rule, Severity severity, const Facts& facts, std::string_view today,
                   std::vector<Finding>& out) {
  const std::vector<SqlRow> rows = select_from_facts(rule.sql, facts, today, most_rows);
  for (const SqlRow& row : rows) {
    std::string evidence, all;
    Place place;
    for (const auto& [column, value] : row) {
      int page = 0;
      if (column == "evidence") evidence = value;
      if (column == "sheet") place.sheet = value;
      if (column == "range") place.range = value;
      if (column == "page" && std::from_chars(value.data(), value.data() + value.size(), page).ec == std::errc() &&
          page > 0)
        place.page = page;
      all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", column, value);
    }
    Finding finding = finding_of(rule, severity, evidence.empty() ? all : evidence);
    finding.place = std::move(place);
    out.push_back(std::move(finding));
  }
  return rows.empty() ? Outcome::pass : Outcome::fail;
}

}  // namespace

RuleOutcome judge(const CustomRule& rule, Severity severity, const Facts& facts, std::string_view today,
                  std::vector<Finding>& out) {
  RuleOutcome outcome{rule.id, Outcome::unknown, "what it looks at is not known of this document"};
  if (facts.measures.empty()) return outcome;
  try {
    outcome.outcome =
        rule.sql.empty() ? judge_text(rule, severity, facts, out) : judge_rows(rule, severity, facts, today, out);
    if (outcome.outcome != Outcome::unknown) outcome.note.clear();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    outcome.outcome = Outcome::rule_error;
    outcome.note = error.what();
  }
  return outcome;
}

std::string complaint_about_condition(const std::string& sql, std::span<const std::string> others) {
  try {
    check_select(sql);
  } catch (const std::exception& error) {
    return error.what();
  }
  static const RE2 quoted("'([a-z]+)(\\.[A-Za-z0-9_.]+)'");
  std::string dimension, rest;
  re2::StringPiece left(sql);
  while (RE2::FindAndConsume(&left, quoted, &dimension, &rest)) {
    const std::string name = dimension + rest;
    if (!dimension_from(dimension) || find_measure(name) ||
        std::find(others.begin(), others.end(), name) != others.end())
      continue;
    std::vector<std::string> known(others.begin(), others.end());
    for (const MeasureInfo& info : measure_catalogue()) known.emplace_back(info.name);
    const std::string best = nearest(name, known);
    return fmt::format("there is no measure '{}'{}", name,
                       best.empty() ? "; rules/CATALOGUE.md lists all" : fmt::format("; did you mean '{}'?", best));
  }
  return {};
}

}  // namespace assay
