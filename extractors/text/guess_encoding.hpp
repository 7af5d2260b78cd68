// Which encoding bytes are in, where nothing says so: the one in which they make the likeliest text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct EncodingGuess {
  std::string encoding = "windows-1252";  // ICU's name
  std::string rival;                      // nearly as likely, and gives another text; empty: the guess is sure
  bool like_a_text = true;  // no: not even the likeliest reading has the letters of any language; none is named then
};

// Of bytes that are not UTF-8. windows-1252 where they tell nothing.
EncodingGuess guess_encoding(std::string_view bytes);

// UTF-16 or UTF-32 without a byte order mark, ISO-2022; none for all that is likelier to be a text whose ASCII is
// ASCII, and for what is no text at all.
std::optional<std::string> encoding_without_ascii(std::string_view bytes);

}  // namespace assay
