// How often words occur in a document's text, and where first.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/measure.hpp"

namespace assay {

// The text with headers and footers; those that are the same on every page once.
std::string text_with_frames(const Document& document, std::string_view text);

// The next match at or behind `from`, a view into the text; no data: there is none.
using NextMatch = std::function<std::string_view(std::string_view text, std::size_t from)>;

// How often `next` is found, 10,000 times at most; place and surroundings of the first time.
Measure count_matches(std::string_view name, const NextMatch& next, const Document& document, std::string_view text);

// One measure for each pattern, of its name.
void measure_patterns(const Document& document, std::string_view text, std::span<const TextPattern> patterns,
                      std::vector<Measure>& out);

}  // namespace assay
