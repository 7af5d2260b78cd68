// The document as users see it: the JSON of `assay extract` (schema "assay.document/1"), Markdown and plain text.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/result.hpp"

namespace assay {

inline constexpr std::string_view document_schema = "assay.document/1";

// One JSON object on one line, UTF-8. A range in `merged` of a table may reach beyond the table's rows and columns, as
// it does on the sheet. Rows and columns that the file hides stand in `rows`, and their ranges (first and last, from 0,
// inclusive) in `hidden_rows` and `hidden_columns` where there are any; `text` has them if `shown` is all. The words of
// pages that were read by OCR, with box (points) and confidence (0..1), are `words` of their page if asked for. Values
// stand in `rows` in full; where their format shows another text, that is in `display` (row and column from 0, text)
// and in `text`. Invalid UTF-8 in the document becomes U+FFFD. Handed on piece by piece, so that the JSON of a large
// sheet, twice its size in memory, never stands there whole.
using JsonSink = std::function<void(std::string_view piece)>;
struct JsonContent {
  Shown shown = Shown::visible;
  bool words = false;
};
void write_json(const Document& document, const JsonSink& sink, const JsonContent& content = {});
std::string to_json(const Document& document);

// Headings, lists and GitHub tables; HTML tables where cells span.
std::string to_markdown(const Document& document, Shown shown = Shown::visible);

// The document that stands for a file of which nothing could be read: its source, and one finding that says why.
Document unreadable_document(Source source, const Failure& failure);

}  // namespace assay
