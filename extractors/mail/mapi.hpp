// The properties of an Outlook message, of one of its receivers or attachments ([MS-OXMSG]): values in a table, texts
// and bytes in streams whose names say which.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "extractors/ole/compound_file.hpp"

namespace assay::mail {

namespace mapi {
// [MS-OXPROPS]
enum : std::uint16_t {
  message_class = 0x001A,
  subject = 0x0037,
  client_submit_time = 0x0039,
  sent_representing_name = 0x0042,
  sent_representing_address = 0x0065,
  recipient_type = 0x0C15,
  sender_name = 0x0C1A,
  sender_address = 0x0C1F,
  display_bcc = 0x0E02,
  display_cc = 0x0E03,
  display_to = 0x0E04,
  delivery_time = 0x0E06,
  body = 0x1000,
  rtf_compressed = 0x1009,
  body_html = 0x1013,
  message_id = 0x1035,
  display_name = 0x3001,
  address = 0x3003,
  creation_time = 0x3007,
  modification_time = 0x3008,
  attach_data = 0x3701,
  attach_short_name = 0x3704,
  attach_method = 0x3705,
  attach_long_name = 0x3707,
  attach_content_id = 0x3712,
  smtp_address = 0x39FE,
  internet_code_page = 0x3FDE,
  message_code_page = 0x3FFD,
  sender_smtp_address = 0x5D01,
  representing_smtp_address = 0x5D02,
  attach_hidden = 0x7FFE,
};
}  // namespace mapi

class Properties {
 public:
  // `file` must outlive it. `header` is the number of bytes before the table: 32 at the top, 24 in a message inside of
  // a message, 8 elsewhere. Texts that are not Unicode are in `code_page`.
  Properties(const ole::CompoundFile& file, std::size_t header, int code_page);

  // UTF-8; empty: none.
  std::string text(std::uint16_t id) const;
  // Of the first that is there.
  std::string first_text(std::initializer_list<std::uint16_t> ids) const;
  std::string bytes(std::uint16_t id) const;
  std::optional<std::int64_t> number(std::uint16_t id) const;
  // ISO 8601; empty: none.
  std::string time(std::uint16_t id) const;
  int code_page() const { return code_page_; }

 private:
  std::string stream(std::uint16_t id, std::uint16_t type) const;
  const ole::CompoundFile& file_;
  std::map<std::uint16_t, std::uint64_t> values_;
  int code_page_;
};

}  // namespace assay::mail
