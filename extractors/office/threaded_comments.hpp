// Comments with replies, as Excel keeps them since 2019. For older programs the file holds a stand-in of each thread
// among its usual comments: its author is "tc=" and the thread's ID, its text begins with advice to buy a newer Excel.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

struct ThreadedComments {
  std::vector<Block> blocks;  // "Author: text" at their cells, replies after what they answer
  std::set<std::string> ids;
  bool replace(std::string_view author) const;  // of a usual comment
};

ThreadedComments read_threaded_comments(Package& package, const Workbook& book, const SheetEntry& sheet);

// Names by ID of those who wrote; `parts` are the workbook's.
std::map<std::string, std::string> read_people(Package& package, const std::vector<Relationship>& parts);

// "Author: text", once where the program wrote the name into the text already; a stand-in has no author.
std::string with_author(const std::string& author, std::string text);

}  // namespace assay::office
