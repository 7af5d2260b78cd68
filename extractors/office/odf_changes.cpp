#include "extractors/office/odf_changes.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

void add_deleted(pugi::xml_node node, bool& first, OdfDeletion& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name != "p" && name != "h") {
      if (name != "change-info") add_deleted(item, first, out);
      continue;
    }
    if (!first) out.text += deleted_break;
    first = false;
    OdfChanges none;
    OdfAside aside;
    add_odf_text(item, none, aside, out.text);
    out.notes.insert(out.notes.end(), aside.notes.begin(), aside.notes.end());
  }
}

}  // namespace

OdfTracked::OdfTracked(pugi::xml_node tracked, RevisionView view) {
  changes.view = view;
  for (const pugi::xml_node region : tracked.children())
    for (const pugi::xml_node change : region.children()) read_change(change, std::string(attribute(region, "id")));
}

void OdfTracked::read_change(pugi::xml_node change, const std::string& id) {
  const auto name = local_name(change);
  Revision revision;
  if (name == "insertion") {
    revision.kind = RevisionKind::insertion;
    changes.insertions.insert(id);
  } else if (name == "deletion") {
    revision.kind = RevisionKind::deletion;
    OdfDeletion deletion;
    bool first = true;
    add_deleted(change, first, deletion);
    revision.text = deletion.text;
    changes.deletions.emplace(id, std::move(deletion));
    std::replace(revision.text.begin(), revision.text.end(), deleted_break, '\n');
  } else if (name == "format-change") {
    revision.kind = RevisionKind::formatting;
  } else {
    return;
  }
  const pugi::xml_node info = child(change, "change-info");
  revision.author = child(info, "creator").text().as_string();
  revision.date = child(info, "date").text().as_string();
  revisions_.emplace_back(id, std::move(revision));
}

void OdfTracked::move_to(const std::string& part, std::vector<Revision>& out) {
  for (auto& [id, revision] : revisions_) {
    // What was inserted and deleted again is told of its deletion.
    const bool told = revision.kind == RevisionKind::insertion ? !changes.deletions.contains(id)
                                                               : revision.kind == RevisionKind::deletion;
    if (const auto met = changes.met.find(id); told && met != changes.met.end())
      revision.text += std::exchange(met->second, {});
    revision.place.part = part;
    out.push_back(std::move(revision));
  }
  revisions_.clear();
}

}  // namespace assay::office
