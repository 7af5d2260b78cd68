// Tables that go on over a page.
#pragma once

#include "extractors/core/document.hpp"

namespace assay::layout {

// Sets Table::continues where a page ends with a table and the next begins, after its running header, with rows of the
// same columns: under the same names again, or under none, with figures in the columns of figures. Each part stays on
// its page; a part without names has no header rows.
void link_continued_tables(Document& document);

}  // namespace assay::layout
