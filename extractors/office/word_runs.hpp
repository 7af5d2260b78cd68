// The text of Word paragraphs in one view of the tracked changes.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/office/word_fields.hpp"
#include "extractors/office/word_styles.hpp"

namespace assay::office {

// A comment's anchor while the body is read: its words, and the paragraph where it begins.
struct Anchor {
  std::string text;
  int paragraph = 0;
  bool open = false;
};

struct NoteReference {
  bool endnote = false;
  std::string id;
  std::string mark;  // as printed in the text
};

struct ParagraphText {
  std::string text;
  std::string hidden;                 // runs that are not shown
  std::vector<pugi::xml_node> boxes;  // w:txbxContent, each once
  std::vector<std::string> drawn;     // words that are drawn as a shape: WordArt, watermarks
  std::vector<std::string> pictures;  // descriptions of pictures and shapes, which are read to who can't see them
};

// What goes on from one paragraph to the next, within one part.
class RunReader {
 public:
  RunReader(const WordStyles& styles, RevisionView view) : styles_(styles), view_(view) {}
  // Adds what the paragraph holds. `paragraph` is its number, for anchors.
  void read(pugi::xml_node paragraph_node, int paragraph, ParagraphText& out);
  // Fields do not go on from one part to the next.
  void begin_part() { fields_.clear(); }
  // Of fields that number paragraphs.
  FieldNumbers& field_numbers() { return fields_.numbers; }

  std::map<std::string, Anchor> anchors;
  std::vector<NoteReference> notes;
  std::string footnote_format = "decimal", endnote_format = "lowerRoman";  // Word's own where the document sets none
  int images = 0;
  int objects = 0;
  int comments = 0;  // that the text refers to

 private:
  void begin_numbers(pugi::xml_node properties);
  void read_content(pugi::xml_node node, ParagraphText& out);
  void read_item(pugi::xml_node item, std::string_view name, ParagraphText& out);
  void read_run(pugi::xml_node run, ParagraphText& out);
  void read_run_item(pugi::xml_node item, std::string_view name, std::string& text, ParagraphText& out);
  void read_field_mark(pugi::xml_node item, std::string& text, const ParagraphText& out);
  void read_simple_field(pugi::xml_node item, ParagraphText& out);
  void read_note(pugi::xml_node item, bool endnote, std::string& text);
  void read_drawing(pugi::xml_node node, std::size_t first, ParagraphText& out);
  void read_shape(pugi::xml_node node, std::string_view name, std::size_t first, ParagraphText& out);

  const WordStyles& styles_;
  RevisionView view_;
  OpenFields fields_;
  std::set<std::string> open_anchors_;
  int paragraph_ = 0;
};

}  // namespace assay::office
