// One writer per format. All give the bytes of a file, the same for the same input; an error of a library is a
// std::runtime_error, because a sample that cannot be made is a bug.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/samples/paper.hpp"

namespace assay::samples {

std::string pdf(const Paper& paper);  // with a text layer

// With styles, numbering, core properties, and what the marks in the texts ask for: revisions, comments, footnotes.
// Table cells "<" and "^" join the cell on their left or above.
std::string docx(const Paper& paper);

std::string html(const Paper& paper);
std::string plain_text(const Paper& paper);  // UTF-8, lines of at most 78 characters

// UTF-8 to another encoding as iconv names it ("WINDOWS-1252", "UTF-16LE").
std::string encoded(std::string_view utf8, const char* encoding);
// As text looks after its UTF-8 was once taken for Latin-1 and saved again.
std::string mojibake(std::string_view utf8);

using Rows = std::vector<std::vector<std::string>>;
std::string csv(const Rows& rows, char delimiter);  // RFC 4180 quoting, CRLF

}  // namespace assay::samples
