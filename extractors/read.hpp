// The one entry to everything below the rules: any bytes in, a document or the reason why not out.
//
// Finds the type from the content, says so when the name claims another one, picks the extractor, and turns whatever a
// library throws into a Failure. Never throws but for std::bad_alloc. It is what the worker, the tests and the fuzz
// targets call.
#pragma once

#include <span>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"
#include "extractors/layout/join.hpp"  // join_spans: every document goes through it

namespace assay {

// All extractors, in the order in which they are asked: one line each in extractors/read.cpp.
std::span<const Extractor* const> extractors();

// A document whose `partial` and `notices` say what is missing; or a Failure when nothing could be read. In both cases
// `type` (when given) receives the media type found in the content.
Result<Document> read_document(ByteView bytes, const ExtractOptions& options, Progress& progress,
                               std::string* type = nullptr);

// "pdf/3 office/2 …": changes whenever any extractor's output may change.
std::string extractors_version();

}  // namespace assay
