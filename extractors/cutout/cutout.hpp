// A small picture of a place in a document, for a report: the page, or what stands in and around a box on it.
#pragma once

#include <optional>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"

namespace assay {

struct CutoutPlan {
  int page = 1;            // from 1
  std::optional<Box> box;  // on that page as it is shown, in pt from the top left; none: the whole page
};

inline constexpr std::size_t cutout_bytes_max = 40'000;

// A grey JPEG, at most 480 pixels wide and cutout_bytes_max long; the box is framed in red. Of PDF and image files;
// fails for others, for pages that are not there or may not be drawn, and where it would be larger. May let exceptions
// of libraries pass; runs where documents are read, never in the parent.
Result<std::string> cut_out(ByteView bytes, const CutoutPlan& plan, const ExtractOptions& options);

}  // namespace assay
