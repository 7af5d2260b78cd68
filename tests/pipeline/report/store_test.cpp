// The whole way on a store as a run leaves it: compare, suggest, gate, report.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <limits>

#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/profile.hpp"
#include "pipeline/report/report.hpp"
#include "tests/pipeline/report/example.hpp"

using namespace assay;
using namespace assay::test;

TEST_CASE("A real store is compared and reported on, opened for reading only, with the built-in policy and catalogue") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("assay-store-{}", ::getpid());
  std::filesystem::create_directories(folder);
  const auto file = folder / "assay.db";
  { const Store created(file); }
  {
    SyntheticStore filled(file.string());
    fill_example(filled);
    filled.commit();
  }
  {
    const Store store(file, Store::Mode::read_only);
    const Policy policy = default_policy();
    const Comparison comparison = compare(store, policy, "production", "pilot");
    CHECK(comparison.corpus.documents == 624);
    CHECK(comparison.headline.verdict == Verdict::flattering);
    const auto locked = std::find_if(comparison.headline.by_rule.begin(), comparison.headline.by_rule.end(),
                                     [](const RuleContribution& cause) { return cause.rule == "format.encrypted"; });
    REQUIRE(locked != comparison.headline.by_rule.end());
    CHECK_FALSE(locked->title.empty());
    REQUIRE_FALSE(comparison.measures.empty());  // those of the example that the catalogue holds
    CHECK(comparison.measures.front().name == "readability.predicted_cer");
    CHECK(suggest(store, policy, "production", "pilot", 5).size() == 5);
    CHECK(gate(policy, comparison).outcome == GateOutcome::failed);  // 72 % fit, 90 % asked
    const ReportFiles files = write_report(store, comparison, folder / "report");
    CHECK(std::filesystem::exists(files.html));
    CHECK(std::filesystem::exists(files.xlsx));
    CHECK(std::filesystem::exists(files.json));
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("Measures are the same from their packed form and, in an older store, from their rows") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("assay-packed-{}", ::getpid());
  std::filesystem::create_directories(folder);
  {
    Store store(folder / "assay.db");
    NewRun begun;
    begun.collection = "corpus";
    const std::int64_t run = store.begin_run(begun);
    for (int i = 0; i < 40; ++i) {
      DocumentRecord record;
      record.root = "/data";
      record.path = fmt::format("{:02}.pdf", i);
      record.facts.media_type = "application/pdf";
      record.facts.status = i % 10 == 0 ? ExtractionStatus::failed : ExtractionStatus::ok;
      const auto add = [&](const char* name, double value, double n, Scope scope = Scope::document) {
        Measure& measure = record.facts.measures.emplace_back();
        measure.name = name;
        measure.value = value;
        measure.n = n;
        measure.scope = scope;
      };
      add("size.words", i % 3 == 0 ? 0 : 12.5 * i - 100, 5);
      if (i % 2 == 0) add("tables.count", i, i % 4 == 0 ? 0 : 3);  // another layout
      add("size.words", 3, 1, Scope::page);
      add("readability.predicted_cer", std::numeric_limits<double>::quiet_NaN(), 5);  // not known: in neither
      store.record(run, record);
    }
    DocumentRecord without;
    without.path = "without a measure";
    store.record(run, without);
    store.finish_run(run, {}, "done", 1);
    const Policy policy;
    const Side packed = load_side(store.database(), "corpus", policy);
    store.write([](SQLite::Database& database) { database.exec("DELETE FROM packed_measures"); });
    const Side rows = load_side(store.database(), "corpus", policy);
    REQUIRE(packed.measures.size() == 2);
    REQUIRE(rows.measures.size() == 2);
    for (const auto& [name, column] : packed.measures) {
      CAPTURE(name);
      CHECK(column.values == rows.measures.at(name).values);
      CHECK(column.zeros == rows.measures.at(name).zeros);
      CHECK(column.not_applicable == rows.measures.at(name).not_applicable);
    }
    const MeasureColumn& words = packed.measures.at("size.words");
    CHECK(words.zeros == 13);  // every third less the failed 0 and 30, and the eighth, which is 0 by itself
    CHECK(words.zeros + static_cast<std::int64_t>(words.values.size()) == 36);
    CHECK(packed.measures.at("tables.count").not_applicable == 8);
  }
  std::filesystem::remove_all(folder);
}
