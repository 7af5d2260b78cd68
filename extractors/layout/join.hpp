// Spans of one document as one.
#pragma once

#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// Spans of one document, in order of their pages, as one: indices shifted, running headers and footers found by their
// repetition over all pages, paragraphs that go on over a page joined, ranks of headings closed up, and a notice where
// there is nothing to read. The same for any cut into spans; a document that was read in one piece is a single span and
// goes through here too. No spans: an empty document.
Document join_spans(std::vector<Document> spans);

}  // namespace assay
