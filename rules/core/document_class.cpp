#include "rules/core/document_class.hpp"

#include <re2/re2.h>

#include <stdexcept>

namespace assay {
namespace {

// Of the first parenthesis that is never closed; RE2 names the whole pattern instead.
std::size_t open_parenthesis(std::string_view pattern) {
  std::vector<std::size_t> open;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (pattern.substr(i + 1, 1) == "]") ++i;
    } else if (c == '(') {
      open.push_back(i);
    } else if (c == ')' && !open.empty()) {
      open.pop_back();
    }
  }
  return open.empty() ? 0 : open.front();
}

std::string complaint_of(const RE2& pattern, std::string_view text) {
  const std::size_t found =
      pattern.error_code() == RE2::ErrorMissingParen ? open_parenthesis(text) : text.find(pattern.error_arg());
  const std::string place = found == std::string_view::npos ? "" : " (at character " + std::to_string(found + 1) + ")";
  return pattern.error() + place;
}

}  // namespace

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  if (text_.empty()) return;
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_shared<const RE2>(text_, options);
  if (!compiled->ok()) throw std::invalid_argument(complaint_of(*compiled, text_));
  compiled_ = std::move(compiled);
}

bool Pattern::found_in(std::string_view text) const {
  return compiled_ && RE2::PartialMatch({text.data(), text.size()}, *compiled_);
}

std::string_view Pattern::match(std::string_view text, std::size_t from) const {
  re2::StringPiece match;
  if (!compiled_ || from > text.size() ||
      !compiled_->Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, &match, 1))
    return {};
  return {match.data(), match.size()};
}

std::size_t Pattern::end_of_match(std::string_view text, std::size_t from) const {
  const std::string_view found = match(text, from);
  if (!found.data()) return std::string_view::npos;
  return static_cast<std::size_t>(found.data() - text.data()) + found.size();
}

}  // namespace assay
