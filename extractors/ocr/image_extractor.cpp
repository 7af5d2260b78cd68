#include "extractors/ocr/image_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "extractors/layout/layout.hpp"
#include "extractors/ocr/image_decode.hpp"
#include "extractors/ocr/page_reader.hpp"

namespace assay {
namespace {

constexpr std::array<std::string_view, 12> media_types{"image/tiff",
                                                       "image/png",
                                                       "image/jpeg",
                                                       "image/webp",
                                                       "image/bmp",
                                                       "image/x-ms-bmp",
                                                       "image/gif",
                                                       "image/x-bmp",
                                                       "image/x-portable-bitmap",
                                                       "image/x-portable-graymap",
                                                       "image/x-portable-pixmap",
                                                       "image/x-portable-anymap"};

Notice page_notice(std::string code, Severity severity, std::string message, int page, std::string evidence = {}) {
  Notice out{std::move(code), severity, std::move(message), std::move(evidence), {}};
  out.place.page = page;
  return out;
}

void add_page(Document& document, OcrPage read) {
  LayoutResult laid = lay_out(read.layout);
  const int first_table = int(document.tables.size());
  for (auto& block : laid.blocks) {
    if (block.table) *block.table += first_table;
    document.blocks.push_back(std::move(block));
  }
  std::move(laid.tables.begin(), laid.tables.end(), std::back_inserter(document.tables));
  std::move(laid.notices.begin(), laid.notices.end(), std::back_inserter(document.notices));
  std::move(read.notices.begin(), read.notices.end(), std::back_inserter(document.notices));
  read.page.signals.merge(laid.signals);
  document.pages.push_back(std::move(read.page));
}

void add_unread_page(Document& document, int number, const Failure& failure) {
  Page page;
  page.number = number;
  page.text_source_reason = failure.message;
  document.pages.push_back(std::move(page));
  const bool limit = failure.kind == FailureKind::limit;
  document.notices.push_back(page_notice(limit ? "completeness.limit" : "readability.page_not_read", Severity::error,
                                         failure.message, number, failure.detail));
  document.partial = true;
}

class ImageExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "image"; }
  int version() const override { return 21; }
  bool reads(std::string_view media_type) const override {
    return std::find(media_types.begin(), media_types.end(), media_type) != media_types.end();
  }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override;
};

Result<Document> ImageExtractor::extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const {
  const auto counted = count_images(bytes, options.limits.pages);
  if (!counted) return tl::unexpected(counted.error());
  const int total = std::min(*counted, options.limits.pages);
  Document document;
  document.span = {options.first_page, 0, total};
  if (*counted > total && options.first_page == 1) {
    document.partial = true;
    document.notices.push_back(page_notice(
        "completeness.limit", Severity::error,
        fmt::format("The image file has more than {} pages; the rest was not read.", total), total, "limit: pages"));
  }
  int last = options.last_page > 0 ? std::min(options.last_page, total) : total;
  if (options.last_page == 0 && options.ocr_pages_per_span > 0)
    last = std::min(last, options.first_page + options.ocr_pages_per_span - 1);
  std::string language = options.language;
  for (int number = options.first_page; number <= last; ++number) {
    auto decoded = decode_image(bytes, number, options.limits);
    if (!decoded && total == 1) return tl::unexpected(decoded.error());
    if (!decoded) {
      add_unread_page(document, number, decoded.error());
    } else {
      if (decoded->damaged) {
        document.partial = true;
        document.notices.push_back(
            page_notice("format.damaged", Severity::error,
                        "The image's data is damaged: parts of the page are missing. Scan it again.", number));
      }
      if (!options.ocr) {
        add_unread_page(document, number,
                        {FailureKind::unsupported, "The page is an image and OCR is switched off.", {}});
      } else {
        decoded->image.language = language;
        add_page(document, page_reader(options).read(std::move(decoded->image), number, progress));
        if (language.empty()) language = document.pages.back().language;
      }
    }
    progress.advance("page", number, total);
  }
  document.span.last_page = last;
  document.metadata.language = main_language(document.pages);
  document.signals["images"] = last - options.first_page + 1;  // spans are added up
  return document;
}

}  // namespace

const Extractor& image_extractor() {
  static const ImageExtractor extractor;
  return extractor;
}

}  // namespace assay
