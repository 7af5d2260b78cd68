#include "extractors/layout/side_notes.hpp"

#include <cmath>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr double widest_note = 0.45;  // of the width of the text
constexpr double gutter_min = 0.7;    // of the font size
constexpr double full_line = 0.66;    // of the width of the text: a line of running text
constexpr double full_lines_min = 0.4;
constexpr double letters_min = 18;      // of an average line of running text
constexpr double note_letters_min = 4;  // of a note: fewer are marks of items
constexpr std::size_t lines_min = 3;
constexpr double level = 0.2;        // of the font size
constexpr double own_spacing = 0.3;  // share of the notes' lines that are level with none of the text

// Where a gutter may run: right of all on its left, left of all on its right.
struct Gutter {
  double from = -1e9, to = 1e9;
  bool note_left = true;
};

// A row whose one segment is much narrower than the other begins a note beside its text.
std::optional<Gutter> gutter_of(const Row& row) {
  if (row.segments.size() != 2) return std::nullopt;
  const Box &left = row.segments[0].box, &right = row.segments[1].box;
  const bool note_left = width(left) < width(right);
  if (std::min(width(left), width(right)) > widest_note * std::max(width(left), width(right))) return std::nullopt;
  return Gutter{left.x1, right.x0, note_left};
}

// Whether the row leaves the gutter free, which becomes as narrow as the row needs it.
bool keeps_free(const Row& row, Gutter& gutter) {
  Gutter narrower = gutter;
  for (const Segment& segment : row.segments) {
    if (middle_x(segment.box) < (gutter.from + gutter.to) / 2)
      narrower.from = std::max(narrower.from, segment.box.x1);
    else
      narrower.to = std::min(narrower.to, segment.box.x0);
  }
  const double size = row.segments.empty() ? 0 : row.segments[0].size;
  if (narrower.to - narrower.from < gutter_min * size) return false;
  gutter = narrower;
  return true;
}

SideNotes part(const std::vector<Row>& rows, std::size_t first, std::size_t end, const Gutter& gutter) {
  SideNotes out{first, end, {}, {}};
  std::vector<Segment> notes, text;
  for (std::size_t i = first; i < end; ++i)
    for (const Segment& segment : rows[i].segments)
      ((segment.box.x1 <= gutter.from) == gutter.note_left ? notes : text).push_back(segment);
  out.notes = find_rows(std::move(notes));
  out.text = find_rows(std::move(text));
  return out;
}

bool is_running_text(const std::vector<Row>& lines) {
  Box box = lines.front().box;
  int letters = 0;
  for (const Row& line : lines) {
    include(box, line.box);
    for (const Segment& segment : line.segments) letters += segment.letters;
  }
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const Row& line) {
    return line.segments.size() == 1 && width(line.box) >= full_line * width(box);
  });
  return double(full) >= full_lines_min * double(lines.size()) && letters >= letters_min * double(lines.size());
}

bool are_notes(const std::vector<LayoutWord>& words, const SideNotes& beside) {
  if (beside.notes.size() < 2 || beside.text.size() < lines_min || !is_running_text(beside.text)) return false;
  const double top = beside.text.front().box.y0, bottom = beside.text.back().box.y1;
  Box notes = beside.notes.front().box, text = beside.text.front().box;
  for (const Row& line : beside.text) include(text, line.box);
  std::size_t apart = 0, figures = 0;
  int letters = 0;
  for (const Row& note : beside.notes) {
    include(notes, note.box);
    for (const Segment& segment : note.segments) letters += segment.letters;
    const bool is_level = std::any_of(beside.text.begin(), beside.text.end(), [&](const Row& line) {
      return std::abs(line.box.y1 - note.box.y1) < level * line.segments.front().size;
    });
    apart += !is_level && middle_y(note.box) > top && middle_y(note.box) < bottom;
    figures += looks_numeric(text_of(words, words_of(note)));
  }
  return double(apart) >= own_spacing * double(beside.notes.size()) && 2 * figures <= beside.notes.size() &&
         letters >= note_letters_min * double(beside.notes.size()) && width(notes) <= widest_note * width(text);
}

}  // namespace

std::optional<SideNotes> find_side_notes(const std::vector<LayoutWord>& words, const std::vector<Row>& rows,
                                         std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end;) {
    std::optional<Gutter> gutter = gutter_of(rows[i]);
    if (!gutter || !keeps_free(rows[i], *gutter)) {
      ++i;
      continue;
    }
    std::size_t from = i, to = i + 1;
    while (to < end && keeps_free(rows[to], *gutter)) ++to;
    while (from > first && keeps_free(rows[from - 1], *gutter)) --from;
    SideNotes beside = part(rows, from, to, *gutter);
    if (are_notes(words, beside)) return beside;
    i = to;
  }
  return std::nullopt;
}

}  // namespace assay::layout
