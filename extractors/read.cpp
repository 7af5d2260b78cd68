#include "extractors/read.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>

#include "extractors/archive/zip_extractor.hpp"
#include "extractors/detect/detect.hpp"
#include "extractors/detect/media_types.hpp"
#include "extractors/html/html_extractor.hpp"
#include "extractors/mail/mail_extractor.hpp"
#include "extractors/mail/msg_extractor.hpp"
#include "extractors/markdown/markdown_extractor.hpp"
#include "extractors/ocr/image_extractor.hpp"
#include "extractors/ocr/page_reader.hpp"
#include "extractors/office/docx_extractor.hpp"
#include "extractors/office/odf_extractor.hpp"
#include "extractors/office/pptx_extractor.hpp"
#include "extractors/office/xlsx_extractor.hpp"
#include "extractors/office/xml_spreadsheet_extractor.hpp"
#include "extractors/ole/doc_extractor.hpp"
#include "extractors/ole/object_extractor.hpp"
#include "extractors/ole/ppt_extractor.hpp"
#include "extractors/ole/xls_extractor.hpp"
#include "extractors/ole/xlsb_extractor.hpp"
#include "extractors/pdf/pdf_extractor.hpp"
#include "extractors/rtf/rtf_extractor.hpp"
#include "extractors/text/csv_extractor.hpp"
#include "extractors/text/text_extractor.hpp"

namespace assay {
namespace {

const Extractor* extractor_for(std::string_view media_type) {
  for (const Extractor* extractor : extractors())
    if (extractor->reads(media_type)) return extractor;
  return nullptr;
}

std::string article_to_subject(std::string words) {
  if (!words.empty() && words.front() == 'a') words.front() = 'A';
  return words;
}

Failure not_supported(const Detected& found) {
  if (found.media_type == "application/encrypted-ooxml")
    return {FailureKind::encrypted, "The document is locked with a password; save it without one to have it read.",
            found.evidence};
  return {FailureKind::unsupported,
          fmt::format("{} can't be read by Assay; convert it to PDF, DOCX, XLSX or text.",
                      article_to_subject(describe_media_type(found.media_type))),
          found.evidence};
}

Result<Document> extract_caught(const Extractor& extractor, ByteView bytes, const ExtractOptions& options,
                                Progress& progress) {
  try {
    return extractor.extract(bytes, options, progress);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return fail(FailureKind::damaged, "The file could not be read; it is probably damaged.", error.what());
  } catch (...) {
    return fail(FailureKind::damaged, "The file could not be read; it is probably damaged.",
                fmt::format("{} threw something unknown", extractor.name()));
  }
}

// The content is of no known kind: perhaps its beginning is damaged, and the name knows better.
Result<Document> read_as_named(ByteView bytes, const ExtractOptions& options, Progress& progress,
                               const Detected& found) {
  const MediaType* const claimed = media_type_of_extension(extension_of(options.file_name));
  const Extractor* const extractor = claimed ? extractor_for(claimed->name) : nullptr;
  if (!extractor) return tl::unexpected(not_supported(found));
  Result<Document> document = extract_caught(*extractor, bytes, options, progress);
  if (document) return document;
  return fail(
      document.error().kind == FailureKind::encrypted ? FailureKind::encrypted : FailureKind::damaged,
      fmt::format("The name says {}, but the content is not: it is damaged, or something else.", claimed->words),
      document.error().message);
}

// Pages have their own estimate; of other texts it is taken here, for all formats alike.
void estimate_text(Document& document) {
  constexpr std::size_t enough = 200'000;
  std::string text;
  for (const Block& block : document.blocks) {
    const bool prose = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item;
    if (!prose || block.hidden || text.size() > enough) continue;
    text += block.text;
    text += '\n';
  }
  const std::optional<Estimate> cer = predict_text_cer(text, detect_language(text));
  if (!cer) return;
  document.signals["text.predicted_cer"] = cer->value;
  document.signals["text.predicted_cer_low"] = cer->low;
  document.signals["text.predicted_cer_high"] = cer->high;
}

}  // namespace

// A format is added with one line.
std::span<const Extractor* const> extractors() {
  static const Extractor* const all[] = {
      &csv_extractor(),
      &doc_extractor(),
      &docx_extractor(),
      &html_extractor(),
      &image_extractor(),
      &mail_extractor(),
      &msg_extractor(),
      &markdown_extractor(),
      &object_extractor(),
      &odf_extractor(),
      &pdf_extractor(),
      &ppt_extractor(),
      &pptx_extractor(),
      &rtf_extractor(),
      &text_extractor(),
      &xls_extractor(),
      &xlsb_extractor(),
      &xlsx_extractor(),
      &xml_spreadsheet_extractor(),
      &zip_extractor(),
  };
  return all;
}

std::string extractors_version() {
  std::string out;
  for (const Extractor* extractor : extractors())
    out += fmt::format("{}{}/{}", out.empty() ? "" : " ", extractor->name(), extractor->version());
  return out;
}

Result<Document> read_document(ByteView bytes, const ExtractOptions& options, Progress& progress, std::string* type) {
  if (bytes.empty()) return fail(FailureKind::empty, "The file is empty: it has no bytes at all.");
  if (bytes.size() > options.limits.input_bytes)
    return fail(
        FailureKind::limit,
        fmt::format("The file has {} bytes, more than the limit of {}.", bytes.size(), options.limits.input_bytes),
        "limit: input_bytes");
  const Detected found = detect_media_type(bytes, options.file_name);
  if (type) *type = found.media_type;

  const std::optional<Notice> lie = check_extension(found, options.file_name);
  const Extractor* const extractor = extractor_for(found.media_type);
  Result<Document> document = tl::unexpected(Failure{});
  ExtractOptions inside = options;
  inside.read_part = &read_document;
  if (extractor) {
    document = extract_caught(*extractor, bytes, inside, progress);
  } else if (found.media_type == unknown_media_type) {
    document = read_as_named(bytes, inside, progress, found);
  } else {
    document = tl::unexpected(not_supported(found));
  }
  if (!document) {
    if (lie) document.error().message += ' ' + lie->message;
    return document;
  }
  if (document->pages.empty()) estimate_text(*document);
  document->source.bytes = bytes.size();
  document->source.media_type = found.media_type;
  document->source.extension = extension_of(options.file_name);
  if (lie && options.first_page <= 1) document->notices.insert(document->notices.begin(), *lie);
  return document;
}

}  // namespace assay
