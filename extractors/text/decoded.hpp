// What all extractors of text do once they have read it.
#pragma once

#include "extractors/core/extractor.hpp"
#include "extractors/text/encoding.hpp"

namespace assay {

// The document with the notices of its decoding, and with the limit that cut it; a failure when it holds nothing.
Result<Document> with_notices(Document document, DecodedText& decoded, const Limits& limits);

}  // namespace assay
