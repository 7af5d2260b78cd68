#include "extractors/ocr/left_over.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "extractors/ocr/shapes.hpp"

namespace assay {
namespace {

constexpr std::size_t enough_read = 20;     // shapes under words, to know the size of letters by
constexpr std::size_t most_letters = 2000;  // more are a picture
constexpr int most_groups = 300;
// In letter heights.
constexpr double least_height = 0.6, most_height = 1.8, most_width = 2.5;
constexpr double next_word = 1.5;                   // gap to the next word of a line
constexpr double in_line = 0.25, same_column = 10;  // how far edges may differ, and over which distance
constexpr double border = 0.8;
constexpr double beside_letters = 0.6, most_of_a_rule = 0.25;
// Of what is not text most is read as one letter or two, and much of that surely: slivers of a picture are fours. More
// letters must be sure, and one alone must stand in line with others as well.
constexpr double sure_enough = 0.85, sure_in_column = 0.75;
constexpr int least_in_column = 2;
// A figure under and over figures is not doubted as much: what else would stand there?
constexpr double sure_among_figures = 0.5;
constexpr int least_figures = 3;
constexpr double perhaps_text = 0.5;
constexpr int least_unread = 2;  // letters of a group

struct Shape {
  int x = 0, y = 0, w = 0, h = 0;
};

std::vector<Shape> shapes_of(Pix* ink) {
  std::vector<Shape> out;
  const BoxaPtr boxes(pixConnCompBB(ink, 8));
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  out.reserve(std::size_t(count));
  for (int i = 0; i < count; ++i) {
    Shape shape;
    boxaGetBoxGeometry(boxes.get(), i, &shape.x, &shape.y, &shape.w, &shape.h);
    out.push_back(shape);
  }
  return out;
}

// Ink = 1 where a word stands.
PixPtr words_of(const Reading& reading, Pix* page) {
  PixPtr out = own(pixCreateTemplate(page));
  if (!out) return out;
  for (const ReadWord& word : reading.words) {
    const int x = int(word.box.x0), y = int(word.box.y0);
    pixRasterop(out.get(), x, y, int(std::ceil(word.box.x1)) - x, int(std::ceil(word.box.y1)) - y, PIX_SET, nullptr, 0,
                0);
  }
  return out;
}

bool is_under(Pix* mask, const Shape& shape) {
  l_uint32 value = 0;
  pixGetPixel(mask, shape.x + shape.w / 2, shape.y + shape.h / 2, &value);
  return value != 0;
}

// Median height of what stands under words; 0: too little does. Points and dashes are less than half as high as
// letters.
double letter_height(const std::vector<Shape>& shapes, Pix* words) {
  std::vector<double> heights;
  for (const Shape& shape : shapes)
    if (shape.h >= 5 && is_under(words, shape)) heights.push_back(shape.h);
  if (heights.size() < enough_read) return 0;
  const auto median = [&heights] {
    const auto middle = heights.begin() + std::ptrdiff_t(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
  };
  const double first = median();
  std::erase_if(heights, [first](double height) { return height < first / 2; });
  return median();
}

bool is_letter(const Shape& shape, double height) {
  return shape.h >= least_height * height && shape.h <= most_height * height && shape.w <= most_width * height &&
         shape.w * 8 >= shape.h;
}

// What is no letter because it is larger: pictures, stamps, rules.
PixPtr large_shapes(Pix* ink, double height) {
  const int widest = int(most_width * height), highest = int(most_height * height);
  return shapes_where(ink, [&](int w, int h) { return w > widest || h > highest; });
}

// Shapes of one line whose neighbours are no further than the next word.
struct Group {
  Shape box;
  int letters = 0;
  bool tried = false;
};

void take(Group& group, const Shape& shape) {
  Shape& box = group.box;
  const int x1 = std::max(box.x + box.w, shape.x + shape.w), y1 = std::max(box.y + box.h, shape.y + shape.h);
  box.x = std::min(box.x, shape.x);
  box.y = std::min(box.y, shape.y);
  box.w = x1 - box.x;
  box.h = y1 - box.y;
  ++group.letters;
}

// `letters` from left to right.
std::vector<Group> groups_of(const std::vector<Shape>& letters, double height) {
  std::vector<Group> groups;
  for (const Shape& letter : letters) {
    Group* nearest = nullptr;
    for (Group& group : groups) {
      const int shared = std::min(group.box.y + group.box.h, letter.y + letter.h) - std::max(group.box.y, letter.y);
      const int gap = letter.x - (group.box.x + group.box.w);
      if (2 * shared < std::min(group.box.h, letter.h) || gap > next_word * height) continue;
      if (!nearest || group.box.x + group.box.w > nearest->box.x + nearest->box.w) nearest = &group;
    }
    if (nearest)
      take(*nearest, letter);
    else
      groups.push_back({letter, 1, false});
  }
  return groups;
}

const ReadWord* beside(const ReadWord& word, const std::vector<ReadWord>& words) {
  const double height = word.box.y1 - word.box.y0;
  const ReadWord* nearest = nullptr;
  double least = next_word * height;
  for (const ReadWord& other : words) {
    const double shared = std::min(word.box.y1, other.box.y1) - std::max(word.box.y0, other.box.y0);
    if (shared < 0.5 * std::min(height, other.box.y1 - other.box.y0)) continue;
    const double gap = std::max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1);
    if (gap > least) continue;
    least = gap;
    nearest = &other;
  }
  return nearest;
}

bool is_figure(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.,%+-()") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

// Words above or below a shape that begin or end where it does.
struct InLine {
  int words = 0, figures = 0;
};

void count(InLine& edge, const ReadWord& word) {
  ++edge.words;
  edge.figures += is_figure(word.text);
}

InLine column_of(const Shape& box, const std::vector<ReadWord>& words, double height) {
  InLine left, right;
  const double middle = box.y + box.h / 2.0;
  for (const ReadWord& word : words) {
    const double apart = std::abs((word.box.y0 + word.box.y1) / 2 - middle);
    if (apart < height || apart > same_column * height) continue;
    if (std::abs(word.box.x0 - box.x) < in_line * height) count(left, word);
    if (std::abs(word.box.x1 - (box.x + box.w)) < in_line * height) count(right, word);
  }
  return left.words > right.words ? left : right;
}

bool has_line(const Shape& box, const std::vector<ReadWord>& words) {
  const double middle = box.y + box.h / 2.0;
  return std::any_of(words.begin(), words.end(),
                     [&](const ReadWord& word) { return word.box.y0 < middle && middle < word.box.y1; });
}

int letters_in(const std::string& text) {
  const icu::UnicodeString characters = icu::UnicodeString::fromUTF8(text);
  int count = 0;
  for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1))
    count += u_isalnum(characters.char32At(i)) ? 1 : 0;
  return count;
}

class LeftOver {
 public:
  LeftOver(const PreparedPage& page, Engine& engine, Reading& reading, Progress& progress)
      : page_(page), engine_(engine), reading_(reading), progress_(progress) {}

  std::vector<Box> read() {
    const PixPtr words = words_of(reading_, page_.ink.get());
    if (!words) return {};
    const std::vector<Shape> shapes = shapes_of(page_.ink.get());
    height_ = letter_height(shapes, words.get());
    if (height_ <= 0) return {};
    large_ = large_shapes(page_.ink.get(), height_);
    std::vector<Shape> letters;
    for (const Shape& shape : shapes)
      if (is_letter(shape, height_) && !is_under(words.get(), shape)) letters.push_back(shape);
    if (letters.size() > most_letters) return {};
    std::sort(letters.begin(), letters.end(),
              [](const Shape& a, const Shape& b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
    std::vector<Group> groups = groups_of(letters, height_);
    std::erase_if(groups, [this](const Group& group) { return group.box.h > most_height * height_; });
    // Numbers of several digits show where those of one stand, and these where others do.
    for (Group& group : groups)
      if (group.letters > 1) take_in(group);
    for (bool more = true; more;) {
      more = false;
      for (Group& group : groups)
        if (group.letters == 1 && stands_in_line(group.box)) more = take_in(group) || more;
    }
    return not_read_;
  }

 private:
  // One letter alone: above or below others that begin or end where it does, and on a line with something.
  bool stands_in_line(const Shape& box) const {
    return has_line(box, reading_.words) && column_of(box, reading_.words, height_).words >= least_in_column;
  }

  // Reads it once; whether it was.
  bool take_in(Group& group) {
    const bool alone = group.letters == 1;
    if (group.tried || ++tried_ > most_groups) return false;
    group.tried = true;
    const InLine column = column_of(group.box, reading_.words, height_);
    const bool among_figures = column.figures >= least_figures && 3 * column.figures >= 2 * column.words;
    const std::vector<ReadWord> found = read(group.box);
    int letters = 0;
    for (const ReadWord& word : found) letters += letters_in(word.text);
    const bool all_there = letters >= group.letters;  // else a letter was lost again, nobody knows where
    for (const ReadWord& word : found) {
      const double sure = among_figures && is_figure(word.text) ? sure_among_figures
                          : alone                               ? sure_in_column
                                                                : sure_enough;
      if (all_there && word.confidence >= sure && !is_cut(word.box)) {
        const ReadWord* neighbour = beside(word, reading_.words);
        reading_.insert(word, neighbour ? neighbour->line : -1);
      } else if (among_figures || (word.confidence >= perhaps_text && letters_in(word.text) >= least_unread)) {
        not_read_.push_back(word.box);
      }
    }
    return true;
  }

  // Something that is no letter stands so near that it may cover some, and half a number is worse than none. A line
  // between columns does not.
  bool is_cut(const Box& box) const {
    const int reach = int(beside_letters * height_), y = int(box.y0), height = int(box.y1 - box.y0);
    return columns_with_ink(int(box.x0) - reach, y, reach, height) > most_of_a_rule * height_ ||
           columns_with_ink(int(box.x1), y, reach, height) > most_of_a_rule * height_;
  }

  int columns_with_ink(int x, int y, int width, int height) const {
    ::Box* area = boxCreate(x, y, width, height);
    const PixPtr part = large_ ? own(pixClipRectangle(large_.get(), area, nullptr)) : nullptr;
    boxDestroy(&area);
    Numa* columns = part ? pixCountPixelsByColumn(part.get()) : nullptr;
    int with_ink = 0;
    for (int i = 0; columns && i < numaGetCount(columns); ++i) {
      int count = 0;
      numaGetIValue(columns, i, &count);
      with_ink += count > 0;
    }
    numaDestroy(&columns);
    return with_ink;
  }

  // Nothing but the letters: a dotted line under them halves the confidence.
  std::vector<ReadWord> read(const Shape& shape) {
    constexpr int soft_edge = 2;
    const int edge = int(border * height_);
    const int x = std::max(shape.x - soft_edge, 0), y = std::max(shape.y - soft_edge, 0);
    ::Box* area = boxCreate(x, y, shape.w + 2 * soft_edge, shape.h + 2 * soft_edge);
    PixPtr part = own(pixClipRectangle(page_.grey.get(), area, nullptr));
    boxDestroy(&area);
    constexpr l_uint32 paper = 255;
    if (part) part = own(pixAddBorder(part.get(), edge, paper));
    if (!part) return {};
    Reading found = engine_.read(part.get(), reading_dpi, Segmentation::line, InkThreshold::global, progress_);
    for (ReadWord& word : found.words) {
      word.box = {word.box.x0 + x - edge, word.box.y0 + y - edge, word.box.x1 + x - edge, word.box.y1 + y - edge};
    }
    return std::move(found.words);
  }

  const PreparedPage& page_;
  Engine& engine_;
  Reading& reading_;
  Progress& progress_;
  std::vector<Box> not_read_;  // and like text
  double height_ = 0;          // of a letter, in pixels
  PixPtr large_;               // ink that is too large for letters
  int tried_ = 0;
};

}  // namespace

std::vector<Box> read_left_over(const PreparedPage& page, Engine& engine, Reading& reading, Progress& progress) {
  return LeftOver(page, engine, reading, progress).read();
}

}  // namespace assay
