#include "extractors/archive/zip_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "extractors/office/package.hpp"
#include "extractors/parts/parts.hpp"
#include "extractors/text/encoding.hpp"

namespace assay {
namespace {

using office::Package;

using Unpacked = Package::Unpacked;

class ZipExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "zip"; }
  int version() const override { return 3; }
  bool reads(std::string_view media_type) const override { return media_type == "application/zip"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto package = Package::open(bytes, options.limits, Package::Names::exact);
    if (!package) return tl::unexpected(package.error());
    Document document;
    PartReader parts(document, options, progress);
    int folders = 0;
    int members = 0;
    for (const std::string& name : package->names()) {
      if (name.ends_with('/')) {
        ++folders;
        continue;
      }
      ++members;
      const std::string path = to_nfc(name);
      std::string content;
      const Unpacked done = package->read(name, options.limits.member_bytes, content);
      package->hand_over(document);  // what was wrong with the member stands before what was read of it
      if (done == Unpacked::not_at_all) continue;
      if (done == Unpacked::too_large ? !parts.too_large(path, "member_bytes", content)
                                      : !parts.add(path, as_bytes(content), 1))
        break;
    }
    package->hand_over(document);
    if (members == 0) {
      document.notices.push_back(
          {"completeness.no_text", Severity::info, "The archive can be opened, but there is no file in it.", {}, {}});
    }
    parts.finish();
    document.signals["folders"] = folders;
    return document;
  }
};

}  // namespace

const Extractor& zip_extractor() {
  static const ZipExtractor extractor;
  return extractor;
}

}  // namespace assay
