// Text cut to a budget of characters, at the best place there is.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace assay {

// Code points of valid UTF-8.
std::size_t length_of(std::string_view utf8);

// Cuts between sentences; inside a sentence that is too long between words (where a line may break); inside a word that
// is too long between characters as a reader sees them. ICU's rules (Unicode Annexes 14 and 29). Not thread-safe.
class TextSplitter {
 public:
  explicit TextSplitter(std::string_view language);  // ISO 639-1; empty: none in particular
  ~TextSplitter();

  // Parts of `text`, in order, without white space at their ends, none empty, none over `budget` code points (at least
  // 1). Together they hold everything but white space.
  std::vector<std::string_view> split(std::string_view text, std::size_t budget) const;

 private:
  struct Iterators;
  std::unique_ptr<Iterators> iterators_;
};

}  // namespace assay
