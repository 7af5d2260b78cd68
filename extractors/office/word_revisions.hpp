// Tracked changes of a Word part, whatever view the text is read in.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"

namespace assay::office {

// Every insertion, deletion, move and change of formatting below the node, in order: of runs with their text, of rows
// and cells with that of their text which no other change takes, of marks of paragraphs with none. `part` names their
// place.
void collect_revisions(pugi::xml_node root, const std::string& part, std::vector<Revision>& out);

// Whether content inside "ins", "del", "moveFrom" or "moveTo" belongs to the text in this view.
bool belongs(std::string_view change, RevisionView view);
bool is_change(std::string_view local);
// The change in a list of properties (w:rPr of a paragraph mark, w:trPr, w:tcPr) by which its owner is gone in this
// view: the mark joins its paragraph to the next, the row or cell falls out.
bool gone_in(pugi::xml_node properties, RevisionView view);

}  // namespace assay::office
