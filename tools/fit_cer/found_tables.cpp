#include "tools/fit_cer/found_tables.hpp"

#include <nlohmann/json.hpp>

namespace assay {

nlohmann::json signals_of(const std::map<std::string, double>& of_page, int n) {
  nlohmann::json out = nlohmann::json::object();
  const std::string prefix = "table." + std::to_string(n) + ".";
  for (const auto& [name, value] : of_page)
    if (name.starts_with(prefix)) out[name.substr(prefix.size())] = value;
  return out;
}

nlohmann::json found_table(const Table& table, bool from_image, const nlohmann::json& signals) {
  nlohmann::json out{{"page", table.place.page.value_or(0)}, {"from_image", from_image}, {"signals", signals}};
  out["cells"] = nlohmann::json::array();
  for (const Cell& cell : table.cells)
    out["cells"].push_back(
        {cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1, cell.text});
  return out;
}

}  // namespace assay
