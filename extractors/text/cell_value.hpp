// What a cell of a delimited file means: number, date, truth value or text.
#pragma once

#include <optional>
#include <string_view>

#include "extractors/core/document.hpp"

namespace assay {

// In which order day and month stand where figures alone don't tell: of the whole column.
enum class DateOrder { unknown, day_first, month_first };

struct NumberStyle {
  bool decimal_comma = false;
  DateOrder dates = DateOrder::unknown;
};

// "1234.5", "-3e5", "1,234.50", "(12)", "25 %" (as 0.25), "€ 5", "1.234,50" with decimal commas. "007" is a number,
// too.
std::optional<double> parse_number(std::string_view text, bool decimal_comma);

// "2024-03-05", "2024/3/5", "5.3.2024", "2024-03-05 10:30": days since 1970-01-01, with the part of the day. Empty for
// what is no date, and for "3/4/2024" as long as the order is unknown.
std::optional<double> parse_date(std::string_view text, DateOrder order);

// Whether the text has the shape of a date, in whatever order; which order alone makes sense of it.
struct DateShape {
  bool date = false;
  DateOrder order = DateOrder::unknown;
};
DateShape date_shape(std::string_view text);

bool is_time(std::string_view text);  // "10:30", "10:30:05.25", "2:15 PM"

// Sets type and number from the text.
void set_type(Cell& cell, const NumberStyle& style);

}  // namespace assay
