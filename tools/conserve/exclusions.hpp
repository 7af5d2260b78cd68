// What of an office package is no content, each with its reason. All else must have been read.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace assay {

// Of a whole part, by its name and the name of its root; null where the part is content.
const char* excluded_part(std::string_view name, std::string_view root);
// Of one text, by the element that holds it and those around it; null where it is content. The cells that a chart draws
// stand in the sheets of a workbook, and nowhere else in other documents.
const char* excluded_text(pugi::xml_node owner, std::string_view root, bool in_workbook);

// Is an element of this name around the node?
bool below(pugi::xml_node node, std::string_view name);

}  // namespace assay
