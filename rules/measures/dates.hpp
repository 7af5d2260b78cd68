// Dates in running text and cells: several notations, month names in English, German and French.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class DateForm {
  iso,         // 2024-03-12
  year_first,  // 2024/03/12
  slashed,     // 12/03/2024: day or month first
  dashed,      // 12-03-2024: day or month first
  dotted,      // 12.03.2024: day first
  day_month,   // 12 March 2024, 12. März 2024, 1er mars 2024
  month_day,   // March 12, 2024
};
std::string_view to_string(DateForm form);

// Which of two numbers is the day: proven when one of them is over 12.
enum class DayOrder { unknown, day_first, month_first };

struct FoundDate {
  int year = 0, month = 0, day = 0;  // unknown order: read as day first
  DateForm form = DateForm::iso;
  DayOrder order = DayOrder::unknown;  // of slashed and dashed dates
  bool short_year = false;             // written with two digits; 00–68 is 20xx, as POSIX reads %y
  std::size_t begin = 0, length = 0;   // in the text, bytes
};

// In order of their place; only days that exist, from 1900 to 2199; never overlapping.
std::vector<FoundDate> find_dates(std::string_view text);

// Days since 1970-01-01; of a date that exists.
long days_of(int year, int month, int day);
inline constexpr std::string_view days_unit = "days since 1970-01-01";  // of measures whose value is a date
std::string iso_date(long days);
// Of an ISO 8601 date or time stamp; none when it is no date.
std::optional<long> parse_iso_days(std::string_view text);

}  // namespace assay
