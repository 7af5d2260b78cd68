#include "extractors/ocr/languages.hpp"

#include <doctest/doctest.h>

using namespace assay;

TEST_CASE("a script is known by its own model and by those of languages that are written in it") {
  CHECK(knows_script({"eng", "rus"}, "Cyrillic"));
  CHECK(knows_script({"script/Cyrillic"}, "Cyrillic"));
  CHECK(knows_script({"Cyrillic"}, "Cyrillic"));
  CHECK(knows_script({"chi_tra_vert"}, "Han"));
  CHECK(knows_script({"jpn"}, "Katakana"));
  CHECK(knows_script({"kor"}, "Korean"));
  CHECK(knows_script({"fas"}, "Arabic"));
  CHECK_FALSE(knows_script({"eng", "deu", "Fraktur", "srp_latn", "aze"}, "Cyrillic"));
  CHECK_FALSE(knows_script({"hin"}, "Bengali"));
  CHECK_FALSE(knows_script({"chi_sim"}, "Hiragana"));
  CHECK_FALSE(knows_script({""}, "Greek"));
  CHECK_FALSE(knows_script({}, "Greek"));
}

TEST_CASE("scripts have the packages of their models, Latin has none") {
  CHECK(package_of_script("Greek") == "tesseract-ocr-script-grek");
  CHECK(package_of_script("Korean") == "tesseract-ocr-script-hang");
  CHECK(package_of_script("Latin").empty());
  CHECK_FALSE(knows_script({"eng"}, "Latin"));
}
