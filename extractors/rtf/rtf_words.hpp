// What the control words of Rich Text mean for reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::rtf {

// Where the text of a group goes.
enum class Destination {
  flow,         // to the flow that is open
  skip,         // nowhere, with all groups inside
  through,      // nowhere, but groups inside may say otherwise
  collect,      // to a string: a title, an author
  fonts,        // the table of fonts
  styles,       // the table of styles
  authors,      // the table of who changed the text
  code,         // to the code of a field
  form,         // nowhere: it says what a form field shows
  form_choice,  // to the choices of a form field
  mark,         // the printed number or sign of a list's paragraph
  header,       // a flow of its own, as all that follow
  footer,
  footnote,
  comment,
  text_box,
};

// Of the word that begins a group; none: it says nothing about where the text goes.
std::optional<Destination> destination_of(std::string_view word);
// Text that a word stands for ("\emdash"); empty: none.
std::string_view text_of(std::string_view word);
// Windows' code page of a font's character set; 0: that of the document. 42 is that of symbol fonts.
int code_page_of_charset(int charset);

}  // namespace assay::rtf
