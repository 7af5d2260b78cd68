// Prints what the error estimate rests on, for fitting it (tools/fit_cer/fit.py).
//
//   fit_signals ocr MODELS-FOLDER < list      lines "name<TAB>image<TAB>dpi_x<TAB>dpi_y", dpi 0: as the file says
//   fit_signals text < list                   lines "name<TAB>text file"
//
// One JSON object a line: {"name", "text", "signals": {…}, "predicted": [rate, low, high], "words": [[text,
// confidence]]}.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "extractors/ocr/image_decode.hpp"
#include "extractors/ocr/page_reader.hpp"
#include "extractors/ocr/plausibility.hpp"

namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  return fields;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> models_in(const std::string& folder) {
  std::vector<std::string> models;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".traineddata") models.push_back(entry.path().stem());
  std::sort(models.begin(), models.end());
  return models;
}

void print(const std::string& name, const std::string& text, const std::map<std::string, double>& signals,
           const std::optional<assay::Estimate>& estimate, const std::vector<assay::Word>& words = {}) {
  nlohmann::json out{{"name", name}, {"text", text}, {"signals", signals}};
  for (const auto& word : words) out["words"].push_back({word.text, word.confidence.value_or(0)});
  if (estimate) out["predicted"] = {estimate->value, estimate->low, estimate->high};
  std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

void one_image(assay::PageReader& reader, const std::vector<std::string>& fields) {
  const std::string bytes = read_file(fields.at(1));
  auto decoded = assay::decode_image(assay::as_bytes(bytes), 1, {});
  if (!decoded) {
    std::cerr << fields[1] << ": " << decoded.error().message << '\n';
    return;
  }
  if (const double dpi = std::atof(fields.at(2).c_str()); dpi > 0) {
    decoded->image.dpi_x = dpi;
    decoded->image.dpi_y = std::atof(fields.at(3).c_str());
  }
  assay::NoProgress progress;
  const auto page = reader.read(std::move(decoded->image), 1, progress);
  std::string text;
  double line = -1;
  for (const auto& word : page.page.words) {
    const double middle = (word.box.y0 + word.box.y1) / 2;
    text += line < 0 ? "" : word.box.y0 < line && line < word.box.y1 ? " " : "\n";
    text += word.text;
    line = middle;
  }
  auto signals = page.page.signals;
  signals["page.rotation"] = page.page.rotation;
  print(fields[0], text, signals, page.page.predicted_cer, page.page.words);
}

void one_text(const std::vector<std::string>& fields) {
  const std::string text = read_file(fields.at(1));
  const auto p = assay::plausibility_of(text);
  print(fields[0], "",
        {{"words", double(p.words)},
         {"bits", p.bits},
         {"rare_letters", p.rare_letters},
         {"odd_words", p.odd_words},
         {"single_letters", p.single_letters},
         {"numbers", p.numbers},
         {"other_script", p.other_script}},
        assay::predict_text_cer(text, assay::detect_language(text)));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode != "text" && (mode != "ocr" || argc < 3)) {
    std::cerr << "usage: fit_signals ocr MODELS-FOLDER < list | fit_signals text < list\n";
    return 2;
  }
  std::optional<assay::PageReader> reader;
  if (mode == "ocr") reader.emplace(argv[2], models_in(argv[2]));
  for (std::string line; std::getline(std::cin, line);) {
    const auto fields = fields_of(line);
    if (mode == "text")
      one_text(fields);
    else
      one_image(*reader, fields);
  }
}
