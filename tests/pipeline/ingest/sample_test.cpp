#include "pipeline/ingest/sample.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace assay;

namespace {

Found file(const std::string& path, std::uint64_t bytes, const std::string& root = "/data") {
  Found found;
  found.file = root + "/" + path;
  found.root = root;
  found.path = path;
  found.state.size = bytes;
  return found;
}

// 3,000 files: two common types in two folders and two sizes, and rare ones.
std::vector<Found> corpus() {
  std::vector<Found> files;
  for (int i = 0; i < 3000; ++i) {
    const std::string ending = i % 100 == 0 ? ".odd" + std::to_string(i) : i % 3 == 0 ? ".docx" : ".PDF";
    const std::string folder = i % 7 == 0 ? "archive/" : i % 2 == 0 ? "sales/deep/" : "";
    files.push_back(file(folder + std::to_string(i) + ending, i % 5 == 0 ? 2'000'000 : 5'000));
  }
  return files;
}

struct Sample {
  std::vector<SampleRecord::Stratum> strata;
  std::vector<std::string> paths;  // in drawing order
  std::vector<std::int64_t> of_stratum;
};

Sample draw(const std::vector<Found>& files, std::int64_t wanted, std::uint64_t seed = 1) {
  SampleFrame frame(seed);
  for (const Found& found : files) frame.add(found);
  Sample sample{frame.draw(wanted), {}, {}};
  sample.of_stratum.resize(sample.strata.size());
  std::vector<std::pair<std::int64_t, std::string>> drawn;
  for (const Found& found : files) {
    CHECK(frame.holds(found.root, found.path));
    const SampleFrame::Place* place = frame.drawn(found);
    if (place == nullptr) continue;
    drawn.emplace_back(place->position, found.root + "/" + found.path);
    ++sample.of_stratum[static_cast<std::size_t>(place->stratum)];
  }
  CHECK_FALSE(frame.holds("/data", "nowhere.pdf"));
  std::sort(drawn.begin(), drawn.end());
  for (auto& [position, path] : drawn) sample.paths.push_back(path);
  return sample;
}

}  // namespace

TEST_CASE("a larger sample begins with the smaller one, whatever the order of finding") {
  std::vector<Found> files = corpus();
  const Sample small = draw(files, 120);
  CHECK(small.paths.size() == 120);
  std::reverse(files.begin(), files.end());
  for (const std::int64_t more : {121, 300, 1000}) {
    const Sample large = draw(files, more);
    REQUIRE(large.paths.size() == static_cast<std::size_t>(more));
    CHECK(std::set<std::string>(large.paths.begin(), large.paths.begin() + 120) ==
          std::set<std::string>(small.paths.begin(), small.paths.end()));
  }
  CHECK(draw(files, 120, 2).paths != small.paths);
  CHECK(draw(files, 1'000'000).paths.size() == files.size());
}

TEST_CASE("strata partition the corpus by type, folder and size, and are drawn in proportion") {
  const std::vector<Found> files = corpus();
  const Sample sample = draw(files, 300);
  std::int64_t documents = 0;
  std::uint64_t bytes = 0;
  CHECK(sample.strata.size() >= 6);
  CHECK(sample.strata.size() <= 50);
  for (std::size_t h = 0; h < sample.strata.size(); ++h) {
    const SampleRecord::Stratum& stratum = sample.strata[h];
    CAPTURE(stratum.title);
    documents += stratum.documents;
    bytes += stratum.bytes;
    CHECK(stratum.documents >= 60 - 30);  // 2 %, or the odd ones together
    const double due = 300.0 * static_cast<double>(stratum.documents) / 3000;
    CHECK(std::abs(static_cast<double>(sample.of_stratum[h]) - due) <= 1);
  }
  CHECK(documents == 3000);
  CHECK(bytes == 600 * 2'000'000ULL + 2400 * 5'000ULL);
}

TEST_CASE("the same path under two roots is two documents, and a name that is the whole path has no folder") {
  std::vector<Found> files;
  for (int i = 0; i < 200; ++i)
    for (const char* root : {"/a", "/b"}) files.push_back(file(std::to_string(i) + ".pdf", 10, root));
  const Sample sample = draw(files, 100);
  CHECK(sample.paths.size() == 100);
  CHECK(std::set<std::string>(sample.paths.begin(), sample.paths.end()).size() == 100);
}

TEST_CASE("a precision becomes the number of documents that the worst case needs") {
  CHECK(sample_size(3, 1'000'000'000) == 1068);  // (1.96 / 0.03)² / 4, rounded up
  CHECK(sample_size(3, 2000) == 697);            // with the correction for a finite population
  CHECK(sample_size(5, 300) == 169);
  CHECK(sample_size(0.1, 100) == 100);
}
