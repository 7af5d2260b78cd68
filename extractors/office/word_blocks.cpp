#include "extractors/office/word_blocks.hpp"

#include <utility>

#include "extractors/core/text_count.hpp"
#include "extractors/office/word_revisions.hpp"
#include "extractors/office/word_tables.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\xc2\xa0") == std::string_view::npos;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

int number_or(pugi::xml_node node, int fallback) {
  const long value = to_long(attribute(node, "val"));
  return node && value >= 0 ? static_cast<int>(value) : fallback;
}

}  // namespace

void WordReader::begin_story() {
  numbering_.begin_story();
  runs.field_numbers().begin_story();
  boxes_ = {};
}

void WordReader::read_part(pugi::xml_node container, const std::string& part, std::vector<Block>& out) {
  part_ = part;
  paragraph_ = 0;
  runs.begin_part();
  Pending pending;
  read_blocks(container, out, pending);
  if (pending.any) finish_paragraph({}, std::move(pending.content), out);
}

void WordReader::read_blocks(pugi::xml_node container, std::vector<Block>& out, Pending& pending) {
  for (const pugi::xml_node item : container.children()) {
    if (!limit_hit_.empty()) return;
    const auto name = local_name(item);
    if (name == "p") {
      read_paragraph(item, out, pending);
    } else if (name == "tbl") {
      if (pending.any) finish_paragraph({}, std::move(std::exchange(pending, {}).content), out);
      read_table(item, out);
    } else if (name == "sdt") {
      read_blocks(child(item, "sdtContent"), out, pending);
    } else if (name == "customXml" || name == "smartTag" || (is_change(name) && belongs(name, options_.revisions))) {
      read_blocks(item, out, pending);
    } else if (name == "AlternateContent") {
      read_blocks(item.first_child(), out, pending);
    } else if (name == "altChunk") {
      if (read_chunk) count_chunk([&] { read_chunk(attribute(item, "id"), out); });
    } else if (name == "oMathPara" || name == "oMath" || name == "r") {
      // Content that should stand in a paragraph.
      ParagraphText content;
      runs.read(container, paragraph_, content);
      finish_paragraph({}, std::move(content), out);
      return;
    }
  }
}

// What stands in it counts as the text around it does.
void WordReader::count_chunk(const std::function<void()>& read) {
  TextCount count(document_);
  read();
  count.add_new(document_);
  text_bytes_ += count.text_bytes();
  cells_ += count.cells();
}

void WordReader::read_paragraph(pugi::xml_node node, std::vector<Block>& out, Pending& pending) {
  ++paragraph_;
  if (paragraph_ % 1000 == 0) progress_.advance("paragraphs", paragraph_, 0);
  // Where the mark between two paragraphs is gone, a space keeps their words apart.
  if (pending.any && !pending.content.text.empty() && pending.content.text.back() != ' ') pending.content.text += ' ';
  runs.read(node, paragraph_, pending.content);
  if (gone_in(child(child(node, "pPr"), "rPr"), options_.revisions)) {
    pending.any = true;
    return;
  }
  finish_paragraph(node, std::move(std::exchange(pending, {}).content), out);
}

void WordReader::finish_paragraph(pugi::xml_node node, ParagraphText content, std::vector<Block>& out) {
  const pugi::xml_node properties = child(node, "pPr");
  const WordStyle& style = styles_.paragraph(attribute(child(properties, "pStyle"), "val"));
  Block block;
  block.place.part = part_;
  block.place.paragraph = std::max(paragraph_, 1);
  std::string text = trimmed(content.text);
  std::optional<std::string> mark = next_mark(properties, style, content);
  if (bare_marks_ && mark && is_number(*mark) && blank(text) && blank(content.hidden)) text = *std::exchange(mark, "");
  if (!blank(text)) {
    WordStyle own = style;
    if (const pugi::xml_node level = child(properties, "outlineLvl")) own.outline_level = number_or(level, 9);
    block.level = heading_level(own);
    if (block.level)
      block.kind = BlockKind::heading;
    else if (style.caption)
      block.kind = BlockKind::caption;
    if (mark && !mark->empty()) text.insert(0, *mark + " ");
    if (mark && block.kind == BlockKind::paragraph) block.kind = BlockKind::list_item;
    block.text = std::move(text);
    block.hidden = style.hidden;
    add(block, out);
  }
  const auto add_beside = [&](BlockKind kind, const std::string& beside, bool hidden) {
    Block its;
    its.kind = kind;
    its.text = trimmed(beside);
    its.hidden = hidden;
    its.place = block.place;
    if (!blank(its.text)) add(std::move(its), out);
  };
  add_beside(BlockKind::paragraph, content.hidden, true);
  for (const std::string& drawn : content.drawn) add_beside(BlockKind::text_box, drawn, false);
  for (const std::string& picture : content.pictures) add_beside(BlockKind::figure, picture, true);
  for (const pugi::xml_node box : content.boxes) read_box(box, out);
}

void WordReader::read_box(pugi::xml_node box, std::vector<Block>& out) {
  const bool bare = std::exchange(bare_marks_, false), inner = std::exchange(in_box_, true);
  if (!inner) boxes_ = numbering_.begin_story(std::move(boxes_));
  runs.field_numbers().set_apart(true);
  std::vector<Block> inside;
  Pending pending;
  read_blocks(box, inside, pending);
  if (pending.any) finish_paragraph({}, std::move(pending.content), inside);
  for (Block& item : inside) {
    if (item.kind == BlockKind::paragraph) item.kind = BlockKind::text_box;
    out.push_back(std::move(item));
  }
  if (!inner) boxes_ = numbering_.begin_story(std::move(boxes_));
  runs.field_numbers().set_apart(inner);
  bare_marks_ = bare;
  in_box_ = inner;
}

// None: in no list. A paragraph without text counts as others do, as its number is printed; a hidden one does not.
std::optional<std::string> WordReader::next_mark(pugi::xml_node properties, const WordStyle& style,
                                                 const ParagraphText& content) {
  const pugi::xml_node in_list = child(properties, "numPr");
  const int list = number_or(child(in_list, "numId"), style.list.value_or(0));
  if (list <= 0 || !numbering_.knows(list)) return {};
  const bool hidden = !blank(content.hidden) || style.hidden || child(child(properties, "rPr"), "vanish");
  if (blank(content.text) && hidden) return std::string();
  const pugi::xml_node level = child(in_list, "ilvl");
  const auto id = attribute(child(properties, "pStyle"), "val");
  return numbering_.next(list, level ? number_or(level, 0) : styles_.list_level(id, numbering_, list));
}

void WordReader::read_table(pugi::xml_node node, std::vector<Block>& out) {
  WordTableReader reader(*this);
  if (is_frame(node))
    reader.read_frame(node, out);
  else
    reader.read(node, out);
}

void WordReader::add(Block block, std::vector<Block>& out) {
  text_bytes_ += block.text.size();
  if (text_bytes_ > options_.limits.text_bytes) {
    limit_hit_ = "text_bytes";
    return;
  }
  out.push_back(std::move(block));
}

}  // namespace assay::office
