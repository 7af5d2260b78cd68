// Measure: a number about a document, a page or a table, with the evidence from which a rule can speak.
//
// Measures are all that rules read (pipeline/docs/adr/0002): a new policy re-scores a million documents from the store
// without reading one again. So a measure carries what a finding will need: place, sample, n.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/document_class.hpp"

namespace assay {

enum class Scope { document, page, table };

struct Measure {
  std::string name;  // "readability.predicted_cer", listed with its unit in measure_catalogue()
  double value = 0;
  std::optional<double> low, high;  // 90 % interval of an estimated value
  double n = 0;                     // how many things it was taken over (words, cells, pages); 0: does not apply
  Scope scope = Scope::document;
  int index = 0;         // page number, or index of the table; 0 for the document
  Place place;           // of the worst or first case
  std::string evidence;  // that case, quoted, shortened to 200 characters
};

// A class that a document belongs to, by which the profile is cut into strata: "media_type", "origin", "language",
// "tables", "tracked_changes", "size" … One value per name and document; "unknown" is a value.
struct Category {
  std::string name;
  std::string value;
};

struct MeasureInfo {
  std::string_view name;
  std::string_view unit;   // "share", "count", "pt", "days", "cer" …
  std::string_view title;  // for people: "Estimated reading errors"
  std::string_view help;   // what it is, how it is taken, source of the method
  bool higher_is_worse = true;
  bool in_profile = true;  // compared between corpus and pilot (document scope only)
};

struct MeasureInput {
  const Document& document;
  std::string_view text;                   // plain_text(document), made once for all
  std::span<const DocumentClass> classes;  // of the policy
};

// One source of measures: a file in rules/measures/ and one line in rules/measures/list.cpp.
class Measurer {
 public:
  virtual ~Measurer() = default;
  virtual std::string_view name() const = 0;
  virtual int version() const = 0;
  virtual std::span<const MeasureInfo> measures() const = 0;
  // What can't be known is not appended: no measure is not 0.
  virtual void measure(const MeasureInput& input, std::vector<Measure>& out) const = 0;
};

std::span<const Measurer* const> measurers();
std::vector<MeasureInfo> measure_catalogue();
const MeasureInfo* find_measure(std::string_view name);

// All measures of a document; deterministic, independent of locale and clock.
// `patterns` are looked for in the text, headers and footers included: how often each occurs, first place and words.
std::vector<Measure> measure_all(const Document& document, std::span<const DocumentClass> classes,
                                 std::span<const TextPattern> patterns = {});
std::vector<Category> categories_of(const Document& document);

// What a comparison between documents needs, computed once and kept in the store.
struct Signature {
  std::string content_hash;            // XXH3-128 of the normalised text, hex; empty: no text
  std::vector<std::uint32_t> minhash;  // of word shingles; empty: too few words to compare
  std::string header_key;              // normalised header of the largest table, cells parted by U+001F; empty: none
  std::string column_types;            // of its columns, a letter each: n number, d date, t text, b boolean, - nothing
  std::string title_key;               // name and title without version marks, for families of versions
  std::string version_mark;            // "v2", "2023-04", "final": what was taken off the title
  std::string latest_date;             // ISO 8601: latest plausible date in the text, else of the metadata; empty: none
};
Signature signature_of(const Document& document);
inline constexpr int signature_version = 2;  // signatures of two versions can't be compared

}  // namespace assay
