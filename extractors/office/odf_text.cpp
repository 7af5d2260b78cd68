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

void say(std::string_view text, OdfChanges& changes, OdfAside& aside, std::string& out) {
  changes.tell(text);
  if (changes.leaves_out())
    aside.left_out = true;
  else
    out += text;
}

void add_piece(std::string_view text, OdfChanges& changes, OdfAside& aside, std::string& out) {
  const std::string_view left_out = changes.leaves_out() ? changes.told() : std::string_view();
  const std::string_view before = left_out.empty() ? std::string_view(out) : left_out;
  std::string piece(before.substr(before.size() - std::min<std::size_t>(before.size(), 1)));
  const std::size_t begin = piece.size();
  add_collapsed(text, piece);
  say(std::string_view(piece).substr(begin), changes, aside, out);
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
      say(std::string(static_cast<std::size_t>(std::clamp(count, 1L, 100L)), ' '), changes, aside, out);
    } else if (name == "tab") {
      say("\t", changes, aside, out);
    } else if (name == "line-break") {
      say("\n", changes, aside, out);
    } else if ((name == "note" || name == "text-box") && changes.leaves_out()) {
      aside.left_out = true;
    } else if (name == "note") {
      aside.notes.push_back(item);
      out += "[" + std::string(child(item, "note-citation").text().as_string()) + "]";
    } else if (name == "annotation") {
      aside.comments.push_back(item);
    } else if (name == "text-box") {
      aside.boxes.push_back(item);
    } else if (name == "change-start") {
      changes.begin(std::string(attribute(item, "change-id")));
    } else if (name == "change-end") {
      changes.end(std::string(attribute(item, "change-id")));
    } else if (name == "change") {
      const OdfDeletion back = changes.take_back(attribute(item, "change-id"));
      out += back.text;
      aside.notes.insert(aside.notes.end(), back.notes.begin(), back.notes.end());
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

void OdfChanges::count(std::string_view id, int by) {
  if (insertions.contains(id)) open_insertions_ += by;
  if (deletions.contains(id)) open_deletions_ += by;
}

void OdfChanges::begin(const std::string& id) {
  if (!insertions.contains(id) && !deletions.contains(id)) return;
  if (!open_.insert(id).second) return;
  begun_.push_back(id);
  count(id, 1);
}

void OdfChanges::end(const std::string& id) {
  if (open_.erase(id) == 0) return;
  count(id, -1);
  while (!begun_.empty() && !open_.contains(begun_.back())) begun_.pop_back();
}

bool OdfChanges::leaves_out() const {
  if (view == RevisionView::accepted) return open_deletions_ > 0;
  return view == RevisionView::rejected && open_insertions_ > 0;
}

void OdfChanges::tell(std::string_view text) {
  if (!begun_.empty()) met[begun_.back()] += text;
}

std::string_view OdfChanges::told() const {
  const auto text = begun_.empty() ? met.end() : met.find(begun_.back());
  return text == met.end() ? std::string_view() : text->second;
}

OdfDeletion OdfChanges::take_back(std::string_view id) {
  const auto deleted = deletions.find(id);
  if (deleted == deletions.end() || view == RevisionView::accepted) return {};
  OdfDeletion back = std::exchange(deleted->second, {});
  return view == RevisionView::rejected && insertions.contains(id) ? OdfDeletion() : back;
}

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
