// One page image in, words with boxes and an honest estimate of how well they were read out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/layout/layout.hpp"

struct Pix;  // of Leptonica

namespace assay {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

// What the image is of: its resolution decides how large a letter is.
struct PageImage {
  PixPtr pix;                          // any depth; consumed
  double dpi_x = 0, dpi_y = 0;         // 0: not known, estimated from the letters
  double width_pt = 0, height_pt = 0;  // size of the page in points; 0: from pixels and dpi
  std::string language;                // ISO 639-1, of the pages before it: tried first; empty: not known
  bool beside_text = false;            // what a page shows beside text that is known: its pictures and drawings
};

struct OcrPage {
  LayoutPage layout;  // words and ruling lines, in pt of the page as it is shown after `page.rotation`
  Page page;  // size, rotation, text_source, reason, origin, language, predicted_cer, ink_coverage, signals, words
  std::vector<Notice> notices;  // a missing language model, handwriting that was not read, a blank page …
};

// Holds Tesseract engines, one per set of languages, and keeps them between pages. Not thread-safe: one per worker.
class PageReader {
 public:
  PageReader(std::string ocr_data, std::vector<std::string> languages);
  ~PageReader();
  PageReader(const PageReader&) = delete;
  PageReader& operator=(const PageReader&) = delete;

  // Orientation, clean-up, script and language, recognition, estimate. The same image gives the same result whatever
  // was read before. Never throws for a bad image: the page comes back with text_source none and a notice.
  OcrPage read(PageImage image, int page_number, Progress& progress);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The process's reader for these models, made on first use.
PageReader& page_reader(const ExtractOptions& options);

// Estimate for a page whose text comes from a text layer: plausibility of the words alone. None: too little text.
std::optional<Estimate> predict_text_cer(std::string_view text, std::string_view language);

// ISO 639-1 of a text by cld2; empty when it is not sure.
std::string detect_language(std::string_view text);

}  // namespace assay
