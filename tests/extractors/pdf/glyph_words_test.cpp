#include "extractors/pdf/glyph_words.hpp"

#include <doctest/doctest.h>

using namespace assay;

namespace {

// A page whose letters are 6 pt wide; `place` gives the letter's number from the left.
struct Glyphs {
  PdfPage page;
  Glyphs() {
    page.width = 595;
    page.height = 842;
    page.fonts.emplace_back();
  }
  void draw(int place, std::u32string_view text) {
    PdfGlyph glyph;
    glyph.x = 100 + 6.0 * place;
    glyph.y = 200;
    glyph.advance = 6;
    glyph.size = 12;
    glyph.text = static_cast<std::uint32_t>(page.text.size());
    glyph.length = static_cast<std::uint16_t>(text.size());
    page.text += text;
    page.glyphs.push_back(glyph);
  }
  std::vector<LayoutWord> words() const {
    TextLayerCounts counts;
    return words_of(page, counts);
  }
};

}  // namespace

TEST_CASE("letters of a heading that are set apart are words, parted where a space is drawn or more white stands") {
  const auto heading = [](double gap, double word_gap) {
    Glyphs glyphs;
    double x = 100;
    for (const char32_t letter : std::u32string(U"Annual report")) {
      if (letter == U' ') {
        x += word_gap;
        continue;
      }
      glyphs.draw(0, std::u32string(1, letter));
      glyphs.page.glyphs.back().x = x;
      // Letters are of different widths, so the white between them differs a little.
      x += 6 + gap + (letter == U'n' || letter == U'o' ? 0.25 : -0.1);
    }
    std::string text;
    for (const LayoutWord& word : glyphs.words()) text += (text.empty() ? "" : " ") + word.text;
    return text;
  };
  CHECK(heading(0, 3) == "Annual report");
  CHECK(heading(1.1, 4) == "Annual report");  // about a tenth of the size
  CHECK(heading(1.4, 4) == "Annual report");
}

TEST_CASE("Hebrew drawn from left to right is read from right to left") {
  Glyphs glyphs;
  const std::u32string as_it_stands = U"םולש";
  for (int i = 0; i < 4; ++i) glyphs.draw(i, std::u32string_view(as_it_stands).substr(static_cast<std::size_t>(i), 1));
  REQUIRE(glyphs.words().size() == 1);
  CHECK(glyphs.words()[0].text == "שלום");
}

TEST_CASE("Hebrew whose letters are set apart is read from right to left as well") {
  for (const double gap : {0.9, 1.8}) {
    Glyphs glyphs;
    const std::u32string as_it_stands = U"םולש";
    for (int i = 0; i < 4; ++i) {
      glyphs.draw(i, std::u32string_view(as_it_stands).substr(static_cast<std::size_t>(i), 1));
      glyphs.page.glyphs.back().x += gap * i + (i > 1 ? 0.5 : 0);
    }
    REQUIRE(glyphs.words().size() == 1);
    CHECK(glyphs.words()[0].text == "שלום");
  }
}

TEST_CASE("Hebrew drawn in the order in which it is read is the same word") {
  Glyphs glyphs;
  const std::u32string as_it_is_read = U"שלום";
  for (int i = 0; i < 4; ++i)
    glyphs.draw(3 - i, std::u32string_view(as_it_is_read).substr(static_cast<std::size_t>(i), 1));
  const std::vector<LayoutWord> words = glyphs.words();
  REQUIRE(words.size() == 1);
  CHECK(words[0].text == "שלום");
  CHECK(words[0].box.x0 == doctest::Approx(100));
  CHECK(words[0].box.x1 == doctest::Approx(124));
}

TEST_CASE("Arabic forms become letters, a ligature those it is made of, marks stay with their letter") {
  Glyphs glyphs;
  glyphs.draw(0, U"\uFEFB");  // lam and alef as one sign
  glyphs.draw(1, U"\uFEB3");  // seen
  glyphs.draw(1, U"\u064E");  // fatha, over the seen
  CHECK(glyphs.words().at(0).text == "\u0633\u064E\u0644\u0627");
}

TEST_CASE("the stroke that stretches an Arabic word to the end of its line is no letter") {
  Glyphs glyphs;
  const std::u32string as_it_stands = U"\u062C\u0640\u0640\u0626";
  for (int i = 0; i < 4; ++i) glyphs.draw(i, std::u32string_view(as_it_stands).substr(static_cast<std::size_t>(i), 1));
  CHECK(glyphs.words().at(0).text == "\u0626\u062C");
}

TEST_CASE("a mark that is drawn before its letter, a little away, is in its word") {
  Glyphs glyphs;
  glyphs.draw(0, U"\u064B");
  glyphs.page.glyphs.back().advance = 0;
  glyphs.draw(0, U"\u0627");
  glyphs.page.glyphs.back().x += 1.8;
  glyphs.draw(1, U"\u062F");
  glyphs.page.glyphs.back().x += 1.8;
  const std::vector<LayoutWord> words = glyphs.words();
  REQUIRE(words.size() == 1);
  CHECK(words[0].text == "\u062F\u0627\u064B");
}

TEST_CASE("numbers within a Hebrew word keep their order") {
  Glyphs glyphs;
  const std::u32string as_it_stands = U"12-ב";
  for (int i = 0; i < 4; ++i) glyphs.draw(i, std::u32string_view(as_it_stands).substr(static_cast<std::size_t>(i), 1));
  CHECK(glyphs.words().at(0).text == "ב-12");
}

TEST_CASE("a bracket that looks closed opens a Hebrew word") {
  Glyphs glyphs;
  const std::u32string as_it_stands = U"אלל)";
  for (int i = 0; i < 4; ++i) glyphs.draw(i, std::u32string_view(as_it_stands).substr(static_cast<std::size_t>(i), 1));
  CHECK(glyphs.words().at(0).text == "(ללא");
}

TEST_CASE("a bracket that is named by its sense stays as it is") {
  Glyphs glyphs;
  const std::u32string as_it_stands = U"(אלל";
  // "(" behind the word, where writing to the left begins: it opens.
  glyphs.draw(0, as_it_stands.substr(1, 1));
  glyphs.draw(1, as_it_stands.substr(2, 1));
  glyphs.draw(2, as_it_stands.substr(3, 1));
  glyphs.draw(3, as_it_stands.substr(0, 1));
  CHECK(glyphs.words().at(0).text == "(ללא");
}
