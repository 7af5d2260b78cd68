#include "extractors/office/salvage.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace assay::office {
namespace {

constexpr std::size_t header_size = 30;

std::uint32_t little(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

}  // namespace

std::vector<SalvagedMember> salvage_members(ByteView bytes, std::size_t most) {
  std::vector<SalvagedMember> out;
  const std::string_view chars = as_chars(bytes);
  constexpr std::string_view mark("PK\x03\x04", 4);
  for (std::size_t at = chars.find(mark); at != std::string_view::npos && out.size() < most;
       at = chars.find(mark, at + 1)) {
    if (chars.size() - at < header_size) break;
    const auto flags = little(chars, at + 6, 2);
    const auto method = little(chars, at + 8, 2);
    const auto packed = little(chars, at + 18, 4);
    const auto name_size = little(chars, at + 26, 2);
    const auto extra_size = little(chars, at + 28, 2);
    const std::size_t data = at + header_size + name_size + extra_size;
    if ((flags & 1U) != 0 || (method != 0 && method != 8) || name_size == 0 || data > chars.size()) continue;
    SalvagedMember member;
    member.name = std::string(chars.substr(at + header_size, name_size));
    member.data = data;
    member.deflated = method == 8;
    const std::uint64_t left = chars.size() - data;
    const bool size_follows = (flags & 8U) != 0 || packed == 0xffffffffU;
    if (size_follows && !member.deflated) continue;
    member.packed = size_follows ? left : std::min<std::uint64_t>(packed, left);
    out.push_back(std::move(member));
  }
  return out;
}

struct SalvagedInflater::Zlib {
  z_stream stream{};
  bool open = false;
};

SalvagedInflater::SalvagedInflater(ByteView bytes, const SalvagedMember& member)
    : zlib_(std::make_unique<Zlib>()),
      packed_(bytes.subspan(member.data, static_cast<std::size_t>(member.packed))),
      deflated_(member.deflated) {
  if (deflated_) zlib_->open = inflateInit2(&zlib_->stream, -MAX_WBITS) == Z_OK;
}

SalvagedInflater::~SalvagedInflater() {
  if (zlib_->open) inflateEnd(&zlib_->stream);
}

bool SalvagedInflater::read(std::string& out, std::size_t most) {
  if (done_) return false;
  if (!deflated_) {
    const std::size_t count = std::min(most, packed_.size());
    out.append(as_chars(packed_.first(count)));
    packed_ = packed_.subspan(count);
    done_ = packed_.empty();
    return !done_;
  }
  const std::size_t before = out.size();
  out.resize(before + most);
  z_stream& z = zlib_->stream;
  // zlib's interface is not const; it does not write to its input.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed_.data()));
  z.avail_in = static_cast<uInt>(std::min<std::size_t>(packed_.size(), std::numeric_limits<uInt>::max()));
  const uInt offered = z.avail_in;
  z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
  z.avail_out = static_cast<uInt>(most);
  const int status = zlib_->open ? inflate(&z, Z_NO_FLUSH) : Z_STREAM_ERROR;
  packed_ = packed_.subspan(offered - z.avail_in);
  out.resize(before + most - z.avail_out);
  done_ = status != Z_OK || (z.avail_in == 0 && z.avail_out > 0);
  damaged_ = done_ && status != Z_STREAM_END;
  return !done_;
}

}  // namespace assay::office
