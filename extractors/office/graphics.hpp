// Charts and diagrams (SmartArt) of Word documents, slides and sheets: what they say in words and numbers.
#pragma once

#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"

namespace assay::office {

// Of a part with these relationships, at the end of the document as it stands. A chart gives a table of its series,
// from the values that the file keeps for drawing it, under its title, and what is written at its axes and
// lines; of a sheet (TableSource::sheet) only what is written, for the values stand in its cells. A diagram gives a
// list. `found_by`, `place` and `hidden` go to all of it; a place without a part gets the name of the chart's.
void read_graphics(Package& package, const std::vector<Relationship>& parts, TableSource found_by, const Place& place,
                   bool hidden, Document& document);

}  // namespace assay::office
