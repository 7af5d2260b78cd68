// What every presentation reader says of a slide beside its shapes.
#pragma once

#include "extractors/core/document.hpp"

namespace assay::office {

// A slide's size in points; 0: unknown.
struct SlideSize {
  double width = 0, height = 0;
};

void note_hidden_slide(int number, Document& document);
// The slide as a page; whether it has text is told by the blocks that came since there were `blocks_before`.
void add_slide_page(int number, SlideSize size, std::size_t blocks_before, Document& document);

}  // namespace assay::office
