// Single documents on the page: the worst, and those that could not be read.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr int shown_worst = 24, shown_of_rule = 3, shown_findings = 3, shown_unread = 60;

// The unfit documents of the corpus that were read, each with its worst rule; of each rule the worst few, so that one
// frequent defect does not hide the others.
constexpr const char* worst_query = R"(
WITH ranked AS (
  SELECT f.document_id, f.rule,
         row_number() OVER (PARTITION BY f.document_id ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1
                            WHEN 'warning' THEN 2 ELSE 3 END, f.rule, f.id) AS rank
  FROM findings f),
worst AS (
  SELECT d.document_id, d.root, d.path, d.score, r.rule,
         row_number() OVER (PARTITION BY r.rule ORDER BY d.score, d.path, d.root) AS of_rule
  FROM current_documents d JOIN ranked r ON r.document_id = d.document_id AND r.rank = 1
  WHERE d.collection = ? AND d.fit = 0 AND d.status IN ('ok', 'partial'))
SELECT document_id, root, path, score FROM worst WHERE of_rule <= ? ORDER BY score, path, root LIMIT ?)";

constexpr const char* findings_query = R"(
SELECT severity, message, place, evidence FROM findings WHERE document_id = ?
ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, id)";

std::string findings_of(SQLite::Statement& query, std::int64_t document) {
  query.reset();
  query.bind(1, document);
  std::string html = "<ul class=\"findings\">\n";
  int seen = 0;
  while (query.executeStep()) {
    if (++seen > shown_findings) continue;
    const std::string place = query.getColumn(2).getString(), evidence = query.getColumn(3).getString();
    html += fmt::format("<li><span class=\"severity {0}\">{0}</span> {1}", html_text(query.getColumn(0).getString()),
                        html_text(query.getColumn(1).getString(), 300));
    if (!place.empty()) html += fmt::format(" <span class=\"quiet\">{}</span>", html_text(place, 100));
    if (!evidence.empty()) html += fmt::format("<br><q><bdi>{}</bdi></q>", html_text(evidence, 240));
    html += "</li>\n";
  }
  if (seen > shown_findings) html += fmt::format("<li class=\"quiet\">and {} more</li>\n", seen - shown_findings);
  return html + "</ul>\n";
}

}  // namespace

std::string html_worst(SQLite::Database& database, const Comparison& comparison) {
  SQLite::Statement documents(database, worst_query), findings(database, findings_query);
  documents.bind(1, comparison.corpus.collection);
  documents.bind(2, shown_of_rule);
  documents.bind(3, shown_worst);
  std::string html;
  int shown = 0;
  for (; documents.executeStep(); ++shown) {
    const SQLite::Column score = documents.getColumn(3);
    html += fmt::format("<li>{} <span class=\"quiet\">score {}</span>\n{}</li>\n",
                        html_link({documents.getColumn(0).getInt64(), documents.getColumn(1).getString(),
                                   documents.getColumn(2).getString()}),
                        score.isNull() ? "unknown" : points(score.getDouble()),
                        findings_of(findings, documents.getColumn(0).getInt64()));
  }
  if (shown == 0) return "<p>No document that was read is unfit.</p>\n";
  return fmt::format(
      "<p>{} documents of the corpus that were read and are not fit to index: of each worst finding the lowest "
      "scores, at most {}. All of them in sheet “Documents” of report.xlsx, or by <code>assay "
      "flagged</code>.</p>\n<ol class=\"worst\">\n{}</ol>\n",
      shown, shown_of_rule, html);
}

std::string html_unread(SQLite::Database& database, const Comparison& comparison) {
  SQLite::Statement query(database,
                          "SELECT document_id, root, path, failure_kind, failure_message FROM current_documents "
                          "WHERE collection = ? AND status IN ('failed', 'skipped') ORDER BY failure_kind, path, root");
  query.bind(1, comparison.corpus.collection);
  std::string rows;
  std::int64_t all = 0;
  while (query.executeStep()) {
    if (++all > shown_unread) continue;
    const auto text = [&query](int column) {
      return query.getColumn(column).isNull() ? std::string() : query.getColumn(column).getString();
    };
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                        html_link({query.getColumn(0).getInt64(), text(1), text(2)}), html_text(title_from_id(text(3))),
                        html_text(text(4), 300));
  }
  if (all == 0) return "<p>Every file of the corpus could be read.</p>\n";
  std::string html = fmt::format(
      "<p>{} of {} files of the corpus. Nothing of them gets into an index.</p>\n<div class=\"scroll\" role=\"region\" "
      "tabindex=\"0\" aria-label=\"Files that could not be read\">\n<table>\n<thead><tr><th scope=\"col\">File</th><th "
      "scope=\"col\">Why</th><th scope=\"col\">What "
      "happened</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
      count(all), count(comparison.corpus.documents), rows);
  if (all > shown_unread)
    html += fmt::format("<p class=\"note\">The first {} of {}; all of them in sheet “Not read” of report.xlsx.</p>\n",
                        shown_unread, count(all));
  return html;
}

}  // namespace assay
