// One page of a PDF, read from its text layer or by OCR, and put in order.
#pragma once

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/layout/layout.hpp"
#include "extractors/pdf/pdf_file.hpp"

namespace assay {

struct ReadPage {
  Page page;
  LayoutResult layout;
  std::vector<Notice> notices;
  std::vector<std::string> remarks;  // of reviewers, in annotations
  std::string watermark;             // a word that stands across the page; empty: none
  bool used_ocr = false;
  bool lost = false;  // the page could not be found in the file
};

ReadPage read_pdf_page(PdfFile& file, int number, const ExtractOptions& options, Progress& progress);

}  // namespace assay
