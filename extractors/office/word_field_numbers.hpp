// Numbers that Word prints for fields and stores nowhere: AUTONUM, AUTONUMLGL, AUTONUMOUT, LISTNUM (ECMA-376 part 1,
// 17.16.5). Counted where their rules are known for certain; the others are told, none is guessed.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay::office {

class FieldNumbers {
 public:
  // The body, a header, all footnotes: each counts on its own.
  void begin_story();
  // `heading`: of one of the nine built-in heading styles, from 1; 0: of none. `listed`: it has a list's number.
  void begin_paragraph(int heading, bool listed);
  // In a text box, which counts in a way that is not known.
  void set_apart(bool apart) { apart_ = apart; }
  // What Word prints for the field; empty for all other fields, and where that is not known, which is no matter of one
  // whose number is `stored` in the file.
  std::string next(std::string_view code, bool text_before, bool stored);

  int unknown = 0;            // fields whose number is not known
  std::string first_unknown;  // the code of the first of them

 private:
  static constexpr int levels = 9;
  struct Series {  // how far each level is counted; the last is text below all headings
    std::array<int, levels + 1> count{};
  };
  struct ListPlace {
    std::string list;   // "numberdefault" …
    int level = 0;      // from 1; 0: there was no field of a list yet
    bool said = false;  // by the code
    bool here = false;  // in this paragraph
  };
  struct ListCode;
  std::string paragraph_number(const std::string& kind, std::string_view code);
  std::string list_number(std::string_view code, bool text_before);
  static std::optional<ListCode> list_code_of(const std::vector<std::string>& words);
  std::optional<ListPlace> place_of(const ListCode& says, bool text_before) const;
  std::string not_known(std::string_view code);
  static std::string shown(std::string_view list, int level, const Series& series);

  Series paragraphs_;
  std::map<std::string, Series, std::less<>> lists_;
  ListPlace last_;
  std::string kind_;    // of the fields that number paragraphs
  bool mixed_ = false;  // they are of several kinds, which may count together
  bool lost_ = false;   // a field of a list was not known
  int heading_ = 0;
  bool listed_ = false, apart_ = false;
};

// Tells of those that are not known.
void note_field_numbers(const FieldNumbers& numbers, Document& document);

}  // namespace assay::office
