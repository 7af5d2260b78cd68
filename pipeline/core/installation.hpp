// What this machine has that reading depends on.
#pragma once

#include <string>
#include <vector>

namespace assay {

struct OcrModels {
  std::string folder;                  // empty: none found
  std::vector<std::string> languages;  // Tesseract's names ("eng", "deu"), sorted; without "osd"
  bool orientation = false;            // the "osd" model is there
};

// Looks where $TESSDATA_PREFIX points, then where Debian's packages put the models.
OcrModels find_ocr_models();

}  // namespace assay
