#include "extractors/office/odf_text.hpp"

#include <algorithm>
#include <string_view>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// White space counts as one space, and as none after another (OpenDocument 1.2 part 1, 6.1.2).
void add_collapsed(std::string_view text, std::string& out) {
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      out += c;
    else if (out.empty() || out.back() != ' ')
      out += ' ';
  }
}

// Where the text goes, by what its styles say.
struct Target {
  std::string& shown;
  std::string& kept_hidden;
  bool hidden = false;

  std::string& text() { return hidden ? kept_hidden : shown; }
};

void add_piece(std::string_view text, OdfChanges& changes, OdfAside& aside, std::string& out) {
  std::string piece = out.empty() ? std::string() : std::string(1, out.back());
  const std::size_t before = piece.size();
  add_collapsed(text, piece);
  piece.erase(0, before);
  for (const std::string& id : changes.open) changes.inserted[id] += piece;
  if (changes.open.empty() || changes.view != RevisionView::rejected)
    out += piece;
  else
    aside.left_out = true;
}

void add_children(pugi::xml_node node, OdfChanges& changes, OdfAside& aside, Target target) {
  std::string& out = target.text();
  for (const pugi::xml_node item : node.children()) {
    if (item.type() == pugi::node_pcdata || item.type() == pugi::node_cdata) {
      add_piece(item.value(), changes, aside, out);
      continue;
    }
    const auto name = local_name(item);
    if (name == "s") {
      const long count = has_attribute(item, "c") ? to_long(attribute(item, "c")) : 1;
      out.append(static_cast<std::size_t>(std::clamp(count, 1L, 100L)), ' ');
    } else if (name == "tab") {
      out += '\t';
    } else if (name == "line-break") {
      out += '\n';
    } else if (name == "note" && !changes.open.empty() && changes.view == RevisionView::rejected) {
      aside.left_out = true;
    } else if (name == "note") {
      aside.notes.push_back(item);
      out += "[" + std::string(child(item, "note-citation").text().as_string()) + "]";
    } else if (name == "annotation") {
      aside.comments.push_back(item);
    } else if (name == "text-box") {
      aside.boxes.push_back(item);
    } else if (name == "change-start") {
      if (std::string id(attribute(item, "change-id")); changes.insertions.contains(id)) changes.open.insert(id);
    } else if (name == "change-end") {
      changes.open.erase(std::string(attribute(item, "change-id")));
    } else if (name == "change") {
      const auto deleted = changes.deletions.find(attribute(item, "change-id"));
      if (deleted == changes.deletions.end() || changes.view == RevisionView::accepted) continue;
      out += deleted->second.text;
      aside.notes.insert(aside.notes.end(), deleted->second.notes.begin(), deleted->second.notes.end());
    } else if (name != "tracked-changes" && name != "ruby-text" && name != "title" && name != "desc" &&
               name != "number") {  // a number as it was printed last: it is counted
      Target inner = target;
      if (changes.styles) inner.hidden = changes.styles->hides(item).value_or(target.hidden);
      add_children(item, changes, aside, inner);
    }
  }
}

}  // namespace

void add_odf_text(pugi::xml_node node, OdfChanges& changes, OdfAside& aside, std::string& out) {
  const bool hidden = changes.styles && changes.styles->hides(node).value_or(false);
  add_children(node, changes, aside, {out, aside.hidden, hidden});
}

}  // namespace assay::office
