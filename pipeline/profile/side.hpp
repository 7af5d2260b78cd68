// One side of a comparison, the corpus or the pilot, as the store has it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "rules/core/policy.hpp"

namespace SQLite {
class Database;
}

namespace assay {

struct SideDocument {
  DocumentRef ref;
  std::string sha256;
  std::string status;
  double characters = 0;
  std::optional<double> score;
  bool assessed = false;  // a verdict exists
  bool fit = false;
  std::string cause;  // of an unfit document: the rule of its worst finding, or in brackets what else it was
};

// A value of every document, as an index into `values`; 0 is "unknown".
struct CategoryColumn {
  std::vector<std::string> values{"unknown"};
  std::vector<std::uint32_t> of;
};

struct MeasureColumn {
  std::vector<double> values;  // ascending
  std::int64_t not_applicable = 0;
};

struct RuleCount {
  std::int64_t documents = 0, findings = 0;
  Severity worst = Severity::info;
  std::string dimension, advice;
  std::vector<std::size_t> examples;  // the first three documents
};

struct Side {
  SideSummary summary;
  std::vector<SideDocument> documents;  // by path: the order of reading leaves no trace
  std::map<std::string, CategoryColumn> categories;
  std::map<std::string, MeasureColumn> measures;  // of document scope
  std::map<std::string, RuleCount> rules;
};

// Reads a collection. Of a document of which nothing could be read only the file type is known:
// its other categories are unknown, whatever the store has.
Side load_side(SQLite::Database& database, std::string_view collection, const Policy& policy);

}  // namespace assay
