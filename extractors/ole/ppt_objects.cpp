#include "extractors/ole/ppt_objects.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "extractors/ole/biff.hpp"
#include "extractors/ole/held_file.hpp"

namespace assay::ole {
namespace {

constexpr int deepest = 64;
constexpr int packed = 1;                           // instance of a record whose bytes zlib made
enum : std::uint32_t { embedded = 0, linked = 1 };  // kinds of objects; controls (buttons, fields) are others

void collect_shown(std::string_view bytes, int depth, std::vector<std::uint32_t>& out) {
  if (depth > deepest) return;
  PptRecords records(bytes);
  for (PptRecord record; records.next(record);)
    if (record.type == ppt::object_reference)
      out.push_back(u32(record.data, 0));
    else if (record.container)
      collect_shown(record.data, depth + 1, out);
}

// Gives no more than a piece beyond `most` bytes. False where they end before their time.
bool unpack(std::string_view bytes, std::uint64_t most, std::string& out) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  bytes.remove_prefix(std::min<std::size_t>(bytes.size(), 4));  // how many they were
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return false;
  // zlib's interface is not const; it does not write to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
    out.resize(out.size() + piece);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + out.size() - piece);
    stream.avail_out = piece;
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return status == Z_STREAM_END || out.size() > most;
}

}  // namespace

PptObjects::PptObjects(std::string_view stream, const PptParts& parts, const ExtractOptions& options,
                       Progress& progress, Document& document)
    : stream_(stream),
      parts_(parts),
      limits_(options.limits),
      document_(document),
      inside_(document, options, progress),
      objects_(inside_, document) {}

void PptObjects::take_list(std::string_view list) {
  PptRecords objects(list);
  for (PptRecord object; objects.next(object);) {
    const auto atom = object.container ? ppt_child(object.data, ppt::object_atom) : std::nullopt;
    if (!atom) continue;
    const std::uint32_t kind = u32(atom->data, 4);
    if (kind == embedded) embedded_.try_emplace(u32(atom->data, 8), u32(atom->data, 16));
    links_ += kind == linked ? 1 : 0;
  }
}

void PptObjects::take_shown(std::string_view slide, bool hidden) {
  collect_shown(slide, 0, hidden ? hidden_ : shown_);
}

void PptObjects::read() {
  for (const auto& [id, part] : embedded_) hidden_.push_back(id);
  read_all(shown_, false);
  read_all(hidden_, true);
  objects_.finish(missing_);
  if (!embedded_.empty()) document_.signals["embedded_objects"] = static_cast<double>(embedded_.size());
  if (links_ > 0)
    document_.notices.push_back({"format.external_link",
                                 Severity::info,
                                 "The presentation shows content that is kept elsewhere and was not read.",
                                 fmt::format("{} object(s) are links to other files", links_),
                                 {}});
}

void PptObjects::read_all(const std::vector<std::uint32_t>& ids, bool hidden) {
  for (const std::uint32_t id : ids) {
    const auto its = embedded_.find(id);
    if (its == embedded_.end() || !seen_.insert(id).second) continue;
    full_ = full_ || !read_one(id, its->second, hidden);
  }
}

// False where a limit leaves no room for further ones.
bool PptObjects::read_one(std::uint32_t id, std::uint32_t part, bool hidden) {
  const std::string name = fmt::format("object {}", id);
  const auto storage = ppt_part(stream_, parts_, part, ppt::object_storage);
  if (!storage) {
    missing_.add(name);
    return true;
  }
  const std::uint64_t left = limits_.unpacked_bytes - std::min(limits_.unpacked_bytes, unpacked_);
  const std::uint64_t most = std::min(limits_.member_bytes, left);
  std::string unpacked;
  const bool whole = storage->instance != packed || unpack(storage->data, most, unpacked);
  const std::string_view bytes = storage->instance == packed ? unpacked : storage->data;
  unpacked_ += bytes.size();
  if (bytes.size() > most) {
    const bool all = left < limits_.member_bytes;
    return inside_.too_large(name, all ? "unpacked_bytes" : "member_bytes", bytes) && !all;
  }
  if (!whole) tell_cut(name, bytes.size(), document_);
  return objects_.add(name, as_bytes(bytes), hidden);
}

}  // namespace assay::ole
