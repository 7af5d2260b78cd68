// Numbers of lists and headings as OpenDocument prints them: "1.", "3.2.1", "(b)" (OpenDocument 1.2, part 1,
// chapter 5.3 and sections 16.30 to 16.37).
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::office {

class OdfNumbering {
  struct Open;

 public:
  OdfNumbering() = default;  // knows no style: nothing is numbered
  // What follows is a text of its own (a header): its lists and headings begin anew.
  void begin_story();
  // The roots of content.xml and styles.xml; the second may be null.
  OdfNumbering(pugi::xml_node content, pugi::xml_node styles);
  OdfNumbering(const OdfNumbering&) = delete;  // what is open refers to the styles
  OdfNumbering& operator=(const OdfNumbering&) = delete;

  // Around what stands in a text:list, and before what stands in each of its items.
  void begin_list(pugi::xml_node list);
  void begin_item(pugi::xml_node item);
  void end_list();
  // The next paragraph is an item of the list by itself, as one that was deleted.
  void go_on();
  // Around what stands in a text:numbered-paragraph, which is an item of a list by itself.
  void begin_numbered(pugi::xml_node paragraph);
  void end_numbered() { open_.pop_back(); }
  // The mark of the next paragraph or heading, counted on; • for any bullet, empty where it has none.
  std::string next(pugi::xml_node paragraph);

  // While one lives, lists are no part of those that were begun before: in a cell, in a text box.
  class Apart {
   public:
    explicit Apart(OdfNumbering& numbering) : numbering_(numbering), outer_(std::exchange(numbering.open_, {})) {}
    ~Apart() { numbering_.open_ = std::move(outer_); }
    Apart(const Apart&) = delete;
    Apart& operator=(const Apart&) = delete;

   private:
    OdfNumbering& numbering_;
    std::vector<Open> outer_;
  };

 private:
  static constexpr std::size_t levels = 10;
  static constexpr int not_begun = -1;
  struct Level {
    std::string format;  // empty: no number
    bool bullet = false;
    std::string prefix, suffix;
    std::string pattern;  // "%1%.%2%)", which says it all, where the writer gave one
    int start = 1;
    std::size_t shown = 1;        // how many levels, this one the last
    bool letters_repeat = false;  // z, aa, bb; else z, aa, ab
  };
  using Style = std::array<Level, levels>;
  struct Counts {
    std::array<int, levels> at;
    Counts() { at.fill(not_begun); }
  };
  struct ParagraphStyle {
    std::string parent;
    std::optional<std::string> list;  // "": its headings are not numbered
  };
  struct Open {
    const Style* style = nullptr;  // none: that of the paragraph's style
    std::shared_ptr<Counts> counts;
    std::optional<std::size_t> level;   // from 0; none: as many lists as are open say
    const Style* item_style = nullptr;  // in place of the list's
    int item_start = not_begun;
    bool marked = false;  // the item has its mark, or is to have none
  };

  static Level read_level(pugi::xml_node node);
  void read(pugi::xml_node styles);
  const Style* find(std::string_view list_style) const;
  // What the style of the paragraph, or the nearest one that it inherits from, says.
  std::optional<std::string_view> list_of(pugi::xml_node paragraph) const;
  static std::string count_on(const Style& style, Counts& counts, std::size_t level, int start);
  static std::string mark(const Style& style, const Counts& counts, std::size_t level);
  static std::string number(const Style& style, const Counts& counts, std::size_t level);

  std::map<std::string, Style, std::less<>> styles_;
  std::map<std::string, ParagraphStyle, std::less<>> paragraphs_;
  Style outline_;
  Counts headings_;
  std::vector<Open> open_;
  std::map<std::string, std::shared_ptr<Counts>, std::less<>> by_id_;  // of outer lists, and of numbered paragraphs
  std::map<const Style*, std::shared_ptr<Counts>> by_style_;           // the last outer list of each that counted
};

}  // namespace assay::office
