// The whole way on a store as a run leaves it: compare, suggest, gate, report.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

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
