#include "tools/zip/zip_package.hpp"

#include <zip.h>

#include <stdexcept>

namespace assay {
namespace {

[[noreturn]] void refuse(const char* what) {
  throw std::runtime_error(std::string("libzip: ") + what);
}

}  // namespace

std::string zip_package(const std::vector<ZipMember>& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) refuse("no buffer");
  zip_source_keep(target);  // zip_close gives its own reference back
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) refuse("no archive");
  for (const auto& [name, content, password] : members) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) refuse(zip_strerror(archive));
    if (!password.empty())
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password.c_str());
    // DOS times carry no time zone: 1 January 2025, 00:00.
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, ((2025U - 1980U) << 9U) | (1U << 5U) | 1U, 0);
  }
  if (zip_close(archive) != 0) refuse(zip_strerror(archive));
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  if (zip_source_read(target, bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
    refuse("short read");
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::vector<ZipMember> zip_members(const std::string& package) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(package.data(), package.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) refuse("not a package");
  std::vector<ZipMember> members;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t entry;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &entry) != 0) refuse(zip_strerror(archive));
    ZipMember member{entry.name, std::string(entry.size, '\0')};
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    if (file == nullptr) refuse(zip_strerror(archive));
    if (zip_fread(file, member.content.data(), entry.size) != static_cast<zip_int64_t>(entry.size))
      refuse("short read");
    zip_fclose(file);
    members.push_back(std::move(member));
  }
  zip_discard(archive);
  return members;
}

}  // namespace assay
