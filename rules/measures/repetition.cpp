#include <map>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// After the repetition measures of Rae et al., "Scaling Language Models" (Gopher, 2021): characters in repeated lines.
// A line of a few characters repeats rightly (a unit, a mark).
void measure_lines(const Document& document, std::vector<Measure>& out) {
  constexpr std::size_t least_bytes = 20;
  const std::string text = running_text(document);
  std::map<std::string_view, int> seen;
  double bytes = 0;
  double repeated = 0;
  std::string_view first;
  for (const std::string_view line : lines(text)) {
    bytes += static_cast<double>(line.size());
    if (line.size() < least_bytes || ++seen[line] < 2) continue;
    repeated += static_cast<double>(line.size());
    if (first.empty()) first = line;
  }
  out.push_back(document_measure("readability.repeated_lines", bytes > 0 ? repeated / bytes : 0, bytes, {}, first));
}

// "aaaaaaaa", "ıııııııı": what a reader makes of a smudge. Dots, dashes and lines are drawn so on purpose.
void measure_runs(std::string_view text, std::vector<Measure>& out) {
  constexpr std::size_t least = 6;
  char32_t before = 0;
  std::size_t run = 0;
  double letters = 0;
  double repeated = 0;
  for_each_character(text, [&](char32_t c) {
    if (is_letter(c)) ++letters;
    run = c == before ? run + 1 : 1;
    before = c;
    if (is_letter(c) && run >= least) repeated += run == least ? least : 1;
  });
  out.push_back(document_measure("readability.letter_runs", letters > 0 ? repeated / letters : 0, letters));
}

void measure_repetition(const Document& document, std::string_view text, std::vector<Measure>& out) {
  measure_lines(document, out);
  measure_runs(text, out);
}

}  // namespace

const Measurer& repetition_measures() {
  static const FunctionMeasurer measurer(
      "repetition", 1,
      {{"readability.repeated_lines", "share", "Text that repeats itself",
        "Characters in lines of the running text that stood there before, over all characters."},
       {"readability.letter_runs", "share", "Runs of one letter", "Letters in runs of six or more of the same."}},
      measure_repetition);
  return measurer;
}

}  // namespace assay
