// The files of this folder that are built into the program: sheets/*.sql in the order of their names, and report.css.
#pragma once

#include <span>
#include <string_view>

namespace assay {

struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};
std::span<const EmbeddedFile> embedded_files();

}  // namespace assay
