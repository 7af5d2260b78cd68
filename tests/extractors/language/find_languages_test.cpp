#include "extractors/language/find_languages.hpp"

#include <doctest/doctest.h>

using namespace assay;

namespace {

const std::string english =
    "The board approved the report of the committee about the state of the harbour and decided to build a new pier. ";
const std::string german =
    "Der Vorstand hat am Dienstag den Bericht der Prüfer besprochen und beschlossen, eine neue Mole zu bauen. ";
const std::string russian =
    "Собрание одобрило отчёт комиссии о состоянии гавани и решило построить новый причал для рыбацких лодок. ";

std::string first_of(const std::string& text) {
  const auto found = find_languages(text);
  return found.empty() ? "none" : found[0].language;
}

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("languages have their codes of today, without script and region") {
  CHECK(first_of(english) == "en");
  CHECK(first_of(german) == "de");
  CHECK(first_of("הוועדה אישרה את הדוח על מצב הנמל והחליטה לבנות רציף חדש לסירות הדיג עד סוף הקיץ") == "he");
  CHECK(first_of("Styret godkjente rapporten fra komiteen om tilstanden i havnen og vedtok å bygge en ny kai før "
                 "sommeren er over, slik at båtene kan ligge trygt.") == "no");
  CHECK(first_of("委員會批准了關於港口狀況的報告,並決定在夏天結束之前為漁船建造一個新的碼頭。") == "zh");
  CHECK(first_of("Ang lupon mitugot sa taho sa komite mahitungod sa kahimtang sa pantalan ug nakahukom sa pagtukod og "
                 "bag-ong pantalan alang sa mga sakayan sa mga mangingisda.") == "ceb");
}

TEST_CASE("the shares of a text in two languages are both told, the larger first") {
  const auto found = find_languages(times(english, 6) + times(german, 3));
  REQUIRE(found.size() >= 2);
  CHECK(found[0].language == "en");
  CHECK(found[1].language == "de");
  CHECK(found[0].share == doctest::Approx(0.67).epsilon(0.1));
}

TEST_CASE("nothing is told of what makes no language") {
  CHECK(find_languages("").empty());
  CHECK(find_languages("12 34 56.78 90").empty());
  CHECK(find_languages("\xFF\xFE\x80").empty());
}

TEST_CASE("what is no text in a text hides its language as little as where a long one is cut") {
  for (const char* const stray : {"\x01", "\x0B", "\x7F", "\xC2\x85", "\xEF\xB7\x90", "\xFF", "\xD0"}) {
    CAPTURE(stray);
    CHECK(first_of(times(russian, 3) + stray + times(russian, 3)) == "ru");
  }
  CHECK(first_of(times(english, 3) + std::string(1, '\0') + times(english, 3)) == "en");
  const std::string large = times(russian, 2000);
  CHECK(first_of(large) == "ru");
  CHECK(first_of("x" + large) == "ru");
  CHECK(first_of("x " + large) == "ru");
}

TEST_CASE("the long s of old print is an s") {
  CHECK(first_of("Der Vor\u017Ftand hat am Dien\u017Ftag den Bericht der Pr\u00FCfer be\u017Fprochen und "
                 "be\u017Fchlo\u017F\u017Fen, "
                 "da\u017F Ge\u017Fetz zu le\u017Fen.") == "de");
}
