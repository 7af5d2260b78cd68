// Check boxes of forms, by their shape: text recognition reads an empty box as O and a crossed one as nothing, and
// "Yes ☒ No ☐" loses its meaning. Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

struct CheckBox {
  Box box;               // in pixels of the prepared page
  bool crossed = false;  // ☒; otherwise empty, ☐
};

// Squares of about a letter's size that stand apart from other ink, from top to bottom. A box with anything but a cross
// in it is not given: in many forms it holds a letter or a digit.
std::vector<CheckBox> find_check_boxes(const PreparedPage& page);

// Paints paper over them, so that they are not read as letters.
void erase(const std::vector<CheckBox>& boxes, PreparedPage& page);

// Adds them as words to the lines that they stand on; one beside no line is a line of its own.
void add_check_boxes(const std::vector<CheckBox>& boxes, Reading& reading);

}  // namespace assay
