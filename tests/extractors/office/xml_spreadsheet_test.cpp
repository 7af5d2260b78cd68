#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "extractors/office/xml_spreadsheet_extractor.hpp"

using namespace assay;

namespace {

const std::string beginning =
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" "
    "xmlns:h=\"http://www.w3.org/TR/REC-html40\">"
    "<DocumentProperties xmlns=\"urn:schemas-microsoft-com:office:office\"><Title>Stock</Title><Author>A. Bell</Author>"
    "</DocumentProperties>"
    "<Styles><Style ss:ID=\"day\"><NumberFormat ss:Format=\"Short Date\"/></Style></Styles>";

std::string row(const std::string& cells, const std::string& attributes = {}) {
  return "<Row" + attributes + ">" + cells + "</Row>";
}
std::string cell(const std::string& type, const std::string& text, const std::string& attributes = {}) {
  return "<Cell" + attributes + "><Data ss:Type=\"" + type + "\">" + text + "</Data></Cell>";
}
std::string sheet(const std::string& rows, const std::string& columns = {}, const std::string& options = {}) {
  return "<Worksheet ss:Name=\"Goods\"><Table>" + columns + rows + "</Table>" + options + "</Worksheet>";
}
std::string workbook(const std::string& sheets) {
  return beginning + sheets + "</Workbook>";
}

ByteView bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

Result<Document> extract(const std::string& text, const Limits& limits = {}) {
  ExtractOptions options;
  options.limits = limits;
  NoProgress progress;
  return xml_spreadsheet_extractor().extract(bytes_of(text), options, progress);
}

Cell at(const Document& document, int row, int column, std::size_t table = 0) {
  for (const Cell& found : document.tables.at(table).cells)
    if (found.row == row && found.column == column) return found;
  return {};
}

const Notice* find(const Document& document, std::string_view code) {
  for (const Notice& notice : document.notices)
    if (notice.code == code) return &notice;
  return nullptr;
}

const std::string head = row(cell("String", "Name") + cell("String", "Price") + cell("String", "Since"));

}  // namespace

TEST_CASE("protected sheets of an XML workbook are told") {
  std::string text = workbook(sheet(head));
  CHECK_FALSE(find(*extract(text), "format.protected"));
  text.replace(
      text.find("<Worksheet"), 10,
      "<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><ProtectStructure>True</ProtectStructure>"
      "</ExcelWorkbook><Worksheet ss:Protected=\"1\"");
  const auto document = extract(text);
  REQUIRE(find(*document, "format.protected"));
  CHECK(find(*document, "format.protected")->message ==
        "The workbook is protected against changes: the list of its sheets; the sheet 'Goods'.");
}

TEST_CASE("cells have their types, texts and places") {
  const auto document = extract(workbook(
      sheet(head +
            row(cell("String", "Pen <h:B>blue</h:B>") + cell("Number", "1.25") +
                cell("DateTime", "2024-03-05T00:00:00.000", " ss:StyleID=\"day\"")) +
            row(cell("String", "Ink") + cell("Number", "45356", " ss:Index=\"3\" ss:StyleID=\"day\"")) +
            row(cell("String", "Cap") + cell("Error", "#N/A") + cell("DateTime", "1899-12-31T12:30:00.000")))));
  REQUIRE(document);
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].place.range == "A1:C4");
  CHECK(document->tables[0].place.sheet == "Goods");
  CHECK(document->tables[0].header_rows == 1);
  CHECK(at(*document, 1, 0).text == "Pen blue");
  CHECK(at(*document, 1, 1).number == 1.25);
  CHECK(at(*document, 1, 2).type == CellType::date);
  CHECK(at(*document, 1, 2).text == "2024-03-05");
  CHECK(at(*document, 1, 2).number == 19787);
  CHECK(at(*document, 2, 1).text.empty());
  CHECK(at(*document, 2, 2).text == "2024-03-05");
  CHECK(at(*document, 3, 1).type == CellType::error);
  CHECK(at(*document, 3, 2).text == "12:30:00");
  CHECK(document->metadata.title == "Stock");
  CHECK(document->metadata.author == "A. Bell");
}

TEST_CASE("times of an XML workbook are shown by their formats, and texts that a format hides are not") {
  std::string text = workbook(
      sheet(head + row(cell("String", "Pen", " ss:StyleID=\"none\"") + cell("Number", "1.5", " ss:StyleID=\"long\"") +
                       cell("DateTime", "1899-12-31T12:30:00.000", " ss:StyleID=\"clock\""))));
  text.insert(text.find("</Styles>"),
              "<Style ss:ID=\"none\"><NumberFormat ss:Format=\";;;\"/></Style>"
              "<Style ss:ID=\"long\"><NumberFormat ss:Format=\"[h]:mm\"/></Style>"
              "<Style ss:ID=\"clock\"><NumberFormat ss:Format=\"h:mm\"/></Style>");
  const auto document = extract(text);
  REQUIRE(document);
  CHECK(plain_text(*document) == "Name\tPrice\tSince\n\t36:00\t12:30");
  CHECK(plain_text(*document, Shown::all) == "Name\tPrice\tSince\nPen\t36:00\t12:30");
  CHECK(at(*document, 1, 1).text == "36:00:00");
}

TEST_CASE("merged, hidden and skipped places, and a formula without a result") {
  const auto document = extract(workbook(sheet(
      row(cell("String", "First half", " ss:Index=\"2\" ss:MergeAcross=\"1\"") + cell("String", "Note")) +
          row(cell("String", "Region") + cell("String", "Sold") + cell("String", "Left") + cell("String", "Text")) +
          row(cell("String", "North") + cell("Number", "1") + cell("Number", "2"), " ss:Hidden=\"1\"") +
          row(cell("String", "South") + cell("Number", "3") + "<Cell ss:Formula=\"=RC[-1]*2\"/>", " ss:Index=\"5\""),
      "<Column ss:Index=\"3\" ss:Hidden=\"1\"/>",
      "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible>"
      "</WorksheetOptions>")));
  REQUIRE(document);
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].hidden);
  CHECK(at(*document, 0, 1).column_span == 2);
  CHECK(at(*document, 0, 3).text == "Note");
  CHECK(at(*document, 2, 1).hidden);
  CHECK_FALSE(at(*document, 4, 1).hidden);
  CHECK(at(*document, 4, 0).text == "South");
  CHECK(at(*document, 1, 2).hidden);
  CHECK(find(*document, "consistency.hidden_sheet"));
  const Notice* formula = find(*document, "format.formula_without_value");
  REQUIRE(formula);
  CHECK(formula->evidence == "C5 =RC[-1]*2");
}

TEST_CASE("a merged cell of an XML workbook is hidden where no part of it is shown") {
  const std::string hidden = " ss:Hidden=\"1\"";
  const auto document = extract(workbook(
      sheet(row(cell("String", "x") + cell("String", "down", " ss:MergeDown=\"1\"") + cell("String", "y"), hidden) +
            row(cell("String", "a") + cell("String", "c", " ss:Index=\"3\"")) +
            row(cell("String", "z") + cell("String", "gone", " ss:MergeDown=\"1\""), hidden + " ss:Span=\"1\"") +
            row(cell("String", "d") + cell("String", "e")))));
  REQUIRE(document);
  CHECK(plain_text(*document) == "a\tdown\tc\n\nd\te");
}

TEST_CASE("values are what they say, or texts") {
  const auto document = extract(
      "\n" +
      workbook("<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><Date1904/></ExcelWorkbook>" +
               sheet(head + row(cell("Boolean", " 1 ") + cell("Number", "\n 1\n ") + cell("Boolean", "maybe")) +
                     row(cell("DateTime", "1875-03-04T00:00:00.000") + cell("Number", "+5") +
                         cell("DateTime", "2024-03-05T23:59:59.700")) +
                     row(cell("String", "x") + cell("Number", "n/a") + cell("Number", "44000", " ss:StyleID=\"day\"")) +
                     row(cell("String", "y") + cell("Number", "7") +
                         "<Cell ss:Formula=\"=IF(1&gt;2,1,&quot;&quot;)\"><Data ss:Type=\"String\"></Data></Cell>"))));
  REQUIRE(document);
  CHECK(at(*document, 1, 0).text == "TRUE");
  CHECK(at(*document, 1, 1).number == 1);
  CHECK(at(*document, 1, 2).text == "maybe");
  CHECK(at(*document, 2, 0).text == "1875-03-04");
  CHECK(at(*document, 2, 1).number == 5);
  CHECK(at(*document, 2, 2).text == "2024-03-06");
  CHECK(at(*document, 3, 1).text == "n/a");
  CHECK(at(*document, 3, 2).text == "2024-06-19");
  CHECK_FALSE(find(*document, "format.formula_without_value"));
}

TEST_CASE("rows that stand for many end with their sheet, and none lies beyond the last") {
  const std::string rows = head + row(cell("String", "Pen") + cell("Number", "1") + cell("Number", "2"));
  const auto document = extract(workbook(sheet(rows + "<Row ss:Span=\"9\"/>") + sheet(rows)));
  REQUIRE(document);
  REQUIRE(document->tables.size() == 2);
  CHECK(document->tables[1].place.range == "A1:C2");
  std::string far = rows;
  for (int i = 0; i < 2100; ++i) far += "<Row ss:Span=\"1048576\"/>";
  const auto beyond = extract(workbook(sheet(far + rows)));
  REQUIRE(beyond);
  CHECK(beyond->partial);
  CHECK(beyond->tables.size() == 1);
  CHECK(find(*beyond, "format.damaged"));
}

TEST_CASE("comments stand at their cell, with their author") {
  const auto document = extract(
      workbook(sheet(head + row("<Cell><Data ss:Type=\"String\">Pen</Data><Comment ss:Author=\"Bell\"><ss:Data "
                                "xmlns=\"http://www.w3.org/TR/REC-html40\"><B>sold out</B></ss:Data></Comment></Cell>" +
                                cell("Number", "2") + cell("Number", "3")))));
  REQUIRE(document);
  const auto comment = std::find_if(document->blocks.begin(), document->blocks.end(),
                                    [](const Block& block) { return block.kind == BlockKind::comment; });
  REQUIRE(comment != document->blocks.end());
  CHECK(comment->text == "Bell: sold out");
  CHECK(comment->place.range == "A2");
  const auto named = extract(workbook(
      sheet(head + row("<Cell><Data ss:Type=\"String\">Pen</Data><Comment ss:Author=\"Bell\"><ss:Data>Bell: sold "
                       "out</ss:Data></Comment></Cell>"))));
  REQUIRE(named);
  CHECK(named->blocks.back().text == "Bell: sold out");
}

TEST_CASE("what is hostile or cut short is said, and what could be read is kept") {
  const std::string whole =
      workbook(sheet(head + row(cell("String", "Pen") + cell("Number", "1") + cell("Number", "2"))));
  const auto cut = extract(whole.substr(0, whole.find("Pen") + 30));
  REQUIRE(cut);
  CHECK(cut->partial);
  CHECK(find(*cut, "format.damaged"));
  CHECK(at(*cut, 0, 1).text == "Price");

  std::string laughs = whole;
  laughs.insert(laughs.find("<Workbook"), "<!DOCTYPE Workbook [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>");
  CHECK_FALSE(extract(laughs));

  Limits few;
  few.cells = 4;
  const auto limited = extract(whole, few);
  REQUIRE(limited);
  CHECK(limited->partial);
  CHECK(find(*limited, "completeness.limit")->evidence == "limit: cells");

  const auto far =
      extract(workbook(sheet(head + row(cell("String", "x", " ss:Index=\"99999999\" ss:MergeAcross=\"99999999\""),
                                        " ss:Index=\"2147483647\""))));
  REQUIRE(far);
  CHECK(far->tables.size() == 1);
}

TEST_CASE("any beginning of a workbook is read or refused") {
  const std::string whole =
      workbook(sheet(head + row(cell("String", "Pen") + cell("Number", "1") + cell("Number", "2"))));
  for (std::size_t size = 0; size < whole.size(); size += 3) {
    const auto document = extract(whole.substr(0, size));
    if (document) CHECK(document->partial);
  }
}

TEST_CASE("numbers of an XML spreadsheet are shown by their formats, and kept as they are") {
  const auto style = [](const std::string& id, const std::string& format) {
    return "<Style ss:ID=\"" + id + "\"><NumberFormat ss:Format=\"" + format + "\"/></Style>";
  };
  const auto number = [](const std::string& id, const std::string& value) {
    return cell("Number", value, " ss:StyleID=\"" + id + "\"");
  };
  const auto document =
      extract(workbook("<Styles>" + style("share", "Percent") + style("code", "00000") + style("money", "#,##0.00") +
                       style("any", "General") + "</Styles>" +
                       sheet(row(number("share", "0.125") + number("code", "7") + number("money", "-1234.5") +
                                 number("any", "0.333333333333333") + number("day", "45000")))));
  REQUIRE(document.has_value());
  CHECK(at(*document, 0, 0).text == "0.125");
  CHECK(plain_text(*document) == "12.50%\t00007\t-1,234.50\t0.333333333\t2023-03-15");
}
