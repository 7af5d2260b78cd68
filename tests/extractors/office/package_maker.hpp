// Packages made in memory for tests.
#pragma once

#include <string>
#include <vector>

#include "tools/zip/zip_package.hpp"

namespace assay::test {

using Members = std::vector<ZipMember>;

std::string make_package(const Members& members);
// A workbook of one sheet: the XML inside <worksheet>, and further members, which replace those of the same name.
std::string make_workbook(const std::string& sheet, const Members& more = {});
// A Word document: the XML inside <w:body>, and further members.
std::string make_document(const std::string& body, const Members& more = {});

}  // namespace assay::test
