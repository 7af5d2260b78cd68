#include "rules/measures/dates.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>

#include "extractors/core/names.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr NameTable<DateForm, 7> forms{{
    {DateForm::iso, "2024-03-12"},
    {DateForm::year_first, "2024/03/12"},
    {DateForm::slashed, "12/03/2024"},
    {DateForm::dashed, "12-03-2024"},
    {DateForm::dotted, "12.03.2024"},
    {DateForm::day_month, "12 March 2024"},
    {DateForm::month_day, "March 12, 2024"},
}};

// Beginnings that are enough to tell a month, in folded case; "juin" and "juil" before any that they begin with.
constexpr std::array<std::pair<std::string_view, int>, 26> month_names{{
    {"jan", 1}, {"jän", 1}, {"feb", 2},  {"fev", 2},  {"fév", 2},  {"mar", 3},  {"mär", 3},  {"mrz", 3},  {"apr", 4},
    {"avr", 4}, {"mai", 5}, {"may", 5},  {"jun", 6},  {"juin", 6}, {"juil", 7}, {"jul", 7},  {"aug", 8},  {"aoû", 8},
    {"aou", 8}, {"sep", 9}, {"oct", 10}, {"okt", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"déc", 12},
}};

constexpr const char* month_pattern =
    "(jan(?:uary|uar|vier)?|jänner|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|märz|mrz|apr(?:il)?|avr(?:il)?|mai|"
    "may|"
    "juin|juil(?:let)?|june?|juni|july?|juli|aug(?:ust)?|ao[ûu]t|sep(?:tember|tembre|t)?|o[ck]t(?:ober|obre)?|"
    "nov(?:ember|embre)?|de[cz](?:ember)?|d[ée]c(?:embre)?)\\.?";

struct Pattern {
  DateForm form;
  char separator;  // that parts the three; 0: spaces, and the month is a name
  RE2 expression;  // group 1: the whole date, 2–4 its parts in order of writing
};

const std::vector<std::unique_ptr<Pattern>>& patterns() {
  static const auto list = [] {
    const std::string name = month_pattern;
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    std::vector<std::unique_ptr<Pattern>> out;
    const auto add = [&](DateForm form, char separator, const std::string& core) {
      out.push_back(std::unique_ptr<Pattern>(
          new Pattern{form, separator, RE2("(?:^|[^\\d./\\-])(" + core + ")(?:\\.?[^\\d./\\-]|\\.?$)", options)}));
    };
    add(DateForm::iso, '-', "(\\d{4})-(\\d{2})-(\\d{2})");
    add(DateForm::year_first, '/', "(\\d{4})/(\\d{1,2})/(\\d{1,2})");
    add(DateForm::slashed, '/', "(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})");
    add(DateForm::dashed, '-', "(\\d{1,2})-(\\d{1,2})-(\\d{4})");
    add(DateForm::dotted, '.', "(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4}|\\d{2})");
    add(DateForm::day_month, 0, "(\\d{1,2})(?:st|nd|rd|th|er|\\.)? (?:of )?" + name + ",? (\\d{4})");
    add(DateForm::month_day, 0, name + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})");
    return out;
  }();
  return list;
}

// What each pattern cannot do without. Most cells of a sheet and most words hold none of it, and seven searches of each
// would be most of the time that rules take.
struct Ingredients {
  int digits = 0, dashes = 0, slashes = 0, dots = 0;
  bool letters = false;

  explicit Ingredients(std::string_view text) {
    for (const char c : text) {
      digits += c >= '0' && c <= '9';
      dashes += c == '-';
      slashes += c == '/';
      dots += c == '.';
      letters = letters || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
  }
  bool enough_for(char separator) const {
    constexpr int least_digits = 4, least_with_name = 5;  // "1/2/24", "1 May 2024"
    switch (separator) {
      case '-':
        return dashes >= 2 && digits >= least_digits;
      case '/':
        return slashes >= 2 && digits >= least_digits;
      case '.':
        return dots >= 2 && digits >= least_digits;
      default:
        return letters && digits >= least_with_name;
    }
  }
};

int number_of(re2::StringPiece text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int month_of(re2::StringPiece name) {
  const std::string folded = lower({name.data(), name.size()});
  for (const auto& [start, number] : month_names)
    if (folded.starts_with(start)) return number;
  return 0;
}

bool exists(const FoundDate& date) {
  const year_month_day value{year{date.year}, month{static_cast<unsigned>(date.month)},
                             day{static_cast<unsigned>(date.day)}};
  return value.ok() && date.year >= 1900 && date.year <= 2199;
}

void set_year(FoundDate& date, re2::StringPiece text) {
  date.year = number_of(text);
  date.short_year = text.size() == 2;
  if (date.short_year) date.year += date.year <= 68 ? 2000 : 1900;
}

void set_parts(FoundDate& date, const re2::StringPiece (&part)[3]) {
  const auto day_then_month = [&](int first, int second) {
    date.order = first > 12 ? DayOrder::day_first : second > 12 ? DayOrder::month_first : DayOrder::unknown;
    date.day = date.order == DayOrder::month_first ? second : first;
    date.month = date.order == DayOrder::month_first ? first : second;
  };
  switch (date.form) {
    case DateForm::iso:
    case DateForm::year_first:
      set_year(date, part[0]);
      date.month = number_of(part[1]);
      date.day = number_of(part[2]);
      return;
    case DateForm::slashed:
    case DateForm::dashed:
      day_then_month(number_of(part[0]), number_of(part[1]));
      break;
    case DateForm::dotted:
      date.day = number_of(part[0]);
      date.month = number_of(part[1]);
      break;
    case DateForm::day_month:
      date.day = number_of(part[0]);
      date.month = month_of(part[1]);
      break;
    case DateForm::month_day:
      date.month = month_of(part[0]);
      date.day = number_of(part[1]);
      break;
  }
  set_year(date, part[2]);
}

}  // namespace

std::string_view to_string(DateForm form) {
  return name_of(forms, form);
}

std::vector<FoundDate> find_dates(std::string_view text) {
  std::vector<FoundDate> found;
  const Ingredients ingredients(text);
  for (const auto& pattern : patterns()) {
    if (!ingredients.enough_for(pattern->separator)) continue;
    re2::StringPiece rest(text.data(), text.size());
    re2::StringPiece whole;
    re2::StringPiece part[3];
    while (RE2::FindAndConsume(&rest, pattern->expression, &whole, &part[0], &part[1], &part[2])) {
      FoundDate date;
      date.form = pattern->form;
      date.begin = static_cast<std::size_t>(whole.data() - text.data());
      date.length = whole.size();
      set_parts(date, part);
      if (exists(date)) found.push_back(date);
      // The character behind a date may be the one in front of the next.
      const char* next = whole.data() + whole.size();
      rest = re2::StringPiece(next, static_cast<std::size_t>(text.data() + text.size() - next));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const FoundDate& a, const FoundDate& b) { return a.begin < b.begin; });
  std::vector<FoundDate> out;
  for (const FoundDate& date : found)
    if (out.empty() || date.begin >= out.back().begin + out.back().length) out.push_back(date);
  return out;
}

long days_of(int y, int m, int d) {
  return sys_days(year_month_day{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}})
      .time_since_epoch()
      .count();
}

std::string iso_date(long days) {
  const year_month_day value{sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(value.year()), static_cast<unsigned>(value.month()),
                     static_cast<unsigned>(value.day()));
}

std::optional<long> parse_iso_days(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::vector<FoundDate> dates = find_dates(text.substr(0, 10));
  if (dates.empty()) return std::nullopt;
  return days_of(dates.front().year, dates.front().month, dates.front().day);
}

}  // namespace assay
