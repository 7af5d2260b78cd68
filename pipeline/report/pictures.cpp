// The pictures of "why": what they show, and in which words.
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/plots.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_causes = 8, shown_values = 8;

std::string share_words(const Figure& figure) {
  if (!figure.value) return "unknown";
  std::string text = fmt::format("<strong>{}</strong>", percent(*figure.value));
  if (figure.interval)
    text += fmt::format(" ({} to {})", percent(figure.interval->low), percent(figure.interval->high));
  return text + fmt::format(", n = {}", count(figure.n));
}

std::string range(const std::optional<Interval>& interval) {
  return interval ? fmt::format(" ({} to {})", percent(interval->low), percent(interval->high)) : std::string();
}

PlotRow side_row(const std::string& label, const std::string& style, const Figure& figure) {
  return {label, {{style, 0, figure.value.value_or(0), figure.interval}}, share_words(figure)};
}

std::string cause_value(double value, const std::optional<Interval>& interval, std::int64_t corpus,
                        std::int64_t pilot) {
  std::string text = fmt::format("<strong>{}</strong> points", signed_points(value));
  if (interval) text += fmt::format(" ({} to {})", points(interval->low), points(interval->high));
  return text + fmt::format("; {} of the corpus, {} of the pilot", count(corpus), count(pilot));
}

}  // namespace

std::string fit_plot(const Comparison& comparison) {
  const bool sample = comparison.corpus.sample.has_value();
  return plot(
      "1. How much is fit to index",
      "The share of documents that could be read and in which nothing was found at a severity that makes them unfit. "
      "The thin line is the 95 % interval of what so small a pilot" +
          std::string(sample ? " and a sample" : "") + " can say.",
      {side_row("Pilot", "pilot", comparison.pilot.fit_share),
       side_row("Corpus", "corpus", comparison.corpus.fit_share)},
      0, 1, {0, 0.25, 0.5, 0.75, 1});
}

std::vector<const RuleContribution*> largest_causes(const Headline& headline) {
  std::vector<const RuleContribution*> causes;
  for (const RuleContribution& cause : headline.by_rule) causes.push_back(&cause);
  std::stable_sort(causes.begin(), causes.end(), [](const auto* a, const auto* b) {
    return std::abs(*a->points.value) > std::abs(*b->points.value);
  });
  return causes;
}

std::string cause_plot(const Comparison& comparison) {
  const Headline& headline = comparison.headline;
  if (!headline.gap.value) return {};
  std::vector<PlotRow> rows;
  double low = 0, high = 0, rest = 0;
  std::int64_t rest_corpus = 0, rest_pilot = 0;
  const std::vector<const RuleContribution*> causes = largest_causes(headline);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const RuleContribution& cause = *causes[i];
    if (i >= shown_causes) {
      rest += *cause.points.value;
      rest_corpus += cause.corpus;
      rest_pilot += cause.pilot;
      continue;
    }
    low = std::min({low, *cause.points.value, cause.points.interval->low});
    high = std::max({high, *cause.points.value, cause.points.interval->high});
    rows.push_back({html_text(cause.title),
                    {{*cause.points.value >= 0 ? "bad" : "good", 0, *cause.points.value, cause.points.interval}},
                    cause_value(*cause.points.value, cause.points.interval, cause.corpus, cause.pilot)});
  }
  if (causes.size() > shown_causes) {
    low = std::min(low, rest);
    high = std::max(high, rest);
    const std::size_t others = causes.size() - shown_causes;
    rows.push_back({counted(static_cast<std::int64_t>(others), "more finding"),
                    {{rest >= 0 ? "bad" : "good", 0, rest, std::nullopt}},
                    cause_value(rest, std::nullopt, rest_corpus, rest_pilot)});
  }
  if (rows.empty()) return {};
  rows.push_back(
      {"<strong>Sum</strong>", {}, fmt::format("<strong>{}</strong> points", signed_points(*headline.gap.value))});
  return plot(
      "2. Where the points go",
      "Every unfit document counts once, under its worst finding. A bar to the right: the corpus loses more to it "
      "than the pilot did. The thin line is what so small a pilot leaves open about its own part in one finding; about "
      "all of them together it says more.",
      rows, low, high, {0});
}

std::string coverage_plot(const Comparison& comparison) {
  const Coverage& coverage = comparison.coverage;
  std::string dimensions;
  for (const std::string& name : coverage.dimensions) {
    dimensions += (dimensions.empty() ? "" : ", ") + html_text(lower_first(category_title(name)));
  }
  const auto label = [](double share, const std::optional<Interval>& interval, std::string_view words) {
    return fmt::format("<strong>{}</strong> {}", percent_within(share, interval), words);
  };
  return stacked(
      "3. What the pilot has seen",
      fmt::format("The share of the {}{} by how many pilot documents are of the same kind ({}).",
                  counted(comparison.corpus.documents, "corpus document"),
                  comparison.corpus.sample ? " that were read" : "", dimensions),
      {{"none", label(coverage.uncovered_share, coverage.uncovered_interval, "of kinds that no pilot document shows"),
        coverage.uncovered_share},
       {"thin", label(coverage.thin_share, coverage.thin_interval, "of kinds that one or two show"),
        coverage.thin_share},
       {"good", label(coverage.covered_share, coverage.covered_interval, "of kinds that three or more show"),
        coverage.covered_share}});
}

std::string mix_plot(const Comparison& comparison) {
  const auto types = std::find_if(comparison.categories.begin(), comparison.categories.end(),
                                  [](const CategoryComparison& category) { return category.name == "media_type"; });
  if (types == comparison.categories.end()) return {};
  std::vector<PlotRow> rows;
  double high = 0;
  for (const CategoryShare& share : types->values) {
    if (rows.size() == shown_values) break;
    high = std::max({high, share.corpus_share, share.pilot_share.interval->high});
    rows.push_back(
        {html_text(share.title),
         {{"corpus", 0, share.corpus_share, share.corpus_interval},
          {"pilot", 0, *share.pilot_share.value, share.pilot_share.interval}},
         fmt::format("corpus <strong>{}</strong>{}, pilot <strong>{}</strong> ({} to {})", percent(share.corpus_share),
                     range(share.corpus_interval), percent(*share.pilot_share.value),
                     percent(share.pilot_share.interval->low), percent(share.pilot_share.interval->high))});
  }
  std::string note = fmt::format(
      "Above, in <span class=\"key corpus\"></span>blue, the corpus (n = {}); below, in <span class=\"key "
      "pilot\"></span>orange, the pilot (n = {}).",
      count(comparison.corpus.documents), count(comparison.pilot.documents));
  if (types->values.size() > shown_values)
    note += fmt::format(" The {} most frequent of {} file types.", shown_values, types->values.size());
  return plot("File types", note, rows, 0, high, {0});
}

}  // namespace assay
