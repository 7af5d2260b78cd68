#include "extractors/office/embedded.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <set>

#include "extractors/detect/detect.hpp"

namespace assay::office {
namespace {

bool is_foreign(std::string_view media_type) {
  return media_type == "application/x-ole-storage" || media_type == unknown_media_type;
}

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

// Counts what one notice names by its first.
struct Counted {
  int count = 0;
  std::string first;

  void add(const std::string& name) {
    if (count++ == 0) first = name;
  }
};

class Objects {
 public:
  Objects(Package& package, PartReader& inside, Document& document)
      : package_(package), inside_(inside), document_(document) {}

  void read(const std::vector<Relationship>& named, bool hidden) {
    const std::size_t blocks = document_.blocks.size(), tables = document_.tables.size();
    for (const Relationship& item : named) {
      if ((item.type != "package" && item.type != "oleObject") || item.external || !seen_.insert(item.target).second)
        continue;
      if (!package_.has(item.target))
        missing_.add(item.target);
      else if (full_ || !read_one(item.target))
        full_ = true;
    }
    if (!hidden) return;
    for (std::size_t i = blocks; i < document_.blocks.size(); ++i) document_.blocks[i].hidden = true;
    for (std::size_t i = tables; i < document_.tables.size(); ++i) document_.tables[i].hidden = true;
  }

  void tell() {
    if (missing_.count > 0)
      package_.note("format.damaged", Severity::warning,
                    fmt::format("{} embedded document(s) are missing from the file: it names them and does not hold "
                                "them.",
                                missing_.count),
                    missing_.first, {});
    if (foreign_.count > 0)
      package_.note("completeness.embedded_document", Severity::info,
                    fmt::format("{} object(s) of other programs that are embedded in this document were not read.",
                                foreign_.count),
                    foreign_.first, {});
    if (!document_.children.empty()) inside_.finish();
  }

 private:
  // False where a limit leaves no room for further ones.
  bool read_one(const std::string& name) {
    return read_member(package_, name, inside_, [&](const std::string& bytes) { return read_bytes(name, bytes); });
  }
  bool read_bytes(const std::string& name, const std::string& bytes) {
    const std::string type = detect_media_type(as_bytes(bytes), name).media_type;
    if (!is_foreign(type)) return inside_.add(name, as_bytes(bytes), 1);
    if (!inside_.count(name)) return false;
    inside_.name_child(name, type, as_bytes(bytes));
    foreign_.add(name);
    return true;
  }

  Package& package_;
  PartReader& inside_;
  Document& document_;
  std::set<std::string> seen_;
  Counted missing_, foreign_;
  bool full_ = false;
};

}  // namespace

bool add_member(Package& package, const std::string& name, int heading_level, PartReader& inside) {
  return read_member(package, name, inside,
                     [&](const std::string& bytes) { return inside.add(name, as_bytes(bytes), heading_level); });
}

void read_embedded(Package& package, const Embedding& named, PartReader& inside, Document& document) {
  Objects objects(package, inside, document);
  objects.read(named.shown, false);
  objects.read(named.hidden, true);
  objects.tell();
}

}  // namespace assay::office
