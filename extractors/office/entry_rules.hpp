// Rules for what may be entered into cells ("data validation"), and the words that people wrote into them: prompts,
// error messages, lists to choose from. No cell holds these words; they are told, not read as text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace assay::office {

struct EntryRules {
  int count = 0;
  int worded = 0;                        // that hold words
  std::vector<std::string> first_words;  // "B2:B11: open,closed; Pick one" of the first of these

  // Empty words are none; `where` may be empty.
  void add(std::string_view where, std::initializer_list<std::string_view> words);
  // Those of a sheet to those of its workbook.
  void add(std::string_view sheet, const EntryRules& rules);
};

// Of a formula that is a list typed in ("Yes,No" in quotes) the list; else nothing.
std::string_view typed_list(std::string_view formula);

}  // namespace assay::office
