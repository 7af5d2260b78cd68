#include "extractors/office/odf_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

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

// Of a shape; a title may also be a field of the text.
bool describes(pugi::xml_node node, std::string_view name) {
  return (name == "title" || name == "desc") && is_drawn(local_name(node.parent()));
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
    } else if (name != "tracked-changes" && name != "ruby-text" && !describes(item, name) &&
               name != "number") {  // a number as it was printed last: it is counted
      if (std::string text = is_drawn(name) ? picture_text(item) : std::string(); !text.empty())
        aside.pictures.push_back(std::move(text));
      Target inner = target;
      if (changes.styles) inner.hidden = changes.styles->hides(item).value_or(target.hidden);
      add_children(item, changes, aside, inner);
    }
  }
}

}  // namespace

bool is_drawn(std::string_view name) {
  static constexpr std::array drawn{"frame",    "text-box",  "g",       "custom-shape",    "rect",
                                    "ellipse",  "circle",    "polygon", "regular-polygon", "path",
                                    "polyline", "connector", "line",    "measure",         "caption"};
  return std::find(drawn.begin(), drawn.end(), name) != drawn.end();
}

std::string picture_text(pugi::xml_node shape) {
  const std::string title = child(shape, "title").text().as_string(),
                    description = child(shape, "desc").text().as_string();
  return title + (title.empty() || description.empty() ? "" : "\n") + description;
}

void add_odf_text(pugi::xml_node node, OdfChanges& changes, OdfAside& aside, std::string& out) {
  const bool hidden = changes.styles && changes.styles->hides(node).value_or(false);
  add_children(node, changes, aside, {out, aside.hidden, hidden});
}

}  // namespace assay::office
