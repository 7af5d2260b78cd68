// Compound files ([MS-CFB]): the directory names the streams, and the streams tell the program. Read without trust:
// every sector number is checked, and the chain of directory sectors is walked for a bounded number of steps.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

#include "extractors/detect/looks.hpp"
#include "extractors/detect/object_streams.hpp"

namespace assay {
namespace {

constexpr std::size_t max_directory_sectors = 4096;
constexpr std::size_t entry_size = 128;

std::uint32_t little32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  if (at + 4 > bytes.size()) return 0xFFFFFFFF;
  for (std::size_t i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

class CompoundFile {
 public:
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {
    const unsigned shift = bytes.size() > 31 ? static_cast<unsigned char>(bytes[30]) : 9;
    sector_ = std::size_t{1} << (shift == 12 ? 12 : 9);
  }

  // Names of streams and storages, ASCII part, in directory order.
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    std::uint32_t sector = little32(bytes_, 48);
    for (std::size_t i = 0; i < max_directory_sectors && sector < 0xFFFFFFFA; ++i) {
      const std::size_t begin = offset(sector);
      if (begin >= bytes_.size()) break;
      for (std::size_t at = begin; at + entry_size <= std::min(begin + sector_, bytes_.size()); at += entry_size)
        if (std::string name = entry_name(at); !name.empty()) out.push_back(std::move(name));
      sector = next(sector);
    }
    return out;
  }

 private:
  std::size_t offset(std::uint32_t sector) const { return (std::size_t{sector} + 1) * sector_; }

  // The following sector of a chain, from the allocation table whose first 109 sectors the header lists.
  std::uint32_t next(std::uint32_t sector) const {
    const std::size_t per_table = sector_ / 4;
    const std::size_t table = sector / per_table;
    if (table >= 109) return 0xFFFFFFFE;
    const std::uint32_t table_sector = little32(bytes_, 76 + 4 * table);
    if (table_sector >= 0xFFFFFFFA) return 0xFFFFFFFE;
    return little32(bytes_, offset(table_sector) + 4 * (sector % per_table));
  }

  std::string entry_name(std::size_t at) const {
    const unsigned size = static_cast<unsigned char>(bytes_[at + 64]);
    if (size < 2 || size > 64) return {};
    std::string name;
    for (std::size_t i = 0; i + 2 < size; i += 2) name += bytes_[at + i + 1] == 0 ? bytes_[at + i] : '?';
    return name;
  }

  std::string_view bytes_;
  std::size_t sector_;
};

struct Stream {
  std::string_view name;
  std::string_view media_type;
};
// The order matters: an encrypted package has nothing else; a message may hold a Word document.
constexpr Stream streams[] = {
    {"EncryptedPackage", "application/encrypted-ooxml"},
    {"__properties_version1.0", "application/vnd.ms-outlook"},
    {"WordDocument", "application/msword"},
    {"Workbook", "application/vnd.ms-excel"},
    {"Book", "application/vnd.ms-excel"},
    {"PowerPoint Document", "application/vnd.ms-powerpoint"},
    {"VisioDocument", "application/vnd.visio"},
    {"Quill", "application/vnd.ms-publisher"},
    {"Props12", "application/vnd.ms-project"},
    {"Props9", "application/vnd.ms-project"},
    {"HwpSummaryInformation", "application/x-hwp"},
};

// Programs that wrote "WORKBOOK" or "BOOK" are read by all others.
bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

}  // namespace

std::optional<Detected> look_at_ole(std::string_view bytes) {
  if (!bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return std::nullopt;
  const std::vector<std::string> names = CompoundFile(bytes).names();
  const auto has = [&names](std::string_view stream) {
    return std::any_of(names.begin(), names.end(),
                       [stream](const std::string& name) { return same_name(name, stream); });
  };
  const auto holds = [&](const BareFile& file) {
    return has(file.stream) && bytes.find(file.begins) != std::string_view::npos;
  };
  for (const Stream& stream : streams)
    if (has(stream.name))
      return Detected{std::string(stream.media_type), fmt::format("compound file with stream {}", stream.name)};
  if (has(framed_file) || std::any_of(bare_files.begin(), bare_files.end(), holds))
    return Detected{std::string(ole_object), "compound file that holds a file"};
  // A truncated file may have lost the way to its directory, not the directory itself.
  for (const Stream& stream : streams)
    if (stream.name.size() > 4 && bytes.find(wide(stream.name)) != std::string_view::npos)
      return Detected{std::string(stream.media_type), fmt::format("compound file that names {}", stream.name)};
  return Detected{"application/x-ole-storage", "the signature of a compound file"};
}

}  // namespace assay
