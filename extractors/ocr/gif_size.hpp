// How large a GIF is before it is decoded: a walk over hostile blocks, which Leptonica has no function for.
#pragma once

#include <cstdint>
#include <optional>

#include "extractors/core/result.hpp"

namespace assay {

// Pixels of the screen and of all frames together (the decoder unpacks every frame); none where the blocks are broken.
std::optional<std::uint64_t> gif_pixels(ByteView bytes);

}  // namespace assay
