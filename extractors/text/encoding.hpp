// Bytes to text: which encoding, and what was odd about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/result.hpp"

namespace assay {

struct DecodedText {
  std::string text;             // UTF-8, NFC, line ends \n, no byte order mark, no control characters but \t and \n
  std::string encoding;         // "UTF-8", "windows-1252" … : ICU's name
  std::vector<Notice> notices;  // format.not_utf8, format.mojibake, format.undecodable, format.control_characters
  bool cut = false;             // longer than max_bytes: the rest is left out
};

// The encoding that a web page (HTML standard, "prescan a byte stream") or an XML file declares in its first 1024
// bytes; empty: none.
std::string_view declared_encoding(std::string_view bytes);

// In this order: a byte order mark; UTF-16, UTF-32 or ISO-2022 where that makes a text (guess_encoding.hpp); valid
// UTF-8; the declared encoding (of a web page or message); the encoding that makes the likeliest text.
DecodedText decode_text(ByteView bytes, std::size_t max_bytes, std::string_view declared = {});

// Valid UTF-8 in NFC; invalid sequences become U+FFFD.
std::string to_nfc(std::string_view utf8);

// UTF-8 that was read as a one-byte encoding and saved again ("MÃ¼ller"): the sample, with its line. None if the text
// has fewer than two such places or as many that can't be explained so.
std::optional<Notice> find_mojibake(std::string_view utf8);

}  // namespace assay
