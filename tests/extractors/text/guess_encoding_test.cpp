#include "extractors/text/guess_encoding.hpp"

#include <doctest/doctest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "extractors/text/encoding.hpp"

using namespace assay;

namespace {

struct Sample {
  const char* language;
  const char* sentence;
  const char* paragraph;  // goes on behind the sentence
  std::vector<const char*> encodings;
};

const std::vector<const char*> unicode{"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all{
      {"German",
       "Die Prüfung ergab größere Mängel an den Bauträgern.",
       " Für die Schäden an der Straße kommt der Käufer nicht auf; über das Öl und die Kühlung wird später "
       "entschieden.",
       {"windows-1252", "ISO-8859-15", "IBM850", "macintosh", "ibm-273"}},
      {"French",
       "Le réseau a été contrôlé après la dernière réparation.",
       " Le façadier a reçu les clés à l’entrée ; où les pièces étaient abîmées, elles ont été remplacées dès février.",
       {"windows-1252", "macintosh"}},
      {"Spanish",
       "La dirección técnica comunicó el año y la garantía.",
       " ¿Quién pagará la reparación? Según el artículo ocho, el dueño; también se incluirán los daños de la "
       "ventilación.",
       {"windows-1252", "IBM850", "macintosh"}},
      {"Polish",
       "Proszę o wyjaśnienie różnic w zamówieniach.",
       " Źródłem błędów są żółte księgi, których część zginęła; dziękuję za cierpliwość i życzę miłego dnia.",
       {"windows-1250", "ISO-8859-2", "IBM852", "x-mac-centraleurroman"}},
      {"Czech",
       "Příloha obsahuje přehled prodejů za čtvrtletí.",
       " Žádáme o vyjádření ke všem položkám, které jsou označeny červeně; účty budou uzavřeny koncem měsíce.",
       {"windows-1250", "ISO-8859-2", "IBM852"}},
      {"Turkish",
       "Şirketimizin yıllık raporu ektedir, lütfen inceleyiniz.",
       " Çalışma saatleri değişmiş, ödemeler gecikmiştir; İstanbul şubesi açıklama göndereceğini bildirdi.",
       {"windows-1254", "ISO-8859-9", "IBM857"}},
      {"Lithuanian",
       "Prašome patikrinti pridėtą ataskaitą apie ketvirčio pardavimus.",
       " Kainos didėjo dėl šaltų žiemos mėnesių; sąskaitos bus išsiųstos kitą savaitę, jeigu nebus daugiau pakeitimų.",
       {"windows-1257"}},
      {"Russian",
       "Направляем вам отчёт о продажах за первый квартал.",
       " Объём поставок вырос на десять процентов, поэтому просим подтвердить получение и сообщить о замечаниях.",
       {"windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "x-mac-cyrillic"}},
      {"Greek",
       "Σας στέλνουμε την αναφορά πωλήσεων του πρώτου τριμήνου.",
       " Οι παραδόσεις αυξήθηκαν κατά δέκα τοις εκατό· παρακαλούμε να επιβεβαιώσετε τη λήψη της επιστολής.",
       {"windows-1253", "ISO-8859-7", "IBM737"}},
      {"Hebrew",
       "מצורף דוח המכירות לרבעון הראשון של השנה.",
       " נא לאשר את קבלת המכתב ולהודיע לנו על כל טעות שנמצאה בטבלאות המצורפות, תודה רבה ובברכה.",
       {"windows-1255", "IBM862"}},
      {"Arabic",
       "نرسل إليكم تقرير المبيعات للربع الأول من السنة.",
       " يرجى تأكيد استلام الرسالة وإبلاغنا بأي خطأ في الجداول المرفقة قبل نهاية الشهر مع جزيل الشكر.",
       {"windows-1256", "ISO-8859-6"}},
      {"Thai",
       "ขอส่งรายงานการขายประจำไตรมาสแรกของปีนี้",
       " กรุณายืนยันการรับจดหมายและแจ้งข้อผิดพลาดที่พบในตารางที่แนบมา ขอขอบคุณเป็นอย่างสูง",
       {"windows-874"}},
      {"Japanese",
       "第一四半期の売上報告書を送付いたします。",
       "ご確認のほどよろしくお願いいたします。カタログの価格は来月から変更になりますので、ご注意ください。",
       {"Shift_JIS", "EUC-JP", "ISO-2022-JP"}},
      {"Chinese",
       "现将第一季度销售报告发送给您，请查收。",
       "发货量比去年增长了百分之十，我们希望在月底之前收到您的意见，谢谢合作。",
       {"GB18030"}},
      {"traditional Chinese",
       "現將第一季度銷售報告發送給您，請查收。",
       "發貨量比去年增長了百分之十，我們希望在月底之前收到您的意見，謝謝合作。",
       {"Big5"}},
      {"Korean",
       "일분기 판매 보고서를 보내드리니 확인 부탁드립니다.",
       " 납품량은 지난해보다 십 퍼센트 늘었습니다. 잘못된 내용이 있으면 이번 달 말까지 알려 주시기 바랍니다.",
       {"windows-949", "EUC-KR"}}};
  return all;
}

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), ucnv_close);
  REQUIRE(U_SUCCESS(status));
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string out(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
  out.resize(static_cast<std::size_t>(
      text.extract(out.data(), static_cast<std::int32_t>(out.size()), converter.get(), status)));
  REQUIRE(U_SUCCESS(status));
  return out;
}

DecodedText decode(const std::string& bytes) {
  return decode_text(as_bytes(bytes), std::size_t{1} << 20);
}

const Notice* notice_of(const DecodedText& text, std::string_view code) {
  const auto found =
      std::find_if(text.notices.begin(), text.notices.end(), [&](const Notice& n) { return n.code == code; });
  return found == text.notices.end() ? nullptr : &*found;
}

bool told_uncertain(const DecodedText& text) {
  const Notice* const notice = notice_of(text, "format.not_utf8");
  return notice && notice->message.find("uncertain") != std::string::npos;
}

void check_read(const Sample& sample, const std::string& text, const char* encoding) {
  CAPTURE(sample.language);
  CAPTURE(encoding);
  const DecodedText decoded = decode(encoded(text, encoding));
  CHECK(decoded.text == text);
  CHECK(notice_of(decoded, "format.not_utf8"));
  CHECK_FALSE(notice_of(decoded, "format.undecodable"));
}

}  // namespace

TEST_CASE("a paragraph is read in every encoding that holds it") {
  for (const Sample& sample : samples()) {
    const std::string text = std::string(sample.sentence) + sample.paragraph;
    for (const char* encoding : sample.encodings) check_read(sample, text, encoding);
    for (const char* encoding : unicode) check_read(sample, text, encoding);
  }
}

TEST_CASE("so is a sentence") {
  for (const Sample& sample : samples()) {
    for (const char* encoding : sample.encodings) check_read(sample, sample.sentence, encoding);
    for (const char* encoding : unicode) check_read(sample, sample.sentence, encoding);
  }
}

TEST_CASE("capitals of one Cyrillic encoding are no small letters of another") {
  const std::string text = "НАПРАВЛЯЕМ ВАМ ОТЧЕТ О ПРОДАЖАХ ЗА ПЕРВЫЙ КВАРТАЛ. ПРОСИМ ПОДТВЕРДИТЬ ПОЛУЧЕНИЕ ПИСЬМА.";
  CHECK(decode(encoded(text, "windows-1251")).text == text);
  CHECK(decode(encoded(text, "KOI8-R")).text == text);
}

TEST_CASE("a name alone is read as windows-1252, unless that gives no name") {
  for (const char* name : {"Müller", "Gößweinstein", "Çelik", "José", "François", "Åse Sørensen", "Łódź"}) {
    CAPTURE(name);
    const bool western = std::string_view(name) != "Łódź";
    CHECK(decode(encoded(name, western ? "windows-1252" : "windows-1250")).text == name);
  }
  CHECK(decode(encoded("Müller; Größe; Äpfel", "IBM850")).text == "Müller; Größe; Äpfel");
}

TEST_CASE("a few letters among much ASCII are judged where they stand") {
  std::string rows;
  for (int row = 0; row < 4000; ++row) rows += "2024;open;North;" + std::to_string(row) + "\n";
  const std::string text = rows + "2024;offen;München;1\n" + rows + "2024;größer;Köln;2\n";
  CHECK(decode(encoded(text, "IBM850")).text == text);
  CHECK(decode(encoded(text, "windows-1252")).text == text);
}

TEST_CASE("the euro of ISO-8859-15 is no currency sign") {
  const std::string text = "Der Preis für größere Mengen beträgt 500 €, die Gebühr 20 €.";
  CHECK(decode(encoded(text, "ISO-8859-15")).text == text);
  CHECK(decode(encoded(text, "windows-1252")).text == text);
}

TEST_CASE("a guess that hangs on few letters says so, one that does not is sure") {
  CHECK(told_uncertain(decode("caf\xe9")));
  const Sample& german = samples().front();
  CHECK_FALSE(told_uncertain(decode(encoded(german.sentence + std::string(german.paragraph), "windows-1252"))));
}

TEST_CASE("bytes that give no language's letters are told, not passed off as text") {
  std::string bytes;
  unsigned state = 1;
  for (int i = 0; i < 600; ++i) {
    state = state * 1103515245u + 12345u;
    bytes += static_cast<char>(i % 6 == 5 ? ' ' : 0x80 + (state >> 16) % 0x80);
  }
  CHECK(notice_of(decode(bytes), "format.undecodable"));
  bytes.erase(std::remove(bytes.begin(), bytes.end(), ' '), bytes.end());
  CHECK(notice_of(decode(bytes), "format.undecodable"));
}

TEST_CASE("rare Chinese characters are no reason for doubt") {
  const std::string text =
      "名单：淼焱垚鑫犇骉、琰璟珩瑄玥瑾、祎祺禛祜、翀翯翮、煜燊烨炜、昱晗昕旻、婧媛嫣妤、彧骞霁霈。";
  const DecodedText decoded = decode(encoded(text, "GB18030"));
  CHECK(decoded.text == text);
  CHECK_FALSE(notice_of(decoded, "format.undecodable"));
}

TEST_CASE("signs alone are no reason for doubt") {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "• Fish—chips “as usual”… 5 €\n";
  const DecodedText decoded = decode(encoded(text, "windows-1252"));
  CHECK(decoded.text == text);
  CHECK_FALSE(notice_of(decoded, "format.undecodable"));
}

TEST_CASE("a report in ASCII with codes for a printer is no UTF-16, however many spaces it has") {
  std::string report =
      "\x1b"
      "E\x1b&l2a1o6c059F\n";
  for (int i = 0; i < 40; ++i) report += "SUMMARY REPT" + std::string(60, ' ') + "0" + std::string(13, ' ') + "4\r\n";
  CHECK(decode(report).encoding == "UTF-8");
  CHECK(decode(report + "\x0c\x1a").encoding == "UTF-8");
  std::string narrow;
  for (int i = 0; i < 40; ++i) narrow += "\x0f" + std::string(60, '.') + "\n";
  CHECK(decode(narrow).encoding == "UTF-8");
  std::string records;
  for (int i = 0; i < 60; ++i) records += "NAME" + std::string(30, ' ') + std::string(i % 12, '\0') + "00000000\r\n";
  CHECK(decode(records).encoding == "UTF-8");
  for (const char* text :
       {"Die Summe der Mengen und Preise.", "Сумма всех заявлений за год.", "مجموع الطلبات في السنة"})
    for (const char* encoding : {"UTF-16LE", "UTF-16BE"})
      CHECK(decode(encoded(std::string(text) + "\n" + text, encoding)).encoding == encoding);
}

TEST_CASE("UTF-8 with a stray control character stays UTF-8") {
  std::string text;
  for (int i = 0; i < 5; ++i) text += "売上報告書を送付いたします。";
  CHECK(decode(text + '\0' + "end\x01").encoding == "UTF-8");
  CHECK(decode("a name\x1b[31m in red").encoding == "UTF-8");
}
