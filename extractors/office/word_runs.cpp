#include "extractors/office/word_runs.hpp"

#include <algorithm>

#include "extractors/office/word_formulas.hpp"
#include "extractors/office/word_numbering.hpp"
#include "extractors/office/word_revisions.hpp"
#include "extractors/office/word_symbols.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

void append_values(pugi::xml_node node, std::string& out) {
  for (const pugi::xml_node text : node.children()) out += text.value();
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\xc2\xa0") == std::string_view::npos;
}

bool holds_text(pugi::xml_node node) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "txbxContent" || name == "t" || holds_text(item)) return true;
  }
  return false;
}

// Of a choice and its fallbacks the one that is read: the first with text in it, so that nothing is read twice.
pugi::xml_node chosen(pugi::xml_node alternate) {
  pugi::xml_node first;
  for (const pugi::xml_node item : alternate.children()) {
    if (!first && item.type() == pugi::node_element) first = item;
    if (holds_text(item)) return item;
  }
  return first;
}

bool wraps_runs(std::string_view name) {
  return name == "hyperlink" || name == "smartTag" || name == "customXml" || name == "sdtContent" || name == "dir" ||
         name == "bdo" || name == "ruby" || name == "rubyBase";
}

// The entry of a list of choices that is shown.
std::string choice_of(pugi::xml_node list) {
  const pugi::xml_node chosen = child(list, "result") ? child(list, "result") : child(list, "default");
  long left = chosen ? to_long(attribute(chosen, "val")) : 0;
  for (const pugi::xml_node entry : list.children())
    if (local_name(entry) == "listEntry" && left-- == 0) return std::string(attribute(entry, "val"));
  return {};
}

// What somebody, or a program, wrote of a picture or a shape: its title, its description, its text in place of it.
std::string picture_text(pugi::xml_node shape) {
  const auto name = local_name(shape);
  if (name != "docPr" && name != "cNvPr") return std::string(attribute(shape, "alt"));
  const std::string title(attribute(shape, "title")), description(attribute(shape, "descr"));
  return title + (title.empty() || description.empty() ? "" : "\n") + description;
}

bool has_last_line(std::string_view lines, std::string_view text) {
  return lines == text || (lines.ends_with(text) && lines[lines.size() - text.size() - 1] == '\n');
}

// White on white, or too small to be seen. Only where nothing says that the ground is dark: no style, shading, table
// cell or box of its own.
bool is_unseen(pugi::xml_node run, pugi::xml_node properties) {
  constexpr int readable = 4;  // half points
  const pugi::xml_node size = child(properties, "sz");
  if (size && size.attribute("w:val").as_int(readable + 1) <= readable && !child(properties, "vertAlign")) return true;
  const auto color = attribute(child(properties, "color"), "val");
  if (color != "FFFFFF" && color != "ffffff") return false;
  if (child(properties, "shd") || child(properties, "highlight") || child(properties, "rStyle")) return false;
  for (pugi::xml_node node = run.parent(); node; node = node.parent()) {
    const auto name = local_name(node);
    const pugi::xml_node paragraph = child(node, "pPr");
    if (name == "tc" || name == "txbxContent" || child(paragraph, "shd") || child(paragraph, "pStyle") ||
        child(node, "background"))
      return false;
  }
  return true;
}

}  // namespace

void RunReader::read(pugi::xml_node paragraph_node, int paragraph, ParagraphText& out) {
  paragraph_ = paragraph;
  const std::size_t before = out.text.size();
  begin_numbers(child(paragraph_node, "pPr"));
  read_content(paragraph_node, out);
  if (open_anchors_.empty()) return;
  for (const std::string& id : open_anchors_)
    if (anchors[id].paragraph < paragraph && out.text.size() > before) anchors[id].text += ' ';
}

void RunReader::begin_numbers(pugi::xml_node properties) {
  constexpr std::string_view heading = "heading ";
  const WordStyle& style = styles_.paragraph(attribute(child(properties, "pStyle"), "val"));
  const long level = style.name.starts_with(heading) ? to_long(std::string_view(style.name).substr(heading.size())) : 0;
  const pugi::xml_node list = child(child(properties, "numPr"), "numId");
  const bool listed = list ? to_long(attribute(list, "val")) > 0 : style.list.value_or(0) > 0;
  fields_.numbers.begin_paragraph(level >= 1 && level <= 9 ? static_cast<int>(level) : 0, listed);
}

void RunReader::read_content(pugi::xml_node node, ParagraphText& out) {
  for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling())
    read_item(item, local_name(item), out);
}

void RunReader::read_item(pugi::xml_node item, std::string_view name, ParagraphText& out) {
  if (name == "r") {
    read_run(item, out);
  } else if (is_change(name)) {
    if (belongs(name, view_)) read_content(item, out);
  } else if (name == "sdt") {
    read_content(child(item, "sdtContent"), out);
  } else if (name == "fldSimple") {
    read_simple_field(item, out);
  } else if (wraps_runs(name)) {
    read_content(item, out);
  } else if (name == "AlternateContent") {
    read_content(chosen(item), out);
  } else if (name == "oMath" || name == "oMathPara") {
    out.text += formula_text(item, view_);
  } else if (name == "commentRangeStart") {
    const std::string id(attribute(item, "id"));
    anchors[id].paragraph = paragraph_;
    open_anchors_.insert(id);
  } else if (name == "commentRangeEnd") {
    open_anchors_.erase(std::string(attribute(item, "id")));
  }
}

void RunReader::read_simple_field(pugi::xml_node item, ParagraphText& out) {
  const bool text_before = !blank(out.text);
  fields_.begin();
  fields_.add_to_code(attribute(item, "instr"));
  fields_.separate();
  read_content(item, out);
  out.text += fields_.end(text_before);
}

void RunReader::read_run(pugi::xml_node run, ParagraphText& out) {
  const pugi::xml_node properties = child(run, "rPr");
  bool hidden = false;
  if (properties) {
    const pugi::xml_node vanish = child(properties, "vanish");
    hidden =
        vanish ? flag(attribute(vanish, "val"), true) : styles_.hides(attribute(child(properties, "rStyle"), "val"));
    hidden = hidden || is_unseen(run, properties);
  }
  std::string text;
  for (pugi::xml_node item = run.first_child(); item; item = item.next_sibling())
    read_run_item(item, local_name(item), text, out);
  if (text.empty()) return;
  text = without_private(std::move(text), attribute(child(properties, "rFonts"), "ascii"));
  (hidden ? out.hidden : out.text) += text;
  if (!hidden)
    for (const std::string& id : open_anchors_) anchors[id].text += text;
}

void RunReader::read_run_item(pugi::xml_node item, std::string_view name, std::string& text, ParagraphText& out) {
  if (name == "fldChar") return read_field_mark(item, text, out);
  if (name == "drawing" || name == "pict" || name == "object") return read_drawing(item, out.pictures.size(), out);
  if (name == "AlternateContent") {
    for (const pugi::xml_node part : chosen(item).children()) read_run_item(part, local_name(part), text, out);
    return;
  }
  if (fields_.in_code()) {
    std::string code;
    if (name == "instrText" || name == "t") append_values(item, code);
    return fields_.add_to_code(code);
  }
  if (name == "t" || name == "delText") {
    append_values(item, text);
    fields_.see_result();
  } else if (name == "tab" || name == "ptab")
    text += '\t';
  else if (name == "br" || name == "cr")
    text += '\n';
  else if (name == "noBreakHyphen")
    text += "\u2011";
  else if (name == "sym")
    text += symbol_text(attribute(item, "font"), attribute(item, "char"));
  else if (name == "footnoteReference")
    read_note(item, false, text);
  else if (name == "endnoteReference")
    read_note(item, true, text);
  else if (name == "commentReference")
    ++comments;
  else if (name == "ruby") {
    for (const pugi::xml_node base : child(item, "rubyBase").children())
      for (const pugi::xml_node part : base.children()) read_run_item(part, local_name(part), text, out);
  }
}

void RunReader::read_field_mark(pugi::xml_node item, std::string& text, const ParagraphText& out) {
  const auto type = attribute(item, "fldCharType");
  if (type == "begin") {
    const bool shown = !fields_.in_code();
    fields_.begin();
    const pugi::xml_node form = child(item, "ffData");
    if (const pugi::xml_node box = child(form, "checkBox"); box && shown) {
      const pugi::xml_node checked = child(box, "checked") ? child(box, "checked") : child(box, "default");
      text += checked && flag(attribute(checked, "val"), true) ? "\u2612" : "\u2610";
    }
    if (const pugi::xml_node list = child(form, "ddList")) fields_.set_shown(choice_of(list));
  } else if (type == "separate") {
    fields_.separate();
  } else if (type == "end") {
    text += fields_.end(!blank(out.text) || !blank(text));
  }
}

void RunReader::read_note(pugi::xml_node item, bool endnote, std::string& text) {
  NoteReference note;
  note.endnote = endnote;
  note.id = attribute(item, "id");
  const auto same =
      std::count_if(notes.begin(), notes.end(), [&](const NoteReference& n) { return n.endnote == endnote; });
  note.mark = "[" + formatted_number(static_cast<int>(same) + 1, endnote ? endnote_format : footnote_format) + "]";
  // A mark of the author's own ("*") follows as text.
  if (flag(attribute(item, "customMarkFollows"), false)) note.mark.clear();
  text += note.mark;
  notes.push_back(std::move(note));
}

// `first`: of the descriptions, that of this drawing.
void RunReader::read_drawing(pugi::xml_node node, std::size_t first, ParagraphText& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "txbxContent") {
      out.boxes.push_back(item);
    } else if (name == "AlternateContent") {
      read_drawing(chosen(item), first, out);
    } else {
      read_shape(item, name, first, out);
      read_drawing(item, first, out);
    }
  }
}

void RunReader::read_shape(pugi::xml_node node, std::string_view name, std::size_t first, ParagraphText& out) {
  if (name == "blip" || name == "imagedata") ++images;
  if (name == "OLEObject") ++objects;
  if (name == "textpath" && !blank(attribute(node, "string"))) out.drawn.emplace_back(attribute(node, "string"));
  std::string text = picture_text(node);
  if (text.empty()) return;
  // A drawing and the picture in it mostly have the same, or one of them a title too.
  const bool told =
      out.pictures.size() > first && (has_last_line(out.pictures[first], text) || out.pictures.back() == text);
  if (!told) out.pictures.push_back(std::move(text));
}

}  // namespace assay::office
