// The styles of a Word 97–2003 file ([MS-DOC] 2.9.271 STSH): what each is to Word, and the list that it puts paragraphs
// in.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace assay::ole {

struct DocStyle {
  int built_in = -1;  // what it is to Word, whatever it is called: 1 to 9 headings, 62 the title
  // As of a DocParagraph, with what it inherits.
  std::optional<int> outline;
  std::optional<int> list;
  std::optional<int> list_level;
  std::optional<bool> hidden;  // its letters
};

class DocStyles {
 public:
  DocStyles() = default;
  // `sheet` is the part of the table stream. Of one that breaks off, the styles before are known.
  explicit DocStyles(std::string_view sheet);
  // A style that says nothing for an unknown number.
  const DocStyle& operator[](int style) const;
  // Whether letters can be hidden by the style of their paragraph, or by their own.
  bool any_hidden() const { return any_hidden_; }

 private:
  std::vector<DocStyle> styles_;
  bool any_hidden_ = false;
};

}  // namespace assay::ole
