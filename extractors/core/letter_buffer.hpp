// Letters on their way to a sink: room for a cell is made once, and then written to without a further look.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace assay {

class LetterBuffer {
 public:
  LetterBuffer& operator+=(char letter) {
    *room(1) = letter;
    ++size_;
    return *this;
  }
  LetterBuffer& operator+=(std::string_view text) {
    end(put(room(text.size()), text));
    return *this;
  }
  // Where so many letters can be written; end() says up to where they were.
  char* room(std::size_t wanted) {
    if (letters_.size() - size_ < wanted) letters_.resize(std::max(size_ + wanted, 2 * letters_.size()));
    return letters_.data() + size_;
  }
  void end(const char* end) { size_ = static_cast<std::size_t>(end - letters_.data()); }
  static char* put(char* to, std::string_view text) {
    const std::size_t size = text.size();
    if (size >= 16 && size <= 32)
      put_ends<16>(to, text);
    else if (size >= 8 && size <= 16)
      put_ends<8>(to, text);
    else if (size > 0)  // an empty one may be a null pointer
      std::memcpy(to, text.data(), size);
    return to + size;
  }

  std::size_t size() const { return size_; }
  void cut(std::size_t size) { size_ = size; }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  // All of a text that is no longer than both: most of those in cells, at less than a call of memcpy.
  template <std::size_t size>
  static void put_ends(char* to, std::string_view text) {
    const std::size_t rest = text.size() - size;
    std::memcpy(to, text.data(), size);
    std::memcpy(to + rest, text.data() + rest, size);
  }

  std::string letters_;  // with room behind size_
  std::size_t size_ = 0;
};

}  // namespace assay
