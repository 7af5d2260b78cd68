#include <fmt/format.h>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::string_view cer_name = "readability.predicted_cer";

Measure page_measure(const Page& page) {
  Measure measure = document_measure(cer_name, page.predicted_cer->value, 1);
  measure.low = page.predicted_cer->low;
  measure.high = page.predicted_cer->high;
  measure.scope = Scope::page;
  measure.index = page.number;
  measure.place.page = page.number;
  measure.evidence =
      fmt::format("about {:.0f} of 100 characters wrong ({:.0f} to {:.0f})", 100 * page.predicted_cer->value,
                  100 * page.predicted_cer->low, 100 * page.predicted_cer->high);
  return measure;
}

// Of texts without pages, by their words alone.
void measure_unlikely_text(const Document& document, std::vector<Measure>& out) {
  const auto signal = [&document](const char* name) {
    const auto found = document.signals.find(name);
    return found == document.signals.end() ? std::optional<double>() : found->second;
  };
  const std::optional<double> value = signal("text.predicted_cer");
  if (!value) return;
  const auto words = static_cast<double>(tokens(running_text(document)).size());
  std::string_view sample;  // the first passage long enough to show it
  for (const Block& block : document.blocks)
    if (sample.empty() && is_running_text(block) && block.text.size() > 40) sample = block.text;
  Measure measure = document_measure("readability.unlikely_text", *value, words, {}, shortened(sample, 120));
  measure.low = signal("text.predicted_cer_low");
  measure.high = signal("text.predicted_cer_high");
  out.push_back(std::move(measure));
}

// The interval of the mean takes the pages' errors as going together: what misjudges one scan misjudges its neighbours.
void measure_reading_errors(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_unlikely_text(document, out);
  double count = 0;
  Estimate sum;
  const Page* worst = nullptr;
  for (const Page& page : document.pages) {
    if (!page.predicted_cer) continue;
    ++count;
    sum.value += page.predicted_cer->value;
    sum.low += page.predicted_cer->low;
    sum.high += page.predicted_cer->high;
    if (!worst || page.predicted_cer->value > worst->predicted_cer->value) worst = &page;
    out.push_back(page_measure(page));
  }
  if (!worst) return;
  Measure mean = document_measure(cer_name, sum.value / count, count);
  mean.low = sum.low / count;
  mean.high = sum.high / count;
  Measure highest = page_measure(*worst);
  mean.place = highest.place;
  mean.evidence = highest.evidence;
  highest.name = "readability.worst_predicted_cer";
  highest.scope = Scope::document;
  highest.index = 0;
  highest.n = count;
  out.push_back(std::move(mean));
  out.push_back(std::move(highest));
}

}  // namespace

const Measurer& reading_error_measures() {
  static const FunctionMeasurer measurer(
      "reading_errors", 2,
      {{cer_name, "cer", "Expected reading errors",
        "Estimated share of wrong characters, mean over the pages that have an estimate; of each page too. Not known "
        "of documents that needed no reading from an image."},
       {"readability.unlikely_text", "cer", "Text that is not like words",
        "Estimated share of wrong characters of a text without pages: letters that seldom follow each other, signs "
        "inside words."},
       {"readability.worst_predicted_cer", "cer", "Expected reading errors of the worst page",
        "The highest estimate of a page."}},
      measure_reading_errors);
  return measurer;
}

}  // namespace assay
