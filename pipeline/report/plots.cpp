#include "pipeline/report/plots.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assay {
namespace {

constexpr double width = 1000;  // of the drawing; the page stretches it
constexpr double bar_height = 14, gap = 4;

class Axis {
 public:
  Axis(double low, double high) : low_(low), scale_(high > low ? width / (high - low) : 0) {}
  double at(double value) const { return std::clamp((value - low_) * scale_, 0.0, width); }

 private:
  double low_, scale_;
};

std::string line(double x0, double y0, double x1, double y1, std::string_view style) {
  return fmt::format(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>)", x0, y0, x1, y1, style);
}

std::string draw(const std::vector<Bar>& bars, const Axis& axis, const std::vector<double>& ticks) {
  const double height = gap + static_cast<double>(bars.size()) * (bar_height + gap);
  std::string svg = fmt::format(
      R"(<svg viewBox="0 0 {:.0f} {:.0f}" preserveAspectRatio="none" style="height:{:.0f}px" aria-hidden="true" focusable="false">)",
      width, height, height * 1.3);
  for (const double tick : ticks) svg += line(axis.at(tick), 0, axis.at(tick), height, tick == 0 ? "zero" : "tick");
  double top = gap;
  for (const Bar& bar : bars) {
    const double x0 = axis.at(std::min(bar.from, bar.to)), x1 = axis.at(std::max(bar.from, bar.to));
    svg += fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"/>)", x0, top,
                       std::max(x1 - x0, 1.5), bar_height, bar.style);
    if (bar.whisker) {
      const double low = axis.at(bar.whisker->low), high = axis.at(bar.whisker->high), middle = top + bar_height / 2;
      for (const std::string_view style : {"halo", "whisker"})
        svg += line(low, middle, high, middle, style) + line(low, middle - 4, low, middle + 4, style) +
               line(high, middle - 4, high, middle + 4, style);
    }
    top += bar_height + gap;
  }
  return svg + "</svg>";
}

std::string figure(const std::string& title, const std::string& note, const std::string& content) {
  return fmt::format("<figure><figcaption><h3>{}</h3>{}</figcaption>\n{}</figure>\n", title,
                     note.empty() ? "" : "<p>" + note + "</p>", content);
}

}  // namespace

std::string plot(const std::string& title, const std::string& note, const std::vector<PlotRow>& rows, double low,
                 double high, const std::vector<double>& ticks) {
  const Axis axis(low, high);
  std::string list = "<ul class=\"plot\">\n";
  for (const PlotRow& row : rows)
    list += fmt::format(
        "<li><span class=\"label\">{}</span><span class=\"bar\">{}</span><span class=\"value\">{}</span></li>\n",
        row.label, draw(row.bars, axis, ticks), row.value);
  return figure(title, note, list + "</ul>\n");
}

std::string stacked(const std::string& title, const std::string& note, const std::vector<Part>& parts) {
  std::string svg = fmt::format(
      R"(<svg class="stack" viewBox="0 0 {:.0f} 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">)",
      width);
  std::string legend = "<ul class=\"legend\">\n";
  double at = 0;
  for (const Part& part : parts) {
    svg += fmt::format(R"(<rect x="{:.1f}" y="0" width="{:.1f}" height="24" class="{}"/>)", at, part.share * width,
                       part.style);
    at += part.share * width;
    legend += fmt::format("<li><span class=\"key {}\"></span>{}</li>\n", part.style, part.label);
  }
  return figure(title, note, svg + "</svg>\n" + legend + "</ul>\n");
}

}  // namespace assay
