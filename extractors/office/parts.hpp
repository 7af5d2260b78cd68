// How the parts of a package hang together: relationships, the main part, document properties.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/office/package.hpp"

namespace assay::office {

struct Relationship {
  std::string id;
  std::string type;    // the last word of the type's address: "worksheet"; the same in strict and transitional files
  std::string target;  // name of a member; an address where external
  bool external = false;
};

// Of a part; of the package where `part` is empty. None where the relationships are missing or unreadable.
std::vector<Relationship> relationships(Package& package, std::string_view part);
// Of these the ones that lead to a member of the package, each member once for a type: what is read in it would stand
// there as often as a file names it.
std::vector<Relationship> distinct_members(const Package& package, const std::vector<Relationship>& list);
// First of a type; null where there is none.
const Relationship* find_type(const std::vector<Relationship>& list, std::string_view type);
const Relationship* find_id(const std::vector<Relationship>& list, std::string_view id);

// The main part: by the package's relationships, else by its content types, else by `usual` (with a notice that the
// file contradicts itself). Empty where the package has none.
std::string main_part(Package& package, std::string_view usual);

// docProps/core.xml, app.xml and custom.xml.
void read_properties(Package& package, Metadata& metadata);

}  // namespace assay::office
