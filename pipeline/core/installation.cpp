#include "pipeline/core/installation.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

namespace assay {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view model_extension = ".traineddata";

OcrModels models_in(const fs::path& folder) {
  OcrModels models;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != model_extension) continue;
    const std::string name = entry.path().stem().string();
    if (name == "osd") {
      models.orientation = true;
    } else {
      models.languages.push_back(name);
    }
  }
  std::sort(models.languages.begin(), models.languages.end());
  if (!models.languages.empty() || models.orientation) models.folder = folder.string();
  return models;
}

}  // namespace

OcrModels find_ocr_models() {
  if (const char* prefix = std::getenv("TESSDATA_PREFIX")) {
    for (const fs::path& folder : {fs::path(prefix), fs::path(prefix) / "tessdata"}) {
      if (OcrModels models = models_in(folder); !models.folder.empty()) return models;
    }
  }
  for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
                             "/usr/share/tessdata", "/usr/local/share/tessdata"}) {
    if (OcrModels models = models_in(folder); !models.folder.empty()) return models;
  }
  return {};
}

}  // namespace assay
