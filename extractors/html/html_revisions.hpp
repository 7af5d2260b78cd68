// What a page says was inserted and deleted.
#pragma once

#include <gumbo.h>

#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"

namespace assay::html {

// Every <ins> and <del> below that has words, in order, each with its text but for that of changes inside it. Those
// without are no changes of a text: places of advertisements are <ins>. Those that are not in this view are emptied,
// wherever they stand. <s> and <strike> are no changes: the HTML standard gives <s> to what is
// no longer accurate or relevant but still stands there, and forbids it for edits (4.5.5).
void take_revisions(GumboNode* root, RevisionView view, std::vector<Revision>& out);

}  // namespace assay::html
