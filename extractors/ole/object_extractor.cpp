#include "extractors/ole/object_extractor.hpp"

#include "extractors/detect/detect.hpp"
#include "extractors/ole/held_file.hpp"

namespace assay {
namespace {

class ObjectExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "object"; }
  int version() const override { return 2; }
  bool reads(std::string_view media_type) const override { return media_type == ole_object; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    std::string why;
    const auto object = ole::CompoundFile::open(as_chars(bytes), why);
    if (!object)
      return fail(FailureKind::damaged, "The object is damaged: it cannot be opened. Ask for a new copy.", why);
    const auto file = ole::held_file(*object);
    if (!file)
      return fail(FailureKind::unsupported,
                  "It is an object of another program, or a link to a file: it holds none that Assay can read.");
    Document document;
    PartReader parts(document, options, progress);
    add_held_file(*file, {}, document, parts);
    parts.finish();
    return document;
  }
};

}  // namespace

const Extractor& object_extractor() {
  static const ObjectExtractor extractor;
  return extractor;
}

}  // namespace assay
