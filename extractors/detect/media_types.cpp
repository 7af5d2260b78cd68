#include "extractors/detect/media_types.hpp"

#include <algorithm>

namespace assay {
namespace {

const std::vector<MediaType>& table() {
  using enum Family;
  static const std::vector<MediaType> types{
      {"application/pdf", "a PDF document", pdf, {"pdf", "ai"}},
      {"application/postscript", "a PostScript file", other, {"ps", "eps"}},

      {"text/plain", "a plain text file", text, {"txt", "text", "log", "asc", "ini", "cfg", "conf", "dat"}},
      {"text/csv", "a comma-separated table", text, {"csv"}},
      {"text/tab-separated-values", "a tab-separated table", text, {"tsv", "tab"}},
      {"text/markdown", "a Markdown text", text, {"md", "markdown", "mdown", "mkd"}},
      {"application/json", "a JSON file", text, {"json", "jsonl", "ndjson", "geojson"}},
      {"text/html", "a web page (HTML)", markup, {"html", "htm", "shtml"}},
      {"application/xhtml+xml", "a web page (XHTML)", markup, {"xhtml", "xht"}},
      {"application/xml", "an XML file", markup, {"xml", "xsl", "xsd", "rss", "rdf", "kml"}},
      {"image/svg+xml", "an SVG drawing", markup, {"svg"}},
      {"text/rtf", "a Rich Text document", word, {"rtf"}},

      {"image/png", "a PNG image", image, {"png"}},
      {"image/jpeg", "a JPEG image", image, {"jpg", "jpeg", "jpe", "jfif"}},
      {"image/tiff", "a TIFF image", image, {"tif", "tiff"}},
      {"image/bmp", "a BMP image", image, {"bmp", "dib"}},
      {"image/gif", "a GIF image", image, {"gif"}},
      {"image/webp", "a WebP image", image, {"webp"}},
      {"image/x-portable-anymap", "a PNM image", image, {"pnm", "pbm", "pgm", "ppm"}},
      {"image/jp2", "a JPEG 2000 image", image, {"jp2", "jpx", "j2k"}},
      {"image/heic", "a HEIC photo", image, {"heic", "heif"}},
      {"image/vnd.djvu", "a DjVu document", other, {"djvu", "djv"}},

      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
       "a Word document (docx)",
       word,
       {"docx"}},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.template",
       "a Word template (dotx)",
       word,
       {"dotx"}},
      {"application/vnd.ms-word.document.macroEnabled.12", "a Word document with macros (docm)", word, {"docm"}},
      {"application/vnd.ms-word.template.macroEnabled.12", "a Word template with macros (dotm)", word, {"dotm"}},
      {"application/msword", "a Microsoft Word 97–2003 document", word, {"doc", "dot"}},
      {"application/vnd.oasis.opendocument.text", "an OpenDocument text", word, {"odt", "ott", "fodt"}},

      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       "an Excel workbook (xlsx)",
       sheet,
       {"xlsx"}},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.template",
       "an Excel template (xltx)",
       sheet,
       {"xltx"}},
      {"application/vnd.ms-excel.sheet.macroEnabled.12", "an Excel workbook with macros (xlsm)", sheet, {"xlsm"}},
      {"application/vnd.ms-excel.template.macroEnabled.12", "an Excel template with macros (xltm)", sheet, {"xltm"}},
      {"application/vnd.ms-excel.addin.macroEnabled.12", "an Excel add-in (xlam)", sheet, {"xlam"}},
      {"application/vnd.ms-excel.sheet.binary.macroEnabled.12", "a binary Excel workbook (xlsb)", sheet, {"xlsb"}},
      {"application/vnd.ms-excel", "a Microsoft Excel 97–2003 workbook", sheet, {"xls", "xlt"}},
      {"application/vnd.ms-spreadsheetml", "an Excel 2003 workbook in XML", sheet, {"xml"}},
      {"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet", sheet, {"ods", "ots", "fods"}},

      {"application/vnd.openxmlformats-officedocument.presentationml.presentation",
       "a PowerPoint presentation (pptx)",
       slides,
       {"pptx", "pptm", "ppsx", "potx"}},
      {"application/vnd.ms-powerpoint", "a Microsoft PowerPoint 97–2003 presentation", slides, {"ppt", "pps", "pot"}},
      {"application/vnd.oasis.opendocument.presentation",
       "an OpenDocument presentation",
       slides,
       {"odp", "otp", "fodp"}},

      {"application/encrypted-ooxml", "an Office document locked with a password", other, {}},
      {"application/x-ole-storage", "an OLE compound file of an unknown program", other, {}},
      {"application/x-ole-object", "an OLE object with a file in it", other, {}},
      {"application/vnd.visio", "a Visio drawing", other, {"vsd", "vsdx", "vsdm"}},
      {"application/vnd.ms-project", "a Microsoft Project plan", other, {"mpp"}},
      {"application/vnd.ms-publisher", "a Microsoft Publisher document", other, {"pub"}},
      {"application/x-hwp", "a Hangul word processor document", other, {"hwp"}},
      {"application/vnd.ms-outlook", "an Outlook message", mail, {"msg"}},
      {"message/rfc822", "an e-mail message", mail, {"eml"}},
      {"application/mbox", "a mailbox of many messages", mail, {"mbox", "mbx"}},

      {"application/epub+zip", "an EPUB book", other, {"epub"}},
      {"application/zip", "a ZIP archive", archive, {"zip"}},
      {"application/gzip", "a gzip archive", archive, {"gz", "tgz"}},
      {"application/x-7z-compressed", "a 7-Zip archive", archive, {"7z"}},
      {"application/x-rar", "a RAR archive", archive, {"rar"}},
      {"application/x-tar", "a tar archive", archive, {"tar"}},
      {"application/x-bzip2", "a bzip2 archive", archive, {"bz2"}},
      {"application/x-xz", "an xz archive", archive, {"xz"}},
      {"application/java-archive", "a Java archive", archive, {"jar"}},
      {"application/x-executable", "a program", other, {"exe", "dll", "so", "com"}},
      {"application/vnd.sqlite3", "an SQLite database", other, {"sqlite", "db"}},
      {"application/octet-stream", "a file of an unknown kind", other, {}},
  };
  return types;
}

}  // namespace

std::span<const MediaType> media_types() {
  return table();
}

const MediaType* find_media_type(std::string_view name) {
  for (const MediaType& type : table())
    if (type.name == name) return &type;
  return nullptr;
}

const MediaType* media_type_of_extension(std::string_view lower) {
  for (const MediaType& type : table())
    if (std::find(type.extensions.begin(), type.extensions.end(), lower) != type.extensions.end()) return &type;
  return nullptr;
}

}  // namespace assay
