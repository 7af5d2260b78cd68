// The JSON columns: structs to text and back, along the same fields as on the wire between processes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/measure.hpp"

namespace assay {

// Members that hold nothing (unknown, empty, false) are left out.
template <class T>
std::string to_column(const T& value);
// Throws std::exception when the text is no such JSON.
template <class T>
T from_column(const std::string& text);

// Instantiated for Place, Metadata, Signature, std::vector of Notice, Component, std::string; a map of strings
// (to_column alone).

}  // namespace assay
