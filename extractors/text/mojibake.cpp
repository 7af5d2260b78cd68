#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "extractors/text/encoding.hpp"

namespace assay {
namespace {

// The code points that windows-1252 has at 0x80..0x9F; 0: the byte means nothing.
constexpr std::array<UChar32, 32> c1_of_windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that windows-1252 writes for a character; -1: none.
int byte_of(UChar32 c) {
  if (c >= 0xA0 && c <= 0xFF) return c;
  const auto* const at = std::find(c1_of_windows_1252.begin(), c1_of_windows_1252.end(), c);
  if (c > 0 && at != c1_of_windows_1252.end()) return 0x80 + static_cast<int>(at - c1_of_windows_1252.begin());
  return -1;
}

struct Hit {
  UChar32 meant = 0;
  std::int32_t next = 0;  // offset behind it
  int length = 0;
};

// A whole UTF-8 sequence spelled in windows-1252 characters at `at`.
std::optional<Hit> hit_at(const std::uint8_t* data, std::int32_t at, std::int32_t size) {
  UChar32 c = 0;
  U8_NEXT(data, at, size, c);
  const int lead = byte_of(c);
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::array<std::uint8_t, 4> bytes{static_cast<std::uint8_t>(lead)};
  for (int i = 1; i < length; ++i) {
    if (at >= size) return std::nullopt;
    U8_NEXT(data, at, size, c);
    const int byte = byte_of(c);
    if (byte < 0x80 || byte > 0xBF) return std::nullopt;
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(byte);
  }
  std::int32_t i = 0;
  UChar32 meant = 0;
  U8_NEXT(bytes.data(), i, length, meant);
  if (meant < 0 || !u_isprint(meant)) return std::nullopt;
  return Hit{meant, at, length};
}

}  // namespace

std::optional<Notice> find_mojibake(std::string_view utf8) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), INT32_MAX));
  int hits = 0;
  int weight = 0;
  std::int32_t first = 0;
  Hit sample;
  for (std::int32_t i = 0; i < size;) {
    // All leads are U+00C2..U+00F4: bytes C3 82 to C3 B4.
    const std::optional<Hit> hit = data[i] == 0xC3 ? hit_at(data, i, size) : std::nullopt;
    if (!hit) {
      ++i;
      continue;
    }
    if (hits++ == 0) {
      first = i;
      sample = *hit;
    }
    weight += hit->length - 1;
    i = hit->next;
  }
  // One pair may be meant ("Â§" is typed by hand); a triple or two pairs are no accident.
  if (weight < 2) return std::nullopt;
  const std::string_view before = utf8.substr(0, static_cast<std::size_t>(first));
  std::size_t begin = before.find_last_of(" \t\n");
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  begin = std::max(begin, before.size() - std::min<std::size_t>(before.size(), 30));
  while (begin < before.size() && (before[begin] & 0xC0) == 0x80) ++begin;
  const std::size_t end = std::min(utf8.find_first_of(" \t\n", static_cast<std::size_t>(sample.next)), begin + 80);
  std::string meant;
  meant.resize(4);
  std::int32_t written = 0;
  U8_APPEND_UNSAFE(meant.data(), written, sample.meant);
  meant.resize(static_cast<std::size_t>(written));
  Notice notice;
  notice.code = "format.mojibake";
  notice.message = fmt::format(
      "The text was decoded wrongly once before it was saved: {} places read like \"{}\", which stands for \"{}\" "
      "(line {}).",
      hits, utf8.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(sample.next - first)), meant,
      1 + std::count(before.begin(), before.end(), '\n'));
  notice.evidence = utf8.substr(begin, end - begin);
  return notice;
}

}  // namespace assay
