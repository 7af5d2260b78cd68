// The seam at which formats are added: bytes in, a Document out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/limits.hpp"
#include "extractors/core/result.hpp"

namespace assay {

enum class RevisionView { accepted, rejected, all };

class Progress;
struct ExtractOptions;

// Reads a document inside of a document; `type` (when given) receives what was found in the content.
using ReadPart = Result<Document> (*)(ByteView bytes, const ExtractOptions& options, Progress& progress,
                                      std::string* type);

struct ExtractOptions {
  Limits limits;
  std::string file_name;  // the name alone, for its extension; content decides
  int first_page = 1;
  int last_page = 0;  // 0: to the end
  // A span without last_page ends after so many pages that needed OCR; 0: never. One page takes seconds, so the rest of
  // a scanned document goes to idle workers at once.
  int ocr_pages_per_span = 1;
  bool ocr = true;
  RevisionView revisions = RevisionView::accepted;
  std::vector<std::string> ocr_languages;  // Tesseract models that are installed ("eng", "deu"); empty: none
  std::string ocr_data;                    // the folder of these models
  // ISO 639-1, of the pages before `first_page`: what OCR tries first. Empty: not known, it is found on the first page
  // that needs OCR.
  std::string language;
  ReadPart read_part = nullptr;  // set by read_document(); null: documents inside of documents are not read
  int depth = 0;                 // of this document: 0 is a file of its own
};

// Told after each page, sheet or few thousand rows; feeds the no-progress clock of the pipeline.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void advance(std::string_view what, int done, int total) = 0;
};

// For callers that watch no clock (tests, fuzz targets).
class NoProgress final : public Progress {
 public:
  void advance(std::string_view, int, int) override {}
};

class Extractor {
 public:
  virtual ~Extractor() = default;
  virtual std::string_view name() const = 0;
  // Raised whenever the output for the same bytes changes: part of the key under which results are reused.
  virtual int version() const = 0;
  virtual bool reads(std::string_view media_type) const = 0;
  // May let exceptions of libraries pass: read_document() turns them into failures.
  virtual Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const = 0;
};

}  // namespace assay
