// Which numbers in a running header or footer count the pages: "Page 3 of 7", "12", "Report | iv".
//
// Only those may differ from page to page in a line that repeats: a line with another invoice number or total on each
// page says something new on each.
#pragma once

#include <string>
#include <vector>

namespace assay::layout {

// Lines that repeat each other on their pages have a key in common: the text in lower case without spaces, and the
// number that may count pages as the distance to its page. All other numbers stay in the key.
std::vector<std::string> running_keys(const std::string& text, int page);

}  // namespace assay::layout
