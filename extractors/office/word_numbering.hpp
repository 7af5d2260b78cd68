// List numbers as Word prints them: "1.", "3.2.1", "(b)", "iv.".
#pragma once

#include <array>
#include <bitset>
#include <map>
#include <optional>
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
    std::string style;         // w:pStyle: paragraphs in that style are on this level
  };
  using Scheme = std::array<Level, levels>;  // w:abstractNum
  struct List {                              // w:num
    int scheme = 0;
    std::map<int, int> start;       // overridden
    std::map<int, Level> replaced;  // levels of its own
  };

  void read(pugi::xml_node root);
  // The same from another source. Of several with one id the first one holds.
  void add_scheme(int id, Scheme scheme) { schemes_.try_emplace(id, std::move(scheme)); }
  void add_list(int id, List list) { lists_.try_emplace(id, std::move(list)); }

  // How far the lists of a story (the body, a header, all footnotes) are counted. One made empty is at their beginning.
  class Story;
  // What follows is a story of its own, or goes on with one; gives back the one before.
  Story begin_story(Story next);
  void begin_story() { story_ = {}; }
  // The mark of the next paragraph of that list at that level (from 0), counted on; empty where the list shows none or
  // is not known.
  std::string next(int list, int level);
  bool knows(int list) const { return lists_.contains(list); }
  // To which that paragraph style is linked in the list (w:lvl/w:pStyle); none: to no level of it.
  std::optional<int> level_of_style(int list, std::string_view style) const;

 private:
  struct Counted {
    std::array<int, levels> count{};
    std::array<bool, levels> begun{};
  };
  using Started = std::bitset<levels>;  // levels whose overridden start has been used

 public:
  class Story {
    friend WordNumbering;
    std::map<int, Counted> schemes_;
    std::map<int, Started> lists_;
  };

 private:
  static Level read_level(pugi::xml_node node);
  void follow_links(pugi::xml_node root);
  static const Level& level_of(const Scheme& scheme, const List& list, int level);
  static void count_on(const Scheme& scheme, const List& list, Counted& counted, Started& started, int level);

  std::map<int, Scheme> schemes_;
  std::map<int, List> lists_;
  Story story_;
};

// Whether a mark says more than that here begins an item, as bullets do.
bool is_number(std::string_view mark);

// A number in one of Word's formats: "lowerRoman", "upperLetter", "decimalZero" …; decimal for those not known.
std::string formatted_number(int number, std::string_view format);

}  // namespace assay::office
