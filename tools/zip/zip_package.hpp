// ZIP packages in memory, for the programs and tests that make documents.
#pragma once

#include <string>
#include <vector>

namespace assay {

struct ZipMember {
  std::string name;
  std::string content;
  std::string password = {};  // not empty: encrypted by AES-256
};

// The same bytes for the same members: each is dated 1 January 2025. Throws std::runtime_error.
std::string zip_package(const std::vector<ZipMember>& members);

// All members of a package, none of them encrypted. Throws std::runtime_error.
std::vector<ZipMember> zip_members(const std::string& package);

}  // namespace assay
