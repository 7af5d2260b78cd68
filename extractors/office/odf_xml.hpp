// Parts of OpenDocument as XML trees: their words stand beside elements, and so do the spaces between words.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "extractors/office/package.hpp"

namespace assay::office {

// As parse_part() and parse_xml() (xml.hpp), with the white space that stands between elements of a paragraph; all
// other is layout of the file.
bool parse_odf_part(Package& package, std::string_view name, pugi::xml_document& tree);
bool parse_odf_xml(Package& package, std::string bytes, std::string_view name, pugi::xml_document& tree);

}  // namespace assay::office
