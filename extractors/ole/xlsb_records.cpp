#include "extractors/ole/xlsb_records.hpp"

#include <algorithm>

#include "extractors/ole/biff.hpp"
#include "extractors/ole/compound_file.hpp"

namespace assay::ole {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18;
constexpr std::uint32_t longest = 1U << 24;

}  // namespace

bool XlsbRecords::fill(std::size_t wanted) {
  while (buffer_.size() - at_ < wanted) {
    if (at_ > piece) {
      buffer_.erase(0, at_);
      at_ = 0;
    }
    if (!stream_ || !stream_->read(buffer_, piece)) return buffer_.size() - at_ >= wanted;
  }
  return true;
}

bool XlsbRecords::read_number(int most_bytes, std::uint32_t& value) {
  value = 0;
  for (int i = 0; i < most_bytes; ++i) {
    if (!fill(1)) return false;
    const unsigned byte = u8(buffer_, at_++);
    value |= (byte & 0x7F) << (7 * i);
    if ((byte & 0x80) == 0) return true;
  }
  return true;
}

bool XlsbRecords::next(XlsbRecord& record) {
  std::uint32_t size = 0;
  if (!fill(1)) return false;
  cut_ = !read_number(2, record.type) || !read_number(4, size) || size > longest || !fill(size);
  if (cut_) return false;
  record.data = std::string_view(buffer_).substr(at_, size);
  at_ += size;
  return true;
}

std::string xlsb_text(std::string_view data, std::size_t& at) {
  const std::uint32_t count = u32(data, at);
  at += 4;
  if (count == 0xFFFFFFFF || at > data.size()) return {};  // none
  const std::string_view raw = data.substr(at, 2 * std::size_t{count});
  at += raw.size();
  const bool ascii = [&] {
    for (std::size_t i = 0; i + 1 < raw.size(); i += 2)
      if (raw[i + 1] != '\0' || static_cast<unsigned char>(raw[i]) >= 0x80) return false;
    return true;
  }();
  if (!ascii) return decode_code_page(raw, 1200);
  std::string out;
  for (std::size_t i = 0; i + 1 < raw.size(); i += 2) out += raw[i];
  return out;
}

}  // namespace assay::ole
