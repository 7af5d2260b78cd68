// In which languages a text is written, by CLD2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct LanguageShare {
  std::string language;  // ISO 639-1 ("de", "he", "no", "zh"), ISO 639-2 where there is none; empty: none that is known
  double share = 0;      // of the text's letters, 0..1
};

// At most three, the largest share first; none where CLD2 is not sure. Of a long text the first 200 kB are looked at.
// Bytes and characters that are no text, such as control characters, count as spaces.
std::vector<LanguageShare> find_languages(std::string_view text);

}  // namespace assay
