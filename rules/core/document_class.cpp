#include "rules/core/document_class.hpp"

#include <re2/re2.h>

#include <stdexcept>

namespace assay {

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  if (text_.empty()) return;
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_shared<const RE2>(text_, options);
  if (!compiled->ok()) throw std::invalid_argument(compiled->error());
  compiled_ = std::move(compiled);
}

bool Pattern::found_in(std::string_view text) const {
  return compiled_ && RE2::PartialMatch({text.data(), text.size()}, *compiled_);
}

std::size_t Pattern::end_of_match(std::string_view text, std::size_t from) const {
  re2::StringPiece match;
  if (!compiled_ || from > text.size() ||
      !compiled_->Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, &match, 1))
    return std::string_view::npos;
  return static_cast<std::size_t>(match.data() - text.data()) + match.size();
}

}  // namespace assay
