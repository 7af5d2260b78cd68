// Builds the papers and tables that the samples show: letters, invoices, contracts, reports, price lists, exports.
#pragma once

#include <string>
#include <string_view>

#include "tools/samples/paper.hpp"
#include "tools/samples/sheets.hpp"

namespace assay::samples {

// `date` is ISO 8601; names, amounts and references are drawn by key.
Paper letter(std::string_view key, std::string_view date);
Paper contract(std::string_view key, std::string_view date, std::string_view from, std::string_view until);
Paper report(std::string_view key, std::string_view date);

struct InvoiceOptions {
  bool ruled = true;    // lines around the table
  bool number = true;   // false: the invoice number is missing
  int wrong_total = 0;  // added to the total, in pounds or euros
  int lines = 6;
};
// The number is also what names and goods are drawn by.
Paper invoice(std::string_view number, std::string_view date, std::string_view language,
              const InvoiceOptions& options = {});

// Families are those of goods.cpp. Rows: article, description, unit, price; the
// first row is the header. Prices of a later year are higher.
Rows price_rows(std::string_view family, int year);
Paper price_list(std::string_view family, int year, std::string_view date, bool ruled = true);

// Exports, with their header; `name` draws the values.
Rows customer_rows(std::string_view name, int count);
Rows order_rows(std::string_view name, int count, int year);
Rows stock_rows(std::string_view name, int count);
Rows staff_rows(std::string_view name, int count);

Workbook workbook(std::string_view title, std::string_view date, std::vector<Sheet> sheets);

}  // namespace assay::samples
