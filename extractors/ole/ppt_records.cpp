#include "extractors/ole/ppt_records.hpp"

#include <algorithm>
#include <set>

#include "extractors/ole/biff.hpp"

namespace assay::ole {
namespace {

constexpr std::size_t header = 8;
constexpr std::uint32_t token_of_encrypted = 0xF3D1C4DF;

void read_directory(std::string_view list, std::map<std::uint32_t, std::uint32_t>& places) {
  for (std::size_t at = 0; at + 4 <= list.size();) {
    const std::uint32_t first = u32(list, at);
    at += 4;
    for (std::uint32_t i = 0; i < first >> 20 && at + 4 <= list.size(); ++i, at += 4)
      places.try_emplace((first & 0xFFFFF) + i, u32(list, at));  // newer lists come first
  }
}

std::optional<std::uint32_t> last_edit(std::string_view stream, std::string_view current_user) {
  if (current_user.size() >= 20) {
    const std::uint32_t at = u32(current_user, 16);
    if (const auto record = ppt_record_at(stream, at); record && record->type == ppt::user_edit) return at;
  }
  std::optional<std::uint32_t> found;
  for (std::size_t at = 0; at + header <= stream.size();) {
    if (u16(stream, at + 2) == ppt::user_edit) found = static_cast<std::uint32_t>(at);
    at += header + u32(stream, at + 4);
  }
  return found;
}

}  // namespace

bool PptRecords::next(PptRecord& record) {
  const auto found = ppt_record_at(bytes_, 0);
  if (!found) return false;
  record = *found;
  bytes_.remove_prefix(header + record.data.size());
  return true;
}

std::optional<PptRecord> ppt_record_at(std::string_view stream, std::size_t at) {
  if (at > stream.size() || stream.size() - at < header) return std::nullopt;
  PptRecord out;
  const std::uint16_t first = u16(stream, at);
  out.container = (first & 15) == 15;
  out.instance = first >> 4;
  out.type = u16(stream, at + 2);
  out.data = stream.substr(at + header, u32(stream, at + 4));
  return out;
}

std::optional<PptRecord> ppt_child(std::string_view bytes, std::uint16_t type) {
  PptRecords records(bytes);
  for (PptRecord record; records.next(record);)
    if (record.type == type) return record;
  return std::nullopt;
}

std::optional<PptParts> ppt_parts(std::string_view stream, std::string_view current_user) {
  PptParts out;
  out.encrypted = current_user.size() >= 16 && u32(current_user, 12) == token_of_encrypted;
  std::set<std::uint32_t> seen;
  std::optional<std::uint32_t> at = last_edit(stream, current_user);
  for (bool newest = true; at && *at != 0 && seen.insert(*at).second; newest = false) {
    const auto edit = ppt_record_at(stream, *at);
    if (!edit || edit->type != ppt::user_edit) break;
    if (newest) {
      out.document = u32(edit->data, 16);
      out.encrypted = out.encrypted || (edit->data.size() >= 32 && u32(edit->data, 28) != 0);
    }
    if (const auto list = ppt_record_at(stream, u32(edit->data, 12)); list && list->type == ppt::persist_directory)
      read_directory(list->data, out.places);
    at = u32(edit->data, 8);
  }
  if (out.places.empty() && !out.encrypted) return std::nullopt;
  return out;
}

std::optional<PptRecord> ppt_part(std::string_view stream, const PptParts& parts, std::uint32_t number,
                                  std::uint16_t type) {
  const auto place = parts.places.find(number);
  if (place == parts.places.end()) return std::nullopt;
  const auto record = ppt_record_at(stream, place->second);
  return record && record->type == type ? record : std::nullopt;
}

}  // namespace assay::ole
