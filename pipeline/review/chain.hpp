// Appending to the audit. Internal to this folder.
#pragma once

#include "pipeline/review/review.hpp"

namespace assay {

// Gives the entry its number and hash; inside of the caller's transaction.
void append_to_audit(SQLite::Database& database, AuditEntry entry);

}  // namespace assay
