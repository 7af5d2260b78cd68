#include "extractors/office/entry_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assay::office {
namespace {

constexpr std::size_t most_told = 5;

// Programs allow 255 characters; a hostile file does not ask them.
std::string cut(std::string_view words) {
  constexpr std::size_t most_bytes = 600;
  if (words.size() <= most_bytes) return std::string(words);
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  return std::string(words.substr(0, end)) + "…";
}

}  // namespace

void EntryRules::add(std::string_view where, std::initializer_list<std::string_view> words) {
  ++count;
  if (std::all_of(words.begin(), words.end(), [](std::string_view one) { return one.empty(); })) return;
  if (++worded > static_cast<int>(most_told)) return;
  std::string told = where.empty() ? std::string() : fmt::format("{}: ", cut(where));
  const std::size_t begin = told.size();
  for (const std::string_view one : words)
    if (!one.empty()) told += (told.size() > begin ? "; " : "") + cut(one);
  first_words.push_back(std::move(told));
}

void EntryRules::add(std::string_view sheet, const EntryRules& rules) {
  count += rules.count;
  worded += rules.worded;
  for (const std::string& words : rules.first_words)
    if (first_words.size() < most_told) first_words.push_back(fmt::format("sheet '{}', {}", sheet, words));
}

std::string_view typed_list(std::string_view formula) {
  return formula.size() > 2 && formula.front() == '"' && formula.back() == '"' ? formula.substr(1, formula.size() - 2)
                                                                               : std::string_view();
}

}  // namespace assay::office
