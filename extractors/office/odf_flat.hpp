// OpenDocument in one XML file (.fodt, .fods): what a package keeps in content.xml, styles.xml and meta.xml are
// children of one root, and what it keeps in members of their own stands inside of the text.
#pragma once

#include <pugixml.hpp>

#include "extractors/core/result.hpp"
#include "extractors/office/package.hpp"

namespace assay::office {

// Whether they begin as XML. A package may begin with anything: what is left of a damaged one is read too.
bool is_flat_odf(ByteView bytes);

class FlatOdf {
 public:
  // Notices and limits go to the package, which has no members. The root is null where nothing could be read.
  FlatOdf(Package& package, ByteView bytes);
  // content, styles and meta in one; pictures and objects are taken out.
  pugi::xml_node root() const { return tree_.document_element(); }
  // The objects, each as the root that it would have in a package.
  pugi::xml_node objects() const { return objects_; }

 private:
  void take_out();

  pugi::xml_document tree_, objects_;
};

}  // namespace assay::office
