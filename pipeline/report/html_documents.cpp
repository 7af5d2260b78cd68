// Single documents on the page: the worst, and those that could not be read.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/text.hpp"
#include "pipeline/store/json.hpp"

namespace assay {

using namespace words;

namespace {

constexpr int shown_findings = 3;
constexpr std::int64_t most_picture_bytes = 450'000;  // a third more in the page, which stays under 1 MB

constexpr const char* findings_query = R"(
SELECT severity, message, place, evidence, page, place_json, advice FROM findings WHERE document_id = ?
ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, id)";

// What a picture may show: nothing of a document in which something sensitive was found, since a report is read by more
// people than the document; no empty page, which looks like a picture that is missing; and a box only on a page that
// was not turned, since it is told as read.
constexpr const char* picture_query = R"(
SELECT d.sha256, coalesce(p.rotation, 0) FROM current_documents d
LEFT JOIN pages p ON p.extraction_id = d.extraction_id AND p.number = ?2
WHERE d.document_id = ?1 AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.document_id
  AND f.rule IN ('format.personal_data', 'format.identity_data', 'format.secrets'))
  AND coalesce(p.ink_coverage, 1) > 0.0005)";

constexpr const char* failure_query =
    "SELECT failure_kind, failure_message FROM current_documents WHERE document_id = ?";

// Of a file that was read in part what speaks most of its being whole.
constexpr const char* in_part_query = R"(
SELECT message FROM findings WHERE document_id = ? AND dimension IN ('completeness', 'format')
ORDER BY rule IN ('completeness.limit', 'completeness.pages_not_read', 'format.damaged') DESC,
         CASE severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, id LIMIT 1)";

struct WorstFindings {
  std::string html;
  std::optional<Place> place;  // the first on a page
  std::string message;         // of that one
};

// Evidence that says no more than the message or the place beside it.
bool repeats(const std::string& evidence, const std::string& message, const std::string& place) {
  return evidence.empty() || message.find(evidence) != std::string::npos || place.find(evidence) != std::string::npos;
}

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
    if (!repeats(evidence, message, place))
      found.html += fmt::format("<br><q><bdi>{}</bdi></q>", html_text(evidence, 240));
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

std::string text_at(SQLite::Statement& query, int column) {
  const SQLite::Column value = query.getColumn(column);
  return value.isNull() ? std::string() : value.getString();
}

std::string read_in_part(SQLite::Database& database, const Comparison& comparison) {
  const std::vector<DocumentRef>& files = comparison.notable.in_part;
  if (files.empty()) return {};
  SQLite::Statement query(database, in_part_query);
  HtmlTable table("Files that were read in part", {"File", "What is missing, or why"}, "--");
  for (const DocumentRef& file : files) {
    query.reset();
    query.bind(1, file.id);
    table.row({html_link(file), query.executeStep() ? html_text(text_at(query, 0), 300) : "unknown"});
  }
  const auto shown = static_cast<std::int64_t>(files.size());
  return fmt::format(
      "<h3>Read in part</h3>\n<p>{}: what could be read of them gets into an index, the rest is missing "
      "there.{}</p>\n{}",
      counted(comparison.corpus.partial, "file"),
      comparison.corpus.partial > shown ? fmt::format(" The first {}.", shown) : "", table.done());
}

std::string not_read(SQLite::Database& database, const Comparison& comparison) {
  const std::vector<DocumentRef>& files = comparison.notable.unread;
  const SideSummary& corpus = comparison.corpus;
  const std::string_view whole = corpus.sample ? "sample" : "corpus";
  if (files.empty()) return fmt::format("<p>Every file of the {} could be read.</p>\n", whole);
  SQLite::Statement query(database, failure_query);
  HtmlTable table("Files that could not be read", {"File", "Why", "What happened"}, "---");
  for (const DocumentRef& file : files) {
    query.reset();
    query.bind(1, file.id);
    const bool known = query.executeStep();
    table.row({html_link(file), known ? html_text(title_from_id(text_at(query, 0))) : "unknown",
               known ? html_text(text_at(query, 1), 300) : "unknown"});
  }
  const std::int64_t all = corpus.failed + corpus.skipped;
  std::string html = fmt::format("<p>{} of {} of the {}. Nothing of them gets into an index.</p>\n{}", count(all),
                                 counted(corpus.documents, "file"), whole, table.done());
  if (all > static_cast<std::int64_t>(files.size()))
    html += fmt::format("<p class=\"note\">The first {} of {}; all of them in sheet “Not read” of {}.</p>\n",
                        files.size(), count(all), workbook_link);
  return html;
}

}  // namespace

std::string html_unread(SQLite::Database& database, const Comparison& comparison) {
  return not_read(database, comparison) + read_in_part(database, comparison);
}

std::string html_worst(SQLite::Database& database, const Comparison& comparison, const PictureOf& picture_of) {
  if (comparison.notable.worst.empty()) return "<p>No document that was read is unfit.</p>\n";
  SQLite::Statement findings(database, findings_query);
  Pictures pictures(database, picture_of);
  std::string html;
  for (const auto& [document, score] : comparison.notable.worst) {
    const WorstFindings found = findings_of(findings, document.id);
    html += fmt::format("<li>{} <span class=\"quiet\">score {}</span>\n{}{}</li>\n", html_link(document),
                        score ? points(*score) + " of 100" : "unknown", found.html, pictures.html(document, found));
  }
  return fmt::format(
      "<p>{} of the {} of the {} that were read and are not fit to index: of each worst finding the lowest "
      "scores, at most {}. All of them in sheet “Documents” of {}, or by <code>assay flagged</code>. No page is shown "
      "of documents in which personal data, identity numbers or secrets were "
      "found.</p>\n<ol class=\"worst\">\n{}</ol>\n",
      comparison.notable.worst.size(), counted(comparison.notable.worst_of, "document"),
      comparison.corpus.sample ? "sample" : "corpus", shown_worst_of_rule, workbook_link, html);
}

}  // namespace assay
