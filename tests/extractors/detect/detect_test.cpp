#include "extractors/detect/detect.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tools/zip/zip_package.hpp"

using namespace assay;
using std::string_literals::operator""s;

namespace {

std::string type_of(const std::string& bytes, std::string_view name = "") {
  return detect_media_type(as_bytes(bytes), name).media_type;
}

std::string content_types(const std::string& main) {
  return R"(<Types><Override PartName="/x" ContentType="application/vnd.)" + main + R"("/></Types>)";
}

// A compound file of one directory sector that names one stream.
std::string compound_file(const std::string& stream) {
  std::string bytes(512 * 2, '\0');
  bytes.replace(0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
  bytes[30] = 9;
  for (int i = 0; i < 4; ++i) bytes[static_cast<std::size_t>(76 + i)] = '\xff';  // no allocation table
  for (std::size_t i = 0; i < stream.size(); ++i) bytes[512 + 2 * i] = stream[i];
  bytes[512 + 64] = static_cast<char>(2 * stream.size() + 2);
  return bytes;
}

}  // namespace

TEST_CASE("packages are named by what is inside") {
  const std::string docx = zip_package(
      {{"[Content_Types].xml", content_types("openxmlformats-officedocument.wordprocessingml.document.main+xml")},
       {"word/document.xml", "<w/>"}});
  CHECK(type_of(docx) == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  CHECK(type_of(zip_package({{"[Content_Types].xml", content_types("ms-excel.sheet.macroEnabled.main+xml")}})) ==
        "application/vnd.ms-excel.sheet.macroEnabled.12");
  CHECK(type_of(zip_package({{"mimetype", "application/vnd.oasis.opendocument.text"}})) ==
        "application/vnd.oasis.opendocument.text");
  CHECK(type_of(zip_package({{"META-INF/manifest.xml",
                              "<m:manifest><m:file-entry m:media-type=\"text/xml\" m:full-path=\"content.xml\"/>"
                              "<m:file-entry m:media-type=\"application/vnd.oasis.opendocument.spreadsheet\" "
                              "m:full-path=\"/\"/></m:manifest>"}})) ==
        "application/vnd.oasis.opendocument.spreadsheet");
  CHECK(type_of(zip_package({{"META-INF/manifest.xml", "<file-entry full-path=\"/\""}})) == "application/zip");
  CHECK(type_of(zip_package({{"mimetype", "application/epub+zip"}})) == "application/epub+zip");
  CHECK(type_of(zip_package({{"[Content_Types].xml", "application/vnd.ms-visio.drawing.main+xml"}})) ==
        "application/vnd.visio");
  CHECK(type_of(zip_package({{"a.txt", "hello"}})) == "application/zip");
}

TEST_CASE("a truncated package is still known by its first members") {
  std::string bytes =
      zip_package({{"[Content_Types].xml", std::string(3000, 'x')}, {"xl/workbook.xml", "<w/>"}, {"z", ""}});
  bytes.resize(bytes.find("xl/workbook.xml") + 20);
  CHECK(type_of(bytes) == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

TEST_CASE("compound files are named by their streams") {
  CHECK(type_of(compound_file("WordDocument")) == "application/msword");
  CHECK(type_of(compound_file("Workbook")) == "application/vnd.ms-excel");
  CHECK(type_of(compound_file("EncryptedPackage")) == "application/encrypted-ooxml");
  CHECK(type_of(compound_file("Something")) == "application/x-ole-storage");
  CHECK(type_of(compound_file("\x01Ole10Native")) == "application/x-ole-object");
  CHECK(type_of(compound_file("CONTENTS")) == "application/x-ole-storage");
  CHECK(type_of(compound_file("CONTENTS") + "%PDF-1.4") == "application/x-ole-object");
  CHECK(type_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "application/x-ole-storage");
}

TEST_CASE("a PDF may begin with junk, but a text that mentions one is a text") {
  CHECK(type_of("%PDF-1.7\n") == "application/pdf");
  CHECK(type_of("\x01\x02junk\n%PDF-1.4\n1 0 obj\n<<>>") == "application/pdf");
  CHECK(type_of("A file starts with %PDF-1.4 when it is a PDF.\n") == "text/plain");
}

TEST_CASE("kinds of text") {
  CHECK(type_of("Dear all,\nthis is prose, with a comma.\nAnd more, much more.\nBye.\n") == "text/plain");
  CHECK(type_of("a;b;c\n1;2;3\n4;5;6\n7;8;9\n") == "text/csv");
  CHECK(type_of("a\tb\n1\t2\n3\t4\n5\t6\n") == "text/tab-separated-values");
  CHECK(type_of("just words", "x.csv") == "text/csv");
  CHECK(type_of("# Title\n", "x.md") == "text/markdown");
  CHECK(type_of("  <!DOCTYPE HTML><p>x") == "text/html");
  CHECK(type_of("<?xml version=\"1.0\"?><!-- c --><html>") == "text/html");
  CHECK(type_of("<?xml version=\"1.0\"?><data/>") == "application/xml");
  CHECK(type_of("{\"a\": 1}") == "application/json");
  CHECK(type_of("{\\rtf1 x}") == "text/rtf");
  CHECK(type_of("From: a@example.org\nTo: b@example.org\nSubject: x\n\nhi") == "message/rfc822");
  CHECK(type_of("\xff\xfeh\0i\0"s) == "text/plain");
}

TEST_CASE("a text in UTF-16 without a mark is a text in every script, other bytes are none") {
  const auto utf16 = [](std::u16string_view text) {
    std::string bytes;
    for (const char16_t unit : text) bytes += {static_cast<char>(unit & 0xff), static_cast<char>(unit >> 8)};
    return bytes;
  };
  CHECK(type_of(utf16(u"Направляем вам отчёт о продажах.")) == "text/plain");
  CHECK(type_of(utf16(u"売上報告書を送付いたします。")) == "text/plain");
  CHECK(type_of(utf16(u"город;сумма\nМосква;5\nТверь;7\n")) == "text/csv");
  CHECK(type_of(utf16(u"<html><body>Отчёт</body></html>")) == "text/html");
  std::string record;
  for (int i = 0; i < 400; ++i)
    record += {static_cast<char>(i * 7), static_cast<char>(i % 3), '\0', static_cast<char>(i)};
  CHECK(type_of(record) != "text/plain");
}

TEST_CASE("a workbook of Excel in XML is known by its root; .xml is no lie, .xls is one") {
  const std::string workbook =
      "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\n<Workbook "
      "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
  CHECK(type_of(workbook, "stock.xls") == "application/vnd.ms-spreadsheetml");
  const Detected found = detect_media_type(as_bytes(workbook), "stock.xls");
  CHECK(check_extension(found, "stock.xls"));
  CHECK_FALSE(check_extension(found, "stock.xml"));
  CHECK(type_of("<x1:Workbook xmlns:x1=\"urn:schemas-microsoft-com:office:spreadsheet\"/>") ==
        "application/vnd.ms-spreadsheetml");
  CHECK(type_of("<?xml version=\"1.0\"?><Workbook/>", "stock.xml") == "application/xml");
}

TEST_CASE("OpenDocument in one XML file is known by its root") {
  const std::string flat =
      "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.";
  CHECK(type_of(flat + "text\"><office:body/>") == "application/vnd.oasis.opendocument.text");
  CHECK(type_of(flat + "spreadsheet-template\">") == "application/vnd.oasis.opendocument.spreadsheet");
  CHECK(type_of(flat + "presentation\">") == "application/vnd.oasis.opendocument.presentation");
  CHECK_FALSE(check_extension(detect_media_type(as_bytes(flat + "text\">"), "a.fodt"), "a.fodt"));
  CHECK(type_of("<?xml version=\"1.0\"?><document mimetype=\"application/vnd.oasis.opendocument.text\"/>") ==
        "application/xml");
}

TEST_CASE("nothing known") {
  CHECK(type_of("\x01\x02\x03\x04\x05\x06\x07\x0e"s) == unknown_media_type);
  CHECK(type_of(std::string(300, '\0')) == unknown_media_type);
}

TEST_CASE("a name that lies is told, a harmless one is not") {
  const auto lie = [](const std::string& bytes, std::string_view name) {
    return check_extension(detect_media_type(as_bytes(bytes), name), name);
  };
  const auto notice = lie("%PDF-1.4\n", "dir/report.DOCX");
  REQUIRE(notice.has_value());
  CHECK(notice->code == "format.wrong_extension");
  CHECK(notice->severity == Severity::warning);
  CHECK(notice->message ==
        "The name ends in .docx, which stands for a Word document (docx), but the content is a PDF document.");
  CHECK(lie("a,b\n1,2\n", "old.xls").has_value());
  CHECK(lie("[\n {\"a\": 1},\n {\"a\": 2}]", "x.csv").has_value());
  CHECK(lie("{\"a\": 1}\n{\"a\": 2}\n", "x.tsv").has_value());
  CHECK_FALSE(lie("{\"a\": 1}\n", "x.txt").has_value());
  CHECK_FALSE(lie("[1],2\n[3],4\n", "x.csv").has_value());
  CHECK(lie("\xff\xd8\xff\xe0", "x.png").has_value());
  CHECK_FALSE(lie("\xff\xd8\xff\xe0", "x.jpeg").has_value());
  CHECK_FALSE(lie("a,b,c\n1,2,3\n1,2,3\n1,2,3\n", "x.txt").has_value());
  CHECK_FALSE(lie("plain words", "x.log").has_value());
  CHECK_FALSE(lie("plain words", "README").has_value());
  CHECK_FALSE(lie("plain words", "x.unheard-of").has_value());
  CHECK_FALSE(lie("<html></html>", "x.htm").has_value());
}

TEST_CASE("extensions") {
  CHECK(extension_of("a/b.c/D.PdF") == "pdf");
  CHECK(extension_of("a.b/name") == "");
  CHECK(extension_of(".hidden") == "");
}
