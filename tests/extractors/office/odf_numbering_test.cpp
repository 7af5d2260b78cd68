#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "extractors/office/odf_extractor.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;

const std::string list_styles = R"xml(<office:automatic-styles>
    <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
      <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
      <text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3" style:num-suffix=")"/></text:list-style>
    <text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
    <text:list-style style:name="P"><text:list-level-style-number text:level="1" style:num-format="A" text:start-value="26" loext:num-list-format="Article %1%:"/></text:list-style>
    <text:list-style style:name="R"><text:list-level-style-number text:level="1" style:num-format="I"/></text:list-style>
    <text:list-style style:name="E"><text:list-level-style-number text:level="1" style:num-format=""/>
      <text:list-level-style-number text:level="2" style:num-format="1" loext:num-list-format="%1%.%2%)"/></text:list-style>
    <style:style style:name="Clause" style:family="paragraph" style:list-style-name="L"/>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Clause"/>
    <style:style style:name="Preface" style:family="paragraph" style:list-style-name=""/>
    </office:automatic-styles>)xml";

// The texts of an OpenDocument text in this order, tables as tab-separated rows.
std::vector<std::string> texts_of(const std::string& body, RevisionView view = RevisionView::accepted,
                                  const std::string& header = {}) {
  const std::string outline = R"(<office:document-styles><office:automatic-styles>
      <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"/>
      <text:list-level-style-number text:level="4" style:num-format="I"/></text:list-style></office:automatic-styles><office:styles><text:outline-style style:name="Outline">
      <text:outline-level-style text:level="1" style:num-format="1"/>
      <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
      <text:outline-level-style text:level="3" style:num-format=""/></text:outline-style></office:styles>)" +
                              header + "</office:document-styles>";
  const std::string bytes =
      test::make_package({{"content.xml", "<office:document-content>" + list_styles + "<office:body><office:text>" +
                                              body + "</office:text></office:body></office:document-content>"},
                          {"styles.xml", outline}});
  ExtractOptions options;
  options.revisions = view;
  NoProgress progress;
  const auto document = odf_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(document.has_value());
  std::vector<std::string> out;
  for (const Block& block : document->blocks)
    out.push_back(block.table ? tab_separated(document->tables[static_cast<std::size_t>(*block.table)]) : block.text);
  return out;
}

std::string item(const std::string& text) {
  return "<text:list-item><text:p>" + text + "</text:p></text:list-item>";
}

}  // namespace

using Texts = std::vector<std::string>;

TEST_CASE("list numbers of OpenDocument stand before the text: levels, formats, further paragraphs") {
  CHECK(texts_of(R"(<text:list text:style-name="L"><text:list-header><text:p>Rules</text:p></text:list-header>
      <text:list-item><text:p>one</text:p><text:p>more of it</text:p><text:list>)" +
                 item("deep") + R"(<text:list-item><text:p>deeper</text:p><text:list>)" + item("deepest") +
                 R"(</text:list></text:list-item></text:list></text:list-item>)" + item("two") + "<text:list-item>" +
                 "<text:list>" + item("again") + "</text:list></text:list-item></text:list>") ==
        Texts{"Rules", "1. one", "more of it", "(a) deep", "(b) deeper", "1.b.i) deepest", "2. two", "(a) again"});
}

TEST_CASE("lists of OpenDocument begin anew, go on, and begin where an item says") {
  CHECK(texts_of(R"(<text:list xml:id="x" text:style-name="L">)" + item("a") + item("b") + "</text:list>" +
                 R"(<text:list text:style-name="L">)" + item("anew") + "</text:list>" +
                 R"(<text:list text:style-name="L" text:continue-list="x">)" + item("of x") + "</text:list>" +
                 R"(<text:list text:style-name="L" text:continue-numbering="true">)" + item("on") +
                 R"(<text:list-item text:start-value="9"><text:p>nine</text:p></text:list-item>)" + item("ten") +
                 "</text:list>") == Texts{"1. a", "2. b", "1. anew", "3. of x", "4. on", "9. nine", "10. ten"});
}

TEST_CASE("bullets of OpenDocument are one sign, and a pattern says all of it") {
  CHECK(texts_of(R"(<text:list text:style-name="B">)" + item("dot") + R"(</text:list><text:list text:style-name="P">)" +
                 item("z") + item("next") + R"(</text:list><text:list text:style-name="none">)" + item("plain") +
                 "</text:list>") == Texts{"• dot", "Article Z: z", "Article AA: next", "plain"});
}

TEST_CASE("headings of OpenDocument are counted by the outline") {
  CHECK(texts_of(R"(<text:h text:outline-level="1">Scope</text:h><text:h text:outline-level="2">Who</text:h>
      <text:h text:outline-level="2">What</text:h><text:h text:outline-level="3">free</text:h>
      <text:h text:outline-level="1" text:is-list-header="true">Preface</text:h>
      <text:h text:outline-level="1">Terms</text:h><text:h text:outline-level="2">First</text:h>
      <text:h text:outline-level="1" text:restart-numbering="true" text:start-value="7">Annex</text:h>)") ==
        Texts{"1 Scope", "1.1 Who", "1.2 What", "free", "Preface", "2 Terms", "2.1 First", "7 Annex"});
}

TEST_CASE("a heading below a level that was left out counts that level; one whose style is in no list counts nothing") {
  CHECK(texts_of(R"(<text:h text:style-name="Preface" text:outline-level="1">Preface</text:h>
      <text:h text:outline-level="2">Who</text:h><text:h text:outline-level="1">Scope</text:h>
      <text:h text:outline-level="1"><text:number>9</text:number>Terms</text:h>)") ==
        Texts{"Preface", "1.1 Who", "2 Scope", "3 Terms"});
}

TEST_CASE("lists of OpenDocument take the style of an item or of its paragraphs, and skip levels without number") {
  CHECK(texts_of(R"(<text:list text:style-name="L">)" + item("one") +
                 R"(<text:list-item text:style-override="R"><text:p>two</text:p></text:list-item></text:list>
      <text:list><text:list-item><text:p text:style-name="P1">clause</text:p></text:list-item></text:list>
      <text:list text:style-name="E"><text:list-item><text:p>top</text:p><text:list>)" +
                 item("below") + "</text:list></text:list-item></text:list>") ==
        Texts{"1. one", "II two", "1. clause", "top", "1) below"});
}

TEST_CASE("empty items count in every view, and insertions that are not there are no list to go on with") {
  const std::string body = R"(<text:tracked-changes><text:changed-region text:id="c"><text:insertion>
      <office:change-info><dc:creator>A</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
      <text:list text:style-name="L">)" +
                           item("a") + item("") + item("b") + R"(</text:list><text:list text:style-name="L">)" +
                           item(R"(<text:change-start text:change-id="c"/>new<text:change-end text:change-id="c"/>)") +
                           R"(</text:list><text:list text:continue-numbering="true" text:style-name="L">)" +
                           item("on") + "</text:list>";
  CHECK(texts_of(body) == Texts{"1. a", "3. b", "1. new", "2. on"});
  CHECK(texts_of(body, RevisionView::rejected) == Texts{"1. a", "3. b", "4. on"});
}

TEST_CASE("numbers that are longer than the text of a cell are held to its limit") {
  const std::string style =
      "<office:automatic-styles><text:list-style style:name=\"W\"><text:list-level-style-number "
      "text:level=\"1\" style:num-format=\"1\" style:num-suffix=\"" +
      std::string(200, '.') + "\"/></text:list-style></office:automatic-styles>";
  std::string items;
  for (int i = 0; i < 1000; ++i) items += item("x");
  const std::string bytes = test::make_package(
      {{"content.xml", "<office:document-content>" + style +
                           "<office:body><office:text><table:table><table:table-row><table:table-cell><text:list "
                           "text:style-name=\"W\">" +
                           items +
                           "</text:list></table:table-cell></table:table-row></table:table></office:text></office:body>"
                           "</office:document-content>"}});
  ExtractOptions options;
  NoProgress progress;
  const auto whole = odf_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE((whole.has_value() && whole->tables.size() == 1));
  CHECK(whole->tables[0].cells[0].text.size() > 200'000);
  options.limits.text_bytes = 100'000;
  const auto cut = odf_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(cut.has_value());
  CHECK(cut->partial);
  CHECK(cut->tables.empty());
}

TEST_CASE("an item that was inserted counts nothing where insertions are rejected") {
  const std::string body = R"(<text:tracked-changes><text:changed-region text:id="c"><text:insertion>
      <office:change-info><dc:creator>A</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
      <text:list text:style-name="L">)" +
                           item("kept") +
                           item(R"(<text:change-start text:change-id="c"/>new<text:change-end text:change-id="c"/>)") +
                           item("last") + "</text:list>";
  CHECK(texts_of(body) == Texts{"1. kept", "2. new", "3. last"});
  CHECK(texts_of(body, RevisionView::rejected) == Texts{"1. kept", "2. last"});
}

TEST_CASE("lists in cells and text boxes are counted apart from the list around them") {
  const std::string cell = R"(<table:table><table:table-row><table:table-cell><text:list text:style-name="L">)" +
                           item("in a cell") + item("below") +
                           R"(</text:list><text:list-item><text:p>astray</text:p></text:list-item></table:table-cell>
      </table:table-row></table:table>)";
  CHECK(texts_of(cell + R"(<text:list text:style-name="L"><text:list-item><text:p>outer<draw:frame><draw:text-box>
      <text:list text:style-name="L">)" +
                 item("boxed") + R"(</text:list></draw:text-box></draw:frame></text:p></text:list-item>)" +
                 item("after") + R"(</text:list><text:list text:continue-numbering="true" text:style-name="L">)" +
                 item("on") + "</text:list>") ==
        Texts{"1. in a cell 2. below astray", "1. outer", "1. boxed", "2. after", "3. on"});
}

TEST_CASE("a number in a cell of OpenDocument without words is the text of the cell, a bullet is not") {
  CHECK(texts_of(R"(<table:table><table:table-row><table:table-cell><text:list text:style-name="L">)" + item("") +
                 item("") + R"(</text:list></table:table-cell><table:table-cell><text:list text:style-name="B">)" +
                 item("") + R"(</text:list></table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell>
      </table:table-row></table:table>)") == Texts{"1. 2.\t\tx"});
}

TEST_CASE("numbered paragraphs of OpenDocument are items of the list that they name, or of their style's") {
  const auto numbered = [](const std::string& says, const std::string& text) {
    return "<text:numbered-paragraph text:style-name=\"L\" " + says + "><text:p><text:number>7</text:number>" + text +
           "</text:p></text:numbered-paragraph>";
  };
  CHECK(texts_of(numbered(R"(text:list-id="a")", "one") + numbered(R"(text:list-id="b")", "other") +
                 numbered(R"(text:list-id="a" text:level="2")", "inner") + numbered(R"(text:list-id="a")", "two") +
                 numbered(R"(text:list-id="a" text:start-value="9")", "nine") + numbered("", "x") +
                 numbered("", "y")) == Texts{"1. one", "1. other", "(a) inner", "2. two", "9. nine", "1. x", "2. y"});
}

TEST_CASE("lists in notes and comments of OpenDocument are read line by line, with their numbers") {
  const std::string list = R"(<text:list text:style-name="L">)" + item("first") + item("second") + "</text:list>";
  CHECK(
      texts_of(
          R"(<text:list text:style-name="L">)" +
          item(
              R"(one<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>see</text:p>)" +
              list +
              R"(</text:note-body></text:note><office:annotation><dc:creator>Bo</dc:creator><text:p>why</text:p>)" +
              list + "</office:annotation>") +
          item("two") + "</text:list>") ==
      Texts{"1. one[1]", "Bo: why\n1. first\n2. second", "2. two", "[1] see\n1. first\n2. second"});
}

TEST_CASE("lists in a header of OpenDocument have the numbers of its own styles") {
  const std::string header = R"(<office:master-styles><style:master-page style:name="M"><style:header>
      <text:list text:style-name="L">)" +
                             item("a") + item("b") +
                             R"(</text:list></style:header></style:master-page></office:master-styles>)";
  CHECK(texts_of("<text:p>body</text:p>", RevisionView::accepted, header) == Texts{"I a\nII b", "body"});
}

TEST_CASE("items that were deleted are items again where deletions are rejected") {
  const auto deleted = [](const std::string& id, const std::string& content) {
    return "<text:changed-region text:id=\"" + id +
           "\"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info>" + content +
           "</text:deletion></text:changed-region>";
  };
  const auto list = [](const std::string& items) {
    return R"(<text:list text:style-name="L">)" + items + "</text:list>";
  };
  const std::string mark = R"(<text:change text:change-id="d"/>)";
  const std::string body = "<text:tracked-changes>" + deleted("d", list(item("gone") + item("too") + item(""))) +
                           deleted("e", "<text:p>alone</text:p>") + "</text:tracked-changes>" +
                           list(item("a") + item(mark + "b") + item("c")) + R"(<text:change text:change-id="e"/>)";
  CHECK(texts_of(body) == Texts{"1. a", "2. b", "3. c"});
  CHECK(texts_of(body, RevisionView::rejected) == Texts{"1. a", "2. gone", "3. too", "4. b", "5. c", "alone"});
}

TEST_CASE("lists inside lists without end, and odd numbers in them, are read") {
  std::string body =
      R"(<text:list text:style-name="L"><text:list-item text:start-value="-5"><text:p>odd</text:p></text:list-item>)"
      R"(<text:list-item text:start-value="99999999"><text:p>large</text:p></text:list-item></text:list>)";
  constexpr int depth = 40;
  for (int i = 0; i < depth; ++i) body += R"(<text:list text:style-name="L"><text:list-item>)";
  body += "<text:p>bottom</text:p>";
  for (int i = 0; i < depth; ++i) body += "</text:list-item></text:list>";
  const Texts texts = texts_of(body);
  REQUIRE(texts.size() == 3);
  CHECK(texts[0] == "1. odd");
  CHECK(texts[1] == "32767. large");
  CHECK(texts[2] == "bottom");
}
