#include "extractors/ole/held_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "extractors/detect/object_streams.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/text/encoding.hpp"

namespace assay::ole {
namespace {

constexpr int ansi = 1252, utf16 = 1200;
constexpr std::size_t longest_name = 255;  // bytes, as file systems allow

// What is read from front to back, of lengths that may lie: none beyond the end.
class Cursor {
 public:
  Cursor(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(std::min(at, bytes.size())) {}

  std::size_t at() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  std::optional<std::uint32_t> number() {
    if (left() < 4) return std::nullopt;
    at_ += 4;
    return u32(bytes_, at_ - 4);
  }
  std::optional<std::string_view> take(std::uint64_t size) {
    if (size > left()) return std::nullopt;
    at_ += static_cast<std::size_t>(size);
    return bytes_.substr(at_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }
  // Up to a zero.
  std::optional<std::string_view> text() {
    const std::size_t end = bytes_.find('\0', at_);
    if (end == std::string_view::npos) return std::nullopt;
    return bytes_.substr(std::exchange(at_, end + 1), end - at_);
  }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

std::string name_in(std::string_view path, int code_page) {
  constexpr std::size_t longest_path = 4 * longest_name;
  std::string name = decode_code_page(path.substr(path.size() - std::min(path.size(), longest_path)), code_page);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  name = to_nfc(last_name(name));
  if (name.size() > longest_name) name.erase(0, name.size() - longest_name);
  const auto inside_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  name.erase(name.begin(), std::find_if_not(name.begin(), name.end(), inside_letter));
  return name == "." || name == ".." ? std::string() : name;
}

bool has_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot + 1 < name.size() && name.find(' ', dot) == std::string_view::npos;
}

// The label is what people see and may write themselves; the ending then stands in the path.
std::string better_name(std::string label, std::string path) {
  return label.empty() || (!has_ending(label) && has_ending(path)) ? std::move(path) : std::move(label);
}

// Behind the bytes stand a temporary path, the label and the path again, in Unicode; older programs do not write them.
std::string unicode_name(Cursor tail) {
  std::string names[3];
  for (std::string& name : names) {
    const auto size = tail.number();
    const auto text = size ? tail.take(std::uint64_t{2} * *size) : std::nullopt;
    if (!text) return {};
    name = name_in(*text, utf16);
  }
  return better_name(std::move(names[1]), std::move(names[2]));
}

// The frame ([MS-OLEDS] leaves it to the program, "Object Packager"): size, 2, label, path, what it is, a temporary
// path, the file.
std::optional<HeldFile> unframed(std::string stream) {
  constexpr std::size_t begin = 4, label_follows = 2;
  constexpr std::uint32_t is_file = 0x00030000;
  if (u16(stream, begin) != label_follows) return std::nullopt;
  Cursor cursor(stream, begin + 2);
  const auto label = cursor.text(), path = cursor.text();
  if (!label || !path || cursor.number() != is_file) return std::nullopt;
  const auto temporary = cursor.number();
  if (!temporary || !cursor.take(*temporary)) return std::nullopt;
  const auto size = cursor.number();
  if (!size) return std::nullopt;

  HeldFile file;
  const std::size_t first = cursor.at(), held = std::min<std::size_t>(*size, cursor.left());
  file.cut = held < *size;
  file.name = unicode_name(Cursor(stream, first + held));
  if (file.name.empty()) file.name = better_name(name_in(*label, ansi), name_in(*path, ansi));
  if (file.name.empty()) file.name = "file";
  stream.resize(first + held);
  stream.erase(0, first);
  file.bytes = std::move(stream);
  return file;
}

bool is_document(const CompoundFile& object) {
  return std::any_of(document_streams.begin(), document_streams.end(),
                     [&](std::string_view stream) { return object.has(stream); });
}

}  // namespace

std::optional<HeldFile> held_file(const CompoundFile& object) {
  if (object.has(framed_file)) return unframed(object.read(framed_file));
  for (const BareFile& kind : bare_files) {
    std::string bytes = object.read(kind.stream);
    if (bytes.starts_with(kind.begins)) return HeldFile{std::string(kind.stream), std::move(bytes), false};
  }
  return std::nullopt;
}

void tell_cut(const std::string& part, std::size_t left, Document& document) {
  document.partial = true;
  Notice notice{"format.damaged",
                Severity::warning,
                fmt::format("'{}' is cut short: what there is of it was read, and may lack text.", part),
                fmt::format("{} bytes are left", left),
                {}};
  notice.place.part = part;
  document.notices.push_back(std::move(notice));
}

bool add_held_file(const HeldFile& file, const std::string& path, Document& document, PartReader& parts) {
  const std::string whole = path.empty() ? file.name : path + '/' + file.name;
  if (file.cut) tell_cut(whole, file.bytes.size(), document);
  return parts.add(whole, as_bytes(file.bytes), 1);
}

void read_objects(const CompoundFile& folders, std::string_view begins, const ExtractOptions& options,
                  Progress& progress, Document& document) {
  PartReader parts(document, options, progress);
  int objects = 0, read = 0;
  bool full = false;
  folders.each_folder(begins, [&](const std::string& name, const CompoundFile& object) {
    ++objects;
    if (full) return;
    if (const auto file = held_file(object))
      full = !add_held_file(*file, name, document, parts);
    else if (is_document(object))
      full = !parts.add(name, as_bytes(object.as_file()), 1);
    else
      return;
    ++read;
  });
  if (objects == 0) return;
  document.signals["embedded_objects"] = objects;
  if (read > 0) parts.finish();
  if (objects > read)
    document.notices.push_back(
        {"completeness.embedded_document",
         Severity::info,
         fmt::format("{} object(s) of other programs inside the document were not read.", objects - read),
         {},
         {}});
}

}  // namespace assay::ole
