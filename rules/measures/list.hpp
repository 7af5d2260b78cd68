// Every measurer of this folder by name; list.cpp puts them in order.
#pragma once

#include <vector>

#include "rules/core/measure.hpp"

namespace assay {

// A measurer that is one function.
class FunctionMeasurer final : public Measurer {
 public:
  using Function = void (*)(const Document&, std::string_view text, std::vector<Measure>& out);
  FunctionMeasurer(std::string_view name, int version, std::vector<MeasureInfo> infos, Function function)
      : name_(name), version_(version), infos_(std::move(infos)), function_(function) {}
  std::string_view name() const override { return name_; }
  int version() const override { return version_; }
  std::span<const MeasureInfo> measures() const override { return infos_; }
  void measure(const MeasureInput& input, std::vector<Measure>& out) const override {
    function_(input.document, input.text, out);
  }

 private:
  std::string_view name_;
  int version_;
  std::vector<MeasureInfo> infos_;
  Function function_;
};

// Measures of rare defects: findings tell of them, and a profile does not compare them, since each further comparison
// takes power from all others.
std::vector<MeasureInfo> not_compared(std::vector<MeasureInfo> infos);

const Measurer& amount_measures();
const Measurer& page_measures();
const Measurer& reading_error_measures();
const Measurer& garbled_measures();
const Measurer& spacing_measures();
const Measurer& repetition_measures();
const Measurer& cell_measures();
const Measurer& header_measures();
const Measurer& column_measures();
const Measurer& value_measures();
const Measurer& series_measures();
const Measurer& wording_measures();
const Measurer& emptiness_measures();
const Measurer& date_format_measures();
const Measurer& decimal_measures();
const Measurer& page_count_measures();
const Measurer& date_measures();
const Measurer& revision_measures();
const Measurer& total_measures();
const Measurer& language_measures();
const Measurer& identifier_measures();
const Measurer& phrase_measures();
const Measurer& trace_measures();
const Measurer& passage_measures();
const Measurer& field_measures();
const Measurer& invoice_total_measures();
const Measurer& duplicate_row_measures();
const Measurer& break_off_measures();
const Measurer& table_doubt_measures();
const Measurer& claim_measures();
const Measurer& reference_measures();

}  // namespace assay
