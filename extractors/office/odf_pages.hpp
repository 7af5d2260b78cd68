// What stands on the pages of an OpenDocument file beside its body: headers and footers, text boxes on sheets.
#pragma once

#include <pugixml.hpp>
#include <set>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"

namespace assay::office {

class OdfPages {
 public:
  // `content`: the root of content.xml, which names the page styles in use; `styles`: that of styles.xml, where their
  // headers and footers stand, and which must outlive this.
  OdfPages(pugi::xml_node content, pugi::xml_node styles);
  // Blocks of kind page_header or page_footer, each distinct text once, in one view of their tracked changes; the
  // changes themselves, of all.
  void add(BlockKind kind, RevisionView view, Document& document) const;

 private:
  pugi::xml_node masters_;
  std::set<std::string> used_;
};

// A shape on a sheet: a text box where it holds words.
void add_odf_box(pugi::xml_node shape, const std::string& sheet, bool hidden, Document& document);

}  // namespace assay::office
