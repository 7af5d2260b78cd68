// Plots as lists of rows: a label, a bar drawn as inline SVG that stretches with the page, and the numbers as text. So
// they read on a phone and on paper, and whoever does not see the bars loses nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/profile/comparison.hpp"

namespace assay {

struct Bar {
  std::string style;  // class of the colour: "corpus", "pilot", "bad", "good", "none", "thin"
  double from = 0, to = 0;
  std::optional<Interval> whisker;
};

// One label with one or two bars under each other; label and value are HTML.
struct PlotRow {
  std::string label;
  std::vector<Bar> bars;
  std::string value;
};

// `title` is HTML, read out as the name of the figure; the axis goes from low to high with a line at each of `ticks`.
std::string plot(const std::string& title, const std::string& note, const std::vector<PlotRow>& rows, double low,
                 double high, const std::vector<double>& ticks);

// One bar of parts that sum to 1, with its legend.
struct Part {
  std::string style, label;
  double share = 0;
};
std::string stacked(const std::string& title, const std::string& note, const std::vector<Part>& parts);

// Largest first, to either side.
std::vector<const RuleContribution*> largest_causes(const Headline& headline);

// The three pictures of "why".
std::string fit_plot(const Comparison& comparison);
std::string cause_plot(const Comparison& comparison);
std::string coverage_plot(const Comparison& comparison);
std::string mix_plot(const Comparison& comparison);

}  // namespace assay
