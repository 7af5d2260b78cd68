// Single documents on the page: the worst, and those that could not be read.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/text.hpp"
#include "pipeline/store/json.hpp"

namespace assay {

using namespace words;

namespace {

constexpr int shown_worst = 24, shown_of_rule = 3, shown_findings = 3, shown_unread = 60;
constexpr std::int64_t most_picture_bytes = 450'000;  // a third more in the page, which stays under 1 MB

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
  FROM profiled_documents d JOIN ranked r ON r.document_id = d.document_id AND r.rank = 1
  WHERE d.collection = ? AND d.fit = 0 AND d.status IN ('ok', 'partial'))
SELECT document_id, root, path, score FROM worst WHERE of_rule <= ? ORDER BY score, path, root LIMIT ?)";

constexpr const char* findings_query = R"(
SELECT severity, message, place, evidence, page, place_json, advice FROM findings WHERE document_id = ?
ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, id)";

// What a picture may show: nothing of a document in which something sensitive was found, since a report is read by more
// people than the document; no empty page, which looks like a picture that is missing; and a box only on a page that was not turned, since it is told as read.
constexpr const char* picture_query = R"(
SELECT d.sha256, coalesce(p.rotation, 0) FROM current_documents d
LEFT JOIN pages p ON p.extraction_id = d.extraction_id AND p.number = ?2
WHERE d.document_id = ?1 AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.document_id
  AND f.rule IN ('format.personal_data', 'format.identity_data', 'format.secrets'))
  AND coalesce(p.ink_coverage, 1) > 0.0005)";

constexpr const char* in_part_query = R"(
SELECT d.document_id, d.root, d.path,
       (SELECT f.message FROM findings f WHERE f.document_id = d.document_id AND f.dimension IN ('completeness', 'format')
        ORDER BY f.rule IN ('completeness.limit', 'completeness.pages_not_read', 'format.damaged') DESC,
                 CASE f.severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.id LIMIT 1)
FROM profiled_documents d WHERE d.collection = ? AND d.status = 'partial' ORDER BY d.path, d.root)";

struct WorstFindings {
  std::string html;
  std::optional<Place> place;  // the first on a page
  std::string message;         // of that one
};

WorstFindings findings_of(SQLite::Statement& query, std::int64_t document) {
  query.reset();
  query.bind(1, document);
  WorstFindings found{"<ul class=\"findings\">\n", std::nullopt, {}};
  int seen = 0;
  std::string told;  // advice, once for findings of one rule
  while (query.executeStep()) {
    if (++seen > shown_findings) continue;
    const std::string place = query.getColumn(2).getString(), evidence = query.getColumn(3).getString();
    const std::string message = query.getColumn(1).getString();
    found.html += fmt::format("<li><span class=\"severity {0}\">{0}</span> {1}",
                              html_text(query.getColumn(0).getString()), html_text(message, 300));
    if (!place.empty()) found.html += fmt::format(" <span class=\"quiet\">{}</span>", html_text(place, 100));
    if (!evidence.empty()) found.html += fmt::format("<br><q><bdi>{}</bdi></q>", html_text(evidence, 240));
    if (const std::string advice = query.getColumn(6).getString(); !advice.empty() && advice != told) {
      found.html += fmt::format("<br>→ {}", html_text(advice, 300));
      told = advice;
    }
    found.html += "</li>\n";
    if (found.place || query.getColumn(4).isNull()) continue;
    const Place exact = from_column<Place>(query.getColumn(5).getString());
    if (!exact.part.empty()) continue;  // of a document inside of this one
    found.place = exact;
    found.place->page = query.getColumn(4).getInt();
    found.message = message;
  }
  if (seen > shown_findings) found.html += fmt::format("<li class=\"quiet\">and {} more</li>\n", seen - shown_findings);
  found.html += "</ul>\n";
  return found;
}

std::string base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

// Cut-outs of pages, as many as the page may hold.
class Pictures {
 public:
  Pictures(SQLite::Database& database, const PictureOf& picture_of)
      : query_(database, picture_query), of_(picture_of) {}

  std::string html(const DocumentRef& document, const WorstFindings& found) {
    if (!of_ || !found.place || left_ <= 0) return {};
    query_.reset();
    query_.bind(1, document.id);
    query_.bind(2, *found.place->page);
    if (!query_.executeStep()) return {};
    const bool turned = query_.getColumn(1).getInt() != 0;
    const auto picture =
        of_(document, query_.getColumn(0).getString(), *found.place->page, turned ? std::nullopt : found.place->box);
    if (!picture || static_cast<std::int64_t>(picture->size()) > left_) return {};
    left_ -= static_cast<std::int64_t>(picture->size());
    return fmt::format(
        "<figure class=\"page\"><img class=\"cutout\" alt=\"{1}\" src=\"data:image/jpeg;base64,{2}\">"
        "<figcaption>Page {0}</figcaption></figure>\n",
        *found.place->page,
        html_text(fmt::format("Page {}{}: {}", *found.place->page,
                              found.place->box && !turned ? ", the place in a frame" : "", found.message),
                  300),
        base64(*picture));
  }

 private:
  SQLite::Statement query_;
  const PictureOf& of_;
  std::int64_t left_ = most_picture_bytes;
};

// Of each file that was read in part what speaks most of its being whole.
std::string read_in_part(SQLite::Database& database, const Comparison& comparison) {
  SQLite::Statement query(database, in_part_query);
  query.bind(1, comparison.corpus.collection);
  std::string rows;
  std::int64_t all = 0;
  while (query.executeStep()) {
    if (++all > shown_unread) continue;
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
        html_link({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString()}),
        html_text(query.getColumn(3).getText("unknown"), 300));
  }
  if (all == 0) return {};
  return fmt::format(
      "<h3>Read in part</h3>\n<p>{}: what could be read of them gets into an index, the rest is missing there.{}</p>\n"
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Files that were read in part\">\n<table>\n"
      "<thead><tr><th scope=\"col\">File</th><th scope=\"col\">What is missing, or why</th></tr></thead>\n<tbody>\n{}"
      "</tbody>\n</table>\n</div>\n",
      counted(all, "file"), all > shown_unread ? fmt::format(" The first {}.", shown_unread) : "", rows);
}

std::string unread_files(SQLite::Database& database, const Comparison& comparison) {
  SQLite::Statement query(database,
                          "SELECT document_id, root, path, failure_kind, failure_message FROM profiled_documents "
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
  const bool sample = comparison.corpus.sample.has_value();
  if (all == 0) return fmt::format("<p>Every file of the {} could be read.</p>\n", sample ? "sample" : "corpus");
  std::string html = fmt::format(
      "<p>{} of {} of the {}. Nothing of them gets into an index.</p>\n<div class=\"scroll\" role=\"region\" "
      "tabindex=\"0\" aria-label=\"Files that could not be read\">\n<table>\n<thead><tr><th scope=\"col\">File</th><th "
      "scope=\"col\">Why</th><th scope=\"col\">What "
      "happened</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
      count(all), counted(comparison.corpus.documents, "file"), sample ? "sample" : "corpus", rows);
  if (all > shown_unread)
    html += fmt::format("<p class=\"note\">The first {} of {}; all of them in sheet “Not read” of {}.</p>\n",
                        shown_unread, count(all), workbook_link);
  return html;
}

}  // namespace

std::string html_worst(SQLite::Database& database, const Comparison& comparison, const PictureOf& picture_of) {
  SQLite::Statement documents(database, worst_query), findings(database, findings_query);
  documents.bind(1, comparison.corpus.collection);
  documents.bind(2, shown_of_rule);
  documents.bind(3, shown_worst);
  Pictures pictures(database, picture_of);
  std::string html;
  int shown = 0;
  for (; documents.executeStep(); ++shown) {
    const SQLite::Column score = documents.getColumn(3);
    const DocumentRef document{documents.getColumn(0).getInt64(), documents.getColumn(1).getString(),
                               documents.getColumn(2).getString()};
    const WorstFindings found = findings_of(findings, document.id);
    html += fmt::format("<li>{} <span class=\"quiet\">score {}</span>\n{}{}</li>\n", html_link(document),
                        score.isNull() ? "unknown" : points(score.getDouble()) + " of 100", found.html,
                        pictures.html(document, found));
  }
  if (shown == 0) return "<p>No document that was read is unfit.</p>\n";
  return fmt::format(
      "<p>{} of the {}, read and not fit to index: of each worst finding the lowest "
      "scores, at most {}. All of them in sheet “Documents” of {}, or by <code>assay flagged</code>. No page is shown "
      "of documents in which personal data, identity numbers or secrets were "
      "found.</p>\n<ol class=\"worst\">\n{}</ol>\n",
      counted(shown, "document"), comparison.corpus.sample ? "sample" : "corpus", shown_of_rule, workbook_link, html);
}

std::string html_unread(SQLite::Database& database, const Comparison& comparison) {
  return unread_files(database, comparison) + read_in_part(database, comparison);
}

}  // namespace assay
