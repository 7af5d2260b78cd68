#include <fmt/format.h>

#include <algorithm>

#include "rules/measures/alterations.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

std::string_view verb_of(RevisionKind kind) {
  switch (kind) {
    case RevisionKind::insertion:
      return "inserted";
    case RevisionKind::deletion:
      return "deleted";
    case RevisionKind::move_from:
    case RevisionKind::move_to:
      return "moved";
    case RevisionKind::formatting:
      break;
  }
  return "formatted";
}

std::string described(const Revision& revision) {
  return fmt::format("{}{} '{}'", verb_of(revision.kind), revision.author.empty() ? "" : " by " + revision.author,
                     shortened(revision.text, 80));
}

bool alters_text(const Revision& revision) {
  return revision.kind != RevisionKind::formatting;
}

void measure_changes(const Document& document, std::vector<Measure>& out) {
  const Revision* first = nullptr;
  double changes = 0;
  for (const Revision& revision : document.revisions) {
    if (!alters_text(revision)) continue;
    if (!first) first = &revision;
    ++changes;
  }
  out.push_back(document_measure("consistency.tracked_changes", changes, 1, first ? first->place : Place{},
                                 first ? described(*first) : std::string()));
}

void measure_alterations(const Document& document, std::string_view text, std::vector<Measure>& out) {
  const auto changes = std::count_if(document.revisions.begin(), document.revisions.end(), [](const Revision& one) {
    return one.kind == RevisionKind::insertion || one.kind == RevisionKind::deletion;
  });
  const std::vector<Alteration> found = alterations_of(document, text);
  Place place;
  std::string evidence;
  if (!found.empty()) {
    place = found.front().revision->place;
    evidence = fmt::format("{}: {}", found.front().what, described(*found.front().revision));
  }
  out.push_back(document_measure("consistency.pending_alterations", static_cast<double>(found.size()),
                                 static_cast<double>(changes), place, evidence));
}

void measure_comments(const Document& document, std::vector<Measure>& out) {
  double comments = 0;
  const Block* first = nullptr;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::comment) continue;
    if (!first) first = &block;
    ++comments;
  }
  out.push_back(document_measure("consistency.comments", comments, 1, first ? first->place : Place{},
                                 first ? first->text : std::string()));
}

void measure_revisions(const Document& document, std::string_view text, std::vector<Measure>& out) {
  measure_changes(document, out);
  measure_alterations(document, text, out);
  measure_comments(document, out);
}

}  // namespace

const Measurer& revision_measures() {
  static const FunctionMeasurer measurer(
      "revisions", 4,
      {{"consistency.tracked_changes", "count", "Pending tracked changes",
        "Insertions, deletions and moves that nobody has accepted or rejected; formatting is left out."},
       {"consistency.pending_alterations", "count", "Pending changes of weight",
        "Insertions and deletions that alter a number, date, negation or party, or put one duty for another (by words "
        "in English, German and French); what a paragraph loses and gets back is not altered."},
       {"consistency.comments", "count", "Comments", "Remarks that reviewers left in the file."}},
      measure_revisions);
  return measurer;
}

}  // namespace assay
