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

// A count for each phrase, headers and footers included; the first case gives place and evidence.
class PhraseMeasurer final : public Measurer {
 public:
  PhraseMeasurer(std::string_view name, int version, std::vector<MeasureInfo> infos,
                 const std::vector<Phrase>& phrases);  // which outlive it
  std::string_view name() const override { return name_; }
  int version() const override { return version_; }
  std::span<const MeasureInfo> measures() const override { return infos_; }
  void measure(const MeasureInput& input, std::vector<Measure>& out) const override;

 private:
  std::string_view name_;
  int version_;
  std::vector<MeasureInfo> infos_;
  const std::vector<Phrase>& phrases_;
  std::vector<std::unique_ptr<RE2>> patterns_;
};

}  // namespace assay
