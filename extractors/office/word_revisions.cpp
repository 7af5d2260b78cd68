#include "extractors/office/word_revisions.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::optional<RevisionKind> kind_of(std::string_view name) {
  if (name == "ins" || name == "cellIns") return RevisionKind::insertion;
  if (name == "del" || name == "cellDel") return RevisionKind::deletion;
  if (name == "moveFrom") return RevisionKind::move_from;
  if (name == "moveTo") return RevisionKind::move_to;
  if (name == "rPrChange" || name == "pPrChange" || name == "tblPrChange" || name == "trPrChange" ||
      name == "tcPrChange" || name == "sectPrChange" || name == "tblGridChange" || name == "tblPrExChange" ||
      name == "numberingChange" || name == "cellMerge")
    return RevisionKind::formatting;
  return std::nullopt;
}

// A change has an author or an id; "moveTo" is also a step of a drawn path.
bool is_tracked(pugi::xml_node node) {
  return has_attribute(node, "author") || has_attribute(node, "id");
}

// The text of one change. What a change inside it says is its own text, not that of the outer one.
void add_text(pugi::xml_node node, std::string& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "t" || name == "delText") {
      for (const pugi::xml_node text : item.children()) out += text.value();
    } else if (name == "tab" || name == "br" || name == "cr") {
      if (local_name(node) == "r") out += name == "tab" ? '\t' : '\n';
    } else if (name == "noBreakHyphen") {
      out += '-';
    } else if (name == "Fallback" || name == "instrText" || name == "delInstrText" || name.ends_with("Pr") ||
               is_change(name)) {
      continue;
    } else {
      if (name == "p" && !out.empty() && out.back() != '\n') out += '\n';
      add_text(item, out);
    }
  }
}

// Whether a cell's content holds a change of the same kind and author: then the cell's own is not told again.
bool told_inside(pugi::xml_node cell, std::string_view change, std::string_view author) {
  for (const pugi::xml_node item : cell.children())
    if ((local_name(item) == change && attribute(item, "author") == author && !local_name(cell).ends_with("Pr")) ||
        told_inside(item, change, author))
      return true;
  return false;
}

bool same(const Revision& a, const Revision& b) {
  return a.kind == b.kind && a.author == b.author && a.date == b.date && a.text == b.text;
}

struct Collector {
  std::string part;
  std::vector<Revision>& out;
  int paragraph = 0;

  void add(pugi::xml_node node, RevisionKind kind, std::string text) {
    Revision revision;
    revision.kind = kind;
    revision.author = attribute(node, "author");
    revision.date = attribute(node, "date");
    revision.text = std::move(text);
    revision.place.part = part;
    if (paragraph > 0) revision.place.paragraph = paragraph;
    out.push_back(std::move(revision));
  }

  void walk(pugi::xml_node node) {
    for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling()) {
      const auto name = local_name(item);
      if (name == "AlternateContent") {
        walk_alternates(item);
        continue;
      }
      if (name == "p") ++paragraph;
      if (const auto kind = kind_of(name); kind && is_tracked(item)) {
        add_change(item, name, *kind);
        if (*kind == RevisionKind::formatting) continue;  // the old properties inside are not looked at
      }
      walk(item);
    }
  }

  void add_change(pugi::xml_node item, std::string_view name, RevisionKind kind) {
    std::string text;
    if (name == "cellIns" || name == "cellDel") {
      const pugi::xml_node cell = item.parent().parent();
      add_text(cell, text);
      if (text.empty() && told_inside(cell, name == "cellIns" ? "ins" : "del", attribute(item, "author"))) return;
    } else if (local_name(item.parent()) == "trPr") {
      add_text(item.parent().parent(), text);  // a row goes with what no change of its own takes away
    } else if (kind != RevisionKind::formatting) {
      add_text(item, text);
    } else if (name == "rPrChange" && local_name(item.parent().parent()) == "r") {
      add_text(item.parent().parent(), text);
    }
    add(item, kind, std::move(text));
  }

  // The fallback mostly repeats the choice for old programs: of it only what the choice does not say.
  void walk_alternates(pugi::xml_node alternates) {
    const std::size_t first = out.size();
    for (const pugi::xml_node branch : alternates.children()) {
      const std::size_t before = out.size();
      const int paragraph_before = paragraph;
      walk(branch);
      if (local_name(branch) != "Fallback") continue;
      paragraph = paragraph_before;
      std::vector<Revision> added(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
      out.resize(before);
      for (Revision& revision : added) {
        const auto from = out.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = out.begin() + static_cast<std::ptrdiff_t>(before);
        if (std::none_of(from, to, [&](const Revision& other) { return same(revision, other); }))
          out.push_back(std::move(revision));
      }
    }
  }
};

}  // namespace

void collect_revisions(pugi::xml_node root, const std::string& part, std::vector<Revision>& out) {
  Collector{part, out}.walk(root);
}

bool is_change(std::string_view local) {
  return local == "ins" || local == "del" || local == "moveFrom" || local == "moveTo";
}

bool belongs(std::string_view change, RevisionView view) {
  if (view == RevisionView::all) return true;
  const bool arrives = change == "ins" || change == "moveTo" || change == "cellIns";
  return arrives == (view == RevisionView::accepted);
}

bool gone_in(pugi::xml_node properties, RevisionView view) {
  for (const pugi::xml_node item : properties.children()) {
    const auto name = local_name(item);
    if ((is_change(name) || name == "cellIns" || name == "cellDel") && !belongs(name, view)) return true;
  }
  return false;
}

}  // namespace assay::office
