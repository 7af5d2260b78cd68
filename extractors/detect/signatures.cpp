#include <fmt/format.h>

#include <algorithm>

#include "extractors/detect/looks.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::string_view media_type;
  std::size_t offset;
  std::string_view bytes;
  std::string_view seen;
};

constexpr Signature signatures[] = {
    {"image/png", 0, "\x89PNG\r\n\x1a\n"sv, "the signature of PNG"},
    {"image/jpeg", 0, "\xff\xd8\xff"sv, "the signature of JPEG"},
    {"image/tiff", 0, "II*\0"sv, "the signature of TIFF"},
    {"image/tiff", 0, "MM\0*"sv, "the signature of TIFF"},
    {"image/tiff", 0, "II+\0"sv, "the signature of BigTIFF"},
    {"image/tiff", 0, "MM\0+"sv, "the signature of BigTIFF"},
    {"image/gif", 0, "GIF87a"sv, "the signature of GIF"},
    {"image/gif", 0, "GIF89a"sv, "the signature of GIF"},
    {"image/jp2", 0, "\0\0\0\x0cjP  \r\n\x87\n"sv, "the signature of JPEG 2000"},
    {"image/jp2", 0, "\xff\x4f\xff\x51"sv, "the signature of a JPEG 2000 stream"},
    {"image/heic", 4, "ftypheic"sv, "the brand heic"},
    {"image/heic", 4, "ftypmif1"sv, "the brand mif1"},
    {"image/vnd.djvu", 0, "AT&TFORM"sv, "the signature of DjVu"},
    {"application/vnd.ms-excel", 0, "\x09\0\x04\0"sv, "the first record of Excel 2"},
    {"application/vnd.ms-excel", 0, "\x09\x02\x06\0"sv, "the first record of Excel 3"},
    {"application/vnd.ms-excel", 0, "\x09\x04\x06\0"sv, "the first record of Excel 4"},
    {"application/vnd.ms-excel", 0, "\x09\x08\x08\0"sv, "the first record of Excel 5"},
    {"application/vnd.ms-excel", 0, "\x09\x08\x10\0"sv, "the first record of Excel 97"},
    {"text/rtf", 0, "{\\rtf"sv, "starts with {\\rtf"},
    {"application/postscript", 0, "%!PS"sv, "starts with %!PS"},
    {"application/gzip", 0, "\x1f\x8b\x08"sv, "the signature of gzip"},
    {"application/x-bzip2", 0, "BZh"sv, "the signature of bzip2"},
    {"application/x-xz", 0,
     "\xfd"
     "7zXZ\0"sv,
     "the signature of xz"},
    {"application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c"sv, "the signature of 7-Zip"},
    {"application/x-rar", 0, "Rar!\x1a\x07"sv, "the signature of RAR"},
    {"application/x-tar", 257, "ustar"sv, "the signature of tar"},
    {"application/vnd.sqlite3", 0, "SQLite format 3\0"sv, "the signature of SQLite"},
    {"application/x-executable", 0,
     "\x7f"
     "ELF"sv,
     "the signature of an ELF program"},
};

bool is_bmp(std::string_view bytes) {
  if (bytes.size() < 18 || bytes.substr(0, 2) != "BM") return false;
  const auto header = static_cast<unsigned char>(bytes[14]);  // size of the header that follows
  return bytes.substr(15, 3) == "\0\0\0"sv && (header == 12 || header == 40 || header == 64 || header >= 108);
}

bool is_pnm(std::string_view bytes) {
  return bytes.size() > 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
         (bytes[2] == '\n' || bytes[2] == ' ' || bytes[2] == '\r') &&
         ((bytes[3] >= '0' && bytes[3] <= '9') || bytes[3] == '#');
}

}  // namespace

std::optional<Detected> look_at_signature(std::string_view bytes) {
  for (const Signature& s : signatures)
    if (bytes.size() >= s.offset + s.bytes.size() && bytes.substr(s.offset, s.bytes.size()) == s.bytes)
      return Detected{std::string(s.media_type), std::string(s.seen)};
  if (bytes.size() > 12 && bytes.substr(0, 4) == "RIFF" && bytes.substr(8, 4) == "WEBP")
    return Detected{"image/webp", "the signature of WebP"};
  if (is_bmp(bytes)) return Detected{"image/bmp", "the signature of BMP"};
  if (is_pnm(bytes)) return Detected{"image/x-portable-anymap", "the signature of PNM"};
  return std::nullopt;
}

std::optional<Detected> look_for_pdf(std::string_view bytes) {
  // Readers accept the header anywhere in the first 1024 bytes (ISO 32000-1, annex H, implementation note 13).
  const std::string_view head = bytes.substr(0, 1024 + 8);
  for (std::size_t at = head.find("%PDF-"); at != std::string_view::npos; at = head.find("%PDF-", at + 1)) {
    const std::string_view version = head.substr(at + 5, 3);
    const bool known = version.size() == 3 && version[0] >= '0' && version[0] <= '9' && version[1] == '.';
    if (at == 0) return Detected{"application/pdf", fmt::format("starts with %PDF-{}", known ? version : "")};
    // Behind other bytes a mere mention must not do: objects have to follow.
    if (known && bytes.substr(at, 4096).find(" obj") != std::string_view::npos)
      return Detected{"application/pdf", fmt::format("%PDF-{} behind {} other bytes", version, at)};
  }
  return std::nullopt;
}

}  // namespace assay
