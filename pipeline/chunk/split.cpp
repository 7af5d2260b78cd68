#include "pipeline/chunk/split.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n\r") + 1 - first);
}

// The first `count` code points, for characters that are longer than the budget by themselves.
std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size()) {
    const bool starts = (text[end] & 0xC0) != 0x80;
    if (starts && count-- == 0) break;
    ++end;
  }
  return text.substr(0, end);
}

}  // namespace

std::size_t length_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// From the best place to cut to the worst.
struct TextSplitter::Iterators {
  std::array<std::unique_ptr<icu::BreakIterator>, 3> of_level;
};

TextSplitter::TextSplitter(std::string_view language) : iterators_(std::make_unique<Iterators>()) {
  const icu::Locale locale(std::string(language).c_str());
  UErrorCode status = U_ZERO_ERROR;
  iterators_->of_level[0].reset(icu::BreakIterator::createSentenceInstance(locale, status));
  iterators_->of_level[1].reset(icu::BreakIterator::createLineInstance(locale, status));
  iterators_->of_level[2].reset(icu::BreakIterator::createCharacterInstance(locale, status));
}

TextSplitter::~TextSplitter() = default;

namespace {

class Cutter {
 public:
  Cutter(const std::array<std::unique_ptr<icu::BreakIterator>, 3>& iterators, std::size_t budget)
      : iterators_(iterators), budget_(budget) {}

  void cut(std::string_view text, std::size_t level) {
    text = trimmed(text);
    if (text.empty()) return;
    if (length_of(text) <= budget_) {
      parts_.push_back(text);
    } else if (level < iterators_.size() && iterators_[level]) {
      cut_at_breaks(text, level);
    } else {
      while (!text.empty()) {
        const std::string_view part = first_code_points(text, budget_);
        parts_.push_back(part);
        text = trimmed(text.substr(part.size()));
      }
    }
  }

  std::vector<std::string_view> take() { return std::move(parts_); }

 private:
  // Puts as many pieces between breaks together as the budget holds; a piece that is over it goes one level down.
  void cut_at_breaks(std::string_view text, std::size_t level) {
    std::size_t begin = 0;   // of the part that is being put together
    std::size_t length = 0;  // its code points, white space at its end included
    std::size_t last = 0;
    for (const std::size_t end : breaks(text, level)) {
      const std::string_view piece = text.substr(last, end - last);
      const std::size_t all = length + length_of(piece);
      if (length > 0 && length + length_of(trimmed(piece)) > budget_ && all > budget_) {
        flush(text.substr(begin, last - begin), level);
        begin = last;
        length = length_of(piece);
      } else {
        length = all;
      }
      last = end;
    }
    flush(text.substr(begin), level);
  }

  void flush(std::string_view part, std::size_t level) { cut(part, level + 1); }

  std::vector<std::size_t> breaks(std::string_view text, std::size_t level) {
    std::vector<std::size_t> out;
    UErrorCode status = U_ZERO_ERROR;
    UText* const handle = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterators_[level]->setText(handle, status);
    if (U_SUCCESS(status)) {
      iterators_[level]->first();
      for (std::int32_t at = iterators_[level]->next(); at != icu::BreakIterator::DONE; at = iterators_[level]->next())
        out.push_back(static_cast<std::size_t>(at));
    }
    utext_close(handle);
    if (out.empty() || out.back() != text.size()) out.push_back(text.size());
    return out;
  }

  const std::array<std::unique_ptr<icu::BreakIterator>, 3>& iterators_;
  std::size_t budget_;
  std::vector<std::string_view> parts_;
};

}  // namespace

std::vector<std::string_view> TextSplitter::split(std::string_view text, std::size_t budget) const {
  Cutter cutter(iterators_->of_level, std::max<std::size_t>(budget, 1));
  cutter.cut(text, 0);
  return cutter.take();
}

}  // namespace assay
