#include "pipeline/report/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/finding_json.hpp"
#include "pipeline/report/text.hpp"
#include "pipeline/review/review.hpp"
#include "rules/core/assess.hpp"

namespace assay {
namespace {

using nlohmann::ordered_json;
constexpr std::size_t text_width = 78;

std::string indented(std::string_view text, std::string_view first, std::string_view next) {
  std::string out(first);
  std::size_t column = first.size();
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view word = text.substr(start, end - start);
    if (column + word.size() > text_width && column > next.size()) {
      out.pop_back();  // the space behind the last word
      out += '\n';
      out += next;
      column = next.size();
    }
    out += word;
    out += ' ';
    column += word.size() + 1;
    start = end + 1;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "\n";
}

std::string score_lines(const Score& score) {
  std::string out;
  if (score.value) {
    out += indented(fmt::format("Score {:.0f} of 100, over the {:.0f} % of the rules that could be judged; {}.",
                                *score.value, 100 * score.assessed, score.fit ? "fit to index" : "not fit to index"),
                    "", "");
  } else {
    out += indented("No score: nothing of it could be read, so nothing could be judged. Not fit to index.", "", "");
  }
  out += "\nHow the score came about\n";
  for (const Component& component : score.components) {
    out += fmt::format("  {:<13} {:>8}   {:>3.0f} % judged   {} finding{}\n", to_string(component.dimension),
                       component.value ? fmt::format("{:.0f}", *component.value) : "unknown", 100 * component.assessed,
                       component.findings, component.findings == 1 ? "" : "s");
  }
  if (score.value) {
    out +=
        indented(fmt::format("The score is the weighted mean of these, but at most {:.0f}{}.", score.cap,
                             score.worst ? fmt::format(": the cap of its worst finding ({})", to_string(*score.worst))
                                         : std::string()),
                 "  ", "  ");
  }
  return out;
}

// What people decided, as far as it holds today: "released by M. Muster on 2026-03-01: checked by hand".
std::string decision_of(const std::vector<Decision>& made, const DocumentInfo& document, std::string_view rule,
                        std::string_view today) {
  const auto found = std::find_if(made.begin(), made.end(), [&](const Decision& one) { return one.rule == rule; });
  const FlagState state = state_of(made, document, rule, today);
  if (found == made.end() || state == FlagState::fresh) return {};
  return fmt::format("{}{} by {} on {}: {}", to_string(state),
                     found->until.empty() ? std::string() : " until " + found->until, found->person,
                     found->decided.substr(0, 10), found->reason);
}

std::string decision_lines(const std::string& decision) {
  return decision.empty() ? std::string() : indented(decision, "            people: ", "            ");
}

std::string finding_lines(const Finding& finding, bool with_advice) {
  const std::string place = to_string(finding.place);
  std::string out =
      indented(fmt::format("{}{}", clean_text(finding.message, 600), place.empty() ? "" : " [" + place + "]"),
               fmt::format("  {:<9} ", to_string(finding.severity)), "            ");
  if (!finding.evidence.empty())
    out += indented(clean_text(finding.evidence, 300), "            seen: ", "            ");
  if (with_advice && !finding.advice.empty()) out += indented(finding.advice, "            do:   ", "            ");
  return out + fmt::format("            rule: {}\n", finding.rule);
}

// Rules that could not judge for the same reason stand together; of a file that was not read there are so many that
// their number says more.
std::string unknown_lines(const std::vector<RuleOutcome>& outcomes) {
  constexpr std::size_t most_named = 12;
  std::map<std::string, std::vector<std::string>> rules;  // by reason
  for (const RuleOutcome& outcome : outcomes)
    if (outcome.outcome == Outcome::unknown || outcome.outcome == Outcome::rule_error)
      rules[outcome.note.empty() ? "it is not said why" : outcome.note].push_back(outcome.rule);
  std::string out;
  for (const auto& [reason, names] : rules) {
    const std::string list = names.size() > most_named ? fmt::format("{} of {} rules (--format json names them)",
                                                                     names.size(), outcomes.size())
                                                       : fmt::format("{}", fmt::join(names, ", "));
    out += indented(reason + ": " + list, "  ", "    ");
  }
  return out.empty() ? out : "\nCould not be judged (unknown is not good)\n" + out;
}

std::string dumped(const ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string explain_text(const Store& store, const DocumentInfo& document, const Policy& policy,
                         std::string_view today) {
  std::string out = joined_path(document.root, document.path) + "\n";
  out += fmt::format("{}, {} bytes, read: {}\n", document.media_type.empty() ? "type unknown" : document.media_type,
                     document.bytes, to_string(document.status));
  if (document.failure) out += indented(document.failure->message, "", "");
  const Score score = store.score(document.id);
  const std::vector<Decision> made = decisions(store, document.id);
  out += "\n" + score_lines(score);
  if (const bool fit = fit_to_index(store, document, policy, today); fit != score.fit)
    out += indented(fit ? "People have decided otherwise: it is indexed." : "People have decided otherwise: it is not.",
                    "\n", "");
  if (const std::string whole = decision_of(made, document, "", today); !whole.empty())
    out += indented("The whole document is " + whole, "", "  ");
  const std::vector<Finding> findings = store.findings(document.id);
  out += findings.empty() ? "\nNothing was found wrong with it.\n" : "\nFindings\n";
  for (const Finding& finding : findings)
    out += finding_lines(finding, true) + decision_lines(decision_of(made, document, finding.rule, today));
  out += unknown_lines(store.outcomes(document.id));
  return out + fmt::format("\nPolicy: {}{}\n", policy.name,
                           policy.approved_by.empty() ? "" : ", approved by " + policy.approved_by);
}

std::string explain_json(const Store& store, const DocumentInfo& document) {
  const Score score = store.score(document.id);
  ordered_json components = ordered_json::array();
  for (const Component& component : score.components) {
    ordered_json value = nullptr;
    if (component.value) value = *component.value;
    components.push_back({{"dimension", to_string(component.dimension)},
                          {"value", value},
                          {"assessed", component.assessed},
                          {"findings", component.findings}});
  }
  ordered_json findings = ordered_json::array();
  for (const Finding& finding : store.findings(document.id)) findings.push_back(to_json(finding));
  ordered_json not_judged = ordered_json::array();
  for (const RuleOutcome& outcome : store.outcomes(document.id))
    if (outcome.outcome == Outcome::unknown || outcome.outcome == Outcome::rule_error)
      not_judged.push_back({{"rule", outcome.rule}, {"why", outcome.note}});
  ordered_json value = nullptr;
  if (score.value) value = *score.value;
  return dumped({{"path", joined_path(document.root, document.path)},
                 {"media_type", document.media_type},
                 {"status", to_string(document.status)},
                 {"score", value},
                 {"assessed", score.assessed},
                 {"cap", score.cap},
                 {"fit", score.fit},
                 {"components", components},
                 {"findings", findings},
                 {"not_judged", not_judged}},
                2);
}

namespace {

// Not fit to index, the worst first.
std::vector<DocumentInfo> flagged_documents(const Store& store, std::string_view collection) {
  std::vector<DocumentInfo> documents = store.documents(collection);
  std::erase_if(documents, [](const DocumentInfo& document) { return document.fit; });
  std::stable_sort(documents.begin(), documents.end(), [](const DocumentInfo& a, const DocumentInfo& b) {
    return a.score.value_or(-1) < b.score.value_or(-1);
  });
  return documents;
}

std::vector<Finding> serious_findings(const Store& store, const DocumentInfo& document) {
  std::vector<Finding> findings = store.findings(document.id);
  std::erase_if(findings, [](const Finding& finding) { return finding.severity == Severity::info; });
  return findings;
}

}  // namespace

std::string flagged_text(const Store& store, std::string_view collection, const Policy& policy,
                         std::string_view today) {
  std::string out;
  const std::vector<DocumentInfo> documents = flagged_documents(store, collection);
  std::size_t decided = 0;
  for (const DocumentInfo& document : documents) {
    const std::vector<Decision> made = decisions(store, document.id);
    const bool fit = fit_to_index(store, document, policy, today);
    decided += fit;
    out += fmt::format("{}  ({}{})\n", joined_path(document.root, document.path),
                       document.score ? fmt::format("score {:.0f}", *document.score) : "no score",
                       fit ? "; indexed, because people have decided so" : "");
    out += decision_lines(decision_of(made, document, "", today));
    for (const Finding& finding : serious_findings(store, document))
      out += finding_lines(finding, false) + decision_lines(decision_of(made, document, finding.rule, today));
    out += '\n';
  }
  if (documents.empty()) return "Every document is fit to index.\n";
  const std::string rest = decided == 0 ? std::string()
                                        : fmt::format(" by their score; {} of them {} indexed all the same", decided,
                                                      decided == 1 ? "is" : "are");
  return out + indented(fmt::format("{} document{} not fit to index{}. What to do about one: assay explain DOCUMENT",
                                    documents.size(), documents.size() == 1 ? " is" : "s are", rest),
                        "", "");
}

bool any_flagged(const Store& store, std::string_view collection, const Policy& policy, std::string_view today) {
  const std::vector<DocumentInfo> documents = flagged_documents(store, collection);
  return std::any_of(documents.begin(), documents.end(),
                     [&](const DocumentInfo& document) { return !fit_to_index(store, document, policy, today); });
}

Rows flagged_rows(const Store& store, std::string_view collection, std::string_view today) {
  Rows rows{
      "Flagged documents",
      {{"document"}, {"score"}, {"severity"}, {"rule"}, {"place"}, {"message"}, {"evidence"}, {"state"}, {"link"}},
      {}};
  for (const DocumentInfo& document : flagged_documents(store, collection)) {
    const std::vector<Decision> made = decisions(store, document.id);
    const std::string link = file_uri(document.root, document.path);
    for (const Finding& finding : serious_findings(store, document)) {
      const std::string page = finding.place.page ? fmt::format("#page={}", *finding.place.page) : std::string();
      rows.rows.push_back({joined_path(document.root, document.path), document.score ? Field(*document.score) : Field(),
                           std::string(to_string(finding.severity)), finding.rule, to_string(finding.place),
                           finding.message, finding.evidence,
                           std::string(to_string(state_of(made, document, finding.rule, today))), link + page});
    }
  }
  return rows;
}

Rows review_rows(const Store& store, const DocumentInfo& document, std::string_view today) {
  Rows rows{joined_path(document.root, document.path),
            {{"severity"}, {"rule"}, {"message"}, {"state"}, {"until"}, {"by"}, {"why"}},
            {}};
  const std::vector<Decision> made = decisions(store, document.id);
  const auto of = [&made](std::string_view rule) {
    const auto found = std::find_if(made.begin(), made.end(), [rule](const Decision& d) { return d.rule == rule; });
    return found == made.end() ? Decision{} : *found;
  };
  const auto add = [&](std::string_view severity, const std::string& rule, const std::string& message) {
    const Decision decision = of(rule);
    rows.rows.push_back({std::string(severity), rule, message,
                         std::string(to_string(state_of(made, document, rule, today))), decision.until, decision.person,
                         decision.reason});
  };
  if (!of("").person.empty()) add("", "", "The whole document");
  for (const Finding& finding : serious_findings(store, document))
    add(to_string(finding.severity), finding.rule, finding.message);
  return rows;
}

Rows audit_rows(const Store& store) {
  Rows rows{
      "Audit", {{"number"}, {"decided"}, {"by"}, {"document"}, {"rule"}, {"state"}, {"until"}, {"why"}, {"hash"}}, {}};
  for (const AuditEntry& entry : audit(store))
    rows.rows.push_back({static_cast<double>(entry.number), entry.decided, entry.person,
                         joined_path(entry.root, entry.path), entry.rule, entry.state, entry.until, entry.reason,
                         entry.hash});
  return rows;
}

DocumentInfo find_document(const Store& store, const std::string& name) {
  std::vector<DocumentInfo> found = store.find_documents(name);
  std::error_code ignored;  // as it is typed from another folder, or with "./"
  if (found.empty() && std::filesystem::exists(name, ignored))
    found = store.find_documents(std::filesystem::weakly_canonical(name, ignored).string());
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    throw RunError(ExitCode::impossible,
                   fmt::format("The store knows no document '{}'. Name it by its path, or the end of it.", name));
  }
  std::string list;
  for (const DocumentInfo& document : found) list += "\n  " + joined_path(document.root, document.path);
  throw RunError(ExitCode::usage,
                 fmt::format("'{}' is the name of {} documents; say which:{}", name, found.size(), list));
}

Rows status_rows(const Store& store, int latest) {
  const std::vector<RunInfo> runs = store.runs({}, latest);
  const bool sampled = std::any_of(runs.begin(), runs.end(), [](const RunInfo& run) { return run.sample_of; });
  const bool done = std::all_of(runs.begin(), runs.end(), [](const RunInfo& run) { return run.state == "done"; });
  // Of each collection the latest run alone can be gone on with.
  std::set<std::string> seen;
  std::vector<Field> notes;
  for (const RunInfo& run : runs) {
    const bool open = seen.insert(run.collection).second && run.state == "interrupted";
    notes.push_back(open ? Field("stopped in the middle; the next run goes on from there") : Field());
  }
  const bool noted = std::any_of(notes.begin(), notes.end(), [](const Field& note) { return note.index() != 0; });
  // A terminal has 80 columns: what the others say already stands in the other formats alone.
  Rows rows{"Runs",
            {{"run"},
             {"collection"},
             {"started", 0, true, true},
             {"state"},
             {"files"},
             {"found", 0, sampled},
             {"read"},
             {"reused", 0, false},
             {"failed"},
             {"flagged"},
             {"seconds", 1, !sampled && done},
             {"files/s", 1, false},
             {"note", 0, noted}},
            {}};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunInfo& run = runs[i];
    const bool timed = run.seconds && *run.seconds > 0;
    rows.rows.push_back({static_cast<double>(run.id), run.collection, run.started, run.state,
                         static_cast<double>(run.counts.discovered),
                         static_cast<double>(run.sample_of.value_or(run.counts.discovered)),
                         static_cast<double>(run.counts.read), static_cast<double>(run.counts.reused),
                         static_cast<double>(run.counts.failed), static_cast<double>(run.counts.flagged),
                         run.seconds ? Field(*run.seconds) : Field(),
                         timed ? Field(run.counts.discovered / *run.seconds) : Field(), notes[i]});
  }
  return rows;
}

void write_chunks(const Store& store, const DocumentInfo& document, const std::function<void(std::string_view)>& use) {
  const auto number = [](const std::optional<int>& value) { return value ? ordered_json(*value) : ordered_json(); };
  store.chunks(document.id, [&](int index, const Chunk& chunk) {
    const ordered_json line = {{"document", joined_path(document.root, document.path)},
                               {"sha256", document.sha256},
                               {"chunk", index},
                               {"kind", chunk.kind == ChunkKind::table ? "table" : "text"},
                               {"heading_path", chunk.heading_path},
                               {"first_page", number(chunk.first_page)},
                               {"last_page", number(chunk.last_page)},
                               {"table", number(chunk.table)},
                               {"first_row", number(chunk.first_row)},
                               {"last_row", number(chunk.last_row)},
                               {"fit", document.fit},
                               {"text", chunk.text}};
    use(dumped(line, -1));
  });
}

}  // namespace assay
