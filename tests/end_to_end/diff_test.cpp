// Night after night on one small collection: what changed, and whose doing it was.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

using namespace assay;
using test::Ran;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void write_letters(const fs::path& folder) {
  for (int i = 0; i < 30; ++i) {
    std::string text = fmt::format("Letter {}\n\n", i);
    for (int line = 0; line < 6; ++line)
      text += fmt::format("In order {} of week {} the northern plant asked for {} boxes of part {} by rail.\n",
                          i * 31 + line, line + 9, i + 4, line * 17 + i);
    test::write_file(folder / fmt::format("letter{}.txt", i), text);
  }
}

}  // namespace

TEST_CASE("last night against the night before: other documents, our own change, and nothing at all") {
  const TemporaryFolder folder;
  const fs::path documents = folder / "documents";
  fs::create_directory(documents);
  write_letters(documents);
  const auto assay = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), ASSAY_BINARY);
    arguments.insert(arguments.end(), {"--store", (folder / "s.db").string(), "--today", "2026-06-01"});
    return test::run(arguments);
  };
  const auto night = [&](std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"ingest", documents.string(), "--quiet"});
    REQUIRE(assay(more).code == 0);
  };
  const auto diff = [&](std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"diff", "--format", "json"});
    return nlohmann::json::parse(assay(more).out);
  };

  night();
  const Ran alone = assay({"diff"});
  CHECK(alone.code == 3);
  CHECK(alone.err.find("no two finished runs") != std::string::npos);

  night();
  CHECK(diff()["verdict"] == "none");

  for (int i = 0; i < 10; ++i)
    test::write_file(documents / fmt::format("export{}.csv", i), fmt::format("part,price,stock {}\n", i));
  night();
  const nlohmann::json worse = diff();
  CHECK(worse["verdict"] == "worse");
  CHECK(worse["points"]["value"] == doctest::Approx(-25.0));
  CHECK(worse["parts"]["mix_points"]["value"] == doctest::Approx(-25.0));
  CHECK(worse["parts"]["own_points"]["value"] == 0.0);
  CHECK(worse["own_changes"].empty());
  CHECK(worse["newly_unfit"].size() == 5);

  test::write_file(folder / "lenient.toml", "[rules.completeness.no_data_rows]\nenabled = false\n");
  night({"--policy", (folder / "lenient.toml").string()});
  const nlohmann::json own = diff();
  CHECK(own["own_changes"] == nlohmann::json{"the policy"});
  CHECK(own["parts"]["own_points"]["value"] == doctest::Approx(25.0));
  CHECK(own["parts"]["within_points"]["value"] == doctest::Approx(0.0));
  CHECK(own["own_switched"] == 10);

  const nlohmann::json both = diff({"--baseline", "2"});  // mix, and our own change that takes it back
  CHECK(both["points"]["value"] == doctest::Approx(0.0));
  CHECK(diff({"--baseline", "2", "--run", "3"})["points"]["value"] == doctest::Approx(-25.0));
  CHECK(assay({"diff", "--baseline", "yesterday"}).code == 2);
  CHECK(assay({"diff", "--baseline", "77"}).code == 3);

  REQUIRE(assay({"ingest", (documents / "letter1.txt").string(), "--collection", "pilot", "--quiet"}).code == 0);
  const Ran report = assay({"report", "--baseline", "previous", "--out", (folder / "report").string()});
  CHECK(report.code == 0);
  CHECK(report.out.find("our own change (the policy)") != std::string::npos);
  CHECK(test::read_file(folder / "report/report.html").find("id=\"since\"") != std::string::npos);
  CHECK(nlohmann::json::parse(test::read_file(folder / "report/report.json"))["since_baseline"]["own_switched"] == 10);
}
