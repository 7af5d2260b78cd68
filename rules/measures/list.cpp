#include "rules/measures/list.hpp"

#include <array>

#include "rules/measures/matches.hpp"
#include "rules/measures/table_view.hpp"

namespace assay {

std::span<const Measurer* const> measurers() {
  // clang-format off
  static const std::array list{
      &amount_measures(),
      &page_measures(),
      &reading_error_measures(),
      &garbled_measures(),
      &spacing_measures(),
      &repetition_measures(),
      &cell_measures(),
      &header_measures(),
      &column_measures(),
      &value_measures(),
      &series_measures(),
      &wording_measures(),
      &emptiness_measures(),
      &date_format_measures(),
      &decimal_measures(),
      &page_count_measures(),
      &date_measures(),
      &revision_measures(),
      &total_measures(),
      &language_measures(),
      &identifier_measures(),
      &phrase_measures(),
      &trace_measures(),
      &passage_measures(),
      &field_measures(),
      &invoice_total_measures(),
      &duplicate_row_measures(),
      &break_off_measures(),
      &table_doubt_measures(),
      &claim_measures(),
      &reference_measures(),
  };
  // clang-format on
  return list;
}

std::vector<MeasureInfo> not_compared(std::vector<MeasureInfo> infos) {
  for (MeasureInfo& info : infos) info.in_profile = false;
  return infos;
}

std::vector<MeasureInfo> measure_catalogue() {
  std::vector<MeasureInfo> out;
  for (const Measurer* measurer : measurers())
    out.insert(out.end(), measurer->measures().begin(), measurer->measures().end());
  return out;
}

const MeasureInfo* find_measure(std::string_view name) {
  for (const Measurer* measurer : measurers())
    for (const MeasureInfo& info : measurer->measures())
      if (info.name == name) return &info;
  return nullptr;
}

std::vector<Measure> measure_all(const Document& document, std::span<const DocumentClass> classes,
                                 std::span<const TextPattern> patterns) {
  const std::string text = plain_text(document);
  std::vector<Measure> out;
  with_loose_cells(document, [&](const Document& loose) {
    for (const Measurer* measurer : measurers()) measurer->measure({loose, text, classes}, out);
  });
  measure_patterns(document, text, patterns, out);
  return out;
}

}  // namespace assay
