// Word documents made for tests, and read.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "extractors/office/docx_extractor.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace assay::test {

inline Result<Document> try_word(const std::string& bytes, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  NoProgress progress;
  return docx_extractor().extract(as_bytes(bytes), options, progress);
}

inline Document read_word(const std::string& body, RevisionView view = RevisionView::accepted,
                          const Members& more = {}) {
  auto document = try_word(make_document(body, more), view);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

inline std::string run(const std::string& text) {
  return "<w:r><w:t>" + text + "</w:t></w:r>";
}
inline std::string paragraph(const std::string& content) {
  return "<w:p>" + content + "</w:p>";
}

}  // namespace assay::test
