#include "extractors/pdf/text_layer.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "extractors/pdf/layer_language.hpp"
#include "extractors/pdf/pdf_file.hpp"

using namespace assay;

namespace {

constexpr double size = 10;

LayoutWord word(const std::string& text, double x, double y) {
  LayoutWord out;
  out.text = text;
  out.box = {x, y, x + 0.5 * size * static_cast<double>(text.size()), y + size};
  out.font_size = size;
  return out;
}

LayerVerdict verdict_on(const std::vector<LayoutWord>& words) {
  PdfPage page;
  page.width = 595;
  page.height = 842;
  TextLayerCounts counts;
  for (const LayoutWord& word : words) counts.glyphs += static_cast<int>(word.text.size());
  return judge_text_layer(page, counts, words).verdict;
}

}  // namespace

TEST_CASE("letters pulled apart are a bad layer") {
  for (const int pitch : {8, 10, 18, 24}) {
    CAPTURE(pitch);
    std::vector<LayoutWord> words;
    for (int line = 0; line < 4; ++line)
      for (int i = 0; i < 30; ++i)
        words.push_back(word(std::string(1, static_cast<char>('a' + i % 26)), 50 + pitch * i, 100 + 14 * line));
    CHECK(verdict_on(words) == LayerVerdict::badly_spaced);
  }
}

TEST_CASE("lines run together are a bad layer, on a page of few words too") {
  const auto lines = [](const std::string& text, int count) {
    std::vector<LayoutWord> words;
    for (int line = 0; line < count; ++line) words.push_back(word(text, 50, 100 + 14 * line));
    return words;
  };
  CHECK(verdict_on(lines("thesuppliershalldelivertheequipment", 12)) == LayerVerdict::badly_spaced);
  CHECK(verdict_on(lines("thesuppliershalldelivertheequipment", 2)) == LayerVerdict::trusted);
  CHECK(verdict_on(lines("Donaudampfschifffahrtskapitän", 4)) == LayerVerdict::trusted);
  std::vector<LayoutWord> some = lines("Rindfleischetikettierungsgesetz", 6);
  for (const LayoutWord& other : lines("gilt", 8)) some.push_back(other);
  CHECK(verdict_on(some) == LayerVerdict::trusted);
}

TEST_CASE("columns of answers of one letter are a good layer") {
  std::vector<LayoutWord> words;
  for (int row = 0; row < 40; ++row) {
    words.push_back(word("Y", 50, 100 + 14 * row));
    words.push_back(word("N", 120, 100 + 14 * row));
    words.push_back(word("X", 136, 100 + 14 * row));  // as near as letters that are pulled apart
    words.push_back(word("at", 200, 100 + 14 * row));
  }
  CHECK(verdict_on(words) == LayerVerdict::trusted);
}

TEST_CASE("passages in several languages of one script are no garbage") {
  const auto words_of = [](const std::string& text) {
    std::vector<LayoutWord> words;
    std::istringstream stream(text);
    for (std::string part; stream >> part;) words.push_back(word(part, 50, 100));
    return words;
  };
  const std::string russian =
      "Поставщик обязан передать оборудование, описанное в заказе, в течение тридцати дней после подписания договора "
      "обеими сторонами, если стороны не договорились об ином. Оплата производится после получения счёта. ";
  const std::string bulgarian =
      "Доставчикът е длъжен да предаде оборудването, описано в поръчката, в срок от тридесет дни след подписването на "
      "договора от двете страни, освен ако страните не са уговорили друго. Плащането се извършва след получаване. ";
  const std::string hebrew =
      "הספק מתחייב לספק את הציוד המתואר בהזמנה בתוך שלושים יום ממועד חתימת החוזה על ידי שני הצדדים. ";
  const std::string arabic =
      "يلتزم المورد بتسليم المعدات الموصوفة في الطلب خلال ثلاثين يوما من تاريخ توقيع العقد من قبل الطرفين. ";
  CHECK(makes_languages(words_of(russian + bulgarian)));
  CHECK(makes_languages(words_of(hebrew + arabic)));
  // Latin letters by a wrong table.
  std::string wrong;
  for (int i = 0; i < 400; ++i) {
    constexpr const char* letters[] = {"ж", "щ", "ъ", "ф", "ы", "ц", "э", "х", "ю", "ё"};
    wrong += letters[(7 * i + i * i / 3) % 10];
    if (i % 6 == 5) wrong += ' ';
  }
  CHECK_FALSE(makes_languages(words_of(wrong)));
}
