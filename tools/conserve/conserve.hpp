// Does what was read of an office file hold everything that stands in its package, and nothing twice? Every text of
// every XML part must be in a block, a cell, a revision, the metadata, or in an exclusion that has a name; values of
// workbooks at their cells.
//
// An instrument of its own: it walks the parts without the readers that it checks (the package and its XML apart).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/result.hpp"

namespace assay {

struct LostText {
  std::string part;  // of the package
  std::string text;
};

struct Conservation {
  int texts = 0;                        // that were looked for
  std::map<std::string, int> excluded;  // by the name of the exclusion
  std::vector<LostText> lost;
  // Long texts that stand more often in what was read than they live in the package: read twice, or deleted and back.
  std::vector<LostText> repeated;
};

// Of packages of Office (OOXML) and OpenDocument; none of those that are no package or cannot be opened.
Result<Conservation> check_conservation(ByteView bytes, const Document& document);

}  // namespace assay
