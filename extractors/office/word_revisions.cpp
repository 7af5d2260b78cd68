#include "extractors/office/word_revisions.hpp"

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

void add_text(pugi::xml_node node, std::string& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "t" || name == "delText") {
      for (const pugi::xml_node text : item.children()) out += text.value();
    } else if (name == "tab" || name == "br" || name == "cr") {
      if (local_name(node) == "r") out += name == "tab" ? '\t' : '\n';
    } else if (name == "noBreakHyphen") {
      out += '-';
    } else if (name == "Fallback" || name == "instrText" || name == "delInstrText" || name.ends_with("Pr")) {
      continue;
    } else {
      if (name == "p" && !out.empty()) out += '\n';
      add_text(item, out);
    }
  }
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
    for (const pugi::xml_node item : node.children()) {
      const auto name = local_name(item);
      if (name == "Fallback") continue;  // the same content again, for old programs
      if (name == "p") ++paragraph;
      const auto kind = kind_of(name);
      if (kind) {
        std::string text;
        if (*kind == RevisionKind::formatting) {
          // Of a run's change, the run; the old properties inside are not looked at.
          if (name == "rPrChange" && local_name(node.parent()) == "r") add_text(node.parent(), text);
          add(item, *kind, std::move(text));
          continue;
        }
        add_text(item, text);
        add(item, *kind, std::move(text));
      }
      walk(item);
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
