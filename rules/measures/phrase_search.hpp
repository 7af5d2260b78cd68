// Measures that count words of a list: one pattern each, over the whole text.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/measure.hpp"

namespace assay {

struct Phrase {
  MeasureInfo info;
  const char* pattern;  // RE2
  bool outside_tables = false;
};

std::vector<MeasureInfo> infos_of(const std::vector<Phrase>& phrases);

class PhraseSearch {
 public:
  explicit PhraseSearch(const std::vector<Phrase>& phrases);  // which outlive it
  // A count for each, headers and footers included; the first case gives place and evidence.
  void measure(const Document& document, std::string_view text, std::vector<Measure>& out) const;

 private:
  const std::vector<Phrase>& phrases_;
  std::vector<std::unique_ptr<RE2>> patterns_;
};

}  // namespace assay
