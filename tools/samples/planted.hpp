// The defects that are planted into papers and tables, and short forms for the list of samples.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/samples/damage.hpp"
#include "tools/samples/papers.hpp"
#include "tools/samples/scan.hpp"
#include "tools/samples/writers.hpp"

namespace assay::samples {

std::string price_workbook(std::string_view family, int year, std::string_view date);
std::string export_workbook(std::string_view title, std::string_view date, const Rows& rows);
std::string scan(std::string_view invoice_number, std::string_view date, Grade grade);
PixPtr first(std::vector<PixPtr> pages);

// Papers.
std::string noise_complaint_changed();
std::string supply_changed();
Paper offer_with_gaps();
Paper half_letter();
Paper staff_report();
Paper with_blank_pages();
Paper blank();
std::string two_columns(std::string_view report_key, std::string_view date);
std::string mixed_contract();
std::string wrong_layer_pdf();

// Workbooks.
std::string glassware_version(std::string_view date, int changed_prices);
std::string two_row_header_workbook();
std::string numbers_as_text_workbook();
std::string error_workbook();
std::string hidden_sheet_workbook();
std::string empty_sheet_workbook();
std::string mixed_dates_workbook();

// Rows.
Rows renamed(Rows rows, std::string_view from, std::string_view to);  // a column's name
Rows without_column(Rows rows, std::size_t column);
Rows mixed_dates(Rows orders);
Rows ragged(Rows rows);
Rows with_repeats(Rows rows);
Rows german_customers();
Rows german_suppliers();

}  // namespace assay::samples
