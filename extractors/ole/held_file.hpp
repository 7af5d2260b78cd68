// Files that objects in a document hold: a PDF, a text, an archive that was put into a letter or sheet. An object is a
// compound file of its own, or a folder in that of the document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/ole/compound_file.hpp"
#include "extractors/parts/parts.hpp"

namespace assay::ole {

struct HeldFile {
  std::string name;   // without a path, never empty
  std::string bytes;  // what there is of them
  bool cut = false;   // the object names more of them
};

// None where the object holds something else: a link to a file, or what only its own program understands.
std::optional<HeldFile> held_file(const CompoundFile& object);

// Tells that of a part of the document only the first bytes are left.
void tell_cut(const std::string& part, std::size_t left, Document& document);

// Reads it as a part, under a heading; `path`: the object's own, empty for a file of its own. False where a limit
// leaves no room for further parts.
bool add_held_file(const HeldFile& file, const std::string& path, Document& document, PartReader& parts);

// Reads the objects in a document, each in a folder whose name begins so, as its children: files that they hold, and
// what is a text, workbook or presentation itself. The others are counted by one notice.
void read_objects(const CompoundFile& folders, std::string_view begins, const ExtractOptions& options,
                  Progress& progress, Document& document);

}  // namespace assay::ole
