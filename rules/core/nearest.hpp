// The right word for a mistyped one, for messages that say what to write.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace assay {

// The candidate nearest to `word`; empty when none is within a third of the longer one's length (at least 2).
std::string nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace assay
