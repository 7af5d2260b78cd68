// How current a document is by its own words.
#pragma once

#include <optional>
#include <string>

#include "extractors/core/document.hpp"

namespace assay {

struct DocumentDate {
  long days = 0;         // since 1970-01-01
  std::string evidence;  // the words around it
};

// The latest date in `text` (plain_text of the document) that can be its date: with a four-digit year, from 1950 on,
// and not after the file was last written, when the file says so; else the date that the file says.
std::optional<DocumentDate> latest_date(const Document& document, std::string_view text);

// The latest date that the text gives as the end of its validity ("valid until", "gültig bis", "valable jusqu'au",
// "expires on"), not that of something it tells of.
std::optional<DocumentDate> expiry_date(std::string_view text);

}  // namespace assay
