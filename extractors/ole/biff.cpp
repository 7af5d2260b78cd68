#include "extractors/ole/biff.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "extractors/core/utf8.hpp"

namespace assay::ole {
namespace {

std::uint64_t little(std::string_view data, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes && at + i < data.size(); ++i)
    value |= std::uint64_t{static_cast<unsigned char>(data[at + i])} << (8 * i);
  return value;
}

// UTF-16 units one by one to UTF-8; lone surrogates become U+FFFD, zeros and other controls are left out.
class Units {
 public:
  explicit Units(std::string& out) : out_(out) {}
  Units(const Units&) = delete;
  Units& operator=(const Units&) = delete;
  ~Units() { flush(); }

  void add(std::uint16_t unit) {
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_ != 0 && low) {
      append_utf8(out_, 0x10000 + ((high_ - 0xD800U) << 10) + (unit - 0xDC00U));
      high_ = 0;
      return;
    }
    flush();
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (low) {
      append_utf8(out_, 0xFFFD);
    } else if (unit == '\r') {
      append_utf8(out_, '\n');
    } else if (unit >= 0x20 || unit == '\t' || unit == '\n') {
      append_utf8(out_, unit);
    }
  }

 private:
  void flush() {
    if (high_ != 0) append_utf8(out_, 0xFFFD);
    high_ = 0;
  }
  std::string& out_;
  std::uint16_t high_ = 0;
};

}  // namespace

std::uint8_t u8(std::string_view data, std::size_t at) {
  return static_cast<std::uint8_t>(little(data, at, 1));
}
std::uint16_t u16(std::string_view data, std::size_t at) {
  return static_cast<std::uint16_t>(little(data, at, 2));
}
std::uint32_t u32(std::string_view data, std::size_t at) {
  return static_cast<std::uint32_t>(little(data, at, 4));
}
double f64(std::string_view data, std::size_t at) {
  return std::bit_cast<double>(little(data, at, 8));
}

double rk_number(std::uint32_t packed) {
  // Two flags: divided by 100, and a whole number; otherwise the upper 30 bits of a double ([MS-XLS] 2.5.217).
  const double value = (packed & 2) != 0 ? static_cast<double>(static_cast<std::int32_t>(packed) >> 2)
                                         : std::bit_cast<double>(std::uint64_t{packed & ~3U} << 32);
  return (packed & 1) != 0 ? value / 100 : value;
}

bool RecordReader::next(Record& record) {
  if (at_ + 4 > stream_.size()) {
    cut_ = cut_ || at_ < stream_.size();
    return false;
  }
  const std::size_t size = u16(stream_, at_ + 2);
  if (at_ + 4 + size > stream_.size()) {
    cut_ = true;
    return false;
  }
  record.id = u16(stream_, at_);
  record.data = stream_.substr(at_ + 4, size);
  at_ += 4 + size;
  return true;
}

std::vector<std::string_view> RecordReader::continued() {
  std::vector<std::string_view> out;
  Record record;
  for (std::size_t before = at_; next(record); before = at_) {
    if (record.id != biff::continued) {
      at_ = before;
      break;
    }
    out.push_back(record.data);
  }
  return out;
}

bool is_bof(std::uint16_t id) {
  return id == biff::bof || id == biff::bof2 || id == biff::bof3 || id == biff::bof4;
}

bool UnicodeReader::at_end() {
  while (piece_ < pieces_.size() && at_ >= pieces_[piece_].size()) {
    ++piece_;
    at_ = 0;
  }
  return piece_ >= pieces_.size();
}

bool UnicodeReader::byte(std::uint8_t& value) {
  if (at_end()) return false;
  value = static_cast<std::uint8_t>(pieces_[piece_][at_++]);
  return true;
}

void UnicodeReader::skip(std::size_t bytes) {
  while (bytes > 0 && !at_end()) {
    const std::size_t here = std::min(bytes, pieces_[piece_].size() - at_);
    at_ += here;
    bytes -= here;
  }
}

bool UnicodeReader::read(int count_bytes, std::string& out) {
  std::uint8_t flags = 0;
  std::size_t count = 0;
  if (!number(count_bytes, count) || !byte(flags)) return false;
  std::size_t runs = 0;
  std::size_t extra = 0;
  if ((flags & 8) != 0 && !number(2, runs)) return false;
  if ((flags & 4) != 0 && !number(4, extra)) return false;
  const bool whole = characters(count, (flags & 1) != 0, out);
  skip(runs * 4 + extra);
  return whole;
}

bool UnicodeReader::read_flagged(std::size_t count, std::string& out) {
  std::uint8_t flags = 0;
  return byte(flags) && characters(count, (flags & 1) != 0, out);
}

bool UnicodeReader::number(int bytes, std::size_t& value) {
  std::uint8_t next = 0;
  for (int i = 0; i < bytes; ++i) {
    if (!byte(next)) return false;
    value |= std::size_t{next} << (8 * i);
  }
  return true;
}

bool UnicodeReader::characters(std::size_t count, bool wide, std::string& out) {
  Units units(out);
  for (; count > 0; --count) {
    const std::size_t before = piece_;
    if (at_end()) return false;
    if (piece_ != before) wide = (u8(pieces_[piece_], at_++) & 1) != 0;  // each piece says anew how wide it is
    std::uint8_t first = 0;
    std::uint8_t second = 0;
    if (!byte(first) || (wide && !byte(second))) return false;
    units.add(static_cast<std::uint16_t>(first | second << 8));
  }
  return true;
}

std::string_view error_text(int code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    default:
      return "#ERROR";
  }
}

}  // namespace assay::ole
