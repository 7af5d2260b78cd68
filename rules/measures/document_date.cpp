#include "rules/measures/document_date.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "rules/measures/dates.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// A letter is dated a few days ahead, and clocks of time zones differ.
constexpr long ahead_of_file = 31;

std::optional<long> written(const Metadata& metadata) {
  const std::optional<long> created = parse_iso_days(metadata.created);
  const std::optional<long> modified = parse_iso_days(metadata.modified);
  if (created && modified) return std::max(*created, *modified);
  return created ? created : modified;
}

// The latest date that stands right behind the phrase, whose group is what follows it.
std::optional<DocumentDate> latest_behind(std::string_view text, const RE2& phrase) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece behind;
  std::optional<DocumentDate> best;
  while (RE2::FindAndConsume(&rest, phrase, &behind)) {
    const std::vector<FoundDate> dates = find_dates({behind.data(), behind.size()});
    rest = re2::StringPiece(behind.data(), static_cast<std::size_t>(text.data() + text.size() - behind.data()));
    if (dates.empty() || dates.front().begin > 4) continue;
    const FoundDate& date = dates.front();
    const long days = days_of(date.year, date.month, date.day);
    if (best && days <= best->days) continue;
    const auto at = static_cast<std::size_t>(behind.data() - text.data());
    best = DocumentDate{days, around(text, at + date.begin, date.length)};
  }
  return best;
}

void measure_dates(const Document& document, std::string_view text, std::vector<Measure>& out) {
  if (const auto latest = latest_date(document, text))
    out.push_back(
        document_measure("freshness.latest_date", static_cast<double>(latest->days), 1, {}, latest->evidence));
  const auto told = [&out](std::string_view name, const std::optional<DocumentDate>& date) {
    out.push_back(document_measure(name, date ? static_cast<double>(date->days) : 0, date ? 1 : 0, {},
                                   date ? date->evidence : std::string()));
  };
  told("freshness.expiry_date", expiry_date(text));
  static const RE2 review(
      "(?i)(?:(?:next|due for|scheduled)(?: \\w+)? (?:review|revision|update|audit|inspection)|review (?:by|date|due)|"
      "nächste[rn]? (?:überprüfung|prüfung|revision|aktualisierung)|zu überprüfen bis|"
      "prochaine (?:révision|revue|mise à jour|vérification))(?: (?:date|due|is due|on|by|am|bis|zum|le|avant le))*"
      "\\s*:?\\s*(.{6,24})");
  told("freshness.review_date", latest_behind(text, review));
}

}  // namespace

std::optional<DocumentDate> latest_date(const Document& document, std::string_view text) {
  const std::optional<long> file = written(document.metadata);
  std::optional<DocumentDate> best;
  for (const FoundDate& date : find_dates(text)) {
    const long days = days_of(date.year, date.month, date.day);
    if (date.short_year || date.year < 1950 || (file && days > *file + ahead_of_file)) continue;
    if (best && days <= best->days) continue;
    best = DocumentDate{days, around(text, date.begin, date.length)};
  }
  if (!best && file) best = DocumentDate{*file, fmt::format("the file was written on {}", iso_date(*file))};
  return best;
}

std::optional<DocumentDate> expiry_date(std::string_view text) {
  static const RE2 phrase(
      "(?i)(?:valid (?:until|through|till|to)|valid (?:from|between) .{6,20}? (?:to|until|till|through|and|[-–])|"
      "gültig (?:vom|von|ab) .{6,20}? (?:bis|[-–])|valable du .{6,20}? au|validity ends|expir(?:es|y date|ation "
      "date|ed|y)|best before|"
      "not valid after|supersedes? .{0,20} until|gültig bis|gilt bis|läuft ab am|ablaufdatum|"
      "valable jusqu['’]au|valide jusqu['’]au|expire le|date d['’]expiration)(?: zum| einschließlich| on| le| am| "
      "inklusive)?\\s*:?\\s*(.{6,24})");
  return latest_behind(text, phrase);
}

const Measurer& date_measures() {
  static const FunctionMeasurer measurer(
      "dates", 2,
      {{"freshness.latest_date", days_unit, "Latest date in the text",
        "Days from 1970-01-01 to the latest date in the text that is not after the file was written; without one, the "
        "date of the file. Not known of documents with neither.",
        false},
       {"freshness.expiry_date", days_unit, "End of validity",
        "Days from 1970-01-01 to the latest date that the text gives as the end of its validity.", false, false},
       {"freshness.review_date", days_unit, "Next review",
        "Days from 1970-01-01 to the latest date that the text gives for its next review.", false, false}},
      measure_dates);
  return measurer;
}

}  // namespace assay
