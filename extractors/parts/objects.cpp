#include "extractors/parts/objects.hpp"

#include <fmt/format.h>

#include "extractors/detect/detect.hpp"

namespace assay {
namespace {

bool is_foreign(std::string_view media_type) {
  return media_type == "application/x-ole-storage" || media_type == unknown_media_type;
}

}  // namespace

bool ObjectReader::add(const std::string& name, ByteView bytes, bool hidden) {
  const std::string type = detect_media_type(bytes, name).media_type;
  if (is_foreign(type)) {
    if (!parts_.count(name)) return false;
    parts_.name_child(name, type, bytes);
    foreign_.add(name);
    return true;
  }
  const std::size_t blocks = document_.blocks.size(), tables = document_.tables.size();
  const bool room = parts_.add(name, bytes, 1);
  if (hidden) {
    for (std::size_t i = blocks; i < document_.blocks.size(); ++i) document_.blocks[i].hidden = true;
    for (std::size_t i = tables; i < document_.tables.size(); ++i) document_.tables[i].hidden = true;
  }
  return room;
}

void ObjectReader::finish(const CountedNames& missing) {
  if (missing.count > 0)
    document_.notices.push_back(
        {"format.damaged",
         Severity::warning,
         fmt::format("{} embedded document(s) are missing from the file: it names them and does not hold them.",
                     missing.count),
         missing.first,
         {}});
  if (foreign_.count > 0)
    document_.notices.push_back(
        {"completeness.embedded_document",
         Severity::info,
         fmt::format("{} object(s) of other programs that are embedded in this document were not read.",
                     foreign_.count),
         foreign_.first,
         {}});
  if (!document_.children.empty()) parts_.finish();
}

}  // namespace assay
