// How a long document is cut, and what becomes of a part that could not be read.
#pragma once

#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"

namespace assay {

struct PageRange {
  int first = 1, last = 1;
};

// The pages behind `done` (the first span of a document), in ranges that depend on the document alone, never on the
// number of workers. Empty when the first span reached the end.
std::vector<PageRange> rest_of(const Span& done, const ExtractOptions& options);

// Collects the spans of one document in order.
class SpanParts {
 public:
  explicit SpanParts(Document first) { parts_.push_back(std::move(first)); }
  // A part that failed leaves a notice "completeness.pages_not_read" that names its pages.
  void add(const PageRange& range, Result<Document> part);
  Document join(const Limits& limits) &&;

 private:
  std::vector<Document> parts_;
  std::vector<Notice> missing_;
};

}  // namespace assay
