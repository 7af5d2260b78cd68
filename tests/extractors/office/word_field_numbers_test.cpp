#include "extractors/office/word_field_numbers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/extractors/office/word_maker.hpp"

namespace {

using namespace assay;
using office::FieldNumbers;

struct Field {
  std::string code;
  int heading = 0;
  bool same_paragraph = false, text_before = false, listed = false;
};

// The numbers of one text, "?" where one is not known.
std::string numbers(const std::vector<Field>& fields) {
  FieldNumbers all;
  all.begin_story();
  std::string out;
  for (const Field& field : fields) {
    if (!field.same_paragraph) all.begin_paragraph(field.heading, field.listed);
    const int before = all.unknown;
    const std::string number = all.next(field.code, field.text_before || field.same_paragraph, false);
    out += (all.unknown > before ? "?" : number) + "|";
  }
  return out;
}

std::string field(const std::string& code) {
  return R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>)" + code +
         R"(</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)";
}

}  // namespace

TEST_CASE("AUTONUM counts paragraphs, and anew below each heading that has a number") {
  CHECK(
      numbers(
          {{" AUTONUM "}, {"autonum \\* Arabic \\s :"}, {"AUTONUM \\* alphabetic \\s \" \""}, {"AUTONUM \\* ROMAN"}}) ==
      "1.|2:|c |IV.|");
  CHECK(numbers({{"AUTONUM", 1},
                 {"AUTONUM"},
                 {"AUTONUM"},
                 {"AUTONUM", 2},
                 {"AUTONUM", 2},
                 {"AUTONUM", 1},
                 {"AUTONUM", 2},
                 {"AUTONUM"}}) == "1.|1.|2.|1.|2.|2.|1.|1.|");
  CHECK(numbers({{"AUTONUM \\* OrdText"}, {"AUTONUM \\x"}, {"AUTONUM"}, {"PAGEREF x"}, {""}}) == "?|?|3.|||");
}

TEST_CASE("AUTONUMLGL and AUTONUMOUT follow the levels of headings") {
  CHECK(numbers({{"AUTONUMLGL", 1}, {"AUTONUMLGL", 2}, {"AUTONUMLGL \\e", 2}, {"AUTONUMLGL"}, {"AUTONUMLGL", 1}}) ==
        "1.|1.1.|1.2|1.2.1.|2.|");
  CHECK(numbers({{"AUTONUMLGL"}, {"AUTONUMLGL \\s :"}, {"AUTONUMLGL", 2}}) == "1.|2:|?|");
  CHECK(numbers({{"AUTONUMOUT", 1}, {"AUTONUMOUT", 2}, {"AUTONUMOUT", 2}, {"AUTONUMOUT", 1}, {"AUTONUMOUT"}}) ==
        "I.|A.|B.|II.|1.|");
  CHECK(numbers({{"AUTONUM"}, {"AUTONUMLGL"}, {"AUTONUM"}}) == "1.|?|?|");
}

TEST_CASE("LISTNUM counts on the levels of the lists that Word brings along") {
  const Field on{"LISTNUM", 0, true};
  CHECK(numbers({{"LISTNUM NumberDefault \\l 3 \\s 1", 0, false, true}, on, on}) == "i)|ii)|iii)|");
  CHECK(numbers({{"LISTNUM"}, on, on, {"LISTNUM"}, on}) == "1)|a)|i)|2)|a)|");
  CHECK(numbers({{"LISTNUM \"LegalDefault\" \\l 1"}, {"LISTNUM LegalDefault \\l 2"}, {"LISTNUM LegalDefault \\l 2"}}) ==
        "1.|1.1.|1.2.|");
  CHECK(numbers({{"LISTNUM OutlineDefault \\s 4"}, {"LISTNUM \\l 2"}, {"LISTNUM \\l 9"}}) == "IV.|A.|(i)|");
}

TEST_CASE("LISTNUM is told where its number is not known, and those after it, which may count on") {
  const Field plain{"LISTNUM"};
  CHECK(numbers({{"LISTNUM MyList \\l 1"}, plain}) == "?|?|");
  CHECK(numbers({{"LISTNUM", 0, false, true}, plain}) == "?|?|");
  CHECK(numbers({{"LISTNUM", 0, false, false, true}}) == "?|");
  CHECK(numbers({{"LISTNUM \\l 2"}, plain}) == "a)|?|");
  CHECK(numbers({plain, {"LISTNUM LegalDefault \\l 1"}}) == "1)|?|");
  CHECK(numbers({{"LISTNUM \\l 10"}, plain}) == "?|?|");
  CHECK(numbers({{"LISTNUM \\l 99999999999"}, {"LISTNUM \\s"}}) == "?|?|");
}

TEST_CASE("numbers of fields stand in the text of DOCX; a stored one holds, an unknown one is told") {
  using test::paragraph, test::read_word, test::run;
  const std::string stored = R"(<w:fldSimple w:instr=" AUTONUM "><w:r><w:t>7.</w:t></w:r></w:fldSimple>)";
  const Document document = read_word(paragraph(field(" AUTONUM ") + run(" one")) + paragraph(stored + run(" two")) +
                                      paragraph(R"(<w:fldSimple w:instr="AUTONUM"/>)" + run(" three")) +
                                      paragraph(run("by (") + field("LISTNUM NumberDefault \\l 8") + run(" him")));
  CHECK(plain_text(document) == "1. one\n\n7. two\n\n3. three\n\nby (a. him");
  CHECK(document.notices.empty());
  const Document unknown =
      read_word(paragraph(field("LISTNUM Own \\l 1") + run("x")) + paragraph(field("AUTONUM \\q")));
  REQUIRE(unknown.notices.size() == 1);
  CHECK(unknown.notices[0].code == "completeness.field_number");
  CHECK(unknown.notices[0].evidence == "LISTNUM Own \\l 1");
}
