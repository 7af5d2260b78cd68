#include "extractors/rtf/rtf_extractor.hpp"

#include "extractors/office/finish.hpp"
#include "extractors/rtf/rtf_reader.hpp"

namespace assay {
namespace {

class RtfExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "rtf"; }
  int version() const override { return 6; }
  bool reads(std::string_view media_type) const override { return media_type == "text/rtf"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    const std::string_view chars = as_chars(bytes);
    if (chars.substr(0, 1024).find("{\\rtf") == std::string_view::npos)
      return fail(FailureKind::damaged, "The file does not begin as a Rich Text document does. Ask for a new copy.");
    Document document;
    rtf::Reader(options, progress, document).read(chars);
    office::finish(document);
    return document;
  }
};

}  // namespace

const Extractor& rtf_extractor() {
  static const RtfExtractor extractor;
  return extractor;
}

}  // namespace assay
