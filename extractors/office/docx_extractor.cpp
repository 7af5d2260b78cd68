#include "extractors/office/docx_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "extractors/office/embedded.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/graphics.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/signatures.hpp"
#include "extractors/office/word_blocks.hpp"
#include "extractors/office/word_revisions.hpp"
#include "extractors/office/xml.hpp"
#include "extractors/parts/parts.hpp"

namespace assay {
namespace {

using namespace office;

class DocxReading {
 public:
  DocxReading(Package& package, const ExtractOptions& options, Progress& progress, Document& document)
      : package_(package),
        document_(document),
        reader_(styles_, numbering_, options, progress, document),
        inside_(document, options, progress) {
    reader_.read_chunk = [this](std::string_view id, std::vector<Block>& out) { read_chunk(id, out); };
  }

  bool read() {
    const std::string part = main_part(package_, "word/document.xml");
    parts_ = relationships(package_, part);
    pugi::xml_document tree;
    if (part.empty() || !parse_part(package_, part, tree)) return false;
    const pugi::xml_node body = child(tree.document_element(), "body");
    if (!body) return false;
    load("styles", "word/styles.xml", [&](pugi::xml_node root) { styles_.read(root); });
    load("numbering", "word/numbering.xml", [&](pugi::xml_node root) { numbering_.read(root); });
    load("settings", "word/settings.xml", [&](pugi::xml_node root) { read_note_formats(root); });
    read_note_formats(child(body, "sectPr"));
    read_furniture("header", BlockKind::page_header);
    reader_.begin_story();
    reader_.read_part(body, "body", document_.blocks);
    collect_revisions(body, "body", document_.revisions);
    read_graphics(package_, parts_, TableSource::word, {}, false, document_);
    read_notes("footnotes", false);
    read_notes("endnotes", true);
    read_comments();
    read_furniture("footer", BlockKind::page_footer);
    note_missing_furniture(body);
    note_settings();
    note_parts();
    read_objects();
    return true;
  }

 private:
  // False where the file has no such part.
  template <class Use>
  bool load(std::string_view type, std::string_view usual, Use use) {
    const Relationship* item = find_type(parts_, type);
    const bool named = item && !item->external && package_.has(item->target);
    const std::string name = named ? item->target : std::string(usual);
    pugi::xml_document tree;
    if (!package_.has(name)) return false;
    if (item && !named && misnamed_.emplace(type).second)
      package_.note(
          "format.damaged", Severity::warning,
          fmt::format("The file does not hold the part that it names for its {}; the usual one was read.", type),
          item->target, name);
    if (parse_part(package_, name, tree)) use(tree.document_element());
    return true;
  }

  // What the text refers to and the file does not hold: it is lost.
  void note_missing(std::string message, std::string evidence) {
    package_.note("format.damaged", Severity::error, std::move(message), std::move(evidence), "body");
  }

  std::string target_of(std::string_view type) const {
    const Relationship* item = find_type(parts_, type);
    return item ? item->target : fmt::format("no part is named for {}", type);
  }

  void read_note_formats(pugi::xml_node node) {
    const auto take = [node](std::string_view properties, std::string& format) {
      if (const pugi::xml_node set = child(child(node, properties), "numFmt")) format = attribute(set, "val");
    };
    take("footnotePr", reader_.runs.footnote_format);
    take("endnotePr", reader_.runs.endnote_format);
  }

  // Headers or footers, each distinct text once.
  void read_furniture(std::string_view type, BlockKind kind) {
    int number = 0;
    std::set<std::string> seen;
    for (const Relationship& item : parts_) {
      pugi::xml_document tree;
      if (item.type != type || item.external || !package_.has(item.target) || !parse_part(package_, item.target, tree))
        continue;
      const std::string name = fmt::format("{} {}", type, ++number);
      std::vector<Block> blocks;
      const std::size_t tables = document_.tables.size();
      reader_.begin_story();
      reader_.read_part(tree.document_element(), name, blocks);
      collect_revisions(tree.document_element(), name, document_.revisions);
      for (Block& block : blocks) {
        if (block.table) block.text = tab_separated(document_.tables[static_cast<std::size_t>(*block.table)]);
        block.table.reset();
        block.level.reset();
        if (block.kind != BlockKind::figure) block.kind = kind;
        if (!block.text.empty() && seen.insert(block.text).second) document_.blocks.push_back(std::move(block));
      }
      document_.tables.resize(tables);
    }
  }

  // Headers and footers that the sections name.
  void note_missing_furniture(pugi::xml_node body) {
    std::set<std::pair<std::string, std::string>> missing;  // which, and where it should be
    body.find_node([&](pugi::xml_node node) {
      const auto name = local_name(node);
      if (name != "headerReference" && name != "footerReference") return false;
      const auto id = attribute(node, "id");
      const Relationship* item = find_id(parts_, id);
      if (!item || (!item->external && !package_.has(item->target)))
        missing.emplace(name.substr(0, 6), item ? item->target : fmt::format("no part is named for {}", id));
      return false;
    });
    for (const auto& [which, where] : missing)
      note_missing(fmt::format("A page {} that the document refers to is missing from the file.", which), where);
  }

  void read_notes(std::string_view type, bool endnote) {
    std::map<std::string, std::vector<pugi::xml_node>, std::less<>> there;  // by their ids, while the part is held
    const bool held = load(type, fmt::format("word/{}.xml", type), [&](pugi::xml_node root) {
      for (const pugi::xml_node note : root.children()) there[std::string(attribute(note, "id"))].push_back(note);
      collect_revisions(root, std::string(type), document_.revisions);
      reader_.begin_story();                                         // lists go on from one note to the next
      for (std::size_t i = 0; i < reader_.runs.notes.size(); ++i) {  // notes may refer to notes
        const NoteReference reference = reader_.runs.notes[i];
        if (reference.endnote != endnote) continue;
        if (const auto found = there.find(reference.id); found != there.end())
          for (const pugi::xml_node note : found->second) add_note(note, reference, std::string(type));
      }
    });
    if (held && there.empty()) return;  // that it could not be read is told already
    const auto& notes = reader_.runs.notes;
    const auto missing = std::count_if(notes.begin(), notes.end(), [&](const NoteReference& note) {
      return note.endnote == endnote && !there.contains(note.id);
    });
    if (missing > 0)
      note_missing(fmt::format("{} {}(s) that the text refers to are missing from the file.", missing,
                               endnote ? "endnote" : "footnote"),
                   held ? std::string() : target_of(type));
  }

  void add_note(pugi::xml_node note, const NoteReference& reference, const std::string& part) {
    const std::size_t first = document_.blocks.size();
    reader_.read_part(note, part, document_.blocks);
    for (std::size_t i = first; i < document_.blocks.size(); ++i) {
      Block& block = document_.blocks[i];
      if (block.table || block.kind == BlockKind::figure) continue;
      block.kind = reference.endnote ? BlockKind::endnote : BlockKind::footnote;
      block.level.reset();
      if (i == first && !reference.mark.empty()) block.text.insert(0, reference.mark + " ");
    }
  }

  void read_comments() {
    const bool held = load("comments", "word/comments.xml", [&](pugi::xml_node root) {
      reader_.begin_story();
      for (const pugi::xml_node comment : root.children()) {
        if (local_name(comment) != "comment") continue;
        std::vector<Block> blocks;
        reader_.read_part(comment, "comments", blocks);
        std::string text;
        for (Block& block : blocks)
          if (block.kind == BlockKind::figure)
            document_.blocks.push_back(std::move(block));
          else
            text += (text.empty() ? "" : "\n") + block.text;
        if (text.empty()) continue;
        const auto anchor = reader_.runs.anchors.find(std::string(attribute(comment, "id")));
        Block block;
        block.kind = BlockKind::comment;
        block.text = fmt::format("{}: {}", attribute(comment, "author"), text);
        block.place.part = "body";
        if (anchor != reader_.runs.anchors.end()) {
          if (!anchor->second.text.empty()) block.text += fmt::format(" [on: {}]", anchor->second.text);
          block.place.paragraph = std::max(anchor->second.paragraph, 1);
        }
        document_.blocks.push_back(std::move(block));
        ++comments_;
      }
    });
    if (!held &&
        reader_.runs.comments > 0)  // of some, what is left of one that was taken out is not told from one lost
      note_missing(
          fmt::format("{} comment(s) that the text refers to are missing from the file.", reader_.runs.comments),
          target_of("comments"));
  }

  // A document that Word shows as a part of this one: its text stands where it does.
  void read_chunk(std::string_view id, std::vector<Block>& out) {
    const Relationship* item = find_id(parts_, id);
    if (&out != &document_.blocks) {  // in a cell or a header: other relationships, and no place for a whole document
      ++chunks_not_read_;
    } else if (item && item->external) {
      external_chunk_ = item->target;
    } else if (!item || !package_.has(item->target)) {
      note_missing("A document that is shown inside of this one is missing from the file.",
                   item ? item->target : fmt::format("no part is named for {}", id));
    } else {
      add_member(package_, item->target, 0, inside_);
    }
  }

  void note_chunks() {
    if (chunks_not_read_ > 0)
      package_.note("completeness.embedded_document", Severity::warning,
                    fmt::format("{} document(s) inside of cells or headers were not read.", chunks_not_read_), {},
                    "body");
    if (!external_chunk_.empty())
      package_.note("format.external_link", Severity::warning,
                    "A part of the document's text is kept elsewhere and was not read.", external_chunk_, "body");
  }

  void note_settings() {
    load("settings", "word/settings.xml", [&](pugi::xml_node root) {
      const pugi::xml_node protection = child(root, "documentProtection");
      if (protection && flag(attribute(protection, "enforcement"), false))
        package_.note("format.protected", Severity::info, "The document is protected against changes.",
                      std::string(attribute(protection, "edit")), "settings");
      document_.signals["track_revisions"] = child(root, "trackRevisions") ? 1 : 0;
    });
  }

  void note_parts() {
    std::set<std::string> noted;
    // A template is named by the settings, not by the document.
    std::vector<Relationship> named = relationships(package_, "word/settings.xml");
    named.insert(named.end(), parts_.begin(), parts_.end());
    for (const Relationship& item : named) {
      if (item.type == "image" && !item.external && !package_.has(item.target) && noted.insert("image").second)
        package_.note("completeness.damaged_image", Severity::warning,
                      "An image is missing from the file: the document names it and does not hold it.", item.target,
                      "body");
      if (item.type == "vbaProject" && noted.insert("macros").second)
        package_.note("format.macros", Severity::info, "The document holds macros; they were not run.", {},
                      item.target);
      const bool content = item.type == "oleObject" || item.type == "image" || item.type == "attachedTemplate" ||
                           item.type == "subDocument" || item.type == "frame";
      if (item.external && content && noted.insert("external").second)
        package_.note("format.external_link", Severity::info,
                      "The document shows content that is kept elsewhere and was not read.", item.target, {});
    }
    note_chunks();
    note_field_numbers(reader_.runs.field_numbers(), document_);
    if (!reader_.limit_hit().empty())
      package_.note_limit(reader_.limit_hit(), "The document holds more than the limit allows; the rest was not read.",
                          "body");
    document_.signals["images"] += reader_.runs.images;
    document_.signals["embedded_objects"] += reader_.runs.objects;
    document_.signals["comments"] += comments_;
    document_.signals["revisions"] = static_cast<double>(document_.revisions.size());
  }

  // Objects of the body, of headers and of notes.
  void read_objects() {
    Embedding named{parts_, {}};
    for (const Relationship& item : distinct_members(package_, parts_)) {
      if (item.type != "header" && item.type != "footer" && !item.type.ends_with("notes") && item.type != "comments")
        continue;
      named.add(relationships(package_, item.target), false);
    }
    read_embedded(package_, named, inside_, document_);
  }

  Package& package_;
  Document& document_;
  WordStyles styles_;
  WordNumbering numbering_;
  WordReader reader_;
  std::vector<Relationship> parts_;
  std::set<std::string> misnamed_;  // types of parts whose names lead nowhere
  int comments_ = 0;
  PartReader inside_;
  int chunks_not_read_ = 0;
  std::string external_chunk_;
};

class DocxExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "docx"; }
  int version() const override { return 15; }

  bool reads(std::string_view media_type) const override {
    static constexpr std::array types{
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroEnabled.12",
        "application/vnd.ms-word.template.macroEnabledTemplate.12",
        "application/vnd.ms-word.template.macroEnabled.12",
    };
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto opened = Package::open(bytes, options.limits);
    if (!opened) return tl::unexpected(opened.error());
    Document document;
    read_properties(*opened, document.metadata);
    const bool read = DocxReading(*opened, options, progress, document).read();
    note_signatures(*opened);
    opened->hand_over(document);
    if (!read) {
      for (const Notice& notice : document.notices)
        if (notice.code == "completeness.limit") return fail(FailureKind::limit, notice.message, notice.evidence);
      return fail(FailureKind::damaged, "The Word document has no body that can be read. Ask for a new copy.");
    }
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& docx_extractor() {
  static const DocxExtractor extractor;
  return extractor;
}

}  // namespace assay
