#include <fmt/format.h>
#include <re2/re2.h>

#include <array>

#include "rules/measures/dates.hpp"
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

// What of a contract the words of a change touch; empty: nothing that is known to matter.
std::string_view altered_by(const std::string& text) {
  static const RE2 amount(
      "\\d[\\d.,' ]*\\d\\s*(?:%|€|\\$|£|EUR|USD|GBP|CHF)|(?:€|\\$|£|EUR|USD|GBP|CHF)\\s*\\d|\\d\\s*%|\\d{2,}");
  static const RE2 negation(
      "(?i)\\b(?:not|no|never|neither|nor|without|except|unless|nicht|kein|keine|keinen|keiner|ohne|außer|ne|pas|aucun|"
      "aucune|sans|sauf)\\b");
  static const RE2 party("\\b(?:Ltd|Limited|Inc|LLC|LLP|plc|Corp|GmbH|AG|KG|SE|SA|SARL|SAS|S\\.A\\.)\\b");
  static const RE2 duty("(?i)\\b(?:shall|must|may|muss|müssen|darf|dürfen|doit|doivent|peut|peuvent)\\b");
  if (!find_dates(text).empty()) return "a date";
  if (RE2::PartialMatch(text, amount)) return "a number";
  if (RE2::PartialMatch(text, negation)) return "a negation";
  if (RE2::PartialMatch(text, party)) return "a party";
  if (RE2::PartialMatch(text, duty)) return "a duty or permission";
  return {};
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

void measure_alterations(const Document& document, std::vector<Measure>& out) {
  double alterations = 0;
  double changes = 0;
  Place place;
  std::string evidence;
  for (const Revision& revision : document.revisions) {
    // Moved words stay in the text.
    if (revision.kind != RevisionKind::insertion && revision.kind != RevisionKind::deletion) continue;
    ++changes;
    const std::string_view what = altered_by(revision.text);
    if (what.empty()) continue;
    if (alterations++ > 0) continue;
    place = revision.place;
    evidence = fmt::format("{}: {}", what, described(revision));
  }
  out.push_back(document_measure("consistency.pending_alterations", alterations, changes, place, evidence));
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

void measure_revisions(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_changes(document, out);
  measure_alterations(document, out);
  measure_comments(document, out);
}

}  // namespace

const Measurer& revision_measures() {
  static const FunctionMeasurer measurer(
      "revisions", 1,
      {{"consistency.tracked_changes", "count", "Pending tracked changes",
        "Insertions, deletions and moves that nobody has accepted or rejected; formatting is left out."},
       {"consistency.pending_alterations", "count", "Pending changes of weight",
        "Insertions and deletions that hold a date, an amount, a negation, a company or a duty (by words in English, "
        "German "
        "and French)."},
       {"consistency.comments", "count", "Comments", "Remarks that reviewers left in the file."}},
      measure_revisions);
  return measurer;
}

}  // namespace assay
