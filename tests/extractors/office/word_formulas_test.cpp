#include "extractors/office/word_formulas.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace assay;

std::string text_of(const std::string& content) {
  pugi::xml_document tree;
  REQUIRE(tree.load_string(("<m:oMath>" + content + "</m:oMath>").c_str()));
  return office::formula_text(tree.document_element(), RevisionView::accepted);
}

std::string t(const std::string& text) {
  return "<m:r><m:t>" + text + "</m:t></m:r>";
}
// <m:name> with the properties and the parts, each of them a name and what it holds.
std::string made(const std::string& name, const std::string& properties,
                 const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out = "<m:" + name + "><m:" + name + "Pr>" + properties + "</m:" + name + "Pr>";
  for (const auto& [part, content] : parts) out += "<m:" + part + ">" + content + "</m:" + part + ">";
  return out + "</m:" + name + ">";
}

}  // namespace

TEST_CASE("a binomial is no fraction; linear and skewed fractions are") {
  const auto fraction = [](const std::string& type) {
    return made("f", "<m:type m:val=\"" + type + "\"/>", {{"num", t("n−1")}, {"den", t("k")}});
  };
  CHECK(text_of(made("d", "", {{"e", fraction("noBar")}})) == "((n−1)¦k)");
  CHECK(text_of(made("d", "", {{"e", made("f", R"(<m:type m:val="noBar"/>)", {{"num", t("n")}, {"den", t("k")}})}})) ==
        "(n¦k)");
  for (const char* type : {"bar", "lin", "skw"}) CHECK(text_of(fraction(type)) == "(n−1)/k");
}

TEST_CASE("limits, scripts before, functions and roots with a degree read as they are set") {
  CHECK(
      text_of(made("func", "", {{"fName", made("limLow", "", {{"e", t("lim")}, {"lim", t("x→0")}})}, {"e", t("f")}})) ==
      "lim_(x→0) f");
  CHECK(text_of(made("func", "", {{"fName", t("sin")}, {"e", made("d", "", {{"e", t("x")}})}})) == "sin(x)");
  CHECK(text_of(made("limUpp", "", {{"e", t("A")}, {"lim", t("n")}})) == "A^n");
  CHECK(text_of(made("sPre", "", {{"sub", t("6")}, {"sup", t("14")}, {"e", t("C")}})) == "(_6¹⁴)C");
  CHECK(text_of(made("nary", R"(<m:chr m:val="∑"/>)", {{"sub", t("i=1")}, {"sup", t("n")}, {"e", t("i")}})) ==
        "∑_(i = 1)^n i");
  const auto root = [](const std::string& degree) {
    return made("rad", "", {{"deg", degree.empty() ? "" : t(degree)}, {"e", t("x")}});
  };
  CHECK(text_of(t("2") + root("")) == "2√x");
  CHECK(text_of(t("2") + root("3")) == "2∛x");
  CHECK(text_of(t("2") + root("n")) == "2√(n&x)");
  CHECK(text_of(made("sSup", "", {{"e", t("x")}, {"sup", t("n−1")}})) == "x^(n−1)");
  CHECK(text_of(made("sSup", "", {{"e", t("x")}, {"sup", t("k")}}) + t("a")) == "x^k a");
  CHECK(text_of(made("sSup", "", {{"e", t("x")}, {"sup", t("2")}}) + t("a")) == "x²a");
  CHECK(text_of(made("sSub", "", {{"e", t("s")}, {"sub", t("1,2")}})) == "s_(1,2)");
}

TEST_CASE("matrices and equations below one another keep their rows, accents their letters") {
  const std::string row = "<m:mr><m:e>" + t("a") + "</m:e><m:e>" + t("b+c") + "</m:e></m:mr>";
  CHECK(text_of(made("d", R"(<m:begChr m:val="["/><m:endChr m:val="]"/>)",
                     {{"e", "<m:m><m:mPr/>" + row + row + "</m:m>"}})) == "[a (b+c); a (b+c)]");
  CHECK(text_of(made("d", R"(<m:begChr m:val="{"/><m:endChr m:val=""/>)",
                     {{"e", made("eqArr", "", {{"e", t("x&amp;=1")}, {"e", t("y&amp;=2")}})}})) == "{x = 1; y = 2");
  CHECK(text_of(made("acc", R"(<m:chr m:val="&#x20D7;"/>)", {{"e", t("v")}})) == "v\u20d7");
  CHECK(text_of(made("acc", "", {{"e", t("ab")}})) == "(ab)\u0302");
  CHECK(text_of(made("bar", R"(<m:pos m:val="top"/>)", {{"e", t("x")}})) == "x\u0305");
  CHECK(text_of(made("groupChr", "", {{"e", t("a+b")}})) == "⏟(a+b)");
}
