// Outcomes of the pilot, carried over to the corpus.
#include <fmt/format.h>

#include <cmath>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/plots.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_kinds = 12;

PlotRow row(const std::string& label, const std::string& style, const Figure& figure, const std::string& note) {
  if (!figure.value) return {label, {}, "unknown"};
  std::string value = fmt::format("<strong>{}</strong>", percent(*figure.value));
  if (figure.interval)
    value += fmt::format(" ({} to {})", percent(figure.interval->low), percent(figure.interval->high));
  return {
      label, {{style, 0, *figure.value, figure.interval}}, fmt::format("{}, n = {}{}", value, count(figure.n), note)};
}

PlotRow bounds_row(const Transfer& transfer) {
  if (!transfer.bounds) return {"The whole corpus, from the pilot alone", {}, "unknown"};
  return {"The whole corpus, from the pilot alone",
          {{"thin", transfer.bounds->low, transfer.bounds->high, std::nullopt}},
          fmt::format("<strong>{} to {}</strong>, with the rest from all bad to all good",
                      percent(transfer.bounds->low), percent(transfer.bounds->high))};
}

std::string parts(const Transfer& transfer) {
  if (!transfer.resembled.value || transfer.known.value) return {};  // of what is counted the account says more
  std::string html = fmt::format(
      "<p><strong>{}</strong> points because the corpus has another mix of the kinds that the "
      "pilot holds; ",
      signed_points(transfer.mix_points));
  return html + fmt::format(
                    "at worst <strong>{}</strong> more from the {} of the corpus that no pilot document "
                    "resembles.</p>\n",
                    points(transfer.unseen_points), percent(1 - transfer.resembled_share));
}

std::string kinds(const Transfer& transfer) {
  HtmlTable table("Kinds behind " + transfer.title, {"Kind", "Share of the corpus", "Corpus", "Pilot", "In the pilot"},
                  "-nnnn");
  std::size_t shown = 0;
  for (const TransferStratum& stratum : transfer.strata) {
    if (shown++ == shown_kinds) break;
    table.row({html_text(stratum_title({"media_type", "origin"}, stratum.values)), percent(stratum.share),
               count(stratum.corpus),
               stratum.pilot == 0 ? "<strong class=\"alert\">none</strong>" : count(stratum.pilot),
               stratum.pilot_mean ? percent(*stratum.pilot_mean) : "unknown"});
  }
  std::string html = "<details><summary>By kind of document</summary>\n" + table.done();
  if (transfer.strata.size() > shown_kinds)
    html += fmt::format("<p class=\"note\">The first {} of {} kinds; all of them in report.json.</p>\n", shown_kinds,
                        transfer.strata.size());
  return html + "</details>\n";
}

std::string one(const Transfer& transfer) {
  std::vector<PlotRow> rows{
      row("Pilot", "pilot", transfer.pilot, ""),
      row(fmt::format("Its types and origins ({} of the corpus)", percent(transfer.resembled_share)), "corpus",
          transfer.resembled, fmt::format(", as good as {}", counted(std::llround(transfer.effective_n), "document"))),
      bounds_row(transfer)};
  if (transfer.known.value) rows.push_back(row("Counted in the corpus", "corpus", transfer.known, ""));
  const std::string note = transfer.known.value
                               ? "A check of the method, not a second answer: this outcome is known of the corpus "
                                 "itself, and the last line is what it is."
                               : "";
  return plot(html_text(transfer.title), note, rows, 0, 1, {0, 0.25, 0.5, 0.75, 1}) + parts(transfer) + kinds(transfer);
}

}  // namespace

std::string html_transfers(const Comparison& comparison) {
  std::string html =
      "<p>What is known of pilot documents alone, weighted by how much of the corpus is of their kind (file type and "
      "origin). It holds as far as documents of one kind are alike; what no pilot document resembles is not guessed. "
      "The pass rate, which the corpus knows itself, shows how far that is so here.</p>\n";
  for (const Transfer& transfer : comparison.transfers) html += one(transfer);
  if (comparison.transfers.size() <= 1)
    html +=
        "<p class=\"note\">Give the results of your pilot (answers judged right, a review) with <code>--labels "
        "FILE.csv</code>: the first column is the document, each further one an outcome.</p>\n";
  return html;
}

}  // namespace assay
