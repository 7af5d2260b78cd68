// List numbers as Word prints them: "1.", "3.2.1", "(b)", "iv.".
#pragma once

#include <array>
#include <bitset>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>

namespace assay::office {

class WordNumbering {
 public:
  void read(pugi::xml_node root);
  // The mark of the next paragraph of that list at that level (from 0), counted on; empty where the list shows none or
  // is not known.
  std::string next(int list, int level);
  bool knows(int list) const { return lists_.contains(list); }

 private:
  static constexpr int levels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    bool all_decimal = false;  // w:isLgl
    int restart = -1;          // w:lvlRestart; -1: after every level above
  };
  struct Abstract {
    std::array<Level, levels> level;
    std::array<int, levels> count{};
    std::array<bool, levels> begun{};
  };
  struct List {
    int abstract = 0;
    std::map<int, int> start;       // overridden
    std::map<int, Level> replaced;  // levels of its own
    std::bitset<levels> started;    // levels whose overridden start has been used
  };
  static Level read_level(pugi::xml_node node);
  static void count_on(Abstract& abstract, List& list, int level);

  std::map<int, Abstract> abstracts_;
  std::map<int, List> lists_;
};

// A number in one of Word's formats: "lowerRoman", "upperLetter", "decimalZero" …; decimal for those not known.
std::string formatted_number(int number, std::string_view format);

}  // namespace assay::office
