#include "tests/extractors/office/package_maker.hpp"

#include <algorithm>

namespace assay::test {
namespace {

const std::string relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const std::string& id, const std::string& kind, const std::string& target) {
  return R"(<Relationship Id=")" + id + R"(" Type=")" + type + kind + R"(" Target=")" + target + R"("/>)";
}

Members with(Members members, const Members& more) {
  for (const ZipMember& one : more) {
    const auto same =
        std::find_if(members.begin(), members.end(), [&](const ZipMember& other) { return other.name == one.name; });
    (same == members.end() ? members.emplace_back() : *same) = one;
  }
  return members;
}

}  // namespace

std::string make_package(const Members& members) {
  return zip_package(members);
}

std::string make_workbook(const std::string& sheet, const Members& more) {
  return make_package(with(
      {{"_rels/.rels", relationships + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
       {"xl/workbook.xml",
        R"(<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels", relationships + relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                          relation("r2", "styles", "styles.xml") +
                                          relation("r3", "sharedStrings", "sharedStrings.xml") + "</Relationships>"},
       {"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
           <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></styleSheet>)"},
       {"xl/sharedStrings.xml",
        R"(<sst><si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si></sst>)"},
       {"xl/worksheets/sheet1.xml", "<worksheet>" + sheet + "</worksheet>"}},
      more));
}

std::string make_document(const std::string& body, const Members& more) {
  return make_package(
      with({{"_rels/.rels", relationships + relation("r1", "officeDocument", "word/document.xml") + "</Relationships>"},
            {"word/document.xml", R"(<w:document xmlns:w="w"><w:body>)" + body + "</w:body></w:document>"}},
           more));
}

}  // namespace assay::test
