#include "extractors/ocr/gif_size.hpp"

#include <cstddef>

namespace assay {
namespace {

// Reads little-endian fields and never past the end: a read beyond it leaves `ok` false and gives 0.
struct Reader {
  ByteView bytes;
  std::size_t at = 0;
  bool ok = true;

  unsigned byte() {
    if (at >= bytes.size()) return ok = false, 0;
    return std::to_integer<unsigned>(bytes[at++]);
  }
  unsigned word() {
    const unsigned low = byte();
    return low | byte() << 8;
  }
  void skip(std::size_t count) {
    ok = ok && count <= bytes.size() - at;
    if (ok) at += count;
  }
  void skip_colours(unsigned flags) {
    if (flags & 0x80u) skip(std::size_t{3} << ((flags & 7u) + 1));
  }
  void skip_blocks() {
    while (const unsigned length = byte()) skip(length);
  }
};

}  // namespace

std::optional<std::uint64_t> gif_pixels(ByteView bytes) {
  Reader in{bytes};
  in.skip(6);
  const std::uint64_t width = in.word(), height = in.word();
  const unsigned flags = in.byte();
  in.skip(2);
  in.skip_colours(flags);
  std::uint64_t pixels = width * height;
  int frames = 0;
  while (in.ok) {
    const unsigned kind = in.byte();
    if (kind == 0x3B) break;  // trailer
    if (kind == 0x21) {       // extension
      in.skip(1);
      in.skip_blocks();
    } else if (kind == 0x2C) {  // image descriptor
      in.skip(4);
      const std::uint64_t w = in.word(), h = in.word();
      in.skip_colours(in.byte());
      in.skip(1);
      in.skip_blocks();
      pixels += w * h;
      ++frames;
    } else {
      break;
    }
  }
  if (frames == 0 || pixels == 0) return std::nullopt;
  return pixels;
}

}  // namespace assay
