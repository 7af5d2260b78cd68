#include "extractors/office/odf_lines.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/word_numbering.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {

void OdfLines::add(pugi::xml_node node, OdfAside& aside, std::string& out) {
  const OdfNumbering::Apart apart(numbering_);
  first_ = true;
  walk(node, aside, out);
}

void OdfLines::walk(pugi::xml_node node, OdfAside& aside, std::string& out) {
  for (const pugi::xml_node item : node.children()) {
    if (out.size() > most_) return;
    const auto name = local_name(item);
    if (name == "p" || name == "h") {
      const std::size_t hidden = aside.hidden.size();
      const std::string line = line_of(item, aside);
      if (line.empty() && aside.hidden.size() > hidden) continue;  // nothing is shown of it, no line either
      if (!first_) out += '\n';
      first_ = false;
      out += line;
    } else if (name == "annotation") {
      aside.comments.push_back(item);
    } else if (name == "list") {
      numbering_.begin_list(item);
      walk(item, aside, out);
      numbering_.end_list();
    } else if (name == "numbered-paragraph") {
      numbering_.begin_numbered(item);
      walk(item, aside, out);
      numbering_.end_numbered();
    } else if (name.starts_with("list")) {
      numbering_.begin_item(item);
      walk(item, aside, out);
    } else if (name == "section" || name.starts_with("table") || name == "region-left" || name == "region-center" ||
               name == "region-right") {
      walk(item, aside, out);
    } else if (item.type() == pugi::node_element) {
      aside.boxes.push_back(item);
    }
  }
}

std::string OdfLines::line_of(pugi::xml_node paragraph, OdfAside& aside) {
  std::string line;
  aside.left_out = false;
  std::string hidden = std::exchange(aside.hidden, {});  // of the paragraphs before
  add_odf_text(paragraph, changes_, aside, line);
  std::replace(line.begin(), line.end(), deleted_break, '\n');
  const std::string mark = changes_.stands(line, aside) ? numbering_.next(paragraph) : std::string();
  if (!hidden.empty() && !aside.hidden.empty()) hidden += '\n';
  hidden += aside.hidden;
  aside.hidden = std::move(hidden);
  if (line.empty()) return is_number(mark) ? mark : line;
  return mark.empty() ? line : mark + " " + line;
}

}  // namespace assay::office
