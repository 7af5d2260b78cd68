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
  bool left_out = false;                 // words that were inserted, in the view without them
};

// Between the paragraphs of a text that was deleted; no XML holds it.
constexpr char deleted_break = '\x1D';

// A text that was deleted, and the notes that were marked in it.
struct OdfDeletion {
  std::string text;
  std::vector<pugi::xml_node> notes;
};

// Tracked insertions that are open while a text is read, the view in which it is read, and the styles that hide text.
struct OdfChanges {
  const OdfStyles* styles = nullptr;  // none: nothing is hidden
  RevisionView view = RevisionView::accepted;
  std::set<std::string, std::less<>> insertions;              // ids of all insertions
  std::map<std::string, OdfDeletion, std::less<>> deletions;  // by id
  std::set<std::string, std::less<>> open;                    // insertions begun and not ended
  std::map<std::string, std::string, std::less<>> inserted;   // id: text met so far

  // Whether a paragraph is there, and counts, in this view: an empty one is, one that was inserted or is hidden is not.
  bool stands(std::string_view text, const OdfAside& aside) const {
    if (text.empty() && !aside.hidden.empty()) return false;
    return !text.empty() || view != RevisionView::rejected || (!aside.left_out && open.empty());
  }
};

// Frames and shapes, whose paragraphs are boxes of text.
bool is_drawn(std::string_view name);
// What somebody wrote of a frame or a shape: its title, its description. Empty: nothing.
std::string picture_text(pugi::xml_node shape);

// Adds the text of a paragraph; runs of spaces, tabs and breaks resolved, what is hidden put aside.
void add_odf_text(pugi::xml_node node, OdfChanges& changes, OdfAside& aside, std::string& out);

}  // namespace assay::office
