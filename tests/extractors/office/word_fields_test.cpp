#include "extractors/office/word_fields.hpp"

#include <doctest/doctest.h>

using assay::office::drawn_field;

TEST_CASE("equations in fields are a line of text") {
  CHECK(drawn_field(" EQ \\f(1,4)") == "1/4");
  CHECK(drawn_field("eq \\f(d,dx)(u + v) = \\f(du,dx)") == "d/dx(u + v) = du/dx");
  CHECK(drawn_field("EQ \\r (3,x)\\r(a+b)") == "∛x√(a+b)");
  CHECK(drawn_field("EQ \\i \\su(n=1,5,n)") == "Σ_(n=1)⁵ n");
  CHECK(drawn_field("EQ \\b \\bc\\[ (\\a \\al \\co2 \\vs3(1,0,0,1))") == "[1 0; 0 1]");
  CHECK(drawn_field("EQ x\\s\\up8(2)y\\s\\do8(max)") == "x²y_max");
  CHECK(drawn_field("EQ \\* jc2 \\* \"Font:MS Mincho\" \\* hps11 \\o\\ad(\\s\\up 10(reading),word)") == "word");
  CHECK(drawn_field("EQ \\l(1;2;(3,4))") == "1,2,(3,4)");
  CHECK(drawn_field("EQ \\x \\to \\bo(5) \\o(a,b) A\\,B") == "5 ab A,B");
}

TEST_CASE("equations that are no equations end") {
  CHECK(drawn_field("EQ \\f(1") == "1/");
  CHECK(drawn_field("EQ \\").empty());
  CHECK(drawn_field("EQ \\f \\co").empty());
  std::string deep = "EQ ";
  for (int i = 0; i < 100'000; ++i) deep += "\\f(";
  CHECK(drawn_field(deep).size() < deep.size());
}

TEST_CASE("buttons show their words, other fields have results of their own") {
  CHECK(drawn_field(" MACROBUTTON Next [Click here] ") == "[Click here]");
  CHECK(drawn_field("PAGEREF _Toc1 \\h").empty());
}
