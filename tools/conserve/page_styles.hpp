// Which headers and footers of an OpenDocument file a page shows.
#pragma once

#include <pugixml.hpp>
#include <set>
#include <string>

#include "extractors/office/package.hpp"

namespace assay {

class PageStyles {
 public:
  explicit PageStyles(office::Package& package);
  bool of_sheets() const { return sheets_; }
  // The reason why no page shows a text of styles.xml as it stands; null where one does.
  const char* excluded(pugi::xml_node owner) const;

 private:
  std::string named_;  // all that may name a page style
  bool sheets_ = false;
};

}  // namespace assay
