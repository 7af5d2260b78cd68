// A corpus of which a sample is read, then a larger one, then all: the real binary over the samples.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/profiled.hpp"

using namespace assay;
using test::Ran;
namespace fs = std::filesystem;

namespace {

nlohmann::json report(const test::TemporaryFolder& folder) {
  return nlohmann::json::parse(test::read_file(folder / "report/report.json"));
}

}  // namespace

TEST_CASE("a sample is read, extended without reading anything twice, and called a sample everywhere") {
  const test::TemporaryFolder folder;
  const Ran first = test::profile_samples(folder, {"--sample", "12"});
  REQUIRE(first.code == 0);
  CHECK(first.err.find("corpus: 12 files drawn by lot of ") != std::string::npos);
  CHECK(first.out.starts_with("A sample: 12 of the corpus's "));
  CHECK(first.out.find("To read all ") != std::string::npos);
  const nlohmann::json small = report(folder);
  const std::int64_t whole = small["corpus"]["sample"]["documents_in_corpus"];
  CHECK(whole > 60);
  CHECK(small["corpus"]["documents"] == 12);
  for (const auto& share : {small["corpus"]["fit_share"], small["figures"]["coverage.uncovered_share"],
                            small["figures"]["flattery.points"], small["corpus"]["sample"]["forecast"]["wall_seconds"]})
    CHECK_FALSE(share["low"].is_null());
  CHECK(test::read_file(folder / "report/report.html").find("sample of 12</strong>") != std::string::npos);

  const Ran second = test::profile_samples(folder, {"--sample", "20"});
  REQUIRE(second.code == 0);
  CHECK(second.err.find("8 read, 12 unchanged") != std::string::npos);
  const nlohmann::json larger = report(folder);
  std::int64_t drawn = 0;
  for (const auto& stratum : larger["corpus"]["sample"]["strata"]) drawn += stratum["read"].get<std::int64_t>();
  CHECK(drawn == 20);
  CHECK(larger["corpus"]["sample"]["documents_in_corpus"] == whole);

  // The smaller one again: nothing is read, what the larger one read is not lost, and what it says is the same.
  const Ran third = test::profile_samples(folder, {"--sample", "12"});
  CHECK(third.err.find("0 read, 12 unchanged") != std::string::npos);
  const nlohmann::json again = report(folder);
  CHECK(again["corpus"]["fit_share"] == small["corpus"]["fit_share"]);
  CHECK(again["coverage"]["uncovered_share"] == small["coverage"]["uncovered_share"]);

  const Ran diff = test::run({ASSAY_BINARY, "diff", "--store", (folder / "store.db").string()});
  CHECK(diff.code == 2);
  CHECK(diff.err.find("sample") != std::string::npos);

  const Ran status = test::run({ASSAY_BINARY, "status", "--format", "json", "--store", (folder / "store.db").string()});
  const nlohmann::json runs = nlohmann::json::parse(status.out);
  CHECK(runs.at(0)["files"] == 12);
  CHECK(runs.at(0)["found"] == whole);
  CHECK(runs.at(1)["found"] == runs.at(1)["files"]);  // the pilot is read whole
}
