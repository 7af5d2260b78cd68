// Looks at letters eight at a time: a sheet has millions of texts.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay {

// Whether any of the eight bytes of a word is such. Exact for the word, not for the single byte.
constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = each_byte << 7;
constexpr std::uint64_t any_below(std::uint64_t word, std::uint64_t limit) {  // limit up to 128
  return (word - each_byte * limit) & ~word & high_bits;
}
constexpr std::uint64_t any_is(std::uint64_t word, char letter) {
  return any_below(word ^ (each_byte * static_cast<unsigned char>(letter)), 1);
}

// Whole words of eight bytes from the beginning until one for which `stops` is not 0: how many bytes these are.
template <class Stops>
std::size_t bytes_without(std::string_view text, const Stops& stops) {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (stops(word) != 0) break;
  }
  return at;
}

inline bool is_ascii(std::string_view text) {
  std::size_t at = bytes_without(text, [](std::uint64_t word) { return word & high_bits; });
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at == text.size();
}

}  // namespace assay
