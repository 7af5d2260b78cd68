// Writing what a document's assessment came to, for the files of this folder.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/store/store_impl.hpp"

namespace assay {

// Writes what differs from the assessment that the store has of the document. False: its keys alone.
bool put_assessment(Store::Impl& impl, std::int64_t document, std::int64_t extraction, const Assessment& assessment,
                    std::string_view assessment_key, std::string_view between_key);

}  // namespace assay
