// Styles of a Word document: what a paragraph's style says about its place in the structure.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "extractors/office/word_numbering.hpp"

namespace assay::office {

struct WordStyle {
  std::string name;                  // in lower case, as the file gives it: "heading 1" in every language
  std::optional<int> outline_level;  // from 0
  std::optional<int> list;           // w:numId
  std::optional<int> list_level;     // w:ilvl of its own, nothing inherited
  std::string based_on;              // id
  bool hidden = false;               // w:vanish
  bool caption = false;              // by its own name or that of a style it is based on
};

class WordStyles {
 public:
  void read(pugi::xml_node root);
  // With what it inherits resolved; that of plain paragraphs for an unknown id.
  const WordStyle& paragraph(std::string_view id) const;
  // On which level of the list a paragraph in that style is.
  int list_level(std::string_view id, const WordNumbering& numbering, int list) const;
  bool hides(std::string_view character_style) const;

 private:
  std::map<std::string, WordStyle, std::less<>> styles_;
  std::string default_paragraph_;
  WordStyle none_;
};

// Level of a heading from 1, by outline level or by name ("heading 2", "Überschrift 2", "Title"); none: no heading.
std::optional<int> heading_level(const WordStyle& style);

}  // namespace assay::office
