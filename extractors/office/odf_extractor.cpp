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
#include "extractors/office/odf_flat.hpp"
#include "extractors/office/odf_objects.hpp"
#include "extractors/office/odf_pages.hpp"
#include "extractors/office/odf_sheet.hpp"
#include "extractors/office/odf_slides.hpp"
#include "extractors/office/odf_xml.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/office/signatures.hpp"
#include "extractors/office/workbook_notes.hpp"
#include "extractors/office/xml.hpp"

namespace assay {
namespace {

using namespace office;

void read_odf_properties(pugi::xml_node root, Metadata& metadata) {
  for (const pugi::xml_node item : child(root, "meta").children()) {
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

// The lines of a prompt or message.
std::string lines_of(pugi::xml_node node) {
  std::string out(attribute(node, "title"));
  for (const pugi::xml_node line : node.children()) {
    const std::string text = line.text().get();
    if (!text.empty()) out += (out.empty() ? "" : " ") + text;
  }
  return out;
}

void add_entry_rules(pugi::xml_node list, EntryRules& rules) {
  for (const pugi::xml_node rule : list.children()) {
    if (local_name(rule) != "content-validation") continue;
    std::string_view choice = attribute(rule, "condition");  // of:cell-content-is-in-list("open";"closed")
    const std::size_t begin = choice.find("in-list(\""), end = choice.rfind(')');
    choice = begin == std::string_view::npos || end < begin ? "" : choice.substr(begin + 8, end - begin - 8);
    rules.add(attribute(rule, "base-cell-address"),
              {choice, lines_of(child(rule, "help-message")), lines_of(child(rule, "error-message"))});
  }
}

void add_names(pugi::xml_node list, WorkbookNotes& notes) {
  for (const pugi::xml_node item : list.children()) {
    const std::string_view name = attribute(item, "name");
    if (name.starts_with("Print_") || name.starts_with("_")) continue;  // the program's own
    const bool range = local_name(item) == "named-range";
    if (range || local_name(item) == "named-expression")
      notes.add_name(name, attribute(item, range ? "cell-range-address" : "expression"));
  }
}

// Modules of Basic, and scripts in other languages; lists of libraries are no macros.
void note_macros(Package& package) {
  for (const std::string& name : package.names()) {
    if (!name.starts_with("Basic/") && !name.starts_with("Scripts/")) continue;
    if (name.ends_with('/') || name.ends_with("script-lc.xml") || name.ends_with("script-lb.xml")) continue;
    return package.note("format.macros", Severity::info, "The document holds macros; they were not run.", {}, name);
  }
}

class OdfReading {
 public:
  OdfReading(Package& package, const ExtractOptions& options, Progress& progress, Document& document)
      : package_(package),
        options_(options),
        progress_(progress),
        document_(document),
        budget_{options.limits.cells, options.limits.text_bytes},
        inside_(document, options, progress) {}

  bool read() {
    pugi::xml_document meta, content, styles;
    if (package_.has("meta.xml") && parse_part(package_, "meta.xml", meta))
      read_odf_properties(meta.document_element(), document_.metadata);
    if (!package_.has("content.xml") || !parse_odf_part(package_, "content.xml", content)) return false;
    if (package_.has("styles.xml")) parse_odf_part(package_, "styles.xml", styles);
    const bool done = read(content.document_element(), styles.document_element(),
                           [&](bool tables) { return read_odf_charts(package_, tables, budget_, document_); });
    if (done) read_odf_objects(package_, content.document_element(), inside_, document_);
    return done;
  }

  bool read(const FlatOdf& flat) {
    read_odf_properties(flat.root(), document_.metadata);
    const bool done = read(flat.root(), flat.root(), [&](bool tables) {
      bool whole = true;
      int number = 0;
      for (const pugi::xml_node object : flat.objects().children())
        if (whole) whole = read_odf_chart(object, fmt::format("object {}", ++number), tables, budget_, document_);
      return whole;
    });
    if (done) read_flat_odf_objects(flat, inside_, document_);
    return done;
  }

 private:
  template <class ReadCharts>
  bool read(pugi::xml_node root, pugi::xml_node styles, const ReadCharts& read_charts) {
    const pugi::xml_node body = child(root, "body");
    const pugi::xml_node sheets = child(body, "spreadsheet"), text = child(body, "text");
    const pugi::xml_node slides = child(body, "presentation");
    if (!sheets && !text && !slides) return false;
    const OdfPages pages(root, styles);
    pages.add(BlockKind::page_header, options_.revisions, document_);
    bool whole = sheets   ? read_sheets(root, styles, sheets)
                 : slides ? read_odf_slides(slides, root, styles, options_, progress_, budget_, document_)
                          : read_text(root, styles, text);
    whole = read_charts(!sheets) && whole;
    pages.add(BlockKind::page_footer, options_.revisions, document_);
    if (!whole)
      package_.note_limit(budget_.cells == 0 ? "cells" : "text_bytes",
                          "The document holds more than the limit allows; the rest was not read.", "content.xml");
    return true;
  }

  bool read_text(pugi::xml_node content, pugi::xml_node styles, pugi::xml_node text) {
    OdfNumbering numbering(content, styles);
    return read_odf_body(text, numbering, OdfStyles(content, styles), OdfNumberFormats(content, styles), options_,
                         budget_, document_);
  }

  bool read_sheets(pugi::xml_node root, pugi::xml_node styles, pugi::xml_node sheets) {
    const OdfNumberFormats formats(root, styles);
    const auto hidden_by = hidden_styles(root);
    int number = 0;
    int hidden_sheets = 0;
    bool whole = true;
    WorkbookNotes notes;
    if (attribute(sheets, "structure-protected") == "true") notes.protect_structure();
    add_entry_rules(child(sheets, "content-validations"), notes.entry_rules());
    add_names(child(sheets, "named-expressions"), notes);
    for (const pugi::xml_node table : sheets.children()) {
      if (local_name(table) != "table" || !whole) continue;
      progress_.advance("sheet", ++number, 0);
      const std::string name(attribute(table, "name"));
      const bool hidden = hidden_by.contains(std::string(attribute(table, "style-name")));
      if (hidden) {
        ++hidden_sheets;
        note_hidden(name);
      }
      add_names(child(table, "named-expressions"), notes);
      if (attribute(table, "protected") == "true") notes.protect_sheet(name);
      SheetContent content;
      OdfNumbering numbering;
      OdfChanges changes;
      OdfBeside beside;
      whole = read_odf_sheet(table, formats, numbering, changes, budget_, content.grid, beside);
      content.without_value = beside.without_value;
      note_content({name, {}, SheetState::visible, true}, content, document_);
      append_reading(document_, find_tables(std::move(content.grid)), TableSource::sheet, name, hidden);
      for (OdfComment& comment : beside.comments) {
        Block block;
        block.kind = BlockKind::comment;
        block.text = std::move(comment.text);
        block.hidden = hidden || comment.hidden;
        block.place.sheet = name;
        block.place.range = cell_name(comment.row, comment.column);
        document_.blocks.push_back(std::move(block));
      }
      for (const pugi::xml_node box : beside.boxes) add_odf_box(box, name, hidden, document_);
    }
    notes.tell(document_);
    document_.signals["sheets"] = number;
    document_.signals["sheets.hidden"] = hidden_sheets;
    return whole;
  }

  void note_hidden(const std::string& name) {
    Notice notice;
    notice.code = "consistency.hidden_sheet";
    notice.severity = Severity::info;
    notice.message =
        fmt::format("The sheet '{}' is hidden; what it holds is read, marked and left out of the text.", name);
    notice.place.sheet = name;
    document_.notices.push_back(std::move(notice));
  }

  Package& package_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  Budget budget_;
  PartReader inside_;
};

class OdfExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "odf"; }
  int version() const override { return 18; }

  bool reads(std::string_view media_type) const override {
    static constexpr std::array types{
        "application/vnd.oasis.opendocument.spreadsheet",  "application/vnd.oasis.opendocument.spreadsheet-template",
        "application/vnd.oasis.opendocument.text",         "application/vnd.oasis.opendocument.text-template",
        "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation-template",
    };
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    const bool flat = is_flat_odf(bytes);
    auto opened = flat ? Package::without_members(options.limits) : Package::open(bytes, options.limits);
    if (!opened) return tl::unexpected(opened.error());
    if (is_encrypted(*opened))
      return fail(FailureKind::encrypted, "The file is protected by a password. Save it without one.");
    Document document;
    OdfReading reading(*opened, options, progress, document);
    const bool read = flat ? reading.read(FlatOdf(*opened, bytes)) : reading.read();
    note_macros(*opened);
    note_signatures(*opened);
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
