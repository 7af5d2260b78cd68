// Rule and Finding: a verdict over measures, with its evidence and place.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/result.hpp"
#include "rules/core/measure.hpp"

namespace assay {

enum class Dimension { completeness, format, freshness, consistency, uniqueness, readability };
inline constexpr Dimension all_dimensions[] = {Dimension::completeness, Dimension::format,     Dimension::freshness,
                                               Dimension::consistency,  Dimension::uniqueness, Dimension::readability};
std::string_view to_string(Dimension value);
std::optional<Dimension> dimension_from(std::string_view name);
std::optional<Severity> severity_from(std::string_view name);

enum class ExtractionStatus { ok, partial, failed, skipped };
std::string_view to_string(ExtractionStatus value);
std::optional<ExtractionStatus> extraction_status_from(std::string_view name);

struct Finding {
  std::string rule;  // RuleInfo::id
  Dimension dimension = Dimension::format;
  Severity severity = Severity::warning;
  std::string message;   // words that the document's owner understands
  std::string evidence;  // what was seen, quoted
  std::string advice;    // what to do about it
  Place place;
};

// Everything a rule may look at: what the store knows about one version of a document.
struct Facts {
  std::string path;
  std::string media_type;
  std::string extension;
  std::uint64_t bytes = 0;
  ExtractionStatus status = ExtractionStatus::ok;
  std::optional<Failure> failure;  // of failed and skipped documents
  std::vector<Notice> notices;
  Metadata metadata;
  std::vector<Measure> measures;
  std::vector<Category> categories;
  bool are_by_name = false;  // measures stand in the order of their names, as the store gives them: found faster

  const Measure* find(std::string_view name) const;              // of document scope; null: not known
  std::vector<const Measure*> all(std::string_view name) const;  // of any scope, in order
};

struct ParamInfo {
  std::string_view name;
  double fallback;
  double low, high;       // allowed range
  std::string_view help;  // what it does, and where the default comes from
};
using Params = std::map<std::string, double, std::less<>>;

struct RuleInfo {
  std::string_view id;  // "completeness.page_without_text"
  int version = 1;
  Dimension dimension = Dimension::format;
  Severity severity = Severity::warning;  // default; a policy may set another
  std::string_view title;
  std::string_view why;     // what goes wrong downstream when this is ignored
  std::string_view advice;  // what to do about it
  std::vector<ParamInfo> params;
  double weight = 1;  // of this rule in the assessed share
};

enum class Outcome { pass, fail, not_applicable, unknown, rule_error };
std::string_view to_string(Outcome value);
std::optional<Outcome> outcome_from(std::string_view name);

// What a rule says of one document; `today` of freshness rules comes with the run, never from a clock.
struct RuleContext {
  const Facts& facts;
  const Params& params;    // every declared parameter, filled
  std::string_view today;  // ISO 8601
};

// The parameter of a rule that is a limit on one measure: a value over it is a finding.
struct Threshold {
  std::string_view measure;
  std::string_view param;
  Scope scope = Scope::document;
};

class Rule {
 public:
  virtual ~Rule() = default;
  virtual const RuleInfo& info() const = 0;
  // Appends findings when it fails. The engine fills rule, dimension and severity of a finding whose `rule` is empty,
  // and advice where that is empty; a severity that the policy sets for the rule replaces any.
  // unknown: the measures it needs are missing; not_applicable: there is nothing to judge.
  virtual Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const = 0;
  // Of rules that are one limit on one measure, so that a profile can say what another limit would flag.
  virtual std::optional<Threshold> threshold() const { return std::nullopt; }
};

// One line each in rules/checks/list.cpp. Rules between documents (collection.hpp) are among them: their findings come
// from outside, as `extra` of assess().
std::span<const Rule* const> rules();
const Rule* find_rule(std::string_view id);

}  // namespace assay
