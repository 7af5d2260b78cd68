// The classes by which the profile cuts a corpus into strata.
#include <algorithm>
#include <map>
#include <utility>

#include "rules/measures/language.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

std::string type_in_words(std::string_view media_type) {
  static const std::map<std::string_view, std::string_view> words{
      {"application/pdf", "PDF"},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (docx)"},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (xlsx)"},
      {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint (pptx)"},
      {"application/msword", "Word 97 (doc)"},
      {"application/vnd.ms-excel", "Excel 97 (xls)"},
      {"application/vnd.ms-powerpoint", "PowerPoint 97 (ppt)"},
      {"application/vnd.ms-excel.sheet.binary.macroEnabled.12", "Excel binary (xlsb)"},
      {"application/vnd.ms-excel.sheet.macroEnabled.12", "Excel with macros (xlsm)"},
      {"application/vnd.ms-word.document.macroEnabled.12", "Word with macros (docm)"},
      {"application/vnd.ms-powerpoint.presentation.macroEnabled.12", "PowerPoint with macros (pptm)"},
      {"application/x-ole-storage", "Office file of an unknown program"},
      {"application/vnd.oasis.opendocument.presentation", "OpenDocument slides"},
      {"application/vnd.oasis.opendocument.text", "OpenDocument text"},
      {"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument sheet"},
      {"text/csv", "CSV"},
      {"text/tab-separated-values", "CSV"},
      {"text/html", "HTML"},
      {"application/xhtml+xml", "HTML"},
      {"text/plain", "plain text"},
      {"text/markdown", "Markdown"},
      {"message/rfc822", "e-mail"},
      {"application/vnd.ms-outlook", "Outlook message (msg)"},
      {"application/mbox", "mailbox (mbox)"},
      {"application/zip", "ZIP archive"},
      {"application/rtf", "RTF"},
      {"application/encrypted-ooxml", "locked Office file"},
      {"text/rtf", "RTF"},
  };
  if (const auto found = words.find(media_type); found != words.end()) return std::string(found->second);
  if (media_type.starts_with("image/")) return "image";
  return media_type.empty() ? "unknown" : std::string(media_type);
}

std::string origin_of_pages(const Document& document) {
  std::map<PageOrigin, int> counts;
  for (const Page& page : document.pages)
    if (page.origin != PageOrigin::blank) ++counts[page.origin];
  if (counts.empty()) return document.pages.empty() ? "unknown" : "blank";
  if (counts.size() > 1) return "mixed";
  switch (counts.begin()->first) {
    case PageOrigin::born_digital:
      return "born digital";
    case PageOrigin::unknown:
      return "unknown";
    default:
      return std::string(to_string(counts.begin()->first));
  }
}

std::string origin_of(const Document& document) {
  if (!document.pages.empty()) return origin_of_pages(document);
  const std::string& type = document.source.media_type;
  if (type == "text/html" || type == "application/xhtml+xml") return "web";
  if (type == "text/csv" || type == "text/tab-separated-values") return "delimited";
  const auto is_sheet = [](const Table& table) { return table.found_by == TableSource::sheet; };
  if (std::any_of(document.tables.begin(), document.tables.end(), is_sheet)) return "sheet";
  if (type.find("spreadsheet") != std::string::npos || type == "application/vnd.ms-excel") return "sheet";
  return type.empty() ? "unknown" : "born digital";
}

std::string size_class(std::size_t words) {
  if (words == 0) return "no words";
  if (words < 100) return "under 100 words";
  if (words < 1000) return "100 to 1,000 words";
  if (words < 10'000) return "1,000 to 10,000 words";
  return "10,000 words or more";
}

std::string pages_class(std::size_t pages) {
  if (pages == 0) return "no pages";
  if (pages == 1) return "1 page";
  if (pages <= 5) return "2 to 5 pages";
  if (pages <= 20) return "6 to 20 pages";
  return "over 20 pages";
}

std::string or_unknown(std::string value) {
  return value.empty() ? std::string("unknown") : std::move(value);
}

}  // namespace

std::vector<Category> categories_of(const Document& document) {
  const std::string text = plain_text(document);
  return {
      {"media_type", type_in_words(document.source.media_type)},
      {"origin", origin_of(document)},
      {"language", or_unknown(main_language(document, text))},
      {"tables", document.tables.empty() ? "no" : "yes"},
      {"tracked_changes", document.revisions.empty() ? "no" : "yes"},
      {"size", size_class(tokens(text).size())},
      {"pages", pages_class(document.pages.size())},
  };
}

}  // namespace assay
