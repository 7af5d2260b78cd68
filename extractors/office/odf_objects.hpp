// Documents inside of an OpenDocument file: they lie in folders of its package, in parts as its own are, or as objects
// of other programs.
#pragma once

#include <pugixml.hpp>

#include "extractors/office/odf_flat.hpp"
#include "extractors/office/package.hpp"
#include "extractors/parts/objects.hpp"

namespace assay::office {

// Reads texts, sheets and presentations in folders of the package as children of the document, and the objects that
// `content`, its main part, shows. Charts and formulas are none.
void read_odf_objects(Package& package, pugi::xml_node content, PartReader& inside, Document& document);
// The same of a file without members.
void read_flat_odf_objects(const FlatOdf& flat, PartReader& inside, Document& document);

}  // namespace assay::office
