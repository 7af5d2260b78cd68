#include "extractors/text/csv_extractor.hpp"

#include "extractors/text/decoded.hpp"
#include "extractors/text/delimited.hpp"

namespace assay {
namespace {

class CsvExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "csv"; }
  int version() const override { return 11; }
  bool reads(std::string_view media_type) const override {
    return media_type == "text/csv" || media_type == "text/tab-separated-values";
  }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    DecodedText decoded = decode_text(bytes, options.limits.text_bytes);
    Document document = read_delimited(decoded.text, options.limits, progress);
    document.signals["text.final_newline"] = decoded.text.ends_with('\n') ? 1 : 0;
    return with_notices(std::move(document), decoded, options.limits);
  }
};

}  // namespace

const Extractor& csv_extractor() {
  static const CsvExtractor extractor;
  return extractor;
}

}  // namespace assay
