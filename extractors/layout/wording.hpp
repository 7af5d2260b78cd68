// What the wording of a line says about its part in the page: patterns of a few characters, no dictionary.
#pragma once

#include <string>

namespace assay::layout {

bool starts_lower(const std::string& text);
bool has_letters(const std::string& text);
bool ends_sentence(const std::string& text);          // . ! ? : and closing quotes after them
bool starts_bullet(const std::string& text);          // •, –, ▪ … followed by a space
bool is_marker(const std::string& text);              // a bullet or a number alone, up to 6 bytes: "•", "a)", "12."
bool starts_list_item(const std::string& text);       // a bullet, "1.", "(a)", "iv)"
bool starts_section_number(const std::string& text);  // "2 ", "2.1 ", "A.3 ", "§ 4 "
bool starts_caption(const std::string& text);         // "Table 3", "Abb. 2", "Figure 1:"
bool starts_source(const std::string& text);          // "Source:", "Note:", "Quelle:" …
bool starts_note(const std::string& text);            // a number, asterisk or dagger
bool is_page_number(const std::string& text);         // "12", "- 12 -", "Page 3 of 9", "Seite 2/4"
bool starts_section(const std::string& text);         // "2", "2.1 Scope", "A.", "Item 3.", "Chapter 4", "§ 4"
bool names_pages(const std::string& text);            // "Page", "Seite", "Pages"
int page_in_contents(const std::string& text);        // 1 to 9999, of a number alone; 0: it is none

// A line of a contents page, or of another list that leads to numbers: dots before the number at its end.
bool is_led_to_number(const std::string& text);

// Adds the next line of a paragraph. A hyphen at the end of the text goes when the word goes on in lower case.
void append_line(std::string& text, const std::string& line);

}  // namespace assay::layout
