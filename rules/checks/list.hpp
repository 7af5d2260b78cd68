// Every rule of this folder by name; list.cpp puts them in order.
#pragma once

#include "rules/core/rule.hpp"

namespace assay {

std::span<const Rule* const> notice_rules();  // one for each code that extractors are known to give
const Rule& other_notices();
std::span<const Rule* const> column_rules();      // columns.cpp
std::span<const Rule* const> passage_rules();     // passages.cpp
std::span<const Rule* const> phrase_rules();      // phrases.cpp
std::span<const Rule* const> trace_rules();       // traces.cpp
std::span<const Rule* const> claim_rules();       // claims.cpp
std::span<const Rule* const> sensitive_rules();   // sensitive_data.cpp
std::span<const Rule* const> collection_rules();  // rules/collection/rules.cpp

const Rule& blank_pages();
const Rule& breaks_off();
const Rule& comments();
const Rule& doubtful_tables();
const Rule& duplicate_column_names();
const Rule& duplicate_rows();
const Rule& empty_columns();
const Rule& empty_sheets();
const Rule& error_cells();
const Rule& expired();
const Rule& garbled_characters();
const Rule& glued_words();
const Rule& hardly_any_text();
const Rule& image_pages();
const Rule& invalid_ibans();
const Rule& letter_runs();
const Rule& merged_body_cells();
const Rule& merged_headers();
const Rule& merged_word_cells();
const Rule& missing_fields();
const Rule& missing_pages();
const Rule& mixed_date_columns();
const Rule& mixed_date_order();
const Rule& mixed_decimals();
const Rule& mojibake();
const Rule& no_data_rows();
const Rule& nothing_to_index();
const Rule& numbers_as_text();
const Rule& pending_alterations();
const Rule& reading_errors();
const Rule& repeated_lines();
const Rule& review_overdue();
const Rule& sections_without_text();
const Rule& spaced_letters();
const Rule& tracked_changes();
const Rule& unreadable_pages();
const Rule& wrong_invoice_totals();
const Rule& wrong_totals();

}  // namespace assay
