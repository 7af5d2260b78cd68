// What a text says that its other words prove wrong: a weekday that its date never was, a span that ends before it
// begins, a number whose check digit fails, one label with two values.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>

#include "rules/measures/dates.hpp"
#include "rules/measures/line_view.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/matches.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// 0: Monday; -1: no weekday. English, German and French; abbreviations that are no other word.
int weekday_of(std::string_view name) {
  static const std::map<std::string_view, int> names{
      {"mon", 0},      {"monday", 0},   {"montag", 0}, {"lundi", 0},     {"tue", 1},       {"tues", 1},
      {"tuesday", 1},  {"dienstag", 1}, {"mardi", 1},  {"wed", 2},       {"wednesday", 2}, {"mittwoch", 2},
      {"mercredi", 2}, {"thu", 3},      {"thur", 3},   {"thurs", 3},     {"thursday", 3},  {"donnerstag", 3},
      {"jeudi", 3},    {"fri", 4},      {"friday", 4}, {"freitag", 4},   {"vendredi", 4},  {"sat", 5},
      {"saturday", 5}, {"samstag", 5},  {"samedi", 5}, {"sonnabend", 5}, {"sun", 6},       {"sunday", 6},
      {"sonntag", 6},  {"dimanche", 6}};
  const auto found = names.find(name);
  return found == names.end() ? -1 : found->second;
}

bool is_certain(const FoundDate& date) {
  const bool either = date.form == DateForm::slashed || date.form == DateForm::dashed;
  return !date.short_year && (!either || date.order != DayOrder::unknown);
}

void look_at_weekdays(std::string_view text, const std::vector<FoundDate>& dates, Cases& cases) {
  static const RE2 before("(\\pL{3,10})[.,]?,?\\s{1,2}(?:(?:the|den|der|dem|le)\\s)?$");
  for (const FoundDate& date : dates) {
    const std::size_t from = date.begin > 24 ? date.begin - 24 : 0;
    std::string name;
    if (!is_certain(date) || !RE2::PartialMatch(std::string(text.substr(from, date.begin - from)), before, &name))
      continue;
    const int said = weekday_of(lower(name));
    if (said < 0) continue;
    ++cases.n;
    const long days = days_of(date.year, date.month, date.day);
    if (((days + 3) % 7 + 7) % 7 != said)
      cases.add({}, around(text, date.begin, date.length));  // 1970-01-01 was a Thursday
  }
}

void look_at_spans(std::string_view text, const std::vector<FoundDate>& dates, Cases& cases) {
  static const RE2 between(
      "\\s*,?\\s*(?:to|until|till|through|bis(?: zum)?|au|jusqu['’]au|[-–—])\\s*(?:the |le )?"
      "(?:\\pL{2,10}[.,]?,? )?");
  for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
    const FoundDate& first = dates[i];
    const FoundDate& last = dates[i + 1];
    const std::size_t end = first.begin + first.length;
    if (!is_certain(first) || !is_certain(last) || last.begin < end || last.begin - end > 24) continue;
    if (!RE2::FullMatch(std::string(text.substr(end, last.begin - end)), between)) continue;
    ++cases.n;
    if (days_of(first.year, first.month, first.day) > days_of(last.year, last.month, last.day))
      cases.add({}, around(text, first.begin, last.begin + last.length - first.begin));
  }
}

// "Start date: …" and "End date: …", each said once.
void look_at_start_and_end(std::string_view text, const std::vector<FoundDate>& dates, Cases& cases) {
  static const RE2 start(
      "(?i)\\b(?:start(?:s|ing)?|begin(?:s|ning)?|commencement|commences|effective|beginn|laufzeitbeginn|gültig ab|"
      "début)(?: date| from| on| am| le)?\\s*:?\\s*$");
  static const RE2 finish(
      "(?i)\\b(?:end(?:s|ing)?|expiry|expiration|expires|termination|terminates|ende|laufzeitende|gültig bis|fin)"
      "(?: date| on| am| le)?\\s*:?\\s*$");
  std::vector<const FoundDate*> starts, ends;
  for (const FoundDate& date : dates) {
    const std::size_t from = date.begin > 32 ? date.begin - 32 : 0;
    const std::string before(text.substr(from, date.begin - from));
    if (is_certain(date) && RE2::PartialMatch(before, start)) starts.push_back(&date);
    if (is_certain(date) && RE2::PartialMatch(before, finish)) ends.push_back(&date);
  }
  if (starts.size() != 1 || ends.size() != 1) return;
  ++cases.n;
  if (days_of(starts[0]->year, starts[0]->month, starts[0]->day) > days_of(ends[0]->year, ends[0]->month, ends[0]->day))
    cases.add({}, fmt::format("begins on '{}', ends on '{}'", text.substr(starts[0]->begin, starts[0]->length),
                              text.substr(ends[0]->begin, ends[0]->length)));
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == 'X' || c == 'x') out += c == 'x' ? 'X' : c;
  return out;
}

int value_of(char digit) {
  return digit == 'X' ? 10 : digit - '0';
}

// ISO 2108: weights 10 to 1 modulo 11 of the older one, 1 and 3 in turn modulo 10 of that with 13 digits.
bool is_isbn(std::string_view digits) {
  int sum = 0;
  if (digits.size() == 10) {
    for (std::size_t i = 0; i < 10; ++i) sum += static_cast<int>(10 - i) * value_of(digits[i]);
    return sum % 11 == 0;
  }
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (i % 2 ? 3 : 1) * value_of(digits[i]);
  return digits.size() == 13 && sum % 10 == 0;
}

// Checks as the European Commission's VIES describes them; true of countries that are not listed here.
bool is_vat_number(std::string_view country, std::string_view digits) {
  const auto number = [digits](std::size_t from, std::size_t count) {
    long out = 0;
    for (const char c : digits.substr(from, count)) out = out * 10 + value_of(c);
    return out;
  };
  if (country == "DE" && digits.size() == 9) {  // ISO 7064 MOD 11,10
    int product = 10;
    for (std::size_t i = 0; i < 8; ++i) {
      const int sum = (value_of(digits[i]) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (11 - product) % 10 == value_of(digits[8]);
  }
  if (country == "FR" && digits.size() == 11) return (12 + 3 * (number(2, 9) % 97)) % 97 == number(0, 2);
  if (country == "BE" && digits.size() == 10) return 97 - number(0, 8) % 97 == number(8, 2);
  if (country == "IT" && digits.size() == 11) {  // Luhn
    int sum = 0;
    for (std::size_t i = 0; i < 11; ++i) {
      const int doubled = value_of(digits[i]) * (i % 2 ? 2 : 1);
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
  return true;
}

// Plainly an example: 123456789, 000000000.
bool is_example(std::string_view digits) {
  return std::string_view("01234567890123").find(digits.substr(0, 8)) != std::string_view::npos ||
         std::adjacent_find(digits.begin(), digits.end(), std::not_equal_to<>()) == digits.end();
}

void look_at_identifiers(std::string_view text, Cases& cases) {
  static const RE2 isbn("(?i)\\bISBN(?:-1[03])?\\s*:?\\s*(?:-1[03]\\s*:?\\s*)?(\\d[\\d -]{7,18}[\\dX])\\b");
  static const RE2 vat(
      "(?i)\\b(?:VAT|USt|UID|TVA|IVA|BTW|tax)[^\\n]{0,30}?\\b(DE|FR|BE|IT) ?(\\d[\\d .]{7,14}\\d)(?:$|[^\\d])");
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece country, number;
  const auto add = [&](bool right) {
    ++cases.n;
    const auto at = static_cast<std::size_t>(number.data() - text.data());
    if (!right) cases.add({}, around(text, at, number.size(), 20));
  };
  while (RE2::FindAndConsume(&rest, isbn, &number)) {
    const std::string digits = digits_of({number.data(), number.size()});
    if (digits.size() == 10 || digits.size() == 13) add(is_isbn(digits) || is_example(digits));
  }
  rest = re2::StringPiece(text.data(), text.size());
  while (RE2::FindAndConsume(&rest, vat, &country, &number)) {
    const std::string digits = digits_of({number.data(), number.size()});
    add(is_vat_number({country.data(), country.size()}, digits) || is_example(digits));
  }
}

// Labels of which a document has one: two values of it contradict each other.
void look_at_labels(const Document& document, Cases& cases) {
  static const RE2 pattern(
      "(?i)^\\s*((?:invoice|contract|document|policy|customer|certificate) (?:no\\.?|number|date)|date of issue|"
      "issue date|effective date|rechnungs(?:nummer|nr\\.?|datum)|vertrags(?:nummer|datum)|kundennummer|"
      "numéro de (?:facture|contrat|client)|date de (?:la )?facture)\\s*[:#\\t]\\s*[:#]?\\s*([^\\t]{1,40}?)\\s*$");
  std::map<std::string, std::map<std::string, std::string>> values;  // label → folded value → as written
  std::map<std::string, Place> places;
  for (const LineView& line : visible_lines(document)) {
    std::string label, value;
    const bool data = line.table >= 0 && is_data_table(document.tables[static_cast<std::size_t>(line.table)]);
    if (data || line.text.size() > 200 || !RE2::FullMatch(line.text, pattern, &label, &value)) continue;
    const auto dates = find_dates(value);
    if (dates.empty() && value.find_first_of("0123456789") == std::string::npos) continue;
    const std::string folded =
        dates.empty() ? lower(value) : std::to_string(days_of(dates[0].year, dates[0].month, dates[0].day));
    values[lower(label)].emplace(folded, value);
    places[lower(label)] = line.place;
  }
  for (const auto& [label, said] : values) {
    ++cases.n;
    // More are several documents in one file.
    if (said.size() == 2)
      cases.add(places[label], fmt::format("'{}': '{}' and '{}'", label, said.begin()->second, said.rbegin()->second));
  }
}

void measure_claims(const Document& document, std::string_view text, std::vector<Measure>& out) {
  Cases weekdays, spans, identifiers, labels;
  const std::string whole = text_with_frames(document, text);
  const std::vector<FoundDate> dates = find_dates(whole);
  look_at_weekdays(whole, dates, weekdays);
  look_at_spans(whole, dates, spans);
  look_at_start_and_end(whole, dates, spans);
  look_at_identifiers(whole, identifiers);
  look_at_labels(document, labels);
  out.push_back(weekdays.measure("consistency.wrong_weekdays"));
  out.push_back(spans.measure("consistency.reversed_spans"));
  out.push_back(identifiers.measure("consistency.invalid_numbers"));
  out.push_back(labels.measure("consistency.contradictions"));
}

}  // namespace

const Measurer& claim_measures() {
  static const FunctionMeasurer measurer(
      "claims", 1,
      not_compared(
          {{"consistency.wrong_weekdays", "count", "Weekdays that their date never was",
            "\"Monday, 4 May 2021\" was a Tuesday; English, German and French."},
           {"consistency.reversed_spans", "count", "Spans that end before they begin",
            "\"from 5 May 2021 to 3 April 2021\", and a start date after the end date where each is said once."},
           {"consistency.invalid_numbers", "count", "ISBN and VAT numbers with a wrong check digit",
            "Behind their label: ISBN by ISO 2108; VAT numbers of DE, FR, BE and IT, plain examples left out."},
           {"consistency.contradictions", "count", "Labels with two values",
            "Number or date of the invoice, contract, document, customer and the like, said twice and "
            "differently."}}),
      measure_claims);
  return measurer;
}

}  // namespace assay
