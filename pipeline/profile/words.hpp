// Names and numbers for people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/comparison.hpp"

namespace assay::words {

// "language", "de" → "German"; what has no name of its own is said as it is.
std::string category_title(std::string_view category);
std::string value_title(std::string_view category, std::string_view value);
// "PDF · scan · German"
std::string stratum_title(const std::vector<std::string>& dimensions, const std::vector<std::string>& values);
// "readability.predicted_cer" → "Predicted cer"; for rules that the catalogue does not hold.
std::string title_from_id(std::string_view id);

// 0.653 → "65 %"; one decimal where the share is close to none or all, so that neither is claimed wrongly.
std::string percent(double share);
std::string percent_within(double share, const std::optional<Interval>& interval);  // "65 % (58 to 71)"
// "31", "−4.2" (U+2212); one decimal under 10.
std::string points(double value);
std::string signed_points(double value);  // with its sign
std::string count(std::int64_t value);    // 12,345
// "1 document", "12,345 documents"; `many` where the plural is another.
std::string counted(std::int64_t number, std::string_view one, std::string_view many = {});
// Three significant digits, without an exponent where that can be read.
std::string number(double value);
std::string duration(double seconds);     // "40 s", "12 min", "3.2 hours", "2.5 days"
std::string bytes(std::uint64_t number);  // "3.2 GB"
// "95 % interval 17 to 41"; "no interval" for a census.
std::string interval_words(const Figure& figure, double scale = 1);
// Lines of at most 80 columns, broken at spaces; what follows the first is indented by `indent`. Ends with a new line.
std::string wrap(std::string_view text, std::string_view indent = {});
// "File type" → "file type", within a sentence.
std::string lower_first(std::string text);
// "2026-01-05T02:10:00Z" → "2026-01-05 02:10 UTC"
std::string day_and_time(const std::string& iso);

}  // namespace assay::words
