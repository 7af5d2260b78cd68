#include "extractors/office/odf_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/odf_body.hpp"
#include "extractors/office/odf_charts.hpp"
#include "extractors/office/odf_pages.hpp"
#include "extractors/office/odf_sheet.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/xml.hpp"

namespace assay {
namespace {

using namespace office;

void read_odf_properties(Package& package, Metadata& metadata) {
  pugi::xml_document tree;
  if (!package.has("meta.xml") || !parse_part(package, "meta.xml", tree)) return;
  for (const pugi::xml_node item : child(tree.document_element(), "meta").children()) {
    const auto name = local_name(item);
    const std::string value = item.text().as_string();
    if (name == "title")
      metadata.title = value;
    else if (name == "initial-creator" || (name == "creator" && metadata.author.empty()))
      metadata.author = value;
    else if (name == "subject")
      metadata.subject = value;
    else if (name == "keyword")
      metadata.keywords += (metadata.keywords.empty() ? "" : ", ") + value;
    else if (name == "generator")
      metadata.producer = value;
    else if (name == "creation-date")
      metadata.created = value;
    else if (name == "date")
      metadata.modified = value;
    else if (name == "language")
      metadata.language = value.substr(0, 2);
  }
}

// Content that OpenDocument packages encrypt member by member is listed in the manifest.
bool is_encrypted(Package& package) {
  return package.read("META-INF/manifest.xml").find("encryption-data") != std::string::npos;
}

std::set<std::string> hidden_styles(pugi::xml_node root) {
  std::set<std::string> out;
  for (const pugi::xml_node style : child(root, "automatic-styles").children())
    if (attribute(child(style, "table-properties"), "display") == "false") out.emplace(attribute(style, "name"));
  return out;
}

class OdfReading {
 public:
  OdfReading(Package& package, const ExtractOptions& options, Progress& progress, Document& document)
      : package_(package),
        options_(options),
        progress_(progress),
        document_(document),
        budget_{options.limits.cells, options.limits.text_bytes} {}

  bool read() {
    pugi::xml_document tree;
    if (!package_.has("content.xml") || !parse_part(package_, "content.xml", tree)) return false;
    const pugi::xml_node root = tree.document_element();
    const pugi::xml_node body = child(root, "body");
    const pugi::xml_node sheets = child(body, "spreadsheet"), text = child(body, "text");
    if (!sheets && !text) return false;
    pugi::xml_document styles;
    if (package_.has("styles.xml")) parse_part(package_, "styles.xml", styles);
    const OdfPages pages(root, styles.document_element());
    pages.add(BlockKind::page_header, options_.revisions, document_);
    bool whole = sheets ? read_sheets(root, sheets) : read_text(root, styles.document_element(), text);
    whole = read_odf_charts(package_, !sheets, budget_, document_) && whole;
    pages.add(BlockKind::page_footer, options_.revisions, document_);
    if (!whole)
      package_.note_limit(budget_.cells == 0 ? "cells" : "text_bytes",
                          "The document holds more than the limit allows; the rest was not read.", "content.xml");
    return true;
  }

 private:
  bool read_text(pugi::xml_node content, pugi::xml_node styles, pugi::xml_node text) {
    OdfNumbering numbering(content, styles);
    return read_odf_body(text, numbering, OdfStyles(content, styles), options_, budget_, document_);
  }

  bool read_sheets(pugi::xml_node root, pugi::xml_node sheets) {
    const auto hidden_by = hidden_styles(root);
    int number = 0;
    int hidden_sheets = 0;
    bool whole = true;
    for (const pugi::xml_node table : sheets.children()) {
      if (local_name(table) != "table" || !whole) continue;
      progress_.advance("sheet", ++number, 0);
      const std::string name(attribute(table, "name"));
      const bool hidden = hidden_by.contains(std::string(attribute(table, "style-name")));
      if (hidden) {
        ++hidden_sheets;
        note_hidden(name);
      }
      Grid grid;
      OdfNumbering numbering;
      OdfChanges changes;
      OdfBeside beside;
      whole = read_odf_sheet(table, numbering, changes, budget_, grid, beside);
      append_reading(document_, find_tables(std::move(grid)), TableSource::sheet, name, hidden);
      for (OdfComment& comment : beside.comments) {
        Block block;
        block.kind = BlockKind::comment;
        block.text = std::move(comment.text);
        block.hidden = hidden;
        block.place.sheet = name;
        block.place.range = cell_name(comment.row, comment.column);
        document_.blocks.push_back(std::move(block));
      }
      for (const pugi::xml_node box : beside.boxes) add_odf_box(box, name, hidden, document_);
    }
    document_.signals["sheets"] = number;
    document_.signals["sheets.hidden"] = hidden_sheets;
    return whole;
  }

  void note_hidden(const std::string& name) {
    Notice notice;
    notice.code = "consistency.hidden_sheet";
    notice.severity = Severity::info;
    notice.message = fmt::format("The sheet '{}' is hidden; its content is marked as hidden.", name);
    notice.place.sheet = name;
    document_.notices.push_back(std::move(notice));
  }

  Package& package_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  Budget budget_;
};

class OdfExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "odf"; }
  int version() const override { return 9; }

  bool reads(std::string_view media_type) const override {
    static constexpr std::array types{
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet-template",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.text-template",
    };
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto opened = Package::open(bytes, options.limits);
    if (!opened) return tl::unexpected(opened.error());
    if (is_encrypted(*opened))
      return fail(FailureKind::encrypted, "The file is protected by a password. Save it without one.");
    Document document;
    read_odf_properties(*opened, document.metadata);
    const bool read = OdfReading(*opened, options, progress, document).read();
    opened->hand_over(document);
    if (!read) return fail(FailureKind::damaged, "The document has no content that can be read. Ask for a new copy.");
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& odf_extractor() {
  static const OdfExtractor extractor;
  return extractor;
}

}  // namespace assay
