// One document's account for its owner: the score, how it came about, each finding with its place and what to do.
#pragma once

#include <cstdint>
#include <string>

#include "pipeline/rows/rows.hpp"
#include "pipeline/store/store.hpp"

namespace assay {

// Plain text of at most 80 columns, but for paths; with what people have decided, as it holds on that day.
std::string explain_text(const Store& store, const DocumentInfo& document, const Policy& policy,
                         std::string_view today);
// The same as one JSON object.
std::string explain_json(const Store& store, const DocumentInfo& document);

// The documents that are not fit to index, worst first, each with its findings of warning and worse; as above.
std::string flagged_text(const Store& store, std::string_view collection, const Policy& policy, std::string_view today);
// Whether one of them is still not to be indexed after what people have decided.
bool any_flagged(const Store& store, std::string_view collection, const Policy& policy, std::string_view today);
// Each finding of the documents that are not fit to index, worst document first; all of them.
// With a link to each file and page, and how the flag stands on that day.
Rows flagged_rows(const Store& store, std::string_view collection, std::string_view today);
// A document's flags and what was decided of each; every decision ever made.
Rows review_rows(const Store& store, const DocumentInfo& document, std::string_view today);
Rows audit_rows(const Store& store);
// By its path or the end of it. Throws RunError: there is none of that name, or several.
DocumentInfo find_document(const Store& store, const std::string& name);
// The last runs, latest first.
Rows status_rows(const Store& store, int latest);
// The chunks of a document as JSON lines.
void write_chunks(const Store& store, const DocumentInfo& document, const std::function<void(std::string_view)>& use);

}  // namespace assay
