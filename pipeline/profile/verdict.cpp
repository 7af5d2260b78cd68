#include "pipeline/profile/verdict.hpp"

#include <fmt/format.h>

#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

std::string terminal_verdict(const Comparison& comparison) {
  const Headline& headline = comparison.headline;
  std::string text = comparison.decision.empty() ? std::string() : wrap(comparison.decision, "") + "\n";
  if (comparison.corpus.sample) text = wrap(comparison.corpus.sample->sentence, "") + "\n" + text;
  text += wrap(headline.sentence, "");
  if (!headline.because.empty()) text += wrap(headline.because, "");
  if (headline.pilot_needed)
    text += wrap(fmt::format("A pilot of about {} drawn by lot would settle it, if their quality is the same.",
                             counted(*headline.pilot_needed, "document")),
                 "");
  if (!comparison.outlook.empty()) text += wrap(comparison.outlook, "");
  text += wrap(comparison.likeness.sentence, "");
  for (std::size_t i = 1; i < comparison.transfers.size(); ++i) text += wrap(comparison.transfers[i].sentence, "");
  const Coverage& coverage = comparison.coverage;
  const std::optional<double>& chunks = coverage.chunks.uncovered.value;
  const std::string of_chunks =
      chunks ? fmt::format(", {} of its chunks", percent_within(*chunks, coverage.chunks.uncovered.interval)) : "";
  text +=
      wrap(fmt::format("Coverage: {} of the corpus{} is of kinds that no pilot document shows, {} of kinds that one or "
                       "two show.",
                       percent_within(coverage.uncovered_share, coverage.uncovered_interval), of_chunks,
                       percent_within(coverage.thin_share, coverage.thin_interval)),
           "  ");
  int shown = 0;
  for (const Unseen& unseen : coverage.unseen) {
    if (shown == 3) break;
    if (unseen.category == "finding") continue;
    std::string title = unseen.category == "pages" ? "documents of " + unseen.title : unseen.title;
    text += wrap(fmt::format("  - not in the pilot: {}, {} of the corpus", title,
                             percent_within(unseen.share, unseen.share_interval)),
                 "    ");
    ++shown;
  }
  if (comparison.corpus.sample && !comparison.corpus.sample->forecast.empty())
    text += wrap(comparison.corpus.sample->forecast, "  ");
  if (comparison.corpus.failed + comparison.corpus.skipped > 0)
    text += wrap(
        fmt::format("{} of {}{} could not be read; the report says why for each.",
                    count(comparison.corpus.failed + comparison.corpus.skipped),
                    counted(comparison.corpus.documents, "file"), comparison.corpus.sample ? " of the sample" : ""),
        "  ");
  for (const std::string& note : comparison.notes)
    if (!comparison.corpus.complete || !comparison.pilot.complete) text += wrap(note, "  ");
  return text;
}

}  // namespace assay
