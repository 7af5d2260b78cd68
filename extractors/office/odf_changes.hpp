// The tracked changes of an OpenDocument text, whose regions stand apart from its words: before those of the body, and
// of each header and footer.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/odf_text.hpp"

namespace assay::office {

class OdfTracked {
 public:
  // `tracked` is a text:tracked-changes, or null.
  OdfTracked(pugi::xml_node tracked, RevisionView view);

  OdfChanges changes;
  // Of all regions, in their order. Of insertions the text is what has been met of it: the words are to be read before.
  void move_to(const std::string& part, std::vector<Revision>& out);

 private:
  void read_change(pugi::xml_node change, const std::string& id);

  std::vector<std::pair<std::string, Revision>> revisions_;  // by the ids of their regions
};

}  // namespace assay::office
