// Pages and boxes turned by quarters, so that sideways text is laid out as upright text.
#pragma once

#include "extractors/layout/layout.hpp"

namespace assay::layout {

// The page with all boxes turned so that writing at `rotation` (90, 180, 270: degrees clockwise) runs to the right.
LayoutPage upright(const LayoutPage& page, int rotation);

// A box of such a turned page on the page as it was; width and height are those of the page as it was.
Box turned_back(const Box& box, int rotation, double width, double height);

// The rotation of most letters.
int main_rotation(const std::vector<LayoutWord>& words);

}  // namespace assay::layout
