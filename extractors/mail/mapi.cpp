#include "extractors/mail/mapi.hpp"

#include <fmt/format.h>

#include <ctime>

#include "extractors/mail/mime.hpp"
#include "extractors/ole/biff.hpp"

namespace assay::mail {
namespace {

constexpr std::uint16_t type_text8 = 0x001E, type_text16 = 0x001F, type_bytes = 0x0102;
constexpr std::size_t entry = 16;
constexpr int utf16 = 1200;

}  // namespace

Properties::Properties(const ole::CompoundFile& file, std::size_t header, int code_page)
    : file_(file), code_page_(code_page) {
  const std::string table = file.read("__properties_version1.0");
  for (std::size_t at = header; at + entry <= table.size(); at += entry)
    values_[ole::u16(table, at + 2)] = ole::u32(table, at + 8) | static_cast<std::uint64_t>(ole::u32(table, at + 12))
                                                                     << 32;
  if (const auto page = number(mapi::message_code_page); page && *page > 0 && *page < 65'002 && *page != utf16)
    code_page_ = static_cast<int>(*page);
}

std::string Properties::stream(std::uint16_t id, std::uint16_t type) const {
  return file_.read(fmt::format("__substg1.0_{:04X}{:04X}", id, type));
}

std::string Properties::text(std::uint16_t id) const {
  std::string raw = stream(id, type_text16);
  std::string out =
      raw.empty() ? ole::decode_code_page(stream(id, type_text8), code_page_) : ole::decode_code_page(raw, utf16);
  if (const auto end = out.find('\0'); end != std::string::npos) out.resize(end);
  return clean(out.c_str());
}

std::string Properties::first_text(std::initializer_list<std::uint16_t> ids) const {
  for (const std::uint16_t id : ids)
    if (std::string out = text(id); !out.empty()) return out;
  return {};
}

std::string Properties::bytes(std::uint16_t id) const {
  return stream(id, type_bytes);
}

std::optional<std::int64_t> Properties::number(std::uint16_t id) const {
  const auto found = values_.find(id);
  if (found == values_.end()) return std::nullopt;
  return static_cast<std::int32_t>(found->second & 0xFFFFFFFF);
}

std::string Properties::time(std::uint16_t id) const {
  const auto found = values_.find(id);
  if (found == values_.end() || found->second == 0) return {};
  constexpr std::int64_t ticks = 10'000'000, seconds_to_1970 = 11'644'473'600;
  const auto seconds = static_cast<std::time_t>(static_cast<std::int64_t>(found->second / ticks) - seconds_to_1970);
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr || parts.tm_year < 0 || parts.tm_year > 8000) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace assay::mail
