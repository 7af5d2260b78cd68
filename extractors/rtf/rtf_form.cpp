#include "extractors/rtf/rtf_form.hpp"

namespace assay::rtf {

void Form::word(std::string_view name, int number) {
  if (name == "fftype") type_ = number;
  if (name == "ffres") result_ = number;
  if (name == "ffdefres") fallback_ = number;
}

void Form::add_to_choice(std::string_view text) {
  if (!choices_.empty()) choices_.back() += text;
}

std::string Form::shown() const {
  constexpr int box = 1, list = 2;
  const int value = result_ == none ? fallback_ : result_;
  if (type_ == box) return value != 0 ? "\u2612" : "\u2610";
  if (type_ != list || value < 0 || static_cast<std::size_t>(value) >= choices_.size()) return {};
  return choices_[static_cast<std::size_t>(value)];
}

}  // namespace assay::rtf
