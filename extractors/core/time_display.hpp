// What a spreadsheet's number format makes of a time of day or a duration: the text that a person sees.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

// `code` as of NumberFormat; `clock`: "12:30:00", of durations also "36:00:00". What is cut off is not rounded, as
// programs do. None where the code shows dates or parts of seconds, or is not understood.
std::optional<std::string> display_clock(std::string_view code, std::string_view clock);

}  // namespace assay
