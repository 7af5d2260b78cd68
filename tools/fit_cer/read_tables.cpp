// Reads the tables of PDFs and images with all that their confidence may rest on, for tools/fit_cer/fit_tables.py.
//
//   fit_read_tables MODELS-FOLDER < list      lines "document<TAB>JSON file to write"
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "extractors/ocr/image_extractor.hpp"
#include "extractors/pdf/pdf_extractor.hpp"
#include "tools/fit_cer/found_tables.hpp"

namespace {

assay::ExtractOptions options_for(const std::string& folder) {
  assay::ExtractOptions options;
  options.ocr_pages_per_span = 0;
  options.ocr_data = folder;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".traineddata") options.ocr_languages.push_back(entry.path().stem());
  return options;
}

void one_document(const std::string& path, const std::string& to, const assay::ExtractOptions& options) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const assay::Extractor& reader =
      std::filesystem::path(path).extension() == ".pdf" ? assay::pdf_extractor() : assay::image_extractor();
  assay::NoProgress progress;
  const auto document = reader.extract(assay::as_bytes(bytes), options, progress);
  if (!document) {
    std::cerr << path << ": " << document.error().message << '\n';
    return;
  }
  nlohmann::json out{{"tables", nlohmann::json::array()}};
  std::map<int, int> seen;  // tables of each page
  for (const assay::Table& table : document->tables)
    for (const assay::Page& page : document->pages)
      if (page.number == table.place.page)
        out["tables"].push_back(found_table(table, page.text_source == assay::TextSource::ocr,
                                            assay::signals_of(page.signals, ++seen[page.number])));
  std::ofstream(to) << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: fit_read_tables MODELS-FOLDER < list\n";
    return 2;
  }
  const auto options = options_for(argv[1]);
  for (std::string line; std::getline(std::cin, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      one_document(line.substr(0, tab), line.substr(tab + 1), options);
}
