#include "rules/checks/list.hpp"

#include <vector>

namespace assay {

std::span<const Rule* const> rules() {
  static const std::vector<const Rule*> list = [] {
    std::vector<const Rule*> out(notice_rules().begin(), notice_rules().end());
    // clang-format off
    for (const Rule* rule : {
             &other_notices(),
             &blank_pages(),
             &breaks_off(),
             &comments(),
             &doubtful_tables(),
             &duplicate_column_names(),
             &duplicate_rows(),
             &empty_columns(),
             &empty_sheets(),
             &error_cells(),
             &expired(),
             &garbled_characters(),
             &glued_words(),
             &hardly_any_text(),
             &image_pages(),
             &invalid_ibans(),
             &letter_runs(),
             &merged_body_cells(),
             &merged_headers(),
             &merged_word_cells(),
             &missing_fields(),
             &missing_pages(),
             &mixed_date_columns(),
             &mixed_date_order(),
             &mixed_decimals(),
             &mojibake(),
             &no_data_rows(),
             &nothing_to_index(),
             &numbers_as_text(),
             &pending_alterations(),
             &reading_errors(),
             &repeated_lines(),
             &review_overdue(),
             &sections_without_text(),
             &spaced_letters(),
             &tracked_changes(),
             &unreadable_pages(),
             &wrong_invoice_totals(),
             &wrong_totals(),
         })
      out.push_back(rule);
    // clang-format on
    for (const auto family :
         {column_rules(), passage_rules(), phrase_rules(), trace_rules(), claim_rules(), sensitive_rules()})
      out.insert(out.end(), family.begin(), family.end());
    out.insert(out.end(), collection_rules().begin(), collection_rules().end());
    return out;
  }();
  return list;
}

}  // namespace assay
