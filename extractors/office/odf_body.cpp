#include "extractors/office/odf_body.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/odf_changes.hpp"
#include "extractors/office/odf_lines.hpp"
#include "extractors/office/odf_sheet.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

class OdfBodyReader {
 public:
  OdfBodyReader(pugi::xml_node text, OdfNumbering& numbering, const OdfStyles& styles, const OdfNumberFormats& formats,
                const ExtractOptions& options, Budget& budget, Document& document)
      : text_(text),
        tracked_(child(text, "tracked-changes"), options.revisions),
        formats_(formats),
        numbering_(numbering),
        budget_(budget),
        document_(document) {
    changes_.styles = &styles;
  }

  bool read() {
    read_blocks(text_, BlockKind::paragraph);
    for (std::size_t i = 0; i < notes_.size(); ++i) read_note(notes_[i].first, notes_[i].second);
    tracked_.move_to("body", document_.revisions);
    return !full_;
  }

 private:
  void read_blocks(pugi::xml_node node, BlockKind kind) {
    for (const pugi::xml_node item : node.children()) {
      if (full_) return;
      const auto name = local_name(item);
      if (name == "p" || name == "h") {
        read_paragraph(item, name == "h", kind);
      } else if (name == "list") {
        read_list(item);
      } else if (name == "table") {
        read_table(item);
      } else if (name == "change-start" || name == "change-end" || name == "change") {
        OdfAside aside;
        std::string text;
        add_odf_text(wrapped(item), changes_, aside, text);
        if (!text.empty()) add_parts(text, {}, false, kind);
        for (const pugi::xml_node note : aside.notes) add_note(note);
      } else if (name == "section" && attribute(item, "display") == "none") {
        const bool outer = std::exchange(in_hidden_, true);
        read_blocks(item, kind);
        in_hidden_ = outer;
      } else if (name == "section" || name.starts_with("index") || name.ends_with("index") ||
                 name == "table-of-content") {
        read_blocks(item, kind);
      } else if (name == "numbered-paragraph") {
        numbering_.begin_numbered(item);
        read_blocks(item, BlockKind::list_item);
        numbering_.end_numbered();
      } else if (is_drawn(name)) {
        read_box(item);
      }
    }
  }

  void read_list(pugi::xml_node list) {
    numbering_.begin_list(list);
    for (const pugi::xml_node item : list.children()) {
      numbering_.begin_item(item);
      read_blocks(item, BlockKind::list_item);
    }
    numbering_.end_list();
  }

  void read_box(pugi::xml_node box) {
    const OdfNumbering::Apart apart(numbering_);
    read_blocks(box, BlockKind::text_box);
    if (is_drawn(local_name(box))) add_beside(BlockKind::figure, picture_text(box), "body");
  }

  // A change mark between paragraphs, given the parent that the text reader expects.
  pugi::xml_node wrapped(pugi::xml_node item) {
    scratch_.reset();
    scratch_.append_child("p").append_copy(item);
    return scratch_.first_child();
  }

  void read_paragraph(pugi::xml_node node, bool heading, BlockKind kind) {
    ++paragraph_;
    OdfAside aside;
    std::string text;
    add_odf_text(node, changes_, aside, text);
    const bool stands = changes_.stands(trimmed(text), aside);
    add_parts(text, stands ? node : pugi::xml_node(), heading, kind);
    add_unseen(aside, "body");
    for (const pugi::xml_node box : aside.boxes) read_box(box);
    for (const pugi::xml_node note : aside.notes) add_note(note);
    for (const pugi::xml_node comment : aside.comments) read_comment(comment);
  }

  // A paragraph; where it takes paragraphs in again that were deleted, one for each, items where it is one. `counted`
  // is null where it has no number.
  void add_parts(std::string_view text, pugi::xml_node counted, bool heading, BlockKind kind) {
    for (bool first = true; first || !text.empty(); first = false) {
      const std::size_t end = std::min(text.find(deleted_break), text.size());
      Block block;
      block.kind = heading && first ? BlockKind::heading : kind;
      if (heading && first)
        block.level = static_cast<int>(std::clamp(to_long(attribute(counted, "outline-level")), 1L, 9L));
      block.text = trimmed(std::string(text.substr(0, end)));
      if (!first) numbering_.go_on();
      const std::string mark = counted && (first || !heading) ? numbering_.next(counted) : std::string();
      if (!mark.empty() && !block.text.empty()) block.text.insert(0, mark + " ");
      block.place.part = "body";
      block.place.paragraph = std::max(paragraph_, 1);
      add(std::move(block));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void add_unseen(const OdfAside& aside, const std::string& part) {
    add_beside(BlockKind::paragraph, aside.hidden, part);
    for (const std::string& picture : aside.pictures) add_beside(BlockKind::figure, picture, part);
  }

  // What is not shown of the paragraph that was read last.
  void add_beside(BlockKind kind, const std::string& text, const std::string& part) {
    Block block;
    block.kind = kind;
    block.text = trimmed(text);
    block.hidden = true;
    block.place.part = part;
    block.place.paragraph = std::max(paragraph_, 1);
    add(std::move(block));
  }

  void add(Block block) {
    block.hidden = block.hidden || in_hidden_;
    if (block.text.empty()) return;
    if (budget_.text_bytes < block.text.size()) {
      full_ = true;
      return;
    }
    budget_.text_bytes -= block.text.size();
    document_.blocks.push_back(std::move(block));
  }

  void add_note(pugi::xml_node note) { notes_.emplace_back(note, attribute(note, "note-class") == "endnote"); }

  void read_note(pugi::xml_node note, bool endnote) {
    std::string text = "[" + std::string(child(note, "note-citation").text().as_string()) + "] ";
    OdfAside aside;
    OdfLines(numbering_, changes_, budget_.text_bytes).add(child(note, "note-body"), aside, text);
    Block block;
    block.kind = endnote ? BlockKind::endnote : BlockKind::footnote;
    block.text = trimmed(text);
    block.place.part = endnote ? "endnotes" : "footnotes";
    const std::string part = block.place.part;
    add(std::move(block));
    add_unseen(aside, part);
    for (const pugi::xml_node box : aside.boxes) read_box(box);
    for (const pugi::xml_node comment : aside.comments) read_comment(comment);
  }

  void read_comment(pugi::xml_node comment) {
    std::string text;
    OdfAside aside;
    OdfLines(numbering_, changes_, budget_.text_bytes).add(comment, aside, text);
    if (!text.empty()) add_comment(std::string(child(comment, "creator").text().as_string()) + ": " + text);
    add_unseen(aside, "body");
  }

  void add_comment(std::string text) {
    Block block;
    block.kind = BlockKind::comment;
    block.text = std::move(text);
    block.place.part = "body";
    block.place.paragraph = paragraph_;
    add(std::move(block));
  }

  void read_table(pugi::xml_node node) {
    Grid grid;
    OdfBeside beside;
    full_ = !read_odf_sheet(node, formats_, numbering_, changes_, budget_, grid, beside);
    Table about;
    about.place.part = "body";
    about.place.paragraph = paragraph_ + 1;
    const std::size_t first = document_.blocks.size();
    append_odf_table(std::move(grid), std::move(about), document_);
    for (std::size_t i = first; in_hidden_ && i < document_.blocks.size(); ++i) hide(document_.blocks[i]);
    for (const std::string& hidden : beside.hidden) add_beside(BlockKind::paragraph, hidden, "body");
    for (const std::string& picture : beside.pictures) add_beside(BlockKind::figure, picture, "body");
    for (const pugi::xml_node box : beside.boxes) read_box(box);
    for (const pugi::xml_node note : beside.notes) add_note(note);
    for (OdfComment& comment : beside.comments) add_comment(std::move(comment.text));
  }

  pugi::xml_node text_;
  OdfTracked tracked_;
  OdfChanges& changes_ = tracked_.changes;
  // Of a table in a section that is not shown.
  void hide(Block& block) {
    block.hidden = true;
    if (block.table) document_.tables[static_cast<std::size_t>(*block.table)].hidden = true;
  }

  const OdfNumberFormats& formats_;
  OdfNumbering& numbering_;
  Budget& budget_;
  Document& document_;
  std::vector<std::pair<pugi::xml_node, bool>> notes_;
  pugi::xml_document scratch_;
  int paragraph_ = 0;
  bool in_hidden_ = false;  // a section that is not shown
  bool full_ = false;
};

}  // namespace

bool read_odf_body(pugi::xml_node text, OdfNumbering& numbering, const OdfStyles& styles,
                   const OdfNumberFormats& formats, const ExtractOptions& options, Budget& budget, Document& document) {
  return OdfBodyReader(text, numbering, styles, formats, options, budget, document).read();
}

}  // namespace assay::office
