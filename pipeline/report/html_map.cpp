// The kinds of documents as a map: the first two of the categories that are crossed, the others summed up in each
// field.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/html_table.hpp"
#include "pipeline/report/text.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::size_t shown_rows = 12, shown_columns = 6;

struct Field {
  std::int64_t corpus = 0, uncovered = 0, thin = 0;
  void add(const Stratum& stratum) {
    corpus += stratum.corpus;
    if (stratum.pilot == 0)
      uncovered += stratum.corpus;
    else if (stratum.pilot < 3)
      thin += stratum.corpus;
  }
};

// The values of one dimension with most documents; all others have the last place, under an empty name.
std::vector<std::string> largest(const Coverage& coverage, std::size_t dimension, std::size_t most) {
  std::map<std::string, std::int64_t> documents;
  for (const Stratum& stratum : coverage.strata)
    if (stratum.corpus > 0) documents[stratum.values[dimension]] += stratum.corpus;
  std::vector<std::string> values;
  for (const auto& [value, n] : documents) values.push_back(value);
  std::stable_sort(values.begin(), values.end(),
                   [&](const auto& a, const auto& b) { return documents.at(a) > documents.at(b); });
  if (values.size() <= most) return values;
  values.resize(most - 1);
  values.emplace_back();
  return values;
}

std::size_t place_of(const std::vector<std::string>& values, const std::string& value) {
  const auto found = std::find(values.begin(), values.end(), value);
  return static_cast<std::size_t>(found - values.begin()) - (found == values.end() ? 1 : 0);
}

std::string title_of(const std::string& dimension, const std::string& value) {
  return value.empty() ? "all others" : html_text(value_title(dimension, value));
}

// Colour and words say the same, for paper and for those who don't see the one.
std::string field_words(const Field& field) {
  if (field.corpus == 0) return {};
  const auto part = [&](std::int64_t of) {
    return percent(static_cast<double>(of) / static_cast<double>(field.corpus));
  };
  std::string look = "good", words = "shown three times or more";
  if (field.uncovered == field.corpus) {
    look = "none";
    words = "none in the pilot";
  } else if (field.uncovered > 0) {
    look = 2 * field.uncovered >= field.corpus ? "none" : "thin";
    words = part(field.uncovered) + " not in the pilot";
  } else if (field.thin > 0) {
    look = "thin";
    words = part(field.thin) + " shown once or twice";
  }
  return fmt::format("<span class=\"field {}\"><strong>{}</strong> {}</span>", look, count(field.corpus), words);
}

}  // namespace

std::string html_map(const Coverage& coverage) {
  if (coverage.dimensions.size() < 2) return {};
  const std::vector<std::string> rows = largest(coverage, 0, shown_rows), columns = largest(coverage, 1, shown_columns);
  if (rows.empty()) return {};
  std::vector<std::vector<Field>> fields(rows.size(), std::vector<Field>(columns.size()));
  for (const Stratum& stratum : coverage.strata)
    if (stratum.corpus > 0)
      fields[place_of(rows, stratum.values[0])][place_of(columns, stratum.values[1])].add(stratum);

  std::vector<std::string> titles{html_text(category_title(coverage.dimensions[0]))};
  for (const std::string& column : columns) titles.push_back(title_of(coverage.dimensions[1], column));
  HtmlTable table("Map of the kinds of documents", {titles.begin(), titles.end()}, "");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<std::string> cells{title_of(coverage.dimensions[0], rows[row])};
    for (const Field& field : fields[row]) cells.push_back(field_words(field));
    table.row(cells);
  }
  std::string others;
  for (std::size_t k = 2; k < coverage.dimensions.size(); ++k)
    others += (k == 2 ? " Kinds differ in more than these (" : ", ") +
              html_text(lower_first(category_title(coverage.dimensions[k])));
  if (!others.empty()) others += "): a field may hold some that the pilot shows and some that it does not.";
  return fmt::format(
             "<h3>Map</h3>\n<p class=\"note\">Documents of the corpus by {} and {}, and how many of them are of "
             "a kind that no pilot document shows, or only one or two.{}</p>\n",
             html_text(lower_first(category_title(coverage.dimensions[0]))),
             html_text(lower_first(category_title(coverage.dimensions[1]))), others) +
         table.done();
}

}  // namespace assay
