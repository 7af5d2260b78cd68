#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "tools/samples/planted.hpp"

namespace assay::samples {

std::string price_workbook(std::string_view family, int year, std::string_view date) {
  return xlsx(workbook(fmt::format("Price list {} {}", family, year), date,
                       {sheet_of(fmt::format("Prices {}", year), price_rows(family, year), {"Article"})}));
}

std::string export_workbook(std::string_view title, std::string_view date, const Rows& rows) {
  return xlsx(workbook(title, date, {sheet_of(std::string(title), rows)}));
}

std::string glassware_version(std::string_view date, int changed_prices) {
  Rows rows = price_rows("glassware", 2021);
  for (int i = 0; i < changed_prices; ++i) {
    std::string& price = rows[static_cast<std::size_t>(2 + 2 * i)][3];
    price = fmt::format("{:.2f}", std::stod(price) * 1.05);
  }
  return xlsx(workbook("Price list glassware 2021", date, {sheet_of("Prices 2021", rows, {"Article"})}));
}

// Article | Description | Price (over two columns: Retail, Trade) | Packing (Unit, Weight)
std::string two_row_header_workbook() {
  Sheet sheet{"Fasteners", {}, {{0, 0, 0, 5}, {1, 0, 2, 0}, {1, 1, 2, 1}, {1, 2, 1, 3}, {1, 4, 1, 5}}, 3, false};
  const Rows prices = price_rows("fasteners", 2025);
  sheet.rows.push_back({text_cell("Screws and fasteners, prices from March 2025")});
  sheet.rows.push_back(
      {text_cell("Article"), text_cell("Description"), text_cell("Price"), {}, text_cell("Packing"), {}});
  sheet.rows.push_back({{}, {}, text_cell("Retail"), text_cell("Trade"), text_cell("Unit"), text_cell("Weight kg")});
  for (std::size_t i = 1; i < prices.size(); ++i) {
    const double price = std::stod(prices[i][3]);
    sheet.rows.push_back({text_cell(prices[i][0]), text_cell(prices[i][1]), number_cell(price, "0.00"),
                          number_cell(static_cast<int>(price * 82) / 100.0, "0.00"), text_cell(prices[i][2]),
                          number_cell(0.25 * static_cast<double>(1 + i % 7), "0.00")});
  }
  return xlsx(workbook("Screws and fasteners 2025", "2025-03-01", {sheet}));
}

std::string numbers_as_text_workbook() {
  return xlsx(workbook("Price list bicycle parts 2025", "2025-01-27",
                       {sheet_of("Prices", price_rows("bicycle", 2025), {"Article", "Price"})}));
}

std::string error_workbook() {
  Sheet sheet = sheet_of("Stock", stock_rows("stock with errors", 24));
  sheet.rows[0].push_back(text_cell("Cover"));
  for (std::size_t r = 1; r < sheet.rows.size(); ++r) {
    const auto line = r + 1;
    if (r % 6 == 0)
      sheet.rows[r].push_back(error_cell(fmt::format("=D{}/0", line), "#DIV/0!"));
    else if (r == 9)
      sheet.rows[r].push_back(error_cell("=D10/#REF!", "#REF!"));
    else if (r == 15)
      sheet.rows[r].push_back(error_cell("=VLOOKUP(A16,H:I,2,FALSE)", "#N/A"));
    else
      sheet.rows[r].push_back(
          formula_cell(fmt::format("=D{0}/F{0}", line), sheet.rows[r][3].number / sheet.rows[r][5].number, "0.00"));
  }
  return xlsx(workbook("Stock cover", "2025-06-30", {sheet}));
}

std::string hidden_sheet_workbook() {
  Sheet salaries = sheet_of("Salaries", {{"Staff ID", "Salary", "Bonus"},
                                         {"S-100", "31200", "900"},
                                         {"S-103", "28750", "0"},
                                         {"S-106", "44100", "2500"},
                                         {"S-109", "36480", "1200"}});
  salaries.hidden = true;
  return xlsx(workbook("Staff hours", "2025-09-30", {sheet_of("Hours", staff_rows("staff hidden", 30)), salaries}));
}

std::string empty_sheet_workbook() {
  Sheet empty;
  empty.name = "Returns";
  return xlsx(workbook("Orders", "2025-05-31", {sheet_of("Orders", order_rows("orders empty", 40, 2025)), empty}));
}

std::string mixed_dates_workbook() {
  Sheet sheet = sheet_of("Orders", order_rows("orders mixed workbook", 45, 2025));
  for (std::size_t r = 1; r < sheet.rows.size(); ++r) {
    Cell& date = sheet.rows[r][1];
    const std::string iso = date.text;
    if (r % 4 == 1) date.format = "dd/mm/yyyy";
    if (r % 4 == 2) date = text_cell(iso);
    if (r % 4 == 3) date = text_cell(iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4));
  }
  return xlsx(workbook("Orders", "2025-12-31", {sheet}));
}

Rows renamed(Rows rows, std::string_view from, std::string_view to) {
  const auto column = std::find(rows[0].begin(), rows[0].end(), from);
  if (column == rows[0].end()) throw std::logic_error("no column " + std::string(from));
  *column = to;
  return rows;
}

Rows without_column(Rows rows, std::size_t column) {
  for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
  return rows;
}

Rows mixed_dates(Rows orders) {
  for (std::size_t r = 1; r < orders.size(); ++r) {
    std::string& date = orders[r][1];
    const std::string year = date.substr(0, 4);
    const std::string month = date.substr(5, 2);
    const std::string day = date.substr(8, 2);
    if (r % 3 == 1) date = day + "/" + month + "/" + year;
    if (r % 3 == 2) date = month + "/" + day + "/" + year;
  }
  return orders;
}

Rows ragged(Rows rows) {
  for (const std::size_t r : {4U, 11U, 27U}) rows[r].resize(rows[r].size() - 2);
  for (const std::size_t r : {8U, 33U}) rows[r].emplace_back("see note");
  return rows;
}

Rows with_repeats(Rows rows) {
  for (const std::size_t r : {3U, 7U, 12U, 18U, 22U}) rows.push_back(rows[r]);
  return rows;
}

Rows german_customers() {
  return {{"Kundennummer", "Name", "Straße", "Ort", "Umsatz"},
          {"40017", "Jürgen Weiß", "Gärtnerweg 4", "Süderholm", "1840,50"},
          {"40023", "Käthe Böhmer", "Mühlenstraße 19", "Altenrode", "377,00"},
          {"40031", "Bäckerei Kröger", "Am Schloß 2", "Hochfelden", "9215,80"},
          {"40044", "Özlem Schäfer", "Grüner Weg 88", "Süderholm", "64,25"},
          {"40052", "Günther Maßmann", "Brückenstraße 7", "Altenrode", "2730,00"},
          {"40069", "Gärtnerei Löffler", "Tümpelweg 31", "Hochfelden", "518,90"},
          {"40075", "Änne Großkopf", "Kirchstraße 5", "Altenrode", "150,00"},
          {"40088", "Möbelhaus Förster", "Industriestraße 60", "Süderholm", "12004,35"}};
}

Rows german_suppliers() {
  return {{"Lieferant", "Ansprechpartner", "Straße", "Stadt", "Rückstand Tage"},
          {"Töpferei Hübner", "Sören Kühn", "Römerstraße 3", "Lüttwede", "4"},
          {"Getränke Völker", "Bärbel Jäger", "Königsplatz 11", "Görnitz", "0"},
          {"Metallbau Zöller", "Björn Rößler", "Fährweg 27", "Lüttwede", "12"},
          {"Kölner Tücher KG", "Anke Düring", "Südring 140", "Mönkhagen", "3"},
          {"Öle & Fette Sträter", "Jörn Büttner", "Nordstraße 9", "Görnitz", "7"},
          {"Büromöbel Lührs", "Heike Schröder", "Weißdornweg 2", "Mönkhagen", "1"}};
}

}  // namespace assay::samples
