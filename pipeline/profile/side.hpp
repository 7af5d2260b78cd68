// One side of a comparison, the corpus or the pilot, as columns: a million documents must fit into a few hundred MB.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "rules/core/policy.hpp"

namespace SQLite {
class Database;
}

namespace assay {

enum class ReadingEnd : std::uint8_t { ok, partial, failed, skipped };

// The first folder of a path: a kind to cover where the policy says so, never a difference from the pilot.
inline constexpr std::string_view folder_category = "folder";

struct SideDocument {
  std::int64_t id = 0;
  std::string path;
  std::uint64_t content = 0;  // first 64 bits of the content hash: equal means a copy; 0: unknown
  std::uint32_t root = 0;     // index into Side::roots
  std::uint32_t cause = 0;    // of an unfit document: index into Side::causes; 0: none
  float characters = 0;
  float score = 0;  // 0..100, where `scored`
  ReadingEnd end = ReadingEnd::ok;
  bool scored = false;
  bool assessed = false;  // a verdict exists
  bool fit = false;
  bool for_people = false;    // has a finding of rules_for_people
  std::uint16_t stratum = 0;  // index into Side::strata
  std::uint32_t pages = 0, chunks = 0;
};

// A file of which nothing could be read shows a pilot nothing: it is repaired, or left out.
bool read_at_all(const SideDocument& document);

// A value of every document, as an index into `values`; 0 is "unknown".
struct CategoryColumn {
  std::vector<std::string> values{"unknown"};
  std::vector<std::uint32_t> of;
};

struct MeasureColumn {
  std::vector<float> values;  // ascending, without those that are 0: often most of them
  std::int64_t zeros = 0, not_applicable = 0;

  void add(float value) {  // NaN: does not apply
    if (std::isnan(value))
      ++not_applicable;
    else if (value == 0)
      ++zeros;
    else
      values.push_back(value);
  }
};

struct RuleCount {
  std::int64_t documents = 0, findings = 0;
  Severity worst = Severity::info;
  std::array<std::int64_t, 4> of_severity{};  // documents by their gravest finding of it
  std::string dimension, advice;
  std::vector<std::size_t> examples;    // the first three documents
  std::vector<std::int64_t> of_strata;  // documents of each stratum
};

// How long the documents of a sample took to be read, by stratum.
struct ReadingCost {
  std::int64_t n = 0;
  double seconds = 0, squares = 0, cubes = 0, fourths = 0;  // sums of powers
};

struct Side {
  SideSummary summary;
  std::vector<SideDocument> documents;  // by root and path: the order of reading leaves no trace
  std::vector<std::string> roots;
  std::vector<std::string> causes{""};  // rule of a document's worst finding, or in brackets what else it was
  std::map<std::string, CategoryColumn> categories;
  std::map<std::string, MeasureColumn> measures;  // of document scope
  std::map<std::string, RuleCount, std::less<>> rules;
  std::vector<SampleSummary::Stratum> strata;  // of a sample; empty: all that was found was read
  std::vector<ReadingCost> costs;              // of each
  std::vector<std::string> kinds_by;           // categories that are crossed to the kinds of coverage
  double pace = 1;                             // of that run: wall time × workers / time that workers read

  DocumentRef ref(std::size_t document) const;
};

// Puts a side together. First all documents; then, in any order of documents, what is known of each. Of a document of
// which nothing could be read (failed, skipped) only the file type is taken, whatever else is told.
class SideBuilder {
 public:
  SideBuilder(std::string collection, Severity unfit_from);

  struct NewDocument {
    std::int64_t id = 0;
    std::string_view root, path, sha256;
    std::string_view status;        // ok, partial, failed, skipped
    std::string_view failure_kind;  // of a failed one
    double characters = 0;
    std::optional<double> score;
    std::optional<bool> fit;  // none: not assessed
    std::uint16_t stratum = 0;
    double seconds = 0;  // that reading it took
    std::uint32_t pages = 0, chunks = 0;
  };
  // First, where a sample was read.
  void sample(SampleSummary drawn, double pace);
  // The policy's strata; those of the built-in one otherwise.
  void kinds_by(std::vector<std::string> categories);
  std::size_t add(const NewDocument& document);  // its index
  bool is_read(std::size_t document) const { return read_at_all(side_.documents[document]); }
  void category(std::size_t document, std::string_view name, std::string_view value);
  // The same where many documents have the same: name and value once, then each document that was read.
  struct CategoryCode {
    std::size_t column = 0;
    std::uint32_t value = 0;
  };
  CategoryCode category_code(std::string_view name, std::string_view value);
  void category(std::size_t document, CategoryCode code);
  void measure(std::size_t document, std::string_view name, double value, bool applies);
  // The same where many documents tell the same measures: each column once, then a document's values, 32-bit floats as
  // the store packs them; NaN: does not apply.
  std::size_t measure_column(std::string_view name);
  void measures(std::size_t document, std::span<const std::size_t> columns, std::string_view packed);
  // All of one document and rule come one after another.
  void finding(std::size_t document, std::string_view rule, Severity severity, std::string_view dimension,
               std::string_view advice);
  // `known`: documents of the collection, read or not; as many as were added when negative.
  Side finish(std::int64_t known = -1, std::string_view run_state = "done", std::string_view run_finished = {});

 private:
  template <class Column>
  struct Named {
    std::string name;
    Column column;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct CodedCategory {
    std::string name;
    CategoryColumn column;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> codes;
    std::uint32_t last = 0;  // neighbours are often alike
  };
  struct Worst {
    Severity severity;
    std::string rule;
  };
  void put_packed();
  std::size_t category_column(std::string_view name);
  std::uint32_t cause(const std::string& name);
  void settle_causes();
  void summarise();

  Side side_;
  Severity unfit_from_;
  std::vector<Named<MeasureColumn>> measures_;  // in the order in which they were first told
  std::size_t next_measure_ = 0;                // where the next one probably is: documents tell the same in one order
  std::string packed_;                          // measures of some documents, one after another, of these columns
  std::vector<std::size_t> packed_columns_;
  std::vector<CodedCategory> categories_;  // as measures_
  std::size_t next_category_ = 0;
  std::unordered_map<std::size_t, Worst> worst_;           // the finding that makes a document unfit
  std::unordered_map<std::size_t, std::string> failures_;  // what kept a document from being read
  std::unordered_map<std::string, std::uint32_t> causes_;
  std::string last_rule_;
  Severity last_severity_ = Severity::info;  // the gravest so far of that document and rule
  std::size_t last_document_ = static_cast<std::size_t>(-1);
};

// What rules/ calls a file type when it is all that is known of a document.
std::string type_title(const std::string& media_type);

Side load_side(SQLite::Database& database, std::string_view collection, const Policy& policy);

}  // namespace assay
