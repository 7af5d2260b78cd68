// The tracked changes of an OpenDocument text, whose regions stand apart from its words: before those of the body, and
// of each header and footer. A package has there what was deleted too; in one XML file it stands between marks in the
// text, as what was inserted does.
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
  // Of all regions, in their order. Of those whose words stand in the text it is what has been met of them: they are to
  // be read before.
  void move_to(const std::string& part, std::vector<Revision>& out);

 private:
  void read_change(pugi::xml_node change, const std::string& id);

  std::vector<std::pair<std::string, Revision>> revisions_;  // by the ids of their regions
};

}  // namespace assay::office
