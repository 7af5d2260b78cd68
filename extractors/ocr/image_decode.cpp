#include "extractors/ocr/image_decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "extractors/ocr/gif_size.hpp"
#include "extractors/ocr/leptonica.hpp"

namespace assay {
namespace {

const l_uint8* data_of(ByteView bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

int format_of(ByteView bytes) {
  setMsgSeverity(L_SEVERITY_NONE);  // a damaged image is a notice on its document, not a line on standard error
  int format = IFF_UNKNOWN;
  // Leptonica looks at the first 12 bytes without asking how many there are.
  if (bytes.size() < 12 || findFileFormatBuffer(data_of(bytes), &format) != 0) return IFF_UNKNOWN;
  return format;
}

Failure damaged(std::string detail) {
  return {FailureKind::damaged, "The image is damaged: it can't be decoded. Save or scan it again.", std::move(detail)};
}

struct Size {
  std::uint64_t width = 0, height = 0;
};

Result<Size> size_of(ByteView bytes, int format, int number) {
  int w = 0, h = 0, bps = 0, spp = 0, a = 0, b = 0;
  if (format == IFF_GIF) {
    const auto size = gif_pixels(bytes);
    if (!size) return tl::unexpected(damaged("GIF blocks"));
    return Size{*size, 1};
  }
  const bool bad =
      L_FORMAT_IS_TIFF(format)
          ? readHeaderMemTiff(data_of(bytes), bytes.size(), number - 1, &w, &h, &bps, &spp, &a, &b, nullptr)
          : pixReadHeaderMem(data_of(bytes), bytes.size(), nullptr, &w, &h, &bps, &spp, &a);
  if (bad || w <= 0 || h <= 0) return tl::unexpected(damaged("header"));
  return Size{std::uint64_t(w), std::uint64_t(h)};
}

PixPtr decode_tiff(ByteView bytes, int number) {
  // Leptonica reads one directory and says where the next one is.
  std::size_t offset = 0;
  PixPtr pix;
  for (int i = 0; i < number; ++i) {
    pix = own(pixReadMemFromMultipageTiff(data_of(bytes), bytes.size(), &offset));
    if (!pix || (i + 1 < number && offset == 0)) return {};
  }
  return pix;
}

// After the EXIF orientation the first row is the visual top: 1 as stored, 2 mirrored, 3 half turn, 4 flipped,
// 5 to 8 with a quarter turn.
PixPtr turned(PixPtr pix, int orientation) {
  if (orientation == 2 || orientation == 5 || orientation == 7)
    pix = or_else(pixFlipLR(nullptr, pix.get()), share(pix));
  if (orientation == 4) pix = or_else(pixFlipTB(nullptr, pix.get()), share(pix));
  if (orientation == 3) pix = or_else(pixRotateOrth(pix.get(), 2), share(pix));
  if (orientation == 6 || orientation == 7) pix = or_else(pixRotateOrth(pix.get(), 1), share(pix));
  if (orientation == 5 || orientation == 8) pix = or_else(pixRotateOrth(pix.get(), 3), share(pix));
  return pix;
}

// A resolution that a file claims: below 50 dpi it is a mere aspect ratio or a default.
double claimed(int resolution) {
  return resolution >= 50 && resolution <= 4800 ? resolution : 0;
}

}  // namespace

Result<int> count_images(ByteView bytes, int most) {
  const int format = format_of(bytes);
  if (format == IFF_UNKNOWN || format == IFF_PS || format == IFF_LPDF || format == IFF_SPIX)
    return fail(FailureKind::unsupported, "The file is no image of a type that is read.");
  if (!L_FORMAT_IS_TIFF(format)) return 1;
  int pages = 0;
  while (pages <= most && size_of(bytes, format, pages + 1)) ++pages;
  if (pages == 0) return tl::unexpected(damaged("no TIFF directory can be read"));
  return pages;
}

Result<DecodedImage> decode_image(ByteView bytes, int number, const Limits& limits) {
  const int format = format_of(bytes);
  const auto size = size_of(bytes, format, number);
  if (!size) return tl::unexpected(size.error());
  // Division, not multiplication: both factors come from the file.
  if (size->height > limits.image_pixels / size->width)
    return fail(
        FailureKind::limit,
        fmt::format("The image has {} × {} pixels; the limit is {} pixels. Scan it at a lower resolution or raise "
                    "the limit.",
                    size->width, size->height, limits.image_pixels),
        "limit: image_pixels");
  DecodedImage out;
  if (format == IFF_JFIF_JPEG) {
    int warnings = 0;
    out.image.pix = own(pixReadMemJpeg(data_of(bytes), bytes.size(), 0, 1, &warnings, 0));
    out.damaged = warnings > 0;
  } else if (L_FORMAT_IS_TIFF(format)) {
    out.image.pix = decode_tiff(bytes, number);
  } else {
    out.image.pix = own(pixReadMem(data_of(bytes), bytes.size()));
  }
  if (!out.image.pix) return tl::unexpected(damaged("pixels"));
  int x = 0, y = 0;
  pixGetResolution(out.image.pix.get(), &x, &y);
  out.image.dpi_x = claimed(x);
  out.image.dpi_y = claimed(y);
  if (format == IFF_JFIF_JPEG) {
    const int orientation = exif_orientation(bytes);
    out.image.pix = turned(std::move(out.image.pix), orientation);
    if (orientation >= 5) std::swap(out.image.dpi_x, out.image.dpi_y);
  }
  return out;
}

}  // namespace assay
