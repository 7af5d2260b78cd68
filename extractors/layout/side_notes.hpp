// Notes in the margin beside running text.
#pragma once

#include <optional>
#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

struct SideNotes {
  std::size_t first = 0, end = 0;  // of the rows
  std::vector<Row> notes, text;    // these rows, parted
};

// The first run of rows among [first, end) in which narrow notes stand beside running text with a line spacing of their
// own: a second line of a note, which is level with none of the text, would stand between two lines of a paragraph.
std::optional<SideNotes> find_side_notes(const std::vector<LayoutWord>& words, const std::vector<Row>& rows,
                                         std::size_t first, std::size_t end);

}  // namespace assay::layout
