// List numbers as Word prints them: "1.", "3.2.1", "(b)", "iv.".
#pragma once

#include <array>
#include <bitset>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace assay::office {

class WordNumbering {
 public:
  static constexpr int levels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;          // "%1." with a place for the number of each level
    bool all_decimal = false;  // w:isLgl
    int restart = -1;          // w:lvlRestart; -1: after every level above
  };
  using Scheme = std::array<Level, levels>;  // w:abstractNum
  struct List {                              // w:num
    int scheme = 0;
    std::map<int, int> start;       // overridden
    std::map<int, Level> replaced;  // levels of its own
  };

  void read(pugi::xml_node root);
  // The same from another source. Of several with one id the first one holds.
  void add_scheme(int id, Scheme scheme) { schemes_.try_emplace(id, Counted{std::move(scheme), 0, {}, {}}); }
  void add_list(int id, List list) { lists_.try_emplace(id, Used{std::move(list), 0, {}}); }

  // What follows is a text of its own (a header, a note): its lists begin anew.
  void begin_story() { ++story_; }
  // The mark of the next paragraph of that list at that level (from 0), counted on; empty where the list shows none or
  // is not known.
  std::string next(int list, int level);
  bool knows(int list) const { return lists_.contains(list); }

 private:
  struct Counted {
    Scheme level;
    unsigned story = 0;  // in which it was counted
    std::array<int, levels> count{};
    std::array<bool, levels> begun{};
  };
  struct Used {
    List list;
    unsigned story = 0;
    std::bitset<levels> started;  // levels whose overridden start has been used
  };
  static Level read_level(pugi::xml_node node);
  static void count_on(Counted& scheme, Used& used, int level);

  std::map<int, Counted> schemes_;
  std::map<int, Used> lists_;
  unsigned story_ = 0;
};

// Whether a mark says more than that here begins an item, as bullets do.
bool is_number(std::string_view mark);

// A number in one of Word's formats: "lowerRoman", "upperLetter", "decimalZero" …; decimal for those not known.
std::string formatted_number(int number, std::string_view format);

}  // namespace assay::office
