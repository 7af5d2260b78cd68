// OpenDocument paragraphs as text.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/office/odf_styles.hpp"

namespace assay::office {

// What a paragraph holds besides its text.
struct OdfAside {
  std::vector<pugi::xml_node> notes;     // text:note
  std::vector<pugi::xml_node> comments;  // office:annotation
  std::vector<pugi::xml_node> boxes;     // draw:text-box
  std::vector<std::string> pictures;     // descriptions of pictures and shapes
  std::string hidden;                    // text that the styles hide
  bool left_out = false;                 // words of a change that the view leaves out
};

// Between the paragraphs of a text that was deleted; no XML holds it.
constexpr char deleted_break = '\x1D';

// A text that was deleted, and the notes that were marked in it.
struct OdfDeletion {
  std::string text;
  std::vector<pugi::xml_node> notes;
};

// Tracked changes while a text is read, the view in which it is read, and the styles that hide text.
struct OdfChanges {
  const OdfStyles* styles = nullptr;  // none: nothing is hidden
  RevisionView view = RevisionView::accepted;
  std::set<std::string, std::less<>> insertions;              // ids of all insertions
  std::map<std::string, OdfDeletion, std::less<>> deletions;  // by id: of a package, whose deletions stand apart
  std::map<std::string, std::string, std::less<>> met;        // id: text met so far between its marks

  void begin(const std::string& id);
  void end(const std::string& id);
  // Whether this view leaves out what is read now.
  bool leaves_out() const;
  // What the text says now is told of the innermost change: each word once, however many are open.
  void tell(std::string_view text);
  // That of the innermost change so far.
  std::string_view told() const;
  // What was deleted at a mark and comes back there in this view; at the first such mark alone.
  OdfDeletion take_back(std::string_view id);
  // Whether a paragraph is there, and counts, in this view: an empty one is, one that was inserted, deleted or hidden
  // is not.
  bool stands(std::string_view text, const OdfAside& aside) const {
    if (text.empty() && !aside.hidden.empty()) return false;
    return !text.empty() || !(aside.left_out || leaves_out());
  }

 private:
  void count(std::string_view id, int by);

  std::set<std::string, std::less<>> open_;  // begun and not ended
  std::vector<std::string> begun_;           // the innermost of these last
  int open_insertions_ = 0, open_deletions_ = 0;
};

// Frames and shapes, whose paragraphs are boxes of text.
bool is_drawn(std::string_view name);
// What somebody wrote of a frame or a shape: its title, its description. Empty: nothing.
std::string picture_text(pugi::xml_node shape);

// Adds the text of a paragraph; runs of spaces, tabs and breaks resolved, what is hidden put aside.
void add_odf_text(pugi::xml_node node, OdfChanges& changes, OdfAside& aside, std::string& out);

}  // namespace assay::office
