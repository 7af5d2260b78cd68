#include "extractors/pdf/layer_language.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <optional>

#include "extractors/ocr/page_reader.hpp"

namespace assay {
namespace {

constexpr std::size_t passage = 240;  // bytes: some 20 words, which is enough to tell Bulgarian from Russian

UScriptCode script_of(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(c, &error);
}

// Calls visit with each letter until it returns false.
template <class Visit>
void for_letters(const std::string& text, Visit visit) {
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
    if (c >= 0 && u_isalpha(c) && !visit(c)) return;
  }
}

std::optional<UScriptCode> script_of(const std::string& word) {
  std::optional<UScriptCode> script;
  for_letters(word, [&](UChar32 c) {
    script = script_of(c);
    return false;
  });
  return script;
}

}  // namespace

double foreign_share(const std::string& text) {
  int letters = 0, foreign = 0;
  for_letters(text, [&](UChar32 c) {
    ++letters;
    foreign += script_of(c) != USCRIPT_LATIN;
    return true;
  });
  return letters == 0 ? 0 : static_cast<double>(foreign) / letters;
}

bool makes_languages(const std::vector<LayoutWord>& words) {
  std::string text;
  std::optional<UScriptCode> script;
  std::size_t all = 0, known = 0;
  const auto end_passage = [&] {
    all += text.size();
    if (!detect_language(text).empty()) known += text.size();
    text.clear();
  };
  for (const LayoutWord& word : words) {
    const std::optional<UScriptCode> own = script_of(word.text);
    if (text.size() >= passage || (own && script && own != script)) end_passage();
    if (own) script = own;
    text += word.text + ' ';
  }
  end_passage();
  return 2 * known > all;
}

}  // namespace assay
