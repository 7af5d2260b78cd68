// One slide's shapes as blocks and tables.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "extractors/core/document.hpp"

namespace assay::office {

// Of a master or layout only the shapes that it prints itself are content: the others are prompts for what a slide
// fills in. Of notes the picture of the slide is none.
enum class ShapesOf { slide, notes, master };

// In the order of the file, the title first; numbers and dates of slides are left out. `place` and `hidden` go to all
// of it; what a master prints is a page header.
void read_shapes(pugi::xml_node root, const Place& place, bool hidden, ShapesOf of, Document& document);

// The paragraphs of a text body, a line each; empty ones left out.
std::string body_text(pugi::xml_node body);

}  // namespace assay::office
