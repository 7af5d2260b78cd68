#include <doctest/doctest.h>

#include <optional>

#include "extractors/office/docx_extractor.hpp"
#include "extractors/office/xlsx_extractor.hpp"
#include "tests/extractors/office/package_maker.hpp"

using namespace assay;

namespace {

std::string relationship(const std::string& type, const std::string& target) {
  return "<Relationships><Relationship Id=\"c\" Type=\"t/" + type + "\" Target=\"" + target + "\"/></Relationships>";
}

Document read(const test::Members& more) {
  NoProgress progress;
  auto document = docx_extractor().extract(
      as_bytes(test::make_document("<w:p><w:r><w:t>Sales by harbour:</w:t></w:r></w:p>", more)), {}, progress);
  REQUIRE(document.has_value());
  return std::move(*document);
}

}  // namespace

TEST_CASE("a chart is a table of its series under its title") {
  const auto points = [](const std::string& cache, const std::string& values) {
    return "<c:" + cache + ">" + values + "</c:" + cache + ">";
  };
  const std::string names = "<c:cat>" +
                            points("strCache",
                                   "<c:pt idx=\"0\"><c:v>North</c:v></c:pt>"
                                   "<c:pt idx=\"1\"><c:v>South</c:v></c:pt>") +
                            "</c:cat>";
  const std::string chart =
      "<c:chartSpace xmlns:c='c' xmlns:a='a'><c:chart><c:title><c:tx><a:p><a:r><a:t>Landings</a:t></a:r></a:p></c:tx>"
      "</c:title><c:plotArea><c:barChart>"
      "<c:ser><c:tx><c:v>2025</c:v></c:tx>" +
      names + "<c:val>" +
      points("numCache",
             "<c:pt idx=\"0\"><c:v>4.4000000000000004</c:v></c:pt>"
             "<c:pt idx=\"1\"><c:v>7</c:v></c:pt>") +
      "</c:val></c:ser>"
      "<c:ser><c:tx><c:v>2026</c:v></c:tx><c:val>" +
      points("numCache", "<c:pt idx=\"1\"><c:v>9</c:v></c:pt>") +
      "</c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>";
  const Document document = read({{"word/_rels/document.xml.rels", relationship("chart", "charts/chart1.xml")},
                                  {"word/charts/chart1.xml", chart}});
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[1].kind == BlockKind::caption);
  CHECK(document.blocks[1].text == "Landings");
  CHECK(document.blocks[2].place.part == "word/charts/chart1.xml");
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.rows == 3);
  CHECK(table.columns == 3);
  CHECK(table.header_rows == 1);
  const auto cell = [&](int row, int column) -> std::optional<Cell> {
    for (const Cell& c : table.cells)
      if (c.row == row && c.column == column) return c;
    return std::nullopt;
  };
  CHECK(cell(0, 2)->text == "2026");
  CHECK(cell(1, 0)->text == "North");
  CHECK(cell(1, 1)->text == "4.4");
  CHECK(*cell(1, 1)->number == doctest::Approx(4.4));
  CHECK_FALSE(cell(1, 2).has_value());
  CHECK(cell(2, 2)->text == "9");
}

TEST_CASE("numbers of a chart are shown by the formats of their cells, days among them") {
  const auto points = [](const std::string& code, const std::string& first, const std::string& second) {
    return "<c:numRef><c:numCache><c:formatCode>" + code + R"(</c:formatCode><c:pt idx="0"><c:v>)" + first +
           R"(</c:v></c:pt><c:pt idx="1" formatCode="0.0"><c:v>)" + second + "</c:v></c:pt></c:numCache></c:numRef>";
  };
  const auto read_chart = [&](const std::string& more) {
    const std::string chart = "<c:chartSpace>" + more + "<c:chart><c:plotArea><c:areaChart><c:ser><c:cat>" +
                              points("m/d/yyyy", "37261", "7") + "</c:cat><c:val>" + points("0%", "0.25", "1.25") +
                              "</c:val></c:ser></c:areaChart></c:plotArea></c:chart></c:chartSpace>";
    return read({{"word/_rels/document.xml.rels", relationship("chart", "charts/chart1.xml")},
                 {"word/charts/chart1.xml", chart}});
  };
  const Document document = read_chart("");
  CHECK(plain_text(document) == "Sales by harbour:\n\n2002-01-05\t25%\n7.0\t1.3");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells[0].type == CellType::date);
  CHECK(document.tables[0].cells[1].number == 0.25);
  CHECK(plain_text(read_chart(R"(<c:date1904 val="1"/>)")).find("2006-01-06") != std::string::npos);
}

TEST_CASE("a diagram is a list; a broken one costs nothing else") {
  const std::string diagram =
      "<dgm:dataModel xmlns:dgm='d' xmlns:a='a'><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p>"
      "</dgm:t></dgm:pt><dgm:pt type='pres'/><dgm:pt><dgm:t><a:p><a:r><a:t>Build</a:t></a:r></a:p></dgm:t></dgm:pt>"
      "</dgm:ptLst></dgm:dataModel>";
  const Document document = read({{"word/_rels/document.xml.rels", relationship("diagramData", "diagrams/data1.xml")},
                                  {"word/diagrams/data1.xml", diagram}});
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[1].kind == BlockKind::list_item);
  CHECK(document.blocks[2].text == "Build");
  const Document broken = read({{"word/_rels/document.xml.rels", relationship("chart", "charts/chart1.xml")},
                                {"word/charts/chart1.xml", "<c:chartSpace><c:ch"}});
  CHECK(broken.blocks.at(0).text == "Sales by harbour:");
}

TEST_CASE("of a chart in a workbook what is written in it is read, its values stand in the cells") {
  const std::string chart =
      R"(<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Landings</a:t></a:r></a:p></c:rich></c:tx></c:title>
      <c:plotArea><c:scatterChart><c:ser><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val>
      <c:trendline><c:name>Trend of landings</c:name></c:trendline></c:ser></c:scatterChart>
      <c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>Ton</a:t></a:r><a:r><a:t>nes</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx>
      </c:plotArea></c:chart></c:chartSpace>)";
  const std::string bytes =
      test::make_workbook(R"(<sheetData><row><c><v>7</v></c></row></sheetData>)",
                          {{"xl/worksheets/_rels/sheet1.xml.rels", relationship("drawing", "../drawings/drawing1.xml")},
                           {"xl/drawings/drawing1.xml", "<xdr:wsDr/>"},
                           {"xl/drawings/_rels/drawing1.xml.rels", relationship("chart", "../charts/chart1.xml")},
                           {"xl/charts/chart1.xml", chart}});
  NoProgress progress;
  const auto document = xlsx_extractor().extract(as_bytes(bytes), {}, progress);
  REQUIRE(document.has_value());
  CHECK(document->tables.size() == 1);
  REQUIRE(document->blocks.size() == 4);
  CHECK(document->blocks[1].text == "Landings");
  CHECK(document->blocks[1].place.sheet == "Data");
  CHECK(document->blocks[2].text == "Trend of landings");
  CHECK(document->blocks[3].text == "Tonnes");
}
