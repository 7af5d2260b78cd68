#include "extractors/layout/blocks.hpp"

#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr double same_size = 0.09;     // relative: sizes of one paragraph
constexpr double extra_lead = 0.35;    // of the font size, over the usual gap: a new paragraph
constexpr double first_indent = 0.8;   // of the font size
constexpr double heading_size = 1.13;  // against the page's usual size
constexpr double measured_size =
    1.3;                             // where sizes are heights of words: a line without tall letters is a quarter less
constexpr double full_line = 0.15;   // of the width of the text: what a line that another goes on with may lack of it
constexpr double running_line = 20;  // times its size: addresses, labels and sums are shorter
constexpr double to_spare = 0.05;    // of the width of the text: what is left beside a word that would have had room
constexpr std::size_t narrow_lines = 3;        // tell how wide prose is set
constexpr double filled = 4;                   // times as many lines of prose are full as are not
constexpr double value_gap = 2;                // of the font size, from a label to its value
constexpr std::size_t text_letters_min = 200;  // of one size: with a quarter of the page's letters it is text
constexpr double footnote_size = 0.92;
constexpr double footnote_zone = 0.6;  // of the page's height, from the top

class BlockMaker {
 public:
  BlockMaker(const std::vector<LayoutWord>& words, const std::vector<TextLine>& lines, const PageStyle& style, int page)
      : words_(words), lines_(lines), style_(style), page_(page) {
    std::vector<double> gaps;
    left_ = 1e9;
    right_ = -1e9;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      left_ = std::min(left_, lines[i].box.x0);
      right_ = std::max(right_, lines[i].box.x1);
      if (i > 0 && similar(lines[i - 1], lines[i])) gaps.push_back(gap(i) / lines[i].size);
    }
    // The smaller gaps are those inside paragraphs.
    std::sort(gaps.begin(), gaps.end());
    usual_gap_ = gaps.empty() ? 0.2 : gaps[gaps.size() / 3];
    // A few lines don't show what is usual; what parts them may be the gap under a header.
    usual_gap_ = std::clamp(usual_gap_, -0.5, gaps.size() >= 4 ? 1.4 : 0.6);
  }

  std::vector<Block> make() {
    std::vector<Block> out;
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t j = i + 1;
      while (j < lines_.size() && !starts_block(i, j)) ++j;
      out.push_back(block(i, j));
      i = j;
    }
    return out;
  }

 private:
  static bool similar(const TextLine& a, const TextLine& b) {
    return std::abs(a.size - b.size) <= same_size * std::max(a.size, b.size);
  }
  double gap(std::size_t i) const { return lines_[i].box.y0 - lines_[i - 1].box.y1; }

  bool starts_block(std::size_t first, std::size_t i) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    if (!similar(line, above)) {
      if (!looks_smaller(i)) return true;
    } else if (line.bold != above.bold) {
      return !small_change(i);
    }
    if (gap(i) / line.size > usual_gap_ + extra_lead || gap(i) < -1.5 * line.size || above.entry) return true;
    if (starts_list_item(line.text)) return starts_item(first, i);
    if (starts_list_item(lines_[first].text)) return ends_item(first, i);
    const bool above_ends = ends_sentence(above.text) || above.box.x1 < right_ - 0.25 * (right_ - left_);
    const double indent = line.box.x0 - above.box.x0;
    if (indent > first_indent * line.size && indent < 5 * line.size && i > first && above_ends) return true;
    // A short last line that ends a sentence.
    return ends_sentence(above.text) && above.box.x1 < right_ - 0.3 * (right_ - left_) &&
           line.box.x1 > above.box.x1 + 0.1 * (right_ - left_);
  }

  // What stands under the item's mark is no more of it where its own lines are indented, or where its last one ended
  // short with a sentence.
  bool ends_item(std::size_t first, std::size_t i) const {
    const TextLine &item = lines_[first], &line = lines_[i], &above = lines_[i - 1];
    if (line.box.x0 >= item.box.x0 + 1) return false;
    if (line.box.x0 < item.box.x0 - 1) return true;
    const bool indented = i > first + 1 && lines_[first + 1].box.x0 > item.box.x0 + 3;
    const bool ended = ends_sentence(above.text) && above.box.x1 < right_ - 0.25 * (right_ - left_);
    return indented || (ended && !starts_lower(line.text));
  }

  // A bold word group can make one line of a paragraph look different; closeness decides.
  bool small_change(std::size_t i) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    return gap(i) / line.size <= usual_gap_ + 0.1 && starts_lower(line.text) && !ends_sentence(above.text);
  }

  bool measured(const TextLine& line) const { return words_[static_cast<std::size_t>(line.words[0])].font_size <= 0; }

  // A line without tall letters, or the one below it, in the middle of a sentence: what is measured is no other size.
  bool looks_smaller(std::size_t i) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    if (!measured(line) || line.bold != above.bold || ends_sentence(above.text)) return false;
    const bool full =
        above.box.x1 > right_ - full_line * (right_ - left_) && width(above.box) > running_line * line.size;
    return (full || starts_lower(line.text)) &&
           std::max(line.size, above.size) < measured_size * std::min(line.size, above.size);
  }

  // "1990." at the start of a line inside a paragraph is no item.
  bool starts_item(std::size_t first, std::size_t i) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    if (starts_bullet(line.text)) return true;
    if (starts_list_item(lines_[first].text)) return line.box.x0 < lines_[first].box.x0 + 2 * line.size;
    return ends_sentence(above.text) || above.text.ends_with(':') || above.box.x1 < right_ - 0.15 * (right_ - left_);
  }

  Block block(std::size_t first, std::size_t end) const {
    Block out;
    out.place.page = page_;
    Box box = lines_[first].box;
    for (std::size_t i = first; i < end; ++i) {
      include(box, lines_[i].box);
      append_line(out.text, lines_[i].text);
    }
    out.place.box = box;
    set_kind(out, first, end);
    if (out.kind == BlockKind::paragraph) out.text = text_in_lines(first, end);
    set_confidence(out, first, end);
    return out;
  }

  // Addresses, sums and verses keep their lines; prose has none.
  std::string text_in_lines(std::size_t first, std::size_t end) const {
    const Extent set = extent_of(first, end);
    std::string text = lines_[first].text;
    for (std::size_t i = first + 1; i < end; ++i) {
      if (is_broken_on_purpose(first, i, set) && !goes_on(i))
        text += '\n' + lines_[i].text;
      else
        append_line(text, lines_[i].text);
    }
    return text;
  }

  // From where to where lines may run.
  struct Extent {
    double left, right;
  };

  // That of the text around; or the block's own, where nearly all of its lines fill that: quotations and what stands
  // beside a picture are prose set narrower.
  Extent extent_of(std::size_t first, std::size_t end) const {
    Extent own{1e9, -1e9};
    for (std::size_t i = first; i < end; ++i)
      own = {std::min(own.left, lines_[i].box.x0), std::max(own.right, lines_[i].box.x1)};
    const Extent around{left_, right_};
    if (end - first < narrow_lines || own.right - own.left < running_line * lines_[first].size) return around;
    std::size_t broken = 0;
    for (std::size_t i = first + 1; i < end; ++i) broken += is_broken_on_purpose(first, i, own);
    return filled * static_cast<double>(broken) < static_cast<double>(end - first - 1) ? own : around;
  }

  // The first word of the line would have had room on the one above. Lines that end alike beside a picture are set so.
  bool is_broken_on_purpose(std::size_t first, std::size_t i, const Extent& set) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    const auto ends_there = [&](const TextLine& other) {
      return std::abs(other.box.x1 - above.box.x1) < line.size / 2;
    };
    if (above.text.ends_with('-')) return false;
    const double measure = set.right - set.left;
    double room = measure - width(above.box);
    if (std::abs(line.box.x0 - above.box.x0) < line.size) {
      if (ends_there(line) || (i > first + 1 && ends_there(lines_[i - 2]))) return false;
      room = set.right - above.box.x1;
    } else if (ends_there(line)) {
      room = above.box.x0 - set.left;
    }
    const double word = width(words_[static_cast<std::size_t>(line.words[0])].box) + line.size / 2;
    return word + to_spare * measure < room;
  }

  // In the middle of a sentence; lines of addresses and verses are shorter or begin with a capital.
  bool goes_on(std::size_t i) const {
    const TextLine &line = lines_[i], &above = lines_[i - 1];
    return starts_lower(line.text) && !ends_sentence(above.text) && width(above.box) > running_line * line.size;
  }

  void set_confidence(Block& out, std::size_t first, std::size_t end) const {
    double sum = 0;
    int n = 0;
    for (std::size_t i = first; i < end; ++i)
      for (const int word : lines_[i].words)
        if (words_[static_cast<std::size_t>(word)].confidence) {
          sum += *words_[static_cast<std::size_t>(word)].confidence;
          ++n;
        }
    if (n > 0) out.confidence = sum / n;
  }

  void set_kind(Block& out, std::size_t first, std::size_t end) const {
    const TextLine& line = lines_[first];
    const std::size_t count = end - first;
    if (starts_caption(out.text) && count <= 6 && !lines_[end - 1].entry) {
      out.kind = BlockKind::caption;
    } else if (is_heading(out, first, end)) {
      out.kind = BlockKind::heading;
      out.level = level(line);
    } else if (lines_[end - 1].entry || starts_list_item(out.text)) {
      out.kind = BlockKind::list_item;
    } else if (line.size < footnote_size * style_.size && line.box.y0 > footnote_zone * style_.height &&
               starts_note(out.text)) {
      out.kind = BlockKind::footnote;
    }
  }

  bool is_heading(const Block& out, std::size_t first, std::size_t end) const {
    const TextLine& line = lines_[first];
    if (end - first > 3 || out.text.size() > 200 || !has_letters(out.text) || lines_[end - 1].entry) return false;
    const bool numbered = starts_section_number(out.text);
    if (line.size >= (measured(line) ? measured_size * style_.size : heading_size * style_.text_to))
      return out.text.size() > 2 && (numbered || !has_value(line));
    const char last = out.text.back();
    if (last == '.' || last == ',' || last == ';' || last == ':') return false;
    if (line.size < 0.95 * style_.size || end - first > 2) return false;
    return (line.bold && !style_.bold) || (numbered && out.text.size() < 90 && line.bold);
  }

  // "Name:        Ada Harbour": a label and its value, in a form.
  bool has_value(const TextLine& line) const {
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      const LayoutWord &word = words_[static_cast<std::size_t>(line.words[i])],
                       &before = words_[static_cast<std::size_t>(line.words[i - 1])];
      if (before.text.ends_with(':') && word.box.x0 - before.box.x1 > value_gap * line.size) return true;
    }
    return false;
  }

  // From the size alone, so that a page gives the same whatever other pages hold; join_spans() closes the ranks.
  int level(const TextLine& line) const {
    const double ratio = line.size / std::max(style_.size, 1.0);
    if (ratio >= 1.8) return 1;
    if (ratio >= 1.4) return 2;
    if (ratio >= heading_size) return 3;
    return 4;
  }

  const std::vector<LayoutWord>& words_;
  const std::vector<TextLine>& lines_;
  const PageStyle& style_;
  int page_;
  double left_ = 0, right_ = 0, usual_gap_ = 0;
};

// The segments of a row by the lines that they stand on: what stands beside need not be level.
std::vector<Row> levels_of(const Row& row) {
  constexpr double level = 0.25;  // of the font size
  std::vector<Row> out;
  for (const Segment& segment : row.segments) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Row& line) {
      return std::abs(line.box.y1 - segment.box.y1) <= level * segment.size || segment.letters <= 3;
    });
    Row& home = same != out.end() ? *same : out.emplace_back(Row{segment.box, {}});
    include(home.box, segment.box);
    home.segments.push_back(segment);
  }
  std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) { return a.box.y1 < b.box.y1; });
  return out;
}

// A label beside the middle or the last line of its value ("Name:" beside the second line of a name) goes before the
// first: the lines of one value stand closer to each other than to those of others.
void put_labels_first(const std::vector<LayoutWord>& words, std::vector<Row>& lines) {
  constexpr double same_edge = 1.5;     // pt
  constexpr double closer = 0.3;        // of the font size
  constexpr std::size_t above_max = 6;  // lines
  const auto gap = [&](std::size_t i) { return lines[i].box.y0 - lines[i - 1].box.y1; };
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<Segment>& segments = lines[i].segments;
    if (segments.size() != 2 || !words[static_cast<std::size_t>(segments[0].words.back())].text.ends_with(':'))
      continue;
    const double edge = segments[1].box.x0, size = segments[1].size;
    const auto of_value = [&](const Row& line) {
      return line.segments.size() == 1 && std::abs(line.box.x0 - edge) < same_edge;
    };
    std::size_t top = i;
    while (top > 0 && i - top < above_max && of_value(lines[top - 1]) && gap(top) < gap(i) + 1) --top;
    if (top == i || gap(i) > size || (top > 0 && gap(top) < gap(i) + closer * size)) continue;
    Segment label = segments[0];
    lines[i].segments.erase(lines[i].segments.begin());
    lines[i].box = lines[i].segments[0].box;
    include(lines[top].box, label.box);
    lines[top].segments.insert(lines[top].segments.begin(), std::move(label));
  }
}

// Its last word is a number that dots or white part from the rest.
bool is_entry(const std::vector<LayoutWord>& words, const TextLine& line) {
  if (is_led_to_number(line.text)) return true;
  if (line.words.size() < 2) return false;
  const LayoutWord &last = words[static_cast<std::size_t>(line.words.back())],
                   &before = words[static_cast<std::size_t>(line.words[line.words.size() - 2])];
  return page_in_contents(last.text) > 0 && last.box.x0 - before.box.x1 > value_gap * line.size &&
         !before.text.ends_with(':');
}

}  // namespace

TextLine make_line(const std::vector<LayoutWord>& words, const Row& row) {
  TextLine out;
  out.box = row.box;
  std::vector<double> sizes;
  std::size_t bold = 0, all = 0;
  for (const Segment& segment : row.segments) {
    for (const int index : segment.words) {
      const LayoutWord& word = words[static_cast<std::size_t>(index)];
      out.words.push_back(index);
      sizes.push_back(size_of(word));
      all += word.text.size();
      bold += word.bold ? word.text.size() : 0;
    }
  }
  out.text = text_of(words, out.words);
  out.size = std::max(median(std::move(sizes)), 1.0);
  out.bold = 2 * bold > all;
  out.entry = is_entry(words, out);
  return out;
}

std::vector<TextLine> text_lines(const std::vector<LayoutWord>& words, const std::vector<Row>& rows, std::size_t first,
                                 std::size_t end) {
  std::vector<Row> lines;
  for (std::size_t i = first; i < end; ++i)
    for (Row& line : levels_of(rows[i])) lines.push_back(std::move(line));
  put_labels_first(words, lines);
  std::vector<TextLine> out;
  for (const Row& line : lines) out.push_back(make_line(words, line));
  for (std::size_t i = 1; i + 1 < out.size(); ++i) {
    const Box &above = out[i - 1].box, &here = out[i].box, &below = out[i + 1].box;
    const bool between = here.y0 < above.y1 && below.y0 < here.y1;
    if (between && here.x1 < above.x0 && here.x1 < below.x0) std::swap(out[i - 1], out[i]);
  }
  return out;
}

PageStyle find_style(const std::vector<LayoutWord>& words, double page_height) {
  std::map<int, std::size_t> letters;  // by half points
  std::size_t bold = 0, all = 0;
  for (const LayoutWord& word : words) {
    letters[static_cast<int>(std::lround(size_of(word) * 2))] += word.text.size();
    all += word.text.size();
    bold += word.bold ? word.text.size() : 0;
  }
  PageStyle out;
  out.height = page_height;
  out.bold = 2 * bold > all;
  std::size_t most = 0;
  for (const auto& [size, count] : letters) {
    if (count <= most) continue;
    most = count;
    out.size = size / 2.0;
  }
  out.text_to = out.size;
  for (const auto& [size, count] : letters)
    if (count >= text_letters_min && 4 * count >= all) out.text_to = std::max(out.text_to, size / 2.0);
  return out;
}

std::vector<Block> make_blocks(const std::vector<LayoutWord>& words, const std::vector<TextLine>& lines,
                               const PageStyle& style, int page_number) {
  return BlockMaker(words, lines, style, page_number).make();
}

}  // namespace assay::layout
