// libFuzzer's entry: any bytes through the production entry, and the result through every writer.
//
// The first byte picks the extension that the name claims, so that lies and name-dependent formats are reached.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "extractors/core/document_json.hpp"
#include "extractors/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr const char* names[] = {"a",      "a.txt", "a.csv", "a.tsv",  "a.md",  "a.html", "a.pdf", "a.docx",
                                          "a.xlsx", "a.png", "a.eml", "a.json", "a.xls", "a.zip",  "a.rtf", "a.msg"};
  if (size == 0) return 0;
  assay::ExtractOptions options;
  options.file_name = names[data[0] % std::size(names)];
  options.ocr = false;  // Tesseract is not what is fuzzed here, and takes seconds
  options.limits.text_bytes = std::uint64_t{4} << 20;
  options.limits.unpacked_bytes = std::uint64_t{64} << 20;
  options.limits.cells = 50'000;
  options.limits.pages = 20;
  options.limits.image_pixels = std::uint64_t{4} << 20;
  assay::NoProgress progress;
  const assay::ByteView bytes(reinterpret_cast<const std::byte*>(data + 1), size - 1);
  const assay::Result<assay::Document> document = assay::read_document(bytes, options, progress);
  if (document) {
    // Whatever was read can be written.
    if (assay::to_json(*document).empty()) std::abort();
    (void)assay::to_markdown(*document);
  } else if (document.error().message.empty()) {
    std::abort();  // a failure that doesn't say why
  }
  return 0;
}
