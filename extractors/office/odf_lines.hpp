// Paragraphs of OpenDocument as lines of one text: of a cell, a note, a comment, a page header.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>

#include "extractors/office/odf_numbering.hpp"
#include "extractors/office/odf_text.hpp"

namespace assay::office {

class OdfLines {
 public:
  // `most` bytes are about what is wanted: the numbers of lists may be longer than the file.
  OdfLines(OdfNumbering& numbering, OdfChanges& changes, std::uint64_t most)
      : numbering_(numbering), changes_(changes), most_(most) {}

  // Adds the paragraphs below the node, also those in its lists, sections and tables, with the numbers of their lists,
  // which are no part of a list around the node. What stands beside the text is put aside.
  void add(pugi::xml_node node, OdfAside& aside, std::string& out);

 private:
  void walk(pugi::xml_node node, OdfAside& aside, std::string& out);
  std::string line_of(pugi::xml_node paragraph, OdfAside& aside);

  OdfNumbering& numbering_;
  OdfChanges& changes_;
  std::uint64_t most_;
  bool first_ = true;
};

}  // namespace assay::office
