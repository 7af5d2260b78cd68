// The wording of the samples, by key. Written for this project; every name in it is made up.
#pragma once

#include <string_view>

namespace assay::samples {

struct Text {
  std::string_view key;
  std::string_view language;
  std::string_view title;  // subject of a letter, title of a contract or report
  std::string_view body;   // in the markup of paper.hpp
};

// All three throw std::logic_error for an unknown key.
const Text& letter_text(std::string_view key);
const Text& contract_text(std::string_view key);
const Text& report_text(std::string_view key);

}  // namespace assay::samples
