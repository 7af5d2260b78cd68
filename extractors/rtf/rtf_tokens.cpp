#include "extractors/rtf/rtf_tokens.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace assay::rtf {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hex(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::size_t longest_word = 32;
constexpr std::int64_t largest_number = std::numeric_limits<int>::max();  // dates of changes fill all 32 bits

}  // namespace

bool Tokens::next(Token& token) {
  token = {};
  while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0')) ++at_;
  if (at_ >= bytes_.size()) return false;
  const char c = bytes_[at_];
  if (c == '{' || c == '}') {
    token.kind = c == '{' ? Token::Kind::open : Token::Kind::close;
    ++at_;
    return true;
  }
  if (c != '\\') {
    const std::size_t end = std::min(bytes_.find_first_of(std::string_view("\\{}\r\n\0", 6), at_), bytes_.size());
    token.text = bytes_.substr(at_, end - at_);
    at_ = end;
    return true;
  }
  if (++at_ >= bytes_.size()) return false;
  if (is_letter(bytes_[at_])) {
    read_word(token);
    return true;
  }
  if (bytes_[at_] == '\'') {
    const int high = at_ + 1 < bytes_.size() ? hex(bytes_[at_ + 1]) : -1;
    const int low = at_ + 2 < bytes_.size() ? hex(bytes_[at_ + 2]) : -1;
    at_ += high < 0 ? 1 : low < 0 ? 2 : 3;
    token.kind = Token::Kind::byte;
    token.number = high < 0 ? 0 : low < 0 ? high : high * 16 + low;
    return true;
  }
  token.kind = Token::Kind::symbol;
  token.text = bytes_.substr(at_++, 1);
  return true;
}

void Tokens::read_word(Token& token) {
  token.kind = Token::Kind::word;
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && is_letter(bytes_[at_]) && at_ - begin < longest_word) ++at_;
  token.text = bytes_.substr(begin, at_ - begin);
  const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_digit(bytes_[at_ + 1]);
  if (negative) ++at_;
  if (at_ < bytes_.size() && is_digit(bytes_[at_])) {
    std::int64_t number = 0;
    for (; at_ < bytes_.size() && is_digit(bytes_[at_]); ++at_)
      number = std::min(number * 10 + (bytes_[at_] - '0'), largest_number);
    token.number = static_cast<int>(negative ? -number : number);
  }
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  if (token.text == "bin") {
    const auto size = std::min(static_cast<std::size_t>(std::max(token.number.value_or(0), 0)), bytes_.size() - at_);
    token.kind = Token::Kind::binary;
    token.text = bytes_.substr(at_, size);
    at_ += size;
  }
}

}  // namespace assay::rtf
