#include "rules/checks/list.hpp"

#include <vector>

namespace assay {

std::span<const Rule* const> rules() {
  static const std::vector<const Rule*> list = [] {
    std::vector<const Rule*> out(notice_rules().begin(), notice_rules().end());
    out.insert(out.end(), {
                              &other_notices(),
                              &blank_pages(),
                              &printed_page_without_text(),
                              &reading_errors(),
                              &image_pages(),
                              &garbled_characters(),
                              &mojibake(),
                          });
    out.insert(out.end(), collection_rules().begin(), collection_rules().end());
    return out;
  }();
  return list;
}

}  // namespace assay
