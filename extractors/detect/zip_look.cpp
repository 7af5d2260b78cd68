#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "extractors/detect/looks.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t max_part = std::size_t{1} << 20;  // of [Content_Types].xml and mimetype
constexpr zip_int64_t max_names = 20'000;

struct Package {
  std::vector<std::string> names;
  std::string content_types;
  std::string mimetype;
  std::string manifest;  // of OpenDocument
};

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string member(zip_t* archive, const char* name) {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive, name, 0));
  if (!file) return {};
  std::string out(max_part, '\0');
  const zip_int64_t got = zip_fread(file.get(), out.data(), out.size());
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

std::optional<Package> open_package(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return std::nullopt;
  const std::unique_ptr<zip_t, CloseArchive> archive(zip_open_from_source(source, ZIP_RDONLY, &error));
  zip_error_fini(&error);
  if (!archive) {
    zip_source_free(source);
    return std::nullopt;
  }
  Package package;
  const zip_int64_t count = std::min<zip_int64_t>(zip_get_num_entries(archive.get(), 0), max_names);
  for (zip_int64_t i = 0; i < count; ++i)
    if (const char* name = zip_get_name(archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
      package.names.emplace_back(name);
  package.content_types = member(archive.get(), "[Content_Types].xml");
  package.mimetype = member(archive.get(), "mimetype");
  if (package.mimetype.empty()) package.manifest = member(archive.get(), "META-INF/manifest.xml");
  return package;
}

unsigned little16(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}

// Truncated archives have lost the directory at their end; the local headers still name the members.
Package scan_local_headers(std::string_view bytes) {
  Package package;
  for (std::size_t at = 0; (at = bytes.find("PK\3\4"sv, at)) != std::string_view::npos; at += 4) {
    if (at + 30 > bytes.size() || package.names.size() >= static_cast<std::size_t>(max_names)) break;
    const std::size_t name_size = little16(bytes, at + 26);
    const std::string_view name = bytes.substr(at + 30, name_size);
    const bool stored = little16(bytes, at + 8) == 0;
    if (name == "mimetype" && stored) {
      const std::size_t begin = at + 30 + name_size + little16(bytes, at + 28);
      const std::size_t size = little16(bytes, at + 18);
      if (begin < bytes.size()) package.mimetype = bytes.substr(begin, std::min<std::size_t>(size, 200));
    }
    package.names.emplace_back(name);
  }
  return package;
}

struct MainPart {
  std::string_view content_type;  // as [Content_Types].xml declares it (ECMA-376 part 1; MS-OFFMACRO2)
  std::string_view media_type;
};
constexpr MainPart main_parts[] = {
    {"wordprocessingml.document.main+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"wordprocessingml.template.main+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"},
    {"ms-word.document.macroenabled.main+xml", "application/vnd.ms-word.document.macroEnabled.12"},
    {"ms-word.template.macroenabledtemplate.main+xml", "application/vnd.ms-word.template.macroEnabled.12"},
    {"spreadsheetml.sheet.main+xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"spreadsheetml.template.main+xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"},
    {"ms-excel.sheet.macroenabled.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.12"},
    {"ms-excel.template.macroenabled.main+xml", "application/vnd.ms-excel.template.macroEnabled.12"},
    {"ms-excel.addin.macroenabled.main+xml", "application/vnd.ms-excel.addin.macroEnabled.12"},
    {"ms-excel.sheet.binary.macroenabled.main", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"},
    {"presentationml.presentation.main+xml",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"presentationml.slideshow.main+xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"presentationml.template.main+xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"ms-powerpoint.presentation.macroenabled.main+xml",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"ms-visio.", "application/vnd.visio"},  // drawings, stencils and templates
};
// Where [Content_Types].xml is lost or wrong.
constexpr MainPart usual_names[] = {
    {"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"},
    {"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return text;
}

// The media type that a manifest gives the package as a whole, full-path="/"; some programs write nothing else.
std::string_view type_in_manifest(std::string_view manifest) {
  const std::size_t path = manifest.find("full-path=\"/\""sv);
  if (path == std::string_view::npos) return {};
  const std::size_t begin = manifest.rfind('<', path), end = manifest.find('>', path);
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  const std::string_view entry = manifest.substr(begin, end - begin);
  const std::size_t at = entry.find("media-type=\""sv);
  if (at == std::string_view::npos) return {};
  const std::string_view value = entry.substr(at + "media-type=\""sv.size());
  return value.substr(0, value.find('"'));
}

Detected type_of(const Package& package) {
  const std::string types = lower(package.content_types);
  for (const MainPart& part : main_parts)
    if (types.find(part.content_type) != std::string::npos)
      return {std::string(part.media_type), fmt::format("[Content_Types].xml declares {}", part.content_type)};
  const std::string mimetype = package.mimetype.substr(0, package.mimetype.find_first_of("\r\n\0"sv));
  if (mimetype == "application/epub+zip") return {mimetype, "member mimetype says application/epub+zip"};
  if (mimetype.starts_with(open_document))
    return {without_template(mimetype), fmt::format("member mimetype says {}", mimetype)};
  if (const std::string_view type = type_in_manifest(package.manifest); type.starts_with(open_document))
    return {without_template(type), fmt::format("META-INF/manifest.xml says {}", type)};
  for (const MainPart& part : usual_names)
    for (const std::string& name : package.names)
      if (name.starts_with(part.content_type)) return {std::string(part.media_type), fmt::format("holds {}", name)};
  if (std::find(package.names.begin(), package.names.end(), "META-INF/MANIFEST.MF") != package.names.end())
    return {"application/java-archive", "holds META-INF/MANIFEST.MF"};
  return {"application/zip", fmt::format("a ZIP archive of {} members", package.names.size())};
}

}  // namespace

std::string without_template(std::string_view media_type) {
  const std::string_view suffix = "-template";
  return std::string(media_type.substr(0, media_type.size() - (media_type.ends_with(suffix) ? suffix.size() : 0)));
}

std::optional<Detected> look_at_zip(std::string_view bytes) {
  if (!bytes.starts_with("PK\3\4") && !bytes.starts_with("PK\5\6") && !bytes.starts_with("PK\7\x08PK"))
    return std::nullopt;
  if (const auto package = open_package(bytes)) return type_of(*package);
  return type_of(scan_local_headers(bytes));
}

}  // namespace assay
