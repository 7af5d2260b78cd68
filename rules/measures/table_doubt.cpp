#include <fmt/format.h>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::string_view doubt_name = "readability.table_doubt";

std::string first_row(const Table& table) {
  std::string out;
  const int first = table.cells[0].row;
  for (const Cell& cell : table.cells)
    if (cell.row == first && !cell.text.empty()) out += (out.empty() ? "" : " | ") + cell.text;
  return out;
}

Measure table_measure(const Table& table, std::size_t index) {
  Measure measure = document_measure(doubt_name, 1 - *table.confidence, 1, table.place);
  measure.scope = Scope::table;
  measure.index = static_cast<int>(index);
  measure.evidence =
      shortened(fmt::format("{} rows, {} columns: {}", table.rows, table.columns, first_row(table)), 200);
  return measure;
}

void measure_table_doubt(const Document& document, std::string_view, std::vector<Measure>& out) {
  double count = 0, sum = 0;
  bool unknown = false;  // tables of pages without an estimate
  Measure worst;
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    if (table.cells.empty()) continue;
    if (!table.confidence) {
      unknown = unknown || (table.place.page && table.place.box);
      continue;
    }
    Measure measure = table_measure(table, i);
    sum += measure.value;
    if (count++ == 0 || measure.value > worst.value) worst = measure;
    out.push_back(std::move(measure));
  }
  if (count == 0 && unknown) return;
  const double mean = count > 0 ? sum / count : 0;  // without tables there is nothing to doubt: n is 0
  out.push_back(document_measure(doubt_name, mean, count, worst.place, worst.evidence));
  out.push_back(document_measure("readability.worst_table_doubt", worst.value, count, worst.place, worst.evidence));
}

}  // namespace

const Measurer& table_doubt_measures() {
  static const FunctionMeasurer measurer(
      "table_doubt", 2,
      {{doubt_name, "share", "Doubt about tables",
        "Estimated chance that rows or columns of a table were not found as they are, mean over the tables of pages "
        "that have an estimate; of each table too. Not known of sheets and of tables that the file itself describes."},
       {"readability.worst_table_doubt", "share", "Doubt about the worst table", "The highest estimate of a table."}},
      measure_table_doubt);
  return measurer;
}

}  // namespace assay
