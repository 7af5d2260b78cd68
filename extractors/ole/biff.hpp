// Records of an Excel stream ([MS-XLS]; for versions before 1997 the "OpenOffice.org's Documentation of the Microsoft
// Excel File Format"): a number, a length, bytes; long ones go on in CONTINUE records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::ole {

namespace biff {
// Those that are read; the same record has another number in older versions.
enum : std::uint16_t {
  integer2 = 0x0002,
  number2 = 0x0003,
  label2 = 0x0004,
  boolerr2 = 0x0005,
  formula = 0x0006,
  string2 = 0x0007,
  row2 = 0x0008,
  bof2 = 0x0009,
  eof = 0x000A,
  protect = 0x0012,
  header = 0x0014,
  footer = 0x0015,
  name = 0x0018,
  note = 0x001C,
  format2 = 0x001E,
  date_mode = 0x0022,
  file_pass = 0x002F,
  continued = 0x003C,
  code_page = 0x0042,
  xf2 = 0x0043,
  obj = 0x005D,
  column_info = 0x007D,
  bound_sheet = 0x0085,
  mul_rk = 0x00BD,
  obj_proj = 0x00D3,
  rich_string = 0x00D6,
  xf = 0x00E0,
  merge_cells = 0x00E5,
  shared_strings = 0x00FC,
  label_sst = 0x00FD,
  sup_book = 0x01AE,
  text_object = 0x01B6,
  entry_rule = 0x01BE,
  number = 0x0203,
  label = 0x0204,
  boolerr = 0x0205,
  formula3 = 0x0206,
  string = 0x0207,
  row = 0x0208,
  bof3 = 0x0209,
  default_row_height = 0x0225,
  xf3 = 0x0243,
  rk = 0x027E,
  formula4 = 0x0406,
  bof4 = 0x0409,
  format = 0x041E,
  xf4 = 0x0443,
  bof = 0x0809,
};
}  // namespace biff

// Little-endian values at a place; 0 beyond the end, so that a short record reads as one filled with zeros.
std::uint8_t u8(std::string_view data, std::size_t at);
std::uint16_t u16(std::string_view data, std::size_t at);
std::uint32_t u32(std::string_view data, std::size_t at);
double f64(std::string_view data, std::size_t at);
// A number packed into 30 bits.
double rk_number(std::uint32_t packed);

// "#DIV/0!" of its code.
std::string_view error_text(int code);

struct Record {
  std::uint16_t id = 0;
  std::string_view data;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view stream, std::size_t at = 0) : stream_(stream), at_(at) {}
  // False at the end, also where a record is longer than what is left (then cut() says so).
  bool next(Record& record);
  // The data of the CONTINUE records that follow; they are passed.
  std::vector<std::string_view> continued();
  std::size_t at() const { return at_; }
  bool cut() const { return cut_; }

 private:
  std::string_view stream_;
  std::size_t at_;
  bool cut_ = false;
};

bool is_bof(std::uint16_t id);

// Strings of Excel 97 and later, which may break off anywhere and go on in the next piece.
class UnicodeReader {
 public:
  explicit UnicodeReader(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}
  // A string whose count of characters takes `count_bytes` (1 or 2), with its flags, formatting left out; UTF-8.
  // False where nothing is left or the string is cut; `out` then holds what there was.
  bool read(int count_bytes, std::string& out);
  // Characters after a byte of flags, as in text boxes.
  bool read_flagged(std::size_t count, std::string& out);
  void skip(std::size_t bytes);

 private:
  bool byte(std::uint8_t& value);
  bool number(int bytes, std::size_t& value);
  bool characters(std::size_t count, bool wide, std::string& out);
  bool at_end();
  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0, at_ = 0;
};

}  // namespace assay::ole
