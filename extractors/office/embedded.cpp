#include "extractors/office/embedded.hpp"

#include <fmt/format.h>

#include <set>

#include "extractors/detect/detect.hpp"

namespace assay::office {
namespace {

bool is_foreign(std::string_view media_type) {
  return media_type == "application/x-ole-storage" || media_type == unknown_media_type;
}

// False where a limit leaves no room for it.
bool unpack(Package& package, const std::string& name, PartReader& inside, std::string& out) {
  const Package::Unpacked done = package.read(name, package.limits().member_bytes, out);
  if (done == Package::Unpacked::too_large)
    inside.hit_limit("member_bytes", name, fmt::format("'{}' unpacks to more than the limit allows.", name));
  return done == Package::Unpacked::whole;
}

}  // namespace

bool add_member(Package& package, const std::string& name, int heading_level, PartReader& inside) {
  std::string bytes;
  return !unpack(package, name, inside, bytes) || inside.add(name, as_bytes(bytes), heading_level);
}

void read_embedded(Package& package, const std::vector<Relationship>& named, PartReader& inside) {
  std::set<std::string> seen;
  int foreign = 0;
  std::string first_foreign;
  for (const Relationship& item : named) {
    if ((item.type != "package" && item.type != "oleObject") || item.external || !seen.insert(item.target).second)
      continue;
    std::string bytes;
    if (!package.has(item.target)) {
      package.note("format.damaged", Severity::warning,
                   "An embedded document is missing from the file: the document names it and does not hold it.",
                   item.target, {});
    } else if (unpack(package, item.target, inside, bytes)) {
      const std::string type = detect_media_type(as_bytes(bytes), item.target).media_type;
      if (!is_foreign(type)) {
        if (!inside.add(item.target, as_bytes(bytes), 1)) break;
        continue;
      }
      if (!inside.count(item.target)) break;
      inside.name_child(item.target, type, as_bytes(bytes));
      if (foreign++ == 0) first_foreign = item.target;
    }
  }
  if (foreign > 0)
    package.note(
        "completeness.embedded_document", Severity::info,
        fmt::format("{} object(s) of other programs that are embedded in this document were not read.", foreign),
        first_foreign, {});
}

}  // namespace assay::office
