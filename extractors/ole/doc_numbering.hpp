// The lists of a Word 97–2003 file ([MS-DOC] 2.9.201 PlfLst, 2.9.200 PlfLfo), for numbers as Word prints them.
#pragma once

#include <string_view>

#include "extractors/office/word_numbering.hpp"

namespace assay::ole {

// `schemes` is the table stream from where PlfLst begins (the levels stand behind it), `lists` is PlfLfo; a paragraph
// names one of its entries, from 1. Tables that break off give the schemes and lists before; a level that cannot be has
// no number.
office::WordNumbering read_numbering(std::string_view schemes, std::string_view lists);

}  // namespace assay::ole
