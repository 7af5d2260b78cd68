#include "pipeline/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/embedded.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/plots.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_suggestions = 15, shown_causes = 10, shown_in_account = 8;

std::string style_sheet() {
  for (const EmbeddedFile& file : embedded_files())
    if (file.name == "report.css") return std::string(file.content);
  return {};
}

std::string_view verdict_words(const Comparison& comparison) {
  switch (comparison.headline.verdict) {
    case Verdict::flattering:
      return "The pilot was kinder than the corpus";
    case Verdict::stricter:
      return "The pilot was harder than the corpus";
    case Verdict::alike:
    case Verdict::inconclusive:
      break;
  }
  if (comparison.likeness.verdict == LikenessVerdict::not_representative) return "The pilot is not like the corpus";
  return comparison.headline.verdict == Verdict::alike ? "The pilot is like the corpus"
                                                       : "Inconclusive: the pilot cannot say";
}

// The colour of the box: green only where nothing speaks against going.
std::string_view style_of(const Comparison& comparison) {
  const Verdict verdict = comparison.headline.verdict;
  const bool open = comparison.likeness.verdict != LikenessVerdict::representative;
  return verdict == Verdict::alike && open ? to_string(Verdict::inconclusive) : to_string(verdict);
}

std::string tile(std::string_view label, const std::string& value, const std::string& note) {
  return fmt::format("<div><dt>{}</dt><dd><strong>{}</strong><span>{}</span></dd></div>\n", label, value, note);
}

std::string figure_note(const Figure& figure, double scale, bool shares) {
  std::string note;
  const auto word = [&](double value) { return shares ? percent(value) : points(value * scale); };
  if (figure.interval)
    note = fmt::format("95 % interval {} to {}; ", word(figure.interval->low), word(figure.interval->high));
  return note + fmt::format("n = {}", count(figure.n));
}

// Of a corpus that was counted only in part an interval says something else than of a sample.
std::string corpus_note(const SideSummary& corpus) {
  if (corpus.sample) return figure_note(corpus.fit_share, 1, true);
  const std::string n = fmt::format("n = {}", count(corpus.fit_share.n));
  if (corpus.fit_share.interval)
    return fmt::format("between {} and {} with those not assessed yet; {}", percent(corpus.fit_share.interval->low),
                       percent(corpus.fit_share.interval->high), n);
  if (!corpus.complete) return n;
  return fmt::format("{} of {}, counted", count(corpus.fit), count(corpus.fit_share.n));
}

std::string coverage_note(const Comparison& comparison) {
  const std::int64_t read = comparison.corpus.documents;
  if (!comparison.corpus.sample) {
    std::string kinds;
    for (const std::string& dimension : comparison.coverage.dimensions)
      kinds += (kinds.empty() ? "" : ", ") + html_text(lower_first(category_title(dimension)));
    return fmt::format("of {}, counted; by {}", counted(read, "document"), kinds);
  }
  return figure_note({std::nullopt, comparison.coverage.uncovered_interval, read}, 1, true);
}

std::string tiles(const Comparison& comparison) {
  const SideSummary &corpus = comparison.corpus, &pilot = comparison.pilot;
  const auto share = [](const Figure& figure) { return figure.value ? percent(*figure.value) : "unknown"; };
  const auto score = [](const Figure& figure) { return figure.value ? points(*figure.value) : "unknown"; };
  const std::int64_t unread = corpus.failed + corpus.skipped;
  return "<dl class=\"tiles\">\n" +
         tile("Pilot fit to index", share(pilot.fit_share), figure_note(pilot.fit_share, 1, true)) +
         tile("Corpus fit to index", share(corpus.fit_share), corpus_note(corpus)) +
         tile("Not covered by the pilot", percent(comparison.coverage.uncovered_share), coverage_note(comparison)) +
         tile("Could not be read", count(unread),
              fmt::format("of {}{}; {} more in part; of the pilot {} of {}", counted(corpus.documents, "file"),
                          corpus.sample ? " of the sample" : "", count(corpus.partial),
                          count(pilot.failed + pilot.skipped), count(pilot.documents))) +
         tile("Mean score, pilot", score(pilot.mean_score), figure_note(pilot.mean_score, 1, false)) +
         tile("Mean score, corpus", score(corpus.mean_score),
              figure_note(corpus.mean_score, 1, false) + ", of those read") +
         "</dl>\n";
}

std::string sample_strata(const SampleSummary& sample) {
  HtmlTable table("How the sample was drawn", {"Stratum", "Documents in the corpus", "Read", "Size"}, "-nnn");
  for (const SampleSummary::Stratum& stratum : sample.strata)
    table.row({html_text(stratum.title), count(stratum.documents), count(stratum.read), bytes(stratum.bytes)});
  return "<details><summary>How the sample was drawn</summary>\n" + table.done() + "</details>\n";
}

std::string verdict(const Comparison& comparison) {
  const Headline& headline = comparison.headline;
  std::string html = fmt::format(
      "<section id=\"verdict\" class=\"verdict {}\" aria-labelledby=\"h-verdict\">\n<h2 id=\"h-verdict\">{}</h2>\n<p "
      "class=\"lead\">{}</p>\n",
      style_of(comparison), verdict_words(comparison),
      html_text(comparison.decision.empty() ? headline.sentence : comparison.decision, 1000));
  if (!comparison.decision.empty()) html += fmt::format("<p>{}</p>\n", html_text(headline.sentence, 1000));
  if (!headline.because.empty()) html += fmt::format("<p>{}</p>\n", html_text(headline.because, 1000));
  if (headline.pilot_needed)
    html += fmt::format("<p>A pilot of about {} drawn by lot would settle it, if its share stayed what it is.</p>\n",
                        counted(*headline.pilot_needed, "document"));
  if (!comparison.outlook.empty()) html += fmt::format("<p>{}</p>\n", html_text(comparison.outlook, 1000));
  html += fmt::format("<p>{}</p>\n", html_text(comparison.likeness.sentence, 1000));
  for (std::size_t i = 1; i < comparison.transfers.size(); ++i)
    html += fmt::format("<p>{}</p>\n", html_text(comparison.transfers[i].sentence, 1000));
  html += tiles(comparison);
  if (comparison.corpus.sample) html += sample_strata(*comparison.corpus.sample);
  html +=
      "<p class=\"note\">Fit to index: the document could be read, and nothing grave was found in it (an error or "
      "worse, unless your policy draws the line elsewhere). The score, 0 to 100, says how much speaks against a "
      "document; it is capped by its worst finding.</p>\n";
  for (const std::string& note : comparison.notes) html += fmt::format("<p class=\"note\">{}</p>\n", html_text(note));
  return html + "</section>\n";
}

std::string points_within(double value, const std::optional<Interval>& interval) {
  std::string text = fmt::format("<strong>{}</strong>", signed_points(value));
  if (interval)
    text += fmt::format(" <span class=\"quiet\">({} to {})</span>", points(interval->low), points(interval->high));
  return text;
}

// The gap as one account: by finding and by reason at once, so that whoever adds up finds the same total either way.
std::string account(const Headline& headline, bool sample) {
  if (!headline.gap.value || headline.by_rule.empty()) return {};
  HtmlTable table("The points by finding and by reason",
                  {"Worst finding", "Types and origins that the pilot lacks", "Another mix of the others",
                   "The same ones are worse", "Together"},
                  "-nnnn");
  RuleContribution rest;
  std::size_t shown = 0;
  double together = 0;
  for (const RuleContribution* cause : largest_causes(headline)) {
    if (shown++ < shown_in_account) {
      table.row({html_text(cause->title), signed_points(cause->unseen), signed_points(cause->mix),
                 signed_points(cause->within), signed_points(*cause->points.value)});
      continue;
    }
    rest.unseen += cause->unseen;
    rest.mix += cause->mix;
    rest.within += cause->within;
    together += *cause->points.value;
  }
  if (shown > shown_in_account)
    table.row({counted(static_cast<std::int64_t>(shown - shown_in_account), "more finding"), signed_points(rest.unseen),
               signed_points(rest.mix), signed_points(rest.within), signed_points(together)});
  table.row({"<strong>All</strong>", points_within(headline.unseen_points, headline.unseen_interval),
             points_within(headline.mix_points, headline.mix_interval),
             points_within(headline.within_points, headline.within_interval),
             points_within(*headline.gap.value, headline.gap.interval)});
  const auto below = [](double points) { return points < -0.05; };
  const bool negative = below(headline.unseen_points) || below(rest.unseen) ||
                        std::any_of(headline.by_rule.begin(), headline.by_rule.end(),
                                    [&](const RuleContribution& cause) { return below(cause.unseen); });
  const std::string_view less =
      negative ? "<p class=\"note\">A number below 0 under “types and origins that the pilot lacks”: these documents "
                 "have that finding less often than the others, and so make the corpus look better.</p>\n"
               : "";
  return fmt::format(
      "<h3>The same {0} points as one account</h3>\n<p>Lines answer <em>what is wrong</em>, columns <em>why the pilot "
      "did not show it</em>: the corpus holds file types and origins of pages that the pilot lacks, it holds more or "
      "fewer of the others, or documents of the same type and origin are worse in it. Lines and columns add up "
      "to the same {0}. In brackets the 95 % interval of each sum: it is about the {1}{2}.</p>\n{3}{4}",
      signed_points(*headline.gap.value), counted(headline.gap.n, "pilot document"), sample ? " and the sample" : "",
      table.done(), less);
}

std::string why(const Comparison& comparison) {
  return "<section id=\"why\" aria-labelledby=\"h-why\">\n<h2 id=\"h-why\">Why</h2>\n" + fit_plot(comparison) +
         cause_plot(comparison) + account(comparison.headline, comparison.corpus.sample.has_value()) +
         coverage_plot(comparison) + mix_plot(comparison) + "</section>\n";
}

std::string examples(const std::vector<DocumentRef>& documents) {
  std::string html;
  for (const DocumentRef& document : documents) html += (html.empty() ? "" : ", ") + html_link(document);
  return html;
}

// What makes most documents of the corpus unfit, whether the pilot showed it or not, and what to do about it.
std::string corpus_steps(const Comparison& comparison) {
  std::vector<RuleContribution> causes = comparison.headline.by_rule;
  std::stable_sort(causes.begin(), causes.end(), [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  std::string html;
  std::size_t shown = 0;
  std::int64_t more = 0;
  for (const RuleContribution& cause : causes) {
    if (cause.corpus == 0) continue;
    if (shown == shown_causes) {
      more += cause.corpus;
      continue;
    }
    const auto rate = std::find_if(comparison.findings.begin(), comparison.findings.end(),
                                   [&](const FindingRate& finding) { return finding.rule == cause.rule; });
    html += fmt::format("<li><strong>{}</strong>: {}{}{}, {} of the {}.", html_text(cause.title),
                        cause.rule.starts_with('(') ? "" : "the worst finding of ", counted(cause.corpus, "document"),
                        comparison.corpus.sample ? " that were read" : "",
                        percent(static_cast<double>(cause.corpus) /
                                static_cast<double>(std::max<std::int64_t>(comparison.corpus.assessed, 1))),
                        comparison.corpus.sample ? "sample" : "corpus");
    if (rate != comparison.findings.end() && !rate->advice.empty()) html += " " + html_text(rate->advice);
    if (!cause.examples.empty())
      html += "<br><span class=\"quiet\">For example " + examples(cause.examples) + "</span>";
    html += "</li>\n";
    ++shown;
  }
  if (html.empty()) return "<p>No document of the corpus is unfit.</p>\n";
  html = "<ol>\n" + html + "</ol>\n";
  if (more > 0) html += fmt::format("<p class=\"note\">And {} for other reasons.</p>\n", counted(more, "document"));
  return html + fmt::format("<p class=\"note\">All of these documents: sheet “Documents” of {}.</p>\n", workbook_link);
}

// What is no defect of a document, but must be decided on.
std::string people_steps(const Comparison& comparison) {
  std::string html;
  for (const FindingRate& rate : comparison.findings)
    if (rate.corpus > 0 &&
        std::find(std::begin(rules_for_people), std::end(rules_for_people), rate.rule) != std::end(rules_for_people))
      html += fmt::format(
          "<li><strong>{}</strong>: {} of the corpus. {} {}<br><span class=\"quiet\">For example {}; all of them in "
          "sheet “Findings” of {}.</span></li>\n",
          html_text(rate.title), counted(rate.corpus, "document"), html_text(rate.why), html_text(rate.advice),
          examples(rate.examples), workbook_link);
  if (html.empty()) return {};
  return "<h3>Before anybody searches the index</h3>\n<ul>\n" + html + "</ul>\n";
}

// What could go, so that there is time for what is missing.
std::string redundant_list(const std::vector<Redundant>& redundant) {
  if (redundant.empty()) return {};
  std::string html = fmt::format("<details><summary>{} could go: the pilot would say as much without</summary>\n<ol>\n",
                                 counted(static_cast<std::int64_t>(redundant.size()), "pilot document"));
  for (std::size_t i = 0; i < std::min(redundant.size(), shown_suggestions); ++i)
    html += fmt::format("<li>{}<br><span class=\"quiet\">{}</span></li>\n", html_link(redundant[i].document),
                        html_text(redundant[i].reason));
  return html + "</ol></details>\n";
}

std::string pilot_steps(const Comparison& comparison) {
  const auto& all = comparison.suggestions;
  const std::int64_t unread = comparison.corpus.failed + comparison.corpus.skipped;
  const std::string apart =
      unread == 0 ? std::string()
                  : fmt::format(
                        "<p class=\"note\">No pilot document can stand for the {} that could not be read: repair "
                        "or exclude <a href=\"#unread\">those</a>; they count as not covered until then.</p>\n",
                        counted(unread, "file"));
  if (all.empty())
    return "<p>Every kind of document in the corpus that could be read has three pilot documents or all that there "
           "are.</p>\n" +
           apart + redundant_list(comparison.redundant);
  const std::size_t shown = std::min(all.size(), shown_suggestions);
  std::string html = fmt::format(
      "<p>Adding these {} documents to the pilot, in this order, brings the share that it does not cover from {} to "
      "{}; the share that one or two pilot documents show goes from {} to {}. Then profile again.</p>\n<ol>\n",
      shown, percent(comparison.coverage.uncovered_share), percent(all[shown - 1].uncovered_after),
      percent(comparison.coverage.thin_share), percent(all[shown - 1].thin_after));
  for (std::size_t i = 0; i < shown; ++i)
    html += fmt::format("<li>{}<br><span class=\"quiet\">{}</span></li>\n", html_link(all[i].document),
                        html_text(all[i].reason));
  html += fmt::format(
      "</ol>\n<p class=\"note\">More of them: sheet “Add to the pilot” of {}, or <code>assay suggest --budget "
      "N</code>. They are picked so that every kind is shown.",
      workbook_link);
  if (const auto needed = comparison.headline.pilot_needed)
    return html +
           fmt::format(
               " What is picked says nothing about shares: to settle the share fit to index, draw about {} more "
               "documents by lot, to a pilot of {} without those of this list.</p>\n",
               count(*needed - comparison.pilot.documents), count(*needed)) +
           apart;
  return html + "</p>\n" + apart + redundant_list(comparison.redundant);
}

std::string next_steps(const Comparison& comparison) {
  return "<section id=\"next\" aria-labelledby=\"h-next\">\n<h2 id=\"h-next\">What to do next</h2>\n"
         "<p>These lists can be worked on at the same time.</p>\n<h3>In the corpus: what makes most documents "
         "unfit</h3>\n" +
         corpus_steps(comparison) + people_steps(comparison) + "<h3>In the pilot: what it should hold</h3>\n" +
         pilot_steps(comparison) + "</section>\n";
}

std::string section(std::string_view id, std::string_view title, const std::string& content) {
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"h-{0}\">\n<h2 id=\"h-{0}\">{1}</h2>\n{2}</section>\n", id,
                     title, content);
}

std::string head(const Comparison& comparison) {
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{}</title>
<style>
{}</style>
</head>
<body>
<a class="skip" href="#verdict">To the verdict</a>
)",
                     html_text(fmt::format("Assay: {} against its pilot", comparison.corpus.collection)),
                     style_sheet());
}

std::string page_header(const Comparison& comparison) {
  const SideSummary &corpus = comparison.corpus, &pilot = comparison.pilot;
  return fmt::format(
      R"(<header>
<h1>Is the pilot what production will be?</h1>
<p>A corpus of {}{} (<bdi>{}</bdi>) against a pilot of {} (<bdi>{}</bdi>){}.</p>
<nav aria-label="Contents"><a href="#verdict">Verdict</a> <a href="#why">Why</a> <a href="#next">What to do</a>{}
<a href="#kinds">Kinds</a> <a href="#transfer">Transfer</a> <a href="#measures">Measures</a> <a href="#findings">Findings</a>
<a href="#worst">Worst documents</a> <a href="#unread">Not read</a> <a href="#how">How to read this</a></nav>
</header>
<main>
)",
      counted(corpus.sample ? corpus.sample->documents : corpus.documents, "document"),
      corpus.sample ? fmt::format(", of which a <strong>sample of {}</strong> was read,", count(corpus.documents)) : "",
      html_text(corpus.collection), count(pilot.documents), html_text(pilot.collection),
      corpus.last_run_finished.empty() ? "" : ", read " + html_text(day_and_time(corpus.last_run_finished)),
      comparison.since ? " <a href=\"#since\">Since the baseline</a>" : "");
}

// A number and its sign stay on one line.
std::string unbroken(std::string html) {
  for (const auto& [loose, tight] : {std::pair{" %", "&nbsp;%"}, std::pair{"n = ", "n&nbsp;=&nbsp;"}})
    for (std::size_t at = html.find(loose); at != std::string::npos; at = html.find(loose, at + 1))
      html.replace(at, std::string_view(loose).size(), tight);
  return html;
}

}  // namespace

void write_html(SQLite::Database& database, const Comparison& comparison, std::ostream& out,
                const PictureOf& picture_of) {
  out << head(comparison) << page_header(comparison)
      << unbroken(verdict(comparison) + why(comparison) + next_steps(comparison) +
                  (comparison.since ? section("since", "Since the baseline run", html_change(*comparison.since)) : "") +
                  section("kinds", "Kinds of documents", html_strata(comparison) + html_categories(comparison)) +
                  section("transfer", "What the pilot's results would be in the corpus", html_transfers(comparison)) +
                  section("measures", "Measures", html_measures(comparison)) +
                  section("findings", "Findings by rule", html_rules(comparison)))
      << section("worst", "The worst documents", html_worst(database, comparison, picture_of))
      << section("unread", "Files that could not be read", html_unread(database, comparison))
      << section("how", "How to read this", html_glossary(comparison))
      << fmt::format(
             "</main>\n<footer><p>Made by Assay, which reads a corpus of documents and says how far a search or an "
             "assistant can build on it. Every row behind this page is in {}, every figure in <a "
             "href=\"report.json\">report.json</a>, both beside it.</p></footer>\n</body>\n</html>\n",
             workbook_link);
}

}  // namespace assay
