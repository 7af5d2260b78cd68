// Records of a PowerPoint stream ([MS-PPT] 2.3.1): a version, a number of its own, a type, a length, bytes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace assay::ole {

namespace ppt {
enum : std::uint16_t {
  document = 1000,
  document_atom = 1001,
  slide = 1006,
  slide_atom = 1007,
  notes = 1008,
  slide_persist_atom = 1011,
  main_master = 1016,
  slide_show_atom = 1017,
  object_list = 1033,
  drawing = 1036,
  object_reference = 3009,
  placeholder_atom = 3011,
  outline_reference = 3998,
  text_header = 3999,
  text_chars = 4000,
  text_bytes = 4008,
  string = 4026,
  object_atom = 4035,
  slide_number_sign = 4056,
  headers_footers = 4057,
  headers_footers_atom = 4058,
  slide_list = 4080,
  user_edit = 4085,
  date_sign = 4087,
  footer_sign = 4090,
  object_storage = 4113,
  rtf_date_sign = 4117,
  program_data = 5003,
  persist_directory = 6002,
  comment = 12000,
  shape_group = 0xF003,
  shape = 0xF004,
  shape_properties = 0xF00B,
  text_box = 0xF00D,
  child_anchor = 0xF00F,
  client_data = 0xF011,
  shape_properties_3 = 0xF122,
};
}  // namespace ppt

struct PptRecord {
  bool container = false;
  int instance = 0;
  std::uint16_t type = 0;
  std::string_view data;
};

class PptRecords {
 public:
  explicit PptRecords(std::string_view bytes) : bytes_(bytes) {}
  // False at the end; a record that is longer than what is left is cut.
  bool next(PptRecord& record);

 private:
  std::string_view bytes_;
};

// The record at a place; none where there is none.
std::optional<PptRecord> ppt_record_at(std::string_view stream, std::size_t at);
// First of a type among the records of `bytes`.
std::optional<PptRecord> ppt_child(std::string_view bytes, std::uint16_t type);

// Where the parts of the presentation lie that hold now: each time it is saved in haste, changed parts are added at the
// end, and the old ones stay.
struct PptParts {
  std::map<std::uint32_t, std::uint32_t> places;  // by the number of the part
  std::uint32_t document = 0;                     // number of the part that lists all others
  bool encrypted = false;
};
// None where the list of parts is lost.
std::optional<PptParts> ppt_parts(std::string_view stream, std::string_view current_user);
// A part by its number; none where there is none of that type.
std::optional<PptRecord> ppt_part(std::string_view stream, const PptParts& parts, std::uint32_t number,
                                  std::uint16_t type);

}  // namespace assay::ole
