#include <doctest/doctest.h>

#include "extractors/ocr/page_reader.hpp"

using namespace assay;

namespace {

const std::string prose =
    "The board met on Tuesday and went through the report of the auditors. It was agreed that the warehouse needs a "
    "new "
    "roof before winter, and that the cost is to be shared between the two companies. Members asked for a second "
    "offer, "
    "because the first one did not say how long the work would take. The next meeting is planned for the autumn.";

const std::string garbled =
    "Tnc b0ard mct 0n 1ucsd4y amd w3nt tlnr0ugb thc rcp0rt ot tbc aud|tors. lt w4s agrccd th@t thc warcb0use nccds a "
    "ncw "
    "ro0f bcf0re w|nter, amd tbat tbc c0st 1s t0 b3 sharcd bctwccn thc tw0 c0mpanics. Mcmbers askcd f0r a scc0nd "
    "0ffcr, "
    "bccausc tlc f|rst 0nc d1d n0t sav lnow l0ng tbc w0rk w0uld tak3. Tbe ncxt mcct|ng 1s plann3d f0r thc autumm.";

// A broken letter map of a font: every letter is another one.
std::string remapped(std::string text) {
  const std::string to = "qxzkwvjybhgfdpnmctrslaueoi";
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = to[std::size_t(c - 'a')];
  return text;
}

}  // namespace

TEST_CASE("clean prose is expected clean, garbled prose garbled") {
  const auto clean = predict_text_cer(prose, "en");
  REQUIRE(clean);
  CHECK(clean->value < 0.02);
  const auto broken = predict_text_cer(garbled, "en");
  REQUIRE(broken);
  CHECK(broken->value > 0.1);
  CHECK(broken->low > clean->value);
  const auto mapped = predict_text_cer(remapped(prose), "en");
  REQUIRE(mapped);
  CHECK(mapped->value > 0.3);
}

TEST_CASE("German and French prose are clean too") {
  const auto german = predict_text_cer(
      "Der Vorstand hat am Dienstag den Bericht der Prüfer besprochen. Es wurde beschlossen, dass das Lagerhaus vor "
      "dem "
      "Winter ein neues Dach braucht und dass beide Gesellschaften die Kosten gemeinsam tragen werden.",
      "de");
  const auto french = predict_text_cer(
      "Le conseil s'est réuni mardi pour étudier le rapport des contrôleurs. Il a été décidé que l'entrepôt aurait un "
      "nouveau toit avant l'hiver, et que les deux sociétés partageraient les frais de cette réparation.",
      "fr");
  REQUIRE(german);
  REQUIRE(french);
  CHECK(german->value < 0.03);
  CHECK(french->value < 0.03);
}

TEST_CASE("no estimate for what holds too few words") {
  CHECK_FALSE(predict_text_cer("", ""));
  CHECK_FALSE(predict_text_cer("Total 12.50", "en"));
  std::string numbers;
  for (int i = 0; i < 200; ++i) numbers += std::to_string(i * 37) + (i % 9 ? "\t" : " items\n");
  CHECK_FALSE(predict_text_cer(numbers, ""));
  CHECK_FALSE(predict_text_cer("\xFF\xFE\x80 broken bytes", ""));
}

TEST_CASE("a language is named where the text shows it, and nothing else") {
  CHECK(detect_language(prose) == "en");
  CHECK(detect_language("Der Vorstand hat am Dienstag den Bericht der Prüfer besprochen und beschlossen.") == "de");
  CHECK(detect_language("12 34 56.78 90") == "");
  CHECK(detect_language("\xFF\xFE\x80") == "");
}
