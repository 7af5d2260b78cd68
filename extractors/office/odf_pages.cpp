#include "extractors/office/odf_pages.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "extractors/office/odf_changes.hpp"
#include "extractors/office/odf_numbering.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Paragraphs below the node, on lines, with the numbers of their lists; what is not shown apart from them.
void add_lines(pugi::xml_node node, OdfNumbering& numbering, OdfChanges& changes, OdfAside& unseen, std::string& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "tracked-changes") continue;  // what was deleted comes in its place, if at all
    if (name != "p" && name != "h") {
      if (name == "list") numbering.begin_list(item);
      if (name.starts_with("list-")) numbering.begin_item(item);
      add_lines(item, numbering, changes, unseen, out);
      if (name == "list") numbering.end_list();
      continue;
    }
    OdfAside aside;
    std::string line;
    add_odf_text(item, changes, aside, line);
    std::replace(line.begin(), line.end(), deleted_break, '\n');
    unseen.hidden += aside.hidden;
    std::move(aside.pictures.begin(), aside.pictures.end(), std::back_inserter(unseen.pictures));
    const std::string mark = changes.stands(line, aside) ? numbering.next(item) : std::string();
    if (!mark.empty() && !line.empty()) line.insert(0, mark + " ");
    for (const pugi::xml_node box : aside.boxes) {
      const OdfNumbering::Apart apart(numbering);
      add_lines(box, numbering, changes, unseen, line);
    }
    if (line.find_first_not_of(" \t\n") == std::string::npos) continue;
    if (!out.empty()) out += '\n';
    out += line;
  }
}

// Sheets are stored with signs in the place of what a page shows there ("???", page 1 of 99).
void remove_fields(pugi::xml_node node) {
  static constexpr std::array fields{"page-number", "page-count", "sheet-name", "file-name", "title", "date", "time"};
  for (pugi::xml_node item = node.first_child(); item;) {
    const pugi::xml_node next = item.next_sibling();
    if (std::find(fields.begin(), fields.end(), local_name(item)) != fields.end())
      node.remove_child(item);
    else
      remove_fields(item);
    item = next;
  }
}

bool has_words(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

void add_unseen(BlockKind kind, std::string text, const Place& place, std::set<std::string>& seen, Document& document) {
  if (!has_words(text) || !seen.insert(text).second) return;
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  block.hidden = true;
  block.place = place;
  document.blocks.push_back(std::move(block));
}

}  // namespace

OdfPages::OdfPages(pugi::xml_node content, pugi::xml_node styles) : masters_(child(styles, "master-styles")) {
  std::map<std::string, std::string> next;
  for (const pugi::xml_node master : masters_.children())
    next.emplace(attribute(master, "name"), attribute(master, "next-style-name"));
  // A page style names the one of the page that follows.
  const auto use = [&](std::string name) {
    while (!name.empty() && used_.insert(name).second) name = next[name];
  };
  const auto use_of = [&](pugi::xml_node list) {
    for (const pugi::xml_node style : list.children()) use(std::string(attribute(style, "master-page-name")));
  };
  // The first is that of pages for which nothing else is said.
  use(std::string(attribute(child(masters_, "master-page"), "name")));
  use_of(child(content, "automatic-styles"));
  use_of(child(styles, "styles"));
  if (child(child(content, "body"), "spreadsheet")) remove_fields(masters_);
}

void OdfPages::add(BlockKind kind, RevisionView view, Document& document) const {
  const std::string_view wanted = kind == BlockKind::page_header ? "header" : "footer";
  std::set<std::string> seen;
  const pugi::xml_node styles = masters_.parent();
  OdfNumbering numbering(styles, styles);
  const OdfStyles its_styles(styles, styles);
  for (const pugi::xml_node master : masters_.children()) {
    if (!used_.contains(std::string(attribute(master, "name")))) continue;
    for (const pugi::xml_node item : master.children()) {  // also header-left and header-first
      if (!local_name(item).starts_with(wanted) || attribute(item, "display") == "false") continue;
      Block block;
      block.kind = kind;
      numbering.begin_story();
      OdfTracked tracked(child(item, "tracked-changes"), view);
      tracked.changes.styles = &its_styles;
      OdfAside unseen;
      add_lines(item, numbering, tracked.changes, unseen, block.text);
      const bool is_new = has_words(block.text) && seen.insert(block.text).second;
      block.place.part = std::string(wanted) + " " + std::to_string(std::max<std::size_t>(seen.size(), 1));
      tracked.move_to(block.place.part, document.revisions);
      const Place place = block.place;
      if (is_new) document.blocks.push_back(std::move(block));
      add_unseen(kind, std::move(unseen.hidden), place, seen, document);
      for (std::string& picture : unseen.pictures)
        add_unseen(BlockKind::figure, std::move(picture), place, seen, document);
    }
  }
}

void add_odf_box(pugi::xml_node shape, const std::string& sheet, bool hidden, Document& document) {
  Block block;
  block.kind = BlockKind::text_box;
  OdfNumbering none;
  OdfChanges unchanged;
  OdfAside ignored;
  add_lines(shape, none, unchanged, ignored, block.text);
  if (block.text.empty()) return;
  block.hidden = hidden;
  block.place.sheet = sheet;
  document.blocks.push_back(std::move(block));
}

}  // namespace assay::office
