// From signals to an estimated character error rate with its 90 % interval: tables fitted on pages whose truth is known
// (tools/fit_cer). Internal to this folder.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/ocr/choose.hpp"
#include "extractors/ocr/plausibility.hpp"

namespace assay {

inline constexpr std::size_t fewest_words = 3;  // nothing is estimated from less

// What the estimate of a page read by OCR rests on; also Page::signals. All names are listed in estimate.cpp.
std::map<std::string, double> ocr_signals(const PreparedPage& page, const BestReading& best,
                                          const Plausibility& plausibility);

// With the signal "ocr.second_reading" by a table of its own, which that signal is part of.
// None: fewer than 3 words, unless the page is full of letter-like shapes: then all of it is missing. A page that lies
// outside what was seen when fitting gets a wide interval and the signal "ocr.unlike_fit" = number of signals out of
// range.
std::optional<Estimate> predict_ocr_cer(std::map<std::string, double>& signals);

}  // namespace assay
