#include "extractors/office/embedded.hpp"

#include <set>

#include "extractors/parts/objects.hpp"

namespace assay::office {
namespace {

class Objects {
 public:
  Objects(Package& package, PartReader& inside, Document& document)
      : package_(package), inside_(inside), objects_(inside, document) {}

  void read(const std::vector<Relationship>& named, bool hidden) {
    for (const Relationship& item : named) {
      if ((item.type != "package" && item.type != "oleObject") || item.external || !seen_.insert(item.target).second)
        continue;
      if (!package_.has(item.target))
        missing_.add(item.target);
      else if (full_ || !read_one(item.target, hidden))
        full_ = true;
    }
  }

  void finish() { objects_.finish(missing_); }

 private:
  // False where a limit leaves no room for further ones.
  bool read_one(const std::string& name, bool hidden) {
    return read_member(package_, name, inside_,
                       [&](const std::string& bytes) { return objects_.add(name, as_bytes(bytes), hidden); });
  }

  Package& package_;
  PartReader& inside_;
  ObjectReader objects_;
  std::set<std::string> seen_;
  CountedNames missing_;
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
  objects.finish();
}

}  // namespace assay::office
