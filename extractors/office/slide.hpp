// One slide's shapes as blocks and tables.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "extractors/core/document.hpp"

namespace assay::office {

// Of a slide or its notes: shapes in the order of the file, the title first. `place` and `hidden` go to all of it;
// `notes` leaves out the picture of the slide and its number.
void read_shapes(pugi::xml_node root, const Place& place, bool hidden, bool notes, Document& document);

}  // namespace assay::office
