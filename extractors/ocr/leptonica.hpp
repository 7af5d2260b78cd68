// Leptonica's types with owners. Internal to this folder: no header outside includes it.
#pragma once

#include <leptonica/allheaders.h>

#include <memory>

#include "extractors/ocr/page_reader.hpp"

namespace assay {

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using BoxaPtr = std::unique_ptr<Boxa, BoxaDeleter>;

struct PixaDeleter {
  void operator()(Pixa* images) const { pixaDestroy(&images); }
};
using PixaPtr = std::unique_ptr<Pixa, PixaDeleter>;

inline PixPtr own(Pix* pix) {
  return PixPtr(pix);
}

// A second owner of the same pixels.
inline PixPtr share(const PixPtr& pix) {
  return PixPtr(pixClone(pix.get()));
}

// The result of a Leptonica operation, or what went in when the operation failed (it returns null, never throws).
inline PixPtr or_else(Pix* result, PixPtr before) {
  return result ? PixPtr(result) : std::move(before);
}

}  // namespace assay
