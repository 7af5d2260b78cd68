// What changed since the baseline run, on the page.
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/plots.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_kinds = 10, shown_causes = 10;

PlotRow part_row(const std::string& label, const Figure& part, double& low, double& high) {
  std::string value = fmt::format("<strong>{}</strong> points", signed_points(*part.value));
  low = std::min(low, *part.value);
  high = std::max(high, *part.value);
  if (part.interval) {
    low = std::min(low, part.interval->low);
    high = std::max(high, part.interval->high);
    value += fmt::format(" ({} to {})", signed_points(part.interval->low), signed_points(part.interval->high));
  }
  return {label,
          {{*part.value >= 0 ? "good" : "bad", 0, *part.value, part.interval}},
          value + fmt::format(", n = {}", count(part.n))};
}

std::string parts_plot(const RunChange& change) {
  double low = 0, high = 0;
  std::vector<PlotRow> rows{part_row("Another mix of documents", change.mix, low, high),
                            part_row("The same kinds, better or worse", change.within, low, high)};
  if (change.own) rows.push_back(part_row("Our own change", *change.own, low, high));
  rows.push_back(part_row("<strong>Sum</strong>", change.points, low, high));
  return plot(
      "Whose doing it was",
      "Points of the share fit to index; to the right is better. The thin line is the 95 % interval: what other "
      "documents of the same sources would have made of it.",
      rows, low, high, {0});
}

std::string share(const std::optional<double>& value) {
  return value ? percent(*value) : "none";
}

std::string kinds(const RunChange& change) {
  HtmlTable table("Change by kind of document", {"Kind", "Before", "Now", "Fit before", "Fit now", "Mix", "Same kind"},
                  "-nnnnnn");
  for (std::size_t i = 0; i < std::min(change.kinds.size(), shown_kinds); ++i) {
    const KindChange& kind = change.kinds[i];
    table.row({html_text(stratum_title({"media_type", "origin"}, kind.values)), count(kind.before), count(kind.after),
               share(kind.fit_before), share(kind.fit_after), signed_points(kind.mix),
               fmt::format("{} <span class=\"quiet\">({} to {})</span>", signed_points(*kind.within.value),
                           signed_points(kind.within.interval->low), signed_points(kind.within.interval->high))});
  }
  std::string html = "<h3>By kind of document</h3>\n" + table.done();
  if (change.kinds.size() > shown_kinds)
    html += fmt::format(
        "<p class=\"note\">The {} of {} kinds that moved most; all of them in report.json. “Fit "
        "before” is with today's eyes.</p>\n",
        shown_kinds, change.kinds.size());
  return html;
}

std::string causes(const RunChange& change) {
  if (change.causes.empty()) return {};
  HtmlTable table("Worst findings before and now", {"Worst finding", "Documents before", "Now"}, "-nn");
  for (std::size_t i = 0; i < std::min(change.causes.size(), shown_causes); ++i)
    table.row({html_text(change.causes[i].title), count(change.causes[i].before), count(change.causes[i].after)});
  return "<h3>By worst finding</h3>\n" + table.done();
}

std::string look_at(std::string_view title, const std::vector<DocumentRef>& documents) {
  if (documents.empty()) return {};
  std::string html = fmt::format("<h3>{}</h3>\n<ul>\n", title);
  for (const DocumentRef& document : documents) html += fmt::format("<li>{}</li>\n", html_link(document));
  return html + "</ul>\n";
}

}  // namespace

std::string html_change(const RunChange& change) {
  std::string html = fmt::format("<p class=\"lead\">{}</p>\n", html_text(change.sentence, 1000));
  if (!change.because.empty()) html += fmt::format("<p>{}</p>\n", html_text(change.because, 1000));
  html += fmt::format("<p>{} stayed the same, {} changed, {} came, {} went.</p>\n", counted(change.kept, "document"),
                      count(change.changed), count(change.came), count(change.went));
  if (change.verdict == RunChange::Verdict::none) return html;
  return html + parts_plot(change) + kinds(change) + causes(change) +
         look_at("Came or changed, and not fit to index", change.newly_unfit) +
         look_at("Not changed, but called otherwise by our own change", change.switched);
}

}  // namespace assay
