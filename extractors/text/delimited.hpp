// Delimited text to tables: comma, semicolon, tab and the like.
#pragma once

#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"

namespace assay {

// One table for a file of records, with what stands above and below it as paragraphs; several where the file is a
// printed sheet (titles, blank rows and columns between tables). Rows keep their places: row 0 of the file is the
// first record, "A1" its first cell; comment lines and empty lines leave empty rows.
Document read_delimited(std::string_view text, const Limits& limits, Progress& progress);

}  // namespace assay
