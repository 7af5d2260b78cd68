// Headings that the outline (bookmarks) of a PDF names: blocks with the same wording get its level.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/pdf/pdf_file.hpp"

namespace assay {

class OutlineHeadings {
 public:
  explicit OutlineHeadings(const std::vector<OutlineEntry>& outline);
  void apply(std::vector<Block>& blocks) const;

 private:
  std::unordered_map<std::string, int> levels_;  // by letters and digits alone, in lower case
};

}  // namespace assay
