// A store with some hundred documents of several kinds, as a mixed archive has them, and a pilot of thirty clean ones.
#pragma once

#include "pipeline/profile/parts.hpp"
#include "tests/pipeline/support/synthetic_store.hpp"

namespace assay::test {

inline Catalogue example_catalogue() {
  return {
      {{"readability.predicted_cer", "share", "Estimated reading errors", "", true, true},
       {"size.words", "count", "Words", "", false, true},
       {"tables.count", "count", "Tables", "", false, true},
       {"freshness.age_days", "days", "Age of the document", "", true, true}},
      {{"readability.reading_errors", "Many reading errors", "Searches miss what was misread, and numbers go wrong.",
        "Scan it again at 300 dpi, or ask for the original."},
       {"completeness.page_without_text", "Printed page without text", "What stands there can't be found.",
        "Let it be read by OCR."},
       {"format.encrypted", "Needs a password", "Nothing of it gets into the index.",
        "Ask its owner for an open copy."},
       {"consistency.header_differs", "Table header differs from its siblings", "Columns get mixed up.",
        "Agree on one header."},
       {"uniqueness.exact_duplicate", "Filed twice", "Answers count it twice.", "Keep one copy."}}};
}

struct Kind {
  std::string folder, extension, type, origin, language;
  int documents;
  double errors;     // estimated reading errors; below 0: none estimated
  int unfit_one_in;  // 0: none
  std::string rule;
};

inline void add_kind(SyntheticStore& store, const Kind& kind, int from) {
  for (int i = from; i < from + kind.documents; ++i) {
    SyntheticDocument document;
    document.path = fmt::format("{}/{} {:04}.{}", kind.folder, kind.folder, i, kind.extension);
    document.categories = {{"media_type", kind.type},
                           {"origin", kind.origin},
                           {"language", kind.language},
                           {"tables", i % 3 == 0 ? "yes" : "no"},
                           {"tracked_changes", "no"}};
    document.characters = 800 + (i * 7919) % 9000;
    document.measures = {{"size.words", document.characters / 6.0},
                         {"tables.count", i % 3 == 0 ? 1.0 : 0.0},
                         {"freshness.age_days", 30.0 + (i * 104729) % 3000}};
    if (kind.errors >= 0) document.measures["readability.predicted_cer"] = kind.errors * (0.5 + (i * 31 % 100) / 100.0);
    if (kind.unfit_one_in > 0 && i % kind.unfit_one_in == 0) {
      document.fit = false;
      document.score = 20 + i % 40;
      document.findings = {
          {kind.rule, i % 6 == 0 ? "critical" : "error",
           "About 14 of 100 characters of this page are probably misread.",
           "lnvoice N0. 4711 — T0tal <b>1.2B4,OO</b> & more", 1 + i % 3},
          {"consistency.header_differs", "warning", "The header differs from 11 others.", "Art.-Nr. | Menge"}};
    } else if (i % 4 == 0) {
      document.score = 95;
      document.findings = {
          {"consistency.header_differs", "warning", "The header differs from 11 others.", "Art.-Nr. | Menge"}};
    }
    document.pages = 1 + i % 4;
    store.add(document);
  }
}

inline void fill_example(SyntheticStore& store) {
  store.add_collection("production");
  add_kind(store, {"contracts", "pdf", "PDF", "born digital", "en", 180, 0.002, 30, "consistency.header_differs"}, 1);
  add_kind(store, {"incoming scans", "pdf", "PDF", "scan", "en", 140, 0.06, 2, "readability.reading_errors"}, 1);
  add_kind(store, {"faxes", "tif", "image", "fax", "de", 60, 0.14, 1, "readability.reading_errors"}, 1);
  add_kind(store, {"price lists", "xlsx", "Excel (xlsx)", "sheet", "unknown", 110, -1, 5, "uniqueness.exact_duplicate"},
           1);
  add_kind(store, {"letters", "docx", "Word (docx)", "born digital", "de", 90, -1, 0, ""}, 1);
  add_kind(store, {"mail", "eml", "e-mail", "born digital", "fr", 30, -1, 6, "completeness.page_without_text"}, 1);
  for (int i = 1; i <= 14; ++i) {
    SyntheticDocument document;
    document.path = fmt::format("locked/<script>alert({})</script>.pdf", i);
    document.status = "failed";
    document.failure_kind = "encrypted";
    document.score.reset();
    document.fit = false;
    document.findings = {{"format.encrypted", "critical", "It opens only with a password.", ""}};
    store.add(document);
  }
  store.add_collection("pilot");
  add_kind(store, {"contracts", "pdf", "PDF", "born digital", "en", 18, 0.002, 0, ""}, 400);
  add_kind(store, {"price lists", "xlsx", "Excel (xlsx)", "sheet", "unknown", 8, -1, 5, "uniqueness.exact_duplicate"},
           400);
  add_kind(store, {"letters", "docx", "Word (docx)", "born digital", "de", 2, -1, 0, ""}, 400);
  add_kind(store, {"incoming scans", "pdf", "PDF", "scan", "en", 2, 0.02, 0, ""}, 400);
}

inline Comparison example_comparison(SyntheticStore& store) {
  const Policy policy;
  return compare_sides(load_side(store.database(), "production", policy), load_side(store.database(), "pilot", policy),
                       example_catalogue());
}

}  // namespace assay::test
