// The tables of the page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/text.hpp"
#include "rules/measures/dates.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_strata = 30, shown_values = 12, shown_unseen = 20, shown_measures = 20;

std::string left_out(std::size_t shown, std::size_t all, std::string_view what, std::string_view sheet) {
  if (all <= shown) return {};
  return fmt::format("<p class=\"note\">The first {} of {} {}; all of them in sheet “{}” of {}.</p>\n", shown,
                     count(static_cast<std::int64_t>(all)), what, sheet, workbook_link);
}

std::string maybe_number(const std::optional<double>& value) {
  return value ? number(*value) : "unknown";
}

std::string share_interval(const Figure& figure) {
  if (!figure.value) return "unknown";
  std::string text = percent(*figure.value);
  if (figure.interval)
    text += fmt::format(" <span class=\"quiet\">({} to {})</span>", percent(figure.interval->low),
                        percent(figure.interval->high));
  return text;
}

std::string fit_words(std::int64_t fit, std::int64_t assessed) {
  if (assessed == 0) return "unknown";
  return fmt::format("{} <span class=\"quiet\">of {}</span>",
                     percent(static_cast<double>(fit) / static_cast<double>(assessed)), count(assessed));
}

std::string pilot_fit_words(std::int64_t fit, std::int64_t assessed) {
  if (assessed == 0) return "unknown";
  const Interval interval = jeffreys(fit, assessed);
  return fmt::format("{} <span class=\"quiet\">of {} ({} to {})</span>",
                     percent(static_cast<double>(fit) / static_cast<double>(assessed)), count(assessed),
                     percent(interval.low), percent(interval.high));
}

std::string unseen_list(const Coverage& coverage) {
  if (coverage.unseen.empty())
    return "<p>The corpus holds no type, origin, language or finding that the pilot does not.</p>\n";
  HtmlTable table("What the corpus holds and the pilot does not",
                  {"Not in the pilot", "What", "Documents", "Share", "A random pilot misses it", "Example"}, "--nnn-");
  std::size_t shown = 0;
  for (const Unseen& unseen : coverage.unseen) {
    if (shown++ == shown_unseen) break;
    table.row({html_text(unseen.title),
               html_text(unseen.category == "finding" ? "Finding" : category_title(unseen.category)),
               count(unseen.corpus), percent_within(unseen.share, unseen.share_interval), percent(unseen.chance_missed),
               unseen.examples.empty() ? "" : html_link(unseen.examples.front())});
  }
  return table.done() + left_out(shown_unseen, coverage.unseen.size(), "kinds and findings", "Not in the pilot");
}

std::string verdict_words(MeasureVerdict verdict) {
  switch (verdict) {
    case MeasureVerdict::differs:
      return "<strong>differs</strong>";
    case MeasureVerdict::alike:
      return "alike";
    case MeasureVerdict::inconclusive:
      return "cannot say";
    case MeasureVerdict::unknown:
      break;
  }
  return "unknown";
}

std::string p_words(const std::optional<double>& p) {
  if (!p) return "unknown";
  return *p < 0.001 ? "&lt; 0.001" : fmt::format("{:.3f}", *p);
}

std::string psi_words(const std::optional<Psi>& psi) {
  if (!psi) return "unknown";
  return fmt::format("{:.2f} <span class=\"quiet\">({:.2f} to be expected, {:.2f} in 5 %)</span>", psi->value,
                     psi->floor, psi->critical);
}

std::string spread_words(const Spread& spread, std::string_view unit) {
  if (!spread.median) return "unknown";
  const auto shown = [&](double value) { return unit == days_unit ? iso_date(std::lround(value)) : number(value); };
  std::string text = fmt::format("{} <span class=\"quiet\">({} to {}), n = {}", shown(*spread.median),
                                 shown(*spread.p10), shown(*spread.p90), count(spread.n));
  if (spread.not_read > 0) text += fmt::format(", {} not read", count(spread.not_read));
  const std::int64_t without = spread.not_applicable + spread.not_told;
  if (without > 0) text += fmt::format(", {} without", count(without));
  return text + "</span>";
}

// In the direction that matters to a reader: better or worse, not larger or smaller.
std::string effect_words(const MeasureComparison& measure) {
  if (!measure.effect.value) return "unknown";
  return fmt::format("{:+.2f} <span class=\"quiet\">({:+.2f} to {:+.2f})</span>", *measure.effect.value,
                     measure.effect.interval->low, measure.effect.interval->high);
}

std::string measure_table(std::string_view label, const std::vector<const MeasureComparison*>& measures) {
  HtmlTable table(label, {"Measure", "Verdict", "Corpus median", "Pilot median", "Effect", "Mean distance", "p", "PSI"},
                  "--nnnnnn");
  for (const MeasureComparison* measure : measures) {
    const bool date = measure->unit == days_unit;
    table.row({fmt::format("{} <span class=\"quiet\">{}</span>", html_text(measure->title),
                           date ? "date" : html_text(measure->unit)),
               verdict_words(measure->verdict), spread_words(measure->corpus, measure->unit),
               spread_words(measure->pilot, measure->unit), effect_words(*measure),
               maybe_number(measure->wasserstein) + (date && measure->wasserstein ? " days" : ""),
               p_words(measure->p_adjusted), psi_words(measure->psi)});
  }
  return table.done();
}

std::string severities(const FindingRate& rate) {
  std::string html;
  for (const Severity severity : {Severity::critical, Severity::error, Severity::warning, Severity::info})
    if (const std::int64_t documents = rate.corpus_by_severity[static_cast<std::size_t>(severity)]; documents > 0)
      html += fmt::format("{0}<span class=\"severity {1}\">{1}</span> {2}", html.empty() ? "" : "<br>",
                          to_string(severity), count(documents));
  return html;
}

}  // namespace

std::string html_link(const DocumentRef& document) {
  const std::string uri = file_uri(document.root, document.path), shown = html_text(document.path, 160);
  if (uri.empty()) return fmt::format("<bdi>{}</bdi>", shown);
  return fmt::format("<a href=\"{}\"><bdi>{}</bdi></a>", html_text(uri, 4000), shown);
}

// A kind of a few long files is more of the index than it is of the files.
std::string coverage_by_units(const Comparison& comparison) {
  const Coverage& coverage = comparison.coverage;
  HtmlTable table("Coverage by documents, pages and chunks",
                  {"Share of the corpus's", "How many", "Documents that have them", "In kinds without a pilot document",
                   "With one or two", "With three or more"},
                  "-nnnnn");
  table.row({"documents", count(comparison.corpus.documents), count(comparison.corpus.documents),
             percent_within(coverage.uncovered_share, coverage.uncovered_interval),
             percent_within(coverage.thin_share, coverage.thin_interval),
             percent_within(coverage.covered_share, coverage.covered_interval)});
  for (const auto& [name, of] : {std::pair{"pages", &coverage.pages}, std::pair{"chunks", &coverage.chunks}}) {
    if (!of->uncovered.value) continue;
    table.row({name, count(of->all), count(of->documents), percent_within(*of->uncovered.value, of->uncovered.interval),
               percent_within(*of->thin.value, of->thin.interval),
               percent_within(*of->covered.value, of->covered.interval)});
  }
  return table.done();
}

std::string language_note(const Coverage& coverage) {
  const std::int64_t all = coverage.language_lent + coverage.language_unknown;
  if (all == 0) return {};
  std::string html = fmt::format(
      "<p class=\"note\">Of {} of the corpus no language is told: too little is written, no one language could be made "
      "out, or nothing was read. ",
      counted(all, "document"));
  if (coverage.language_lent > 0)
    html += fmt::format("{} of them count{} with the most frequent kind that is like them in all else{}.",
                        count(coverage.language_lent), coverage.language_lent == 1 ? "s" : "",
                        coverage.language_unknown > 0 ? "; the others are kinds of their own" : "");
  else
    html += "They are kinds of their own.";
  return html + "</p>\n";
}

std::string html_strata(const Comparison& comparison) {
  const Coverage& coverage = comparison.coverage;
  std::string html = fmt::format(
      "<p>Of a kind that no pilot document shows: {} of {}{}. A random pilot of {} would miss any kind "
      "rarer than {} in over 5 % of cases; {} of the {} kinds are so rare.</p>\n",
      percent_within(coverage.uncovered_share, coverage.uncovered_interval),
      counted(comparison.corpus.sample ? comparison.corpus.sample->documents : comparison.corpus.documents,
              "corpus document"),
      comparison.corpus.sample ? ", as far as the sample shows" : "", count(comparison.pilot.documents),
      percent(coverage.blind_below), count(coverage.blind_strata),
      count(std::count_if(coverage.strata.begin(), coverage.strata.end(),
                          [](const Stratum& stratum) { return stratum.corpus > 0; })));
  html += coverage_by_units(comparison) + html_map(coverage);
  html += "<h3>Kind by kind</h3>\n";
  html += language_note(coverage);
  HtmlTable table("Kinds of documents",
                  {"Kind", "Corpus", "Pages", "Chunks", "Share", "Pilot", "Corpus fit", "Pilot fit", "Example"},
                  "-nnnnnnn-");
  std::size_t shown = 0;
  for (const Stratum& stratum : coverage.strata) {
    if (shown++ == shown_strata) break;
    table.row({html_text(stratum_title(coverage.dimensions, stratum.values)), count(stratum.corpus),
               count(stratum.corpus_pages), count(stratum.corpus_chunks),
               percent_within(stratum.share, stratum.share_interval),
               stratum.pilot == 0 ? "<strong class=\"alert\">none</strong>" : count(stratum.pilot),
               fit_words(stratum.corpus_fit, stratum.corpus_assessed),
               pilot_fit_words(stratum.pilot_fit, stratum.pilot_assessed),
               stratum.examples.empty() ? "" : html_link(stratum.examples.front())});
  }
  return html + table.done() + left_out(shown_strata, coverage.strata.size(), "kinds", "Kinds of documents") +
         "<h3>What the pilot does not hold at all</h3>\n" + unseen_list(coverage);
}

std::string html_categories(const Comparison& comparison) {
  std::string html = "<h3>Shares of each category</h3>\n";
  for (const CategoryComparison& category : comparison.categories) {
    html += fmt::format(
        "<details><summary>{}: {}</summary>\n<p class=\"note\">Exact test, corrected: p {}{}. PSI {}. {} of "
        "documents would have to change for the shares to agree.</p>\n",
        html_text(category.title), verdict_words(category.verdict),
        category.p_adjusted && *category.p_adjusted < 0.001 ? "" : "= ", p_words(category.p_adjusted),
        psi_words(category.psi), percent(category.distance));
    HtmlTable table(html_text(category.title), {"Value", "Corpus", "Share", "Pilot", "Share in the pilot"}, "-nnnn");
    std::size_t shown = 0;
    for (const CategoryShare& share : category.values) {
      if (shown++ == shown_values) break;
      table.row({html_text(share.title), count(share.corpus), percent_within(share.corpus_share, share.corpus_interval),
                 count(share.pilot), share_interval(share.pilot_share)});
    }
    html += table.done() + left_out(shown_values, category.values.size(), "values", "Categories") + "</details>\n";
  }
  return html;
}

std::string html_measures(const Comparison& comparison) {
  if (comparison.measures.empty()) return "<p>No measure is known of either side.</p>\n";
  std::vector<const MeasureComparison*> first, others;
  for (const MeasureComparison& measure : comparison.measures) {
    const bool told = measure.verdict == MeasureVerdict::differs || first.size() < shown_measures;
    (told && measure.effect.value ? first : others).push_back(&measure);
  }
  std::string rest;
  if (!others.empty())
    rest = fmt::format(
        "<details class=\"more\"><summary>{} more measures: with smaller differences, or without a value on one side"
        "</summary>\n{}</details>\n<p class=\"note\">All of them in sheet “Measures” of {}.</p>\n",
        others.size(), measure_table("More measures of corpus and pilot", others), workbook_link);
  const std::int64_t left_out = comparison.likeness.left_out;
  return fmt::format(
             "<p>Medians with the range from the 10th to the 90th of a hundred documents. Effect: the chance that a "
             "corpus document has the larger value, less the chance of the opposite, with its 95 % interval; 0 is no "
             "difference. Among so many measures the intervals of some leave out 0 by chance: the verdict goes by p, "
             "which allows for that. “Not read”: nothing of the document could be read. “Without”: it was read, and "
             "the measure does not apply to it or has too little to go by. Neither counts as 0.{}</p>\n",
             left_out == 0
                 ? std::string()
                 : fmt::format(" {} that under 5 % of the corpus have {} too rare for a verdict on the whole pilot "
                               "and left out of it.",
                               counted(left_out, "measure"), left_out == 1 ? "is" : "are")) +
         measure_table("Measures of corpus and pilot", first) + rest;
}

std::string html_rules(const Comparison& comparison) {
  if (comparison.findings.empty()) return "<p>Nothing was found in either side.</p>\n";
  std::map<std::string_view, std::int64_t> worst;  // documents of which it is the worst finding
  for (const RuleContribution& cause : comparison.headline.by_rule) worst[cause.rule] = cause.corpus;
  HtmlTable table(
      "Findings by rule",
      {"Finding", "How grave", "Corpus documents", "Unfit for it first", "Share", "Pilot", "Share in the pilot"},
      "--nnnnn");
  for (const FindingRate& rate : comparison.findings)
    table.row({fmt::format("{}<br><span class=\"quiet\">{}</span>", html_text(rate.title), html_text(rate.why)),
               severities(rate), count(rate.corpus), count(worst[rate.rule]),
               percent_within(rate.corpus_share, rate.corpus_interval), count(rate.pilot),
               share_interval(rate.pilot_share)});
  std::int64_t without = 0;  // unfit, but for a cause that is no finding
  for (const RuleContribution& cause : comparison.headline.by_rule)
    if (cause.rule.starts_with('(')) without += cause.corpus;
  return fmt::format(
             "<p>Documents with at least one finding of the rule; a document may have several, and one rule may be "
             "graver in one document than in another. Of an unfit document one finding is the worst; “unfit for it "
             "first” adds up to all unfit ones{}.</p>\n",
             without == 0 ? "" : fmt::format(" but {} that could not be read and have no finding", count(without))) +
         table.done();
}

std::string html_glossary(const Comparison& comparison) {
  const auto item = [](std::string_view term, const std::string& text) {
    return fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, text);
  };
  return "<dl class=\"glossary\">\n" +
         item("Fit to index",
              "The document could be read, and nothing was found in it at the severity from which the policy "
              "calls a document unfit. Whatever stands in the others, an answer built on it may be wrong or "
              "missing.") +
         item("Points", "Differences of percentages: from 95 % to 60 % are 35 points.") +
         item("95 % interval",
              (comparison.corpus.sample
                   ? std::string("The corpus was read in part: a sample drawn by lot, in proportion from each stratum. "
                                 "Its intervals hold what the whole of it may be (stratified estimator with the finite "
                                 "population correction, Cochran 1977). ")
                   : std::string("The corpus was counted whole: its own figures have no interval. In differences its "
                                 "documents are still one draw of what their source yields, which adds a little to "
                                 "what the pilot leaves open. ")) +
                  "The pilot is small: had other documents been picked by chance, "
                  "its figure would differ. The interval holds the pilot figures that its documents do not "
                  "contradict (Jeffreys for shares, Student's t for means).") +
         item(
             "Verdict",
             fmt::format("Flattering or harder: the interval of the difference does not hold 0. Alike: all of its 90 % "
                         "interval lies within {:.0f} points. Inconclusive: neither can be said with so few documents.",
                         comparison.headline.margin)) +
         item("Representative",
              "Everything was compared: the share fit to index, each measure, each category. Not representative: one "
              "of them differs, as chance would have it in at most 5 of 100 pilots drawn by lot. Representative: of "
              "each it is shown that it differs by less than a margin (10 points of the share fit to index, 15 of the "
              "share of any kind, an effect of 0.33). Else a larger pilot is needed to say.") +
         item("Effective documents",
              "A pilot with another mix than the corpus says less than its number: three scans that stand for a "
              "fifth of the corpus count for much each. So many documents of the corpus's own mix would say as much "
              "(Kish).") +
         item("Kind of document",
              "All documents that agree in the categories of the third picture. Where the points of the gap are told "
              "apart, and in transfer, it is the file type and the origin of pages alone. Three pilot documents are "
              "little, but without one nothing at all is known.") +
         item("A random pilot misses it",
              "The chance that a pilot of this size, drawn by lot, holds no such document. Among many kinds a chance "
              "of a few in a hundred will come true for some; one of less than one in a thousand speaks against a "
              "draw by lot.") +
         item("p",
              "The chance of a difference as large without any, corrected for the number of measures and categories "
              "looked at (Holm). Ranks and classes are permuted; Kolmogorov–Smirnov looks at the shape.") +
         item("PSI",
              "The population stability index, common for large samples. With a small pilot it is large without any "
              "difference: compare it with the number to be expected, not with 0.1.") +
         item("Origin of pages",
              "Born digital: written by a program, not scanned. Scan, fax, photo: an image of paper, whose text was "
              "recognized. Sheet and delimited: rows of a workbook, or of a text file such as CSV.") +
         item("Chunk", "A piece of text or table as it would go into the index.") +
         item("Unknown", "There is nothing to tell it by. Never 0.") +
         item("Rounded", "Percentages and points are rounded one by one: parts may add up to a little more or less.") +
         item("An interval that ends at its figure",
              "A pilot of which all are fit cannot be better than that: its interval has one side only, and so has all "
              "that is told by it.") +
         item("Links", "Documents open on the machine on which they were read, or where its folders are at hand.") +
         "</dl>\n";
}

}  // namespace assay
