// What lies under the roots, in a fixed order; nothing is passed over in silence.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/result.hpp"
#include "pipeline/store/records.hpp"

namespace assay {

struct Root {
  std::filesystem::path folder;  // absolute, links resolved
  std::string name;              // the same as UTF-8
  std::string only;              // the input was one file of this name; empty: the whole folder
};

// Throws RunError when one does not exist or can't be opened. A root beneath another is left out.
std::vector<Root> resolve_roots(const std::vector<std::filesystem::path>& inputs);

struct Found {
  std::filesystem::path file;  // to be opened
  std::string root, path;      // UTF-8; `path` relative to the root, with a slash at its end for a folder
  FileState state;
  // Why it is not read: a pipe or device, a link to a folder, a link that leads nowhere, a folder that can't be opened,
  // a hidden folder.
  std::optional<Failure> skip;
};

// Files by name, folder by folder (byte order), given to `use` until it returns false. Links to files are followed,
// links to folders are not (they may lead anywhere, and in circles). `leave_out`: the store's own files.
void discover(const std::vector<Root>& roots, const std::vector<std::filesystem::path>& leave_out,
              const std::function<bool(Found&&)>& use);

// Valid UTF-8 of any file name: other bytes become U+FFFD and their two hexadecimal digits.
std::string utf8_name(const std::string& name);

}  // namespace assay
