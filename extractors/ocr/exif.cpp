#include <cstddef>

#include "extractors/ocr/image_decode.hpp"

namespace assay {
namespace {

// Big- or little-endian numbers at an offset; beyond the end they are 0.
struct Field {
  ByteView bytes;
  bool big = true;

  unsigned byte(std::size_t at) const { return at < bytes.size() ? std::to_integer<unsigned>(bytes[at]) : 0; }
  unsigned u16(std::size_t at) const { return big ? byte(at) << 8 | byte(at + 1) : byte(at + 1) << 8 | byte(at); }
  std::size_t u32(std::size_t at) const {
    return big ? std::size_t{u16(at)} << 16 | u16(at + 2) : std::size_t{u16(at + 2)} << 16 | u16(at);
  }
};

// The TIFF structure behind "Exif\0\0": byte order, offset of the first directory, entries of 12 bytes.
int orientation_in(ByteView tiff) {
  Field field{tiff, true};
  const unsigned order = field.u16(0);
  if (order != 0x4949 && order != 0x4D4D) return 1;
  field.big = order == 0x4D4D;
  const std::size_t directory = field.u32(4);
  if (directory >= tiff.size()) return 1;
  const unsigned entries = field.u16(directory);
  for (unsigned i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + std::size_t{12} * i;
    if (at + 12 > tiff.size()) break;
    if (field.u16(at) != 0x0112) continue;
    const unsigned value = field.u16(at + 8);
    return value >= 1 && value <= 8 ? int(value) : 1;
  }
  return 1;
}

}  // namespace

int exif_orientation(ByteView jpeg) {
  const Field field{jpeg, true};
  if (field.u16(0) != 0xFFD8) return 1;
  std::size_t at = 2;
  // Segments: marker, length with its own two bytes. The image data begins at start of scan (FFDA).
  while (at + 4 <= jpeg.size() && field.byte(at) == 0xFF && field.byte(at + 1) != 0xDA) {
    const std::size_t length = field.u16(at + 2);
    if (length < 2 || at + 2 + length > jpeg.size()) break;
    const auto body = jpeg.subspan(at + 4, length - 2);
    if (field.byte(at + 1) == 0xE1 && as_chars(body).starts_with(std::string_view("Exif\0\0", 6)))
      return orientation_in(body.subspan(6));
    at += 2 + length;
  }
  return 1;
}

}  // namespace assay
