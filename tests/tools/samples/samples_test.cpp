// The samples are what other tests are measured by, so the list, the manifest and the files must agree.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/program.hpp"
#include "tools/samples/catalogue.hpp"

namespace fs = std::filesystem;
using assay::samples::catalogue;
using assay::samples::Sample;
using assay::test::read_file;
using assay::test::TemporaryFolder;

namespace {

// Every file below the folder, by its path relative to it.
std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).generic_string()] = read_file(entry.path());
  return files;
}

std::map<std::string, std::string> made_by(const std::string& option) {
  const TemporaryFolder folder;
  REQUIRE(assay::test::run({ASSAY_SAMPLES_PROGRAM, option, folder.path().string()}).code == 0);
  return files_below(folder.path());
}

std::set<std::string> keywords(const Sample& sample) {
  std::set<std::string> words;
  std::istringstream list{std::string(sample.defects)};
  for (std::string word; std::getline(list, word, ',');) words.insert(word);
  return words;
}

}  // namespace

TEST_CASE("the committed manifest is the one that the program writes") {
  CHECK(read_file(fs::path(ASSAY_SAMPLES_FOLDER) / "manifest.tsv") == assay::samples::manifest());
}

TEST_CASE("two runs give the same files, and exactly those of the list") {
  const auto files = made_by("--out");
  std::set<std::string> listed = {"manifest.built.tsv"};
  for (const Sample& sample : catalogue()) listed.insert(std::string(sample.path));
  std::set<std::string> made;
  for (const auto& [path, bytes] : files) made.insert(path);
  CHECK(made == listed);
  CHECK(listed.size() == catalogue().size() + 1);

  const auto again = made_by("--out");
  for (const auto& [path, bytes] : files) {
    CAPTURE(path);
    CHECK(again.at(path) == bytes);
  }
}

TEST_CASE("the pilot is clean, a third of production is, and every keyword is explained") {
  const std::string readme = read_file(fs::path(ASSAY_SAMPLES_FOLDER) / "README.md");
  int pilot = 0;
  int production = 0;
  int clean = 0;
  for (const Sample& sample : catalogue()) {
    CAPTURE(sample.path);
    const auto words = keywords(sample);
    const bool is_clean = words == std::set<std::string>{"none"} || words == std::set<std::string>{"not_english"};
    if (sample.path.substr(0, 6) == "pilot/") {
      ++pilot;
      CHECK(sample.defects == "none");
    } else {
      ++production;
      clean += is_clean ? 1 : 0;
    }
    for (const auto& word : words) {
      CAPTURE(word);
      CHECK(readme.find("`" + word + "`") != std::string::npos);
    }
  }
  CHECK(pilot >= 12);
  CHECK(production >= 60);
  CHECK(3 * clean >= production);
}

TEST_CASE("duplicates name a document that is there, and repeat it when they say so") {
  for (const Sample& sample : catalogue()) {
    if (sample.duplicate_of.empty()) continue;
    CAPTURE(sample.path);
    const Sample* original = nullptr;
    for (const Sample& other : catalogue())
      if (other.path == sample.duplicate_of) original = &other;
    REQUIRE(original != nullptr);
    CHECK((sample.make() == original->make()) == (keywords(sample).count("exact_duplicate") == 1));
  }
}

TEST_CASE("fuzz seeds are the same at every run and differ from one another") {
  const auto seeds = made_by("--fuzz-seeds");
  CHECK(seeds.size() == 80);
  CHECK(made_by("--fuzz-seeds") == seeds);
  std::set<std::string> distinct;
  for (const auto& [path, bytes] : seeds) distinct.insert(bytes);
  CHECK(distinct.size() == seeds.size());
}
