#include <fmt/format.h>
#include <magic.h>

#include <memory>

#include "extractors/detect/looks.hpp"

namespace assay {
namespace {

struct Close {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

// One per thread: a cookie must not be shared.
magic_t cookie() {
  thread_local const std::unique_ptr<magic_set, Close> loaded = [] {
    std::unique_ptr<magic_set, Close> made(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF));
    if (made && magic_load(made.get(), nullptr) != 0) made.reset();
    return made;
  }();
  return loaded.get();
}

}  // namespace

bool load_magic() {
  return cookie() != nullptr;
}

std::optional<Detected> look_with_magic(std::string_view bytes) {
  // The beginning is all that its patterns look at, tar and a few others within the first 64 KiB apart.
  const std::string_view head = bytes.substr(0, std::size_t{256} << 10);
  magic_set* const magic = cookie();
  const char* const type = magic ? magic_buffer(magic, head.data(), head.size()) : nullptr;
  if (!type || std::string_view(type) == "application/octet-stream") return std::nullopt;
  return Detected{type, fmt::format("libmagic says {}", type)};
}

}  // namespace assay
