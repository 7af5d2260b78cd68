#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "extractors/html/html_extractor.hpp"
#include "extractors/text/encoding.hpp"

using namespace assay;

namespace {

Document read(std::string_view html, RevisionView view = RevisionView::accepted) {
  Document document;
  ExtractOptions options;
  options.revisions = view;
  read_html(html, options, document);
  return document;
}

std::string summary(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    out += std::string(to_string(block.kind));
    if (block.level) out += std::to_string(*block.level);
    out += ":" + block.text + "|";
  }
  return out;
}

}  // namespace

TEST_CASE("headings, paragraphs and lists; white space as a browser shows it") {
  CHECK(
      summary(read("<h1>Big\n <em>news</em></h1>before<p>Para &amp;  more<br>line two</p><ul><li>a<ol><li>a1</ol><li>b"
                   "</ul>after")) ==
      "heading1:Big news|paragraph:before|paragraph:Para & more\nline two|list_item:a|list_item:a1|list_item:b|"
      "paragraph:after|");
}

TEST_CASE("formulas and readings of letters stand in the line that they are in") {
  const std::string_view page =
      "<p>so <math><semantics><mrow><mi>x</mi> "
      "<mo>=</mo><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mn>2</mn></mrow></mfrac>"
      "<msup><mi>r</mi><mn>2</mn></msup><msqrt><mn>3</mn></msqrt></mrow><annotation encoding='TeX'>\\frac</annotation>"
      "</semantics></math> holds, "
      "<ruby>漢<rt>kan</rt></ruby>.<table><tr><td>n<math><mo>&lt;</mo><mn>4</mn></math><td>b</table>";
  const Document document = read(page);
  CHECK(summary(document) == "paragraph:so x=1/(a+2)r^2√3 holds, 漢kan.|table:|");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells[0].text == "n<4");
}

TEST_CASE("what a browser doesn't show is left out") {
  CHECK(summary(read("<script>x</script><style>y</style><p hidden>h</p><div style='display : none'>n</div><!-- c --><p>"
                     "shown")) == "paragraph:shown|");
}

TEST_CASE("what was deleted is no text of the page but one of its changes; what is struck through stays") {
  const std::string_view page =
      "<!doctype html><h1>Fee <del>old</del></h1><p>It is <del datetime='2024-03-01' cite='x.html'>100</del> "
      "<ins>120</ins> "
      "<s>per day</s><table><tr><th>a<th>b<tr><td><del>1</del>2<td>3</table><del><p>Gone <ins>early</ins></p></del>";
  const Document accepted = read(page);
  CHECK(summary(accepted) == "heading1:Fee|paragraph:It is 120 per day|table:|");
  REQUIRE(accepted.tables.size() == 1);
  CHECK(accepted.tables[0].cells[2].text == "2");
  REQUIRE(accepted.revisions.size() == 6);
  CHECK(accepted.revisions[1].kind == RevisionKind::deletion);
  CHECK(accepted.revisions[1].text == "100");
  CHECK(accepted.revisions[1].date == "2024-03-01");
  CHECK(accepted.revisions[2].kind == RevisionKind::insertion);
  CHECK(accepted.revisions[2].text == "120");
  CHECK(accepted.revisions[4].text == "Gone");
  CHECK(accepted.revisions[5].text == "early");
  CHECK(summary(read(page, RevisionView::rejected)) ==
        "heading1:Fee old|paragraph:It is 100 per day|table:|paragraph:Gone|");
  CHECK(summary(read(page, RevisionView::all)) ==
        "heading1:Fee old|paragraph:It is 100 120 per day|table:|paragraph:Gone early|");
}

TEST_CASE("changes without words are none, as those that hold advertisements") {
  const Document document = read(
      "<p>News</p><ins class='adsbygoogle' style='display:block'></ins><p>a<del> <img></del>b <ins><del>c</del></ins>");
  CHECK(plain_text(document) == "News\n\nab");
  REQUIRE(document.revisions.size() == 1);
  CHECK(document.revisions[0].text == "c");
}

TEST_CASE("furniture of the page is kept apart, headers of articles are not") {
  const Document document =
      read("<nav><a>Home</a></nav><article><header><h1>T</h1></header><p>x</p></article><footer>f");
  CHECK(summary(document) == "page_header:Home|heading1:T|paragraph:x|page_footer:f|");
  CHECK(plain_text(document) == "T\n\nx");
}

TEST_CASE("tables with spans, a caption and header cells") {
  const Document document =
      read("<table><caption>Cap</caption><tr><th rowspan=2>N<th colspan=2>V<tr><th>x<th>y<tr><td>a<td>1<td>2</table>");
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.rows == 3);
  CHECK(table.columns == 3);
  CHECK(table.header_rows == 2);
  CHECK(table.title == "Cap");
  CHECK(table.cells[0].row_span == 2);
  CHECK(table.cells[1].column_span == 2);
  CHECK(table.cells[2].column == 1);
  CHECK(tab_separated(table) == "N\tV\n\tx\ty\na\t1\t2");
}

TEST_CASE("a table that only arranges the page is no table; one inside a cell of data stands behind it") {
  CHECK(summary(read("<table><tr><td>left<td><table><tr><td>a<td>b<tr><td>1<td>2</table></table>")) ==
        "paragraph:left|table:|");
  const Document nested = read("<table><tr><th>h<th>k<tr><td>x<td><table><tr><td>a<td>b</table></table>");
  REQUIRE(nested.tables.size() == 2);
  CHECK(tab_separated(nested.tables[0]) == "h\tk\nx");
  CHECK(tab_separated(nested.tables[1]) == "a\tb");
}

TEST_CASE("huge spans are cut to the table") {
  const Document document = read("<table><tr><td colspan=99999999999 rowspan=4000000000>x<tr><td>y</table>");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].columns <= 16384);
  CHECK(document.tables[0].rows == 2);
}

TEST_CASE("metadata") {
  const Document document = read(
      "<html lang=de-AT><head><title>A  title</title><meta name=Author content=Me><meta property='article:"
      "published_time' content=2020-01-02></head><body>x");
  CHECK(document.metadata.title == "A title");
  CHECK(document.metadata.author == "Me");
  CHECK(document.metadata.created == "2020-01-02");
  CHECK(document.metadata.language == "de");
}

TEST_CASE("declared encodings") {
  CHECK(declared_encoding("<meta charset=\"ISO-8859-2\">") == "ISO-8859-2");
  CHECK(declared_encoding("<meta http-equiv=x content='text/html; charset=koi8-r'>") == "koi8-r");
  CHECK(declared_encoding("<p>none") == "");
  ExtractOptions options;
  NoProgress progress;
  const auto document =
      html_extractor().extract(as_bytes("<meta charset=windows-1251><p>\xcf\xf0\xe8"), options, progress);
  REQUIRE(document.has_value());
  CHECK(document->blocks[0].text == "При");
}

TEST_CASE("deep nesting is bounded, its text is not lost") {
  std::string html;
  for (int i = 0; i < 3000; ++i) html += "<div>";
  const Document deep = read(html + "bottom");
  CHECK(plain_text(deep) == "bottom");
  REQUIRE(deep.notices.size() == 1);
  CHECK(deep.notices[0].code == "completeness.limit");
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  const Document deeper = read("<p>top</p>" + html + "bottom");
  CHECK(deeper.partial);
  CHECK(plain_text(deeper) == "top");
}

TEST_CASE("property: any soup of tags is read, and cells lie inside their tables") {
  const bool holds = rc::check([] {
    const std::vector<std::string> parts{"<table>", "</table>", "<tr>",   "<td colspan=3>", "<th rowspan=2>", "<p>",
                                         "x ",      "<ul><li>", "</div>", "<div>",          "<pre>",          "<nav>",
                                         "&amp",    "<!--",     "<b>",    "</td>"};
    std::string html;
    const auto picks = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts));
    for (const std::string& pick : picks) html += pick;
    const Document document = read(html);
    for (const Table& table : document.tables) {
      for (const Cell& cell : table.cells) {
        RC_ASSERT(cell.row + cell.row_span <= table.rows);
        RC_ASSERT(cell.column + cell.column_span <= table.columns);
      }
    }
  });
  CHECK(holds);
}
