#include "extractors/layout/struck_words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::cell;
using test::SyntheticPage;

namespace {

RulingLine across(double x0, double x1, double y) {
  return {{x0, y - 0.3, x1, y + 0.3}};
}

RulingLine down(double x, double y0, double y1) {
  return {{x - 0.3, y0, x + 0.3, y1}};
}

std::vector<std::string> struck_on(const LayoutPage& page) {
  std::vector<std::string> out;
  for (const int word : layout::find_struck(page).words) out.push_back(page.words[std::size_t(word)].text);
  return out;
}

// One line of words, ten points high, from 100 to what is returned.
LayoutPage line_of_words(double& end) {
  SyntheticPage page;
  end = page.line(100, 200, "the tenant pays 450 pounds") - test::space * 10;
  return page.page();
}

}  // namespace

TEST_CASE("words with a line through their middle are struck through, and told with their place") {
  double end = 0;
  LayoutPage page = line_of_words(end);
  page.rules = {across(100, end, 205.5)};
  const LayoutResult result = lay_out(page);
  REQUIRE(result.notices.size() == 1);
  const Notice& told = result.notices[0];
  CHECK(told.code == "readability.struck_out");
  CHECK(told.severity == Severity::warning);
  CHECK(told.message == "5 words on page 1 are struck through, and read like the others.");
  CHECK(told.evidence == "the tenant pays 450 pounds");
  CHECK(told.place.page == 1);
  CHECK(told.place.box->x1 == doctest::Approx(end));
  REQUIRE(result.blocks.size() == 1);
  CHECK(result.blocks[0].text == "the tenant pays 450 pounds");
}

TEST_CASE("one word, or each by itself, can be struck through") {
  double end = 0;
  LayoutPage page = line_of_words(end);
  const Box pays = page.words[2].box, amount = page.words[3].box;
  page.rules = {across(pays.x0, pays.x1 + 2, 205), across(amount.x0 - 1, amount.x1, 206)};
  CHECK(struck_on(page) == std::vector<std::string>{"pays", "450"});
}

TEST_CASE("lines below, above and past words, and sides of boxes, strike nothing") {
  double end = 0;
  LayoutPage page = line_of_words(end);
  for (const std::vector<RulingLine>& rules :
       {std::vector{across(100, end, 209.5)}, std::vector{across(100, end, 200.5)},
        std::vector{across(100, end + 60, 205)}, std::vector{across(50, end, 205)},
        std::vector{across(100, end, 205), down(100, 120, 205)},
        std::vector{across(100, end, 205), down(end, 205, 300)}, std::vector{down(150, 150, 250)}}) {
    page.rules = rules;
    CHECK(struck_on(page).empty());
  }
  page.rules = {{{100, 202, end, 208}}};  // a bar
  CHECK(struck_on(page).empty());
}

TEST_CASE("signs alone are not struck through: a rule through dots is a leader") {
  SyntheticPage page;
  page.line(100, 200, "....... -----");
  LayoutPage made = page.page();
  made.rules = {across(100, 160, 205)};
  CHECK(struck_on(made).empty());
}

TEST_CASE("struck words stay in the cells of their table") {
  SyntheticPage page;
  for (int row = 0; row < 5; ++row) {
    const double y = 200 + 14 * row;
    page.line(100, y, "item");
    page.line(220, y, "12.50");
    page.line(340, y, "1.85");
  }
  LayoutPage made = page.page();
  made.rules = {across(220, 245, 233), across(340, 360, 247)};
  const LayoutResult result = lay_out(made);
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows == 5);
  CHECK(result.tables[0].columns == 3);
  CHECK(cell(result.tables[0], 2, 1) == "12.50");
  REQUIRE(result.notices.size() == 1);
  CHECK(result.notices[0].evidence == "12.50 1.85");
}
