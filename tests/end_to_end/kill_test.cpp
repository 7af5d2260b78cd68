// A run that is killed at any moment and started again leaves the same store as one that was never killed.
#include <doctest/doctest.h>

#include <chrono>
#include <random>

#include "pipeline/store/store.hpp"
#include "tests/support/program.hpp"

using namespace assay;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const std::string assay_binary = ASSAY_BINARY;

// A part of the samples: every format, few scans, so that ten runs take a minute.
void copy_some_samples(const fs::path& target) {
  int scans = 0;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(ASSAY_SAMPLES) / "production")) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const bool scan = file.string().find("scan") != std::string::npos || file.extension() == ".tif";
    if (scan && ++scans > 2) continue;
    const fs::path copy = target / fs::relative(file, ASSAY_SAMPLES);
    fs::create_directories(copy.parent_path());
    fs::copy_file(file, copy);
  }
}

std::string digest(const fs::path& store) {
  return content_digest(Store(store, Store::Mode::read_only));
}

std::vector<std::string> ingest_command(const fs::path& corpus, const fs::path& store) {
  return {assay_binary, "ingest", corpus.string(), "--store",    store.string(),
          "--jobs",     "2",      "--today",       "2026-06-01", "--quiet"};
}

}  // namespace

TEST_CASE("killed at ten random moments and started again, the content is the same") {
  const TemporaryFolder folder;
  copy_some_samples(folder / "corpus");
  const auto started = std::chrono::steady_clock::now();
  REQUIRE(test::run(ingest_command(folder / "corpus", folder / "whole.db")).code == 0);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  const std::string expected = digest(folder / "whole.db");

  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  // A run that was over before its moment was a fast one (the machine is shared): the next moments come sooner.
  long latest = std::max<long>(2, took.count() * 9 / 10);
  int killed = 0;
  for (int i = 0; i < 40 && killed < 10; ++i) {
    const fs::path store = folder / ("killed-" + std::to_string(i) + ".db");
    const std::chrono::milliseconds moment(std::uniform_int_distribution<long>(1, latest)(random));
    CAPTURE(moment.count());
    if (test::run(ingest_command(folder / "corpus", store), moment).code != 128 + 9) {
      latest = std::max<long>(2, moment.count() * 9 / 10);
      continue;
    }
    ++killed;
    REQUIRE(test::run(ingest_command(folder / "corpus", store)).code == 0);
    CHECK(digest(store) == expected);
  }
  CHECK(killed == 10);
}

TEST_CASE("a second run over an unchanged corpus reads no document again") {
  const TemporaryFolder folder;
  test::write_file(folder / "corpus/one.txt", "A first document with some words in it.\n");
  test::write_file(folder / "corpus/two.csv", "name,amount\nscrew,12\nnail,7\nbolt,3\n");
  auto command = ingest_command(folder / "corpus", folder / "store.db");
  command.pop_back();
  CHECK(test::run(command).code == 0);
  const test::Ran second = test::run(command);
  CHECK(second.code == 0);
  CHECK_MESSAGE(second.err.find("0 read") != std::string::npos, second.err);
}
