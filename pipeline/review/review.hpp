// What people decide about flags: who released, waived or rejected what, until when and why. Every decision is an entry
// of an audit in which each carries the hash of the one before it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

enum class FlagState {
  fresh,      // "new": nobody has looked at it
  in_review,  // somebody looks at it
  released,   // looked at, and good to index: holds for the version that was looked at
  fixed,      // mended: the next run shows whether that is so
  waived,     // known, and tolerated until a day
  rejected,   // not to be indexed, whatever the rules say: holds for the version that was looked at
};
std::string_view to_string(FlagState state);                      // "new", "in review" …
std::optional<FlagState> flag_state_from(std::string_view name);  // "in_review" and "in-review" too

struct Decision {
  std::string rule;  // empty: the whole document
  FlagState state = FlagState::fresh;
  std::string until;  // ISO 8601, of waivers alone
  std::string person, reason;
  std::string decided;  // UTC, set by decide()
  std::string sha256;   // of the version, set by decide()
};

// Records the decision and its audit entry, both or neither. Throws RunError(usage): no person or reason, a waiver
// without a day or whose day is before `today`, a rule that does not exist.
void decide(Store& store, const DocumentInfo& document, Decision decision, std::string_view today);
std::vector<Decision> decisions(const Store& store, std::int64_t document);  // by rule

// How a flag stands today: an expired waiver and a release of another version are "new" again.
FlagState state_of(const std::vector<Decision>& decisions, const DocumentInfo& document, std::string_view rule,
                   std::string_view today);

// Fit to index once people have spoken: by its score, or because each finding that makes it unfit is released or
// waived; never when it is rejected, or could not be read.
bool fit_to_index(const Store& store, const DocumentInfo& document, const Policy& policy, std::string_view today);

struct AuditEntry {
  std::int64_t number = 0;
  std::string decided, person, root, path, sha256, rule, state, until, reason, hash;
};
std::vector<AuditEntry> audit(const Store& store);

// Whether the chain is whole and the decisions are those of its last entries. A chain that was cut at its end is whole
// too: keep `head` elsewhere to see that.
struct AuditCheck {
  bool whole = true;
  std::string problem;  // empty, or what is wrong and where
  std::int64_t entries = 0;
  std::string head;  // hash of the last entry
};
AuditCheck verify_audit(const Store& store);

}  // namespace assay
