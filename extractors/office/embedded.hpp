// Documents of other programs inside of a package: a workbook in a text, a text on a slide.
#pragma once

#include <string>
#include <vector>

#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/parts/parts.hpp"

namespace assay::office {

// Hands the bytes of a member to who reads them. False where a limit leaves no room for further ones.
bool read_member(Package& package, const std::string& name, PartReader& inside, const auto& read) {
  std::string bytes;
  switch (package.read(name, package.limits().member_bytes, bytes)) {
    case Package::Unpacked::whole:
      return read(bytes);
    case Package::Unpacked::too_large:
      return inside.too_large(name, "member_bytes", bytes);
    case Package::Unpacked::not_at_all:
      break;
  }
  return true;
}

// Reads a member as a child of the document, under a heading with its name, or at the level 0 by itself. False where a
// limit leaves no room for further ones.
bool add_member(Package& package, const std::string& name, int heading_level, PartReader& inside);

// The relationships of the parts that objects lie in: of those that people see, and of hidden slides and sheets.
struct Embedding {
  std::vector<Relationship> shown, hidden;

  void add(const std::vector<Relationship>& list, bool in_hidden) {
    std::vector<Relationship>& to = in_hidden ? hidden : shown;
    to.insert(to.end(), list.begin(), list.end());
  }
};

// Reads the objects among them as children of the document, each once; what nothing but hidden parts name is hidden.
// Those whose program is not known are named and counted by one notice. What a chart was drawn from is none of them: a
// chart's own part names it.
void read_embedded(Package& package, const Embedding& named, PartReader& inside, Document& document);

}  // namespace assay::office
