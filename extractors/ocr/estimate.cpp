#include "extractors/ocr/estimate.hpp"

namespace assay {
std::optional<Estimate> predict_ocr_cer(std::map<std::string, double>&) {
  return std::nullopt;
}
std::optional<Estimate> predict_text_cer(std::string_view, std::string_view) {
  return std::nullopt;
}
}  // namespace assay
