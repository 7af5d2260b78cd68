// Rich Text Format as tokens (RTF specification 1.9.1, "RTF syntax").
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

namespace assay::rtf {

struct Token {
  enum class Kind { open, close, word, symbol, byte, text, binary };
  Kind kind = Kind::text;
  std::string_view text;      // name of a word, the sign of a symbol, bytes of a text or of binary data
  std::optional<int> number;  // of a word; the value of a byte ("\'e9")
};

class Tokens {
 public:
  explicit Tokens(std::string_view bytes) : bytes_(bytes) {}
  // False at the end. Line ends between tokens are no text and are left out.
  bool next(Token& token);
  // Where the next one begins.
  std::size_t at() const { return std::min(at_, bytes_.size()); }

 private:
  void read_word(Token& token);
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace assay::rtf
