#include "tests/extractors/office/package_maker.hpp"

#include <zip.h>

#include <stdexcept>

namespace assay::test {
namespace {

const std::string relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const std::string& id, const std::string& kind, const std::string& target) {
  return R"(<Relationship Id=")" + id + R"(" Type=")" + type + kind + R"(" Target=")" + target + R"("/>)";
}

Members with(Members members, const Members& more) {
  for (const auto& [name, content] : more) {
    bool replaced = false;
    for (auto& member : members)
      if (member.first == name) {
        member.second = content;
        replaced = true;
      }
    if (!replaced) members.emplace_back(name, content);
  }
  return members;
}

}  // namespace

std::string make_package(const Members& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : members) {
    zip_source_t* part = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0)
      throw std::runtime_error(zip_strerror(archive));
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the package could not be written");
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  zip_error_fini(&error);
  return out;
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
