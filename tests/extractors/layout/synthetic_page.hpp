// Pages made in code: words of even letters, set at given places.
#pragma once

#include <sstream>
#include <string>

#include "extractors/layout/layout.hpp"

namespace assay::test {

constexpr double letter = 0.5;  // width of a letter and of a space, in units of the font size
constexpr double space = 0.28;

class SyntheticPage {
 public:
  SyntheticPage(double width = 595, double height = 842) {
    page_.number = 1;
    page_.width = width;
    page_.height = height;
  }

  // A line of words from x on, its top at y; returns where it ends.
  double line(double x, double y, const std::string& text, double size = 10, bool bold = false) {
    std::istringstream words(text);
    std::string word;
    while (words >> word) {
      LayoutWord out;
      out.text = word;
      out.font_size = size;
      out.bold = bold;
      out.box = {x, y, x + letter * size * static_cast<double>(word.size()), y + size};
      x = out.box.x1 + space * size;
      page_.words.push_back(out);
    }
    return x;
  }

  // Running text in a column, broken at its width; returns the y below it.
  double prose(double x, double y, double width, int lines, double size = 10) {
    static const char* const vocabulary[] = {"the",   "harbour", "master", "wrote", "a",     "careful", "letter",
                                             "about", "cargo",   "and",    "tides", "which", "nobody",  "answered"};
    std::size_t next = static_cast<std::size_t>(x);
    for (int i = 0; i < lines; ++i) {
      std::string text;
      while (true) {
        const std::string word = vocabulary[next % std::size(vocabulary)];
        if (letter * size * static_cast<double>(text.size() + word.size() + 1) > width * 0.97) break;
        text += text.empty() ? word : ' ' + word;
        next += 3;
      }
      line(x, y, text, size);
      y += 1.2 * size;
    }
    return y;
  }

  void rule(double x0, double y0, double x1, double y1) {
    page_.rules.push_back({{x0, y0, std::max(x1, x0 + 0.5), std::max(y1, y0 + 0.5)}});
  }

  LayoutPage& page() { return page_; }

 private:
  LayoutPage page_;
};

// Text of the cell at a row and column; "" where there is none.
inline std::string cell(const Table& table, int row, int column) {
  for (const Cell& c : table.cells)
    if (c.row == row && c.column == column) return c.text;
  return {};
}

}  // namespace assay::test
