// Records of a binary workbook's parts ([MS-XLSB] 2.1.4): a number and a length of few bytes each, bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "extractors/office/package.hpp"

namespace assay::ole {

namespace xlsb {
enum : std::uint32_t {
  row = 0,
  blank = 1,
  rk = 2,
  error = 3,
  boolean = 4,
  number = 5,
  text = 6,
  shared_text = 7,
  formula_text = 8,
  formula_number = 9,
  formula_boolean = 10,
  formula_error = 11,
  short_blank = 12,
  short_text = 17,
  short_shared_text = 18,
  string_item = 19,
  name = 39,
  format = 44,
  style = 47,
  column_info = 60,
  rich_text = 62,
  entry_rule = 64,
  begin_cell_styles = 617,
  end_cell_styles = 618,
  workbook_properties = 153,
  sheet = 156,
  merge = 176,
  header_footer = 479,
  sheet_defaults = 485,
  book_protection = 534,
  sheet_protection = 535,
  comment_author = 632,
  comment = 635,
  comment_text = 637,
};
}  // namespace xlsb

struct XlsbRecord {
  std::uint32_t type = 0;
  std::string_view data;  // valid until the next record
};

class XlsbRecords {
 public:
  XlsbRecords(office::Package& package, std::string_view part) : stream_(package.stream(part)) {}
  // False at the end. A record longer than 16 MiB ends the part.
  bool next(XlsbRecord& record);
  // Whether the part ended inside a record.
  bool cut() const { return cut_; }

 private:
  bool fill(std::size_t wanted);
  bool read_number(int most_bytes, std::uint32_t& value);
  std::unique_ptr<office::MemberStream> stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool cut_ = false;
};

// A text after its count of letters, at a place that moves behind it; UTF-8. A count beyond the end gives what there
// is.
std::string xlsb_text(std::string_view data, std::size_t& at);

}  // namespace assay::ole
