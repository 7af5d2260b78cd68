#include "extractors/office/sheet_extras.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractors/office/cell_reference.hpp"
#include "extractors/office/graphics.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/threaded_comments.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

void add_block(Document& document, const SheetEntry& sheet, BlockKind kind, std::string text, std::string_view range) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  block.hidden = sheet.state != SheetState::visible;
  block.place.sheet = sheet.name;
  block.place.range = range;
  document.blocks.push_back(std::move(block));
}

void read_comments(Package& package, const std::string& part, const SheetEntry& sheet, const ThreadedComments& threads,
                   Document& document) {
  pugi::xml_document tree;
  if (part.ends_with(".bin") || !parse_part(package, part, tree)) return;  // those of a binary workbook are read there
  std::vector<std::string> authors;
  for (const pugi::xml_node author : child(tree.document_element(), "authors").children())
    authors.emplace_back(author.text().as_string());
  for (const pugi::xml_node comment : child(tree.document_element(), "commentList").children()) {
    std::string text = string_item_text(child(comment, "text"));
    const long by = to_long(attribute(comment, "authorId"));
    const bool known = by >= 0 && static_cast<std::size_t>(by) < authors.size();
    const std::string author = known ? authors[static_cast<std::size_t>(by)] : std::string();
    if (text.empty() || threads.replace(author)) continue;
    add_block(document, sheet, BlockKind::comment, with_author(author, std::move(text)), attribute(comment, "ref"));
  }
}

// Paragraphs of DrawingML text bodies, wherever they are in the tree.
void add_drawn_texts(pugi::xml_node node, std::string& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "t" && local_name(item.parent()) == "r") {
      out += item.text().as_string();
    } else if (name == "Fallback") {
      continue;
    } else {
      if (name == "p" && !out.empty() && out.back() != '\n') out += '\n';
      add_drawn_texts(item, out);
    }
  }
}

void read_drawing(Package& package, const std::string& part, const SheetEntry& sheet, Document& document) {
  pugi::xml_document tree;
  if (!parse_part(package, part, tree)) return;
  for (const pugi::xml_node anchor : tree.document_element().children()) {
    std::string text;
    add_drawn_texts(anchor, text);
    add_block(document, sheet, BlockKind::text_box, std::move(text), {});
  }
  Place place;
  place.sheet = sheet.name;
  read_graphics(package, relationships(package, part), TableSource::sheet, place, sheet.state != SheetState::visible,
                document);
}

}  // namespace

std::vector<DeclaredTable> read_declared_tables(Package& package, const SheetEntry& sheet) {
  std::vector<DeclaredTable> out;
  for (const Relationship& item : relationships(package, sheet.part)) {
    pugi::xml_document tree;
    if (item.type != "table" || item.external || !package.has(item.target) || !parse_part(package, item.target, tree))
      continue;
    const pugi::xml_node root = tree.document_element();
    const auto range = parse_range(attribute(root, "ref"));
    if (!range) continue;
    const long headers = has_attribute(root, "headerRowCount") ? to_long(attribute(root, "headerRowCount")) : 1;
    out.push_back({range->row0, range->column0, range->row1, range->column1, headers == 0 ? 0 : 1});
  }
  return out;
}

void read_sheet_extras(Package& package, const Workbook& book, const SheetEntry& sheet, Document& document) {
  ThreadedComments threads = read_threaded_comments(package, book, sheet);
  for (const Relationship& item : distinct_members(package, relationships(package, sheet.part))) {
    if (item.type == "comments") read_comments(package, item.target, sheet, threads, document);
    if (item.type == "drawing") read_drawing(package, item.target, sheet, document);
  }
  std::move(threads.blocks.begin(), threads.blocks.end(), std::back_inserter(document.blocks));
}

std::string printed_text(std::string_view codes) {
  std::string out;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] != '&' || i + 1 >= codes.size()) {
      out += codes[i];
      continue;
    }
    const char code = codes[++i];
    const bool digit = code >= '0' && code <= '9';
    if (code == '&') {
      out += '&';
    } else if (code == 'L' || code == 'C' || code == 'R') {
      if (!out.empty() && out.back() != '\n') out += '\n';
    } else if (code == '"') {
      i = std::min(codes.find('"', i + 1), codes.size());
    } else if (code == 'K') {
      i = std::min(i + 6, codes.size());  // a colour
    } else if (digit) {
      while (i + 1 < codes.size() && codes[i + 1] >= '0' && codes[i + 1] <= '9') ++i;
    }
  }
  return out;
}

}  // namespace assay::office
