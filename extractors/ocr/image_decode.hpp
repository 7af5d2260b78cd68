// Bytes of an image file to pixels: formats, pages, limits, and what the file says about its resolution and turning.
#pragma once

#include <string>

#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"
#include "extractors/ocr/page_reader.hpp"

namespace assay {

struct DecodedImage {
  PageImage image;
  bool damaged = false;  // decoded, but the data ended early or was corrupt: parts of it are invented grey
};

// How many pages the file holds: all directories of a TIFF, 1 of any other image; at most `most` + 1 are counted.
// Fails for what is no image that Leptonica reads.
Result<int> count_images(ByteView bytes, int most);

// One page, from 1. Its size is read from the header and held against limits.image_pixels before anything is decoded.
// An EXIF orientation is applied: the image is upright as the camera meant it.
Result<DecodedImage> decode_image(ByteView bytes, int number, const Limits& limits);

// Quarter turns and mirroring of a JPEG by its EXIF tag 0x0112 (CIPA DC-008): 1 to 8; 1 where there is none.
int exif_orientation(ByteView jpeg);

}  // namespace assay
