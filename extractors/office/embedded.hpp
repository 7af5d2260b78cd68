// Documents of other programs inside of a package: a workbook in a text, a text on a slide.
#pragma once

#include <string>
#include <vector>

#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/parts/parts.hpp"

namespace assay::office {

// Reads a member as a child of the document, under a heading with its name, or at the level 0 by itself. False where a
// limit leaves no room for further ones.
bool add_member(Package& package, const std::string& name, int heading_level, PartReader& inside);

// Reads the objects among the relationships of parts, each once. Those whose program is not known are named as children
// and counted by one notice. What a chart was drawn from is none of them: a chart's own part names it.
void read_embedded(Package& package, const std::vector<Relationship>& named, PartReader& inside);

}  // namespace assay::office
