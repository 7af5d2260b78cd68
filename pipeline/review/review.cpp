#include "pipeline/review/review.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/core/run_error.hpp"
#include "pipeline/review/chain.hpp"

namespace assay {
namespace {

constexpr std::array<std::pair<FlagState, std::string_view>, 6> names{{{FlagState::fresh, "new"},
                                                                       {FlagState::in_review, "in review"},
                                                                       {FlagState::released, "released"},
                                                                       {FlagState::fixed, "fixed"},
                                                                       {FlagState::waived, "waived"},
                                                                       {FlagState::rejected, "rejected"}}};

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return false;
  return text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8) >= "01" && text.substr(8) <= "31";
}

// A rule of a policy's own is known by what it said.
bool has_flag_of(const Store& store, std::int64_t document, std::string_view rule) {
  const std::vector<Finding> findings = store.findings(document);
  return std::any_of(findings.begin(), findings.end(), [rule](const Finding& one) { return one.rule == rule; });
}

void check(const Store& store, const DocumentInfo& document, const Decision& decision, std::string_view today) {
  const auto refuse = [](const std::string& why) { throw RunError(ExitCode::usage, why); };
  if (decision.person.empty()) refuse("Say who decides: --by NAME.");
  if (decision.reason.empty()) refuse("Say why: --why REASON. Whoever reads the audit later has nothing else.");
  if (!decision.rule.empty() && !find_rule(decision.rule) && !has_flag_of(store, document.id, decision.rule))
    refuse(fmt::format("There is no rule '{}'; `assay explain` names those of the document.", decision.rule));
  if (decision.state == FlagState::waived && !is_day(decision.until)) refuse("A waiver ends: --until YYYY-MM-DD.");
  if (decision.state == FlagState::waived && decision.until < today)
    refuse(fmt::format("The waiver would have ended already, on {}.", decision.until));
  if (decision.state != FlagState::waived && !decision.until.empty()) refuse("Only a waiver has an end (--until).");
}

Decision decision_of(SQLite::Statement& row) {
  Decision out;
  out.rule = row.getColumn(0).getString();
  out.state = flag_state_from(row.getColumn(1).getString()).value_or(FlagState::fresh);
  out.until = row.getColumn(2).getString();
  out.person = row.getColumn(3).getString();
  out.reason = row.getColumn(4).getString();
  out.decided = row.getColumn(5).getString();
  out.sha256 = row.getColumn(6).getString();
  return out;
}

// Whether a decision still says something today, of this version.
bool holds(const Decision& decision, const DocumentInfo& document, std::string_view today) {
  switch (decision.state) {
    case FlagState::waived:
      return decision.until >= today;
    case FlagState::released:
    case FlagState::rejected:
      return decision.sha256 == document.sha256;
    case FlagState::fresh:
    case FlagState::in_review:
    case FlagState::fixed:
      break;
  }
  return true;
}

}  // namespace

std::string_view to_string(FlagState state) {
  for (const auto& [value, name] : names)
    if (value == state) return name;
  return "new";
}

std::optional<FlagState> flag_state_from(std::string_view name) {
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '_', ' ');
  std::replace(plain.begin(), plain.end(), '-', ' ');
  for (const auto& [value, known] : names)
    if (known == plain) return value;
  return std::nullopt;
}

void decide(Store& store, const DocumentInfo& document, Decision decision, std::string_view today) {
  check(store, document, decision, today);
  store.write([&](SQLite::Database& database) {
    decision.decided = database.execAndGet("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')").getString();
    decision.sha256 = document.sha256;
    AuditEntry entry;
    entry.decided = decision.decided;
    entry.person = decision.person;
    entry.root = document.root;
    entry.path = document.path;
    entry.sha256 = decision.sha256;
    entry.rule = decision.rule;
    entry.state = to_string(decision.state);
    entry.until = decision.until;
    entry.reason = decision.reason;
    append_to_audit(database, std::move(entry));
    SQLite::Statement put(database,
                          "INSERT INTO decisions(document_id, rule, state, until, person, reason, decided, sha256) "
                          "VALUES(?, ?, ?, nullif(?, ''), ?, ?, ?, ?) ON CONFLICT(document_id, rule) DO UPDATE SET "
                          "state = excluded.state, until = excluded.until, person = excluded.person, "
                          "reason = excluded.reason, decided = excluded.decided, sha256 = excluded.sha256");
    put.bind(1, document.id);
    int index = 1;
    for (const std::string& value : {decision.rule, std::string(to_string(decision.state)), decision.until,
                                     decision.person, decision.reason, decision.decided, decision.sha256})
      put.bind(++index, value);
    put.exec();
  });
}

std::vector<Decision> decisions(const Store& store, std::int64_t document) {
  SQLite::Statement query(store.database(),
                          "SELECT rule, state, ifnull(until, ''), person, reason, decided, sha256 FROM decisions "
                          "WHERE document_id = ? ORDER BY rule");
  query.bind(1, document);
  std::vector<Decision> out;
  while (query.executeStep()) out.push_back(decision_of(query));
  return out;
}

FlagState state_of(const std::vector<Decision>& decisions, const DocumentInfo& document, std::string_view rule,
                   std::string_view today) {
  FlagState state = FlagState::fresh;
  for (const Decision& decision : decisions) {
    if (!holds(decision, document, today)) continue;
    // What was decided of the flag itself goes before what was decided of the whole document.
    if (decision.rule == rule || (decision.rule.empty() && state == FlagState::fresh)) state = decision.state;
  }
  return state;
}

bool fit_to_index(const Store& store, const DocumentInfo& document, const Policy& policy, std::string_view today) {
  if (document.status != ExtractionStatus::ok && document.status != ExtractionStatus::partial) return false;
  const std::vector<Decision> made = decisions(store, document.id);
  for (const Decision& decision : made)
    if (decision.state == FlagState::rejected && holds(decision, document, today)) return false;
  if (document.fit || made.empty()) return document.fit;
  for (const Finding& finding : store.findings(document.id)) {
    if (finding.severity < policy.unfit_from) continue;
    const FlagState state = state_of(made, document, finding.rule, today);
    if (state != FlagState::released && state != FlagState::waived) return false;
  }
  return true;
}

}  // namespace assay
