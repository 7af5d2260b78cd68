#include "pipeline/report/report.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/words.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/json.hpp"
#include "pipeline/report/text.hpp"
#include "tests/pipeline/report/example.hpp"

using namespace assay;
using namespace assay::words;
using namespace assay::test;

namespace {

std::string html_of(SyntheticStore& store, const Comparison& comparison) {
  std::ostringstream out;
  write_html(store.database(), comparison, out);
  return out.str();
}

// A folder of its own, gone at the end; ASSAY_KEEP_REPORT names one to keep, for a look at the pages.
struct Folder {
  Folder() {
    if (const char* kept = std::getenv("ASSAY_KEEP_REPORT")) {
      path = kept;
      keep = true;
    }
  }
  ~Folder() {
    if (!keep) std::filesystem::remove_all(path);
  }
  std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("assay-report-{}", ::getpid());
  bool keep = false;
};

}  // namespace

TEST_CASE("The page is whole in itself: no script, no request, nothing of a document unescaped") {
  SyntheticStore store;
  fill_example(store);
  const std::string html = html_of(store, example_comparison(store));
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("http:") == std::string::npos);
  CHECK(html.find("https:") == std::string::npos);
  CHECK(html.find(" src=") == std::string::npos);
  CHECK(html.find("@import") == std::string::npos);
  CHECK(html.find("url(") == std::string::npos);
  CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(html.find("<b>1.2B4") == std::string::npos);
  CHECK(html.find("file:///data/documents/faxes/") != std::string::npos);
  CHECK(html.size() < 1'000'000);
}

TEST_CASE("The page says the verdict, why, what to do, and what was left out") {
  SyntheticStore store;
  fill_example(store);
  const Comparison comparison = example_comparison(store);
  const std::string html = html_of(store, comparison);
  CHECK(html.find(fmt::format("The pilot flattered you by {} points", points(*comparison.headline.gap.value))) !=
        std::string::npos);
  for (const char* id : {"verdict", "why", "next", "kinds", "measures", "findings", "worst", "unread", "how"})
    CHECK(html.find(fmt::format("<section id=\"{}\"", id)) != std::string::npos);
  CHECK(html.find("14 of 624 files of the corpus") != std::string::npos);
  CHECK(html.find("Scan it again at 300 dpi") != std::string::npos);
  CHECK(html.find("; the share that one or two pilot documents show goes from") != std::string::npos);
  CHECK(html.find(fmt::format("{} of the {} documents of the corpus that were read and are not fit to index",
                              comparison.notable.worst.size(), comparison.notable.worst_of)) != std::string::npos);
  CHECK(comparison.notable.worst_of == comparison.corpus.documents - comparison.corpus.fit - 14);
  CHECK(html.find("14 not read") != std::string::npos);
  CHECK(html.find(" missing<") == std::string::npos);
  const auto occurrences = [&html](std::string_view what) {
    int found = 0;
    for (std::size_t at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) ++found;
    return found;
  };
  for (const char* tag : {"section", "table", "ol", "ul", "figure", "details", "dl", "div", "span"})
    CHECK(occurrences(fmt::format("<{}>", tag)) + occurrences(fmt::format("<{} ", tag)) ==
          occurrences(fmt::format("</{}>", tag)));
}

TEST_CASE("Evidence that repeats the message or the place is not shown again") {
  SyntheticStore store;
  fill_example(store);
  SyntheticDocument odd;
  odd.path = "odd/1.xlsx";
  odd.fit = false;
  odd.score = 1;
  odd.findings = {{"format.odd", "error", "The header 'A and B' is merged.", "'A and B'"},
                  {"format.other", "error", "Something else.", "evidence of its own"}};
  store.add_collection("more");
  store.database().exec("UPDATE collections SET name = 'old' WHERE name = 'production'");
  store.database().exec("UPDATE collections SET name = 'production' WHERE name = 'more'");
  store.add(odd);
  const std::string html = html_of(store, example_comparison(store));
  CHECK(html.find("evidence of its own</bdi></q>") != std::string::npos);
  CHECK(html.find("<q><bdi>&#39;A and B&#39;") == std::string::npos);
}

TEST_CASE("The map adds up kinds by their first two categories, the rarest values as one") {
  Coverage coverage;
  coverage.dimensions = {"media_type", "origin", "language"};
  const auto add = [&](std::vector<std::string> values, std::int64_t corpus, std::int64_t pilot) {
    coverage.strata.push_back({});
    coverage.strata.back().values = std::move(values);
    coverage.strata.back().corpus = corpus;
    coverage.strata.back().pilot = pilot;
  };
  add({"PDF", "born digital", "en"}, 30, 5);
  add({"PDF", "born digital", "de"}, 10, 0);
  add({"PDF", "scan", "en"}, 7, 0);
  add({"CSV", "delimited", "en"}, 6, 1);
  add({"CSV", "delimited", "de"}, 2, 3);
  add({"Markdown", "born digital", "en"}, 5, 3);
  add({"RTF", "born digital", "en"}, 0, 1);  // of the pilot alone: no part of the corpus
  const std::string map = html_map(coverage);
  for (const char* field :
       {"thin\"><strong>40</strong> 25 % not in the pilot", "none\"><strong>7</strong> none in the pilot",
        "thin\"><strong>8</strong> 75 % shown once or twice", "good\"><strong>5</strong> shown three times or more"})
    CHECK_MESSAGE(map.find(field) != std::string::npos, field);
  CHECK(map.find("RTF") == std::string::npos);
  CHECK(map.find("all others") == std::string::npos);
  for (int i = 0; i < 20; ++i) add({"type " + std::to_string(i), "scan", "en"}, 1, 0);
  const std::string crowded = html_map(coverage);
  CHECK(crowded.find("all others") != std::string::npos);
  CHECK(crowded.find("<strong>12</strong> none in the pilot") != std::string::npos);  // 3 + 8 of the 20 have a row
  coverage.dimensions.resize(1);
  CHECK(html_map(coverage).empty());
}

TEST_CASE("Its size does not grow with the corpus") {
  SyntheticStore store;
  fill_example(store);
  const std::size_t before = html_of(store, example_comparison(store)).size();
  SyntheticStore larger;
  fill_example(larger);
  larger.add_collection("more");
  larger.database().exec("UPDATE collections SET name = 'x' WHERE name = 'production'");
  larger.database().exec("UPDATE collections SET name = 'production' WHERE name = 'more'");
  add_kind(larger, {"faxes", "tif", "image", "fax", "de", 3000, 0.14, 1, "readability.reading_errors"}, 1);
  add_kind(larger, {"scans", "pdf", "PDF", "scan", "en", 3000, 0.06, 2, "readability.reading_errors"}, 1);
  CHECK(html_of(larger, example_comparison(larger)).size() < before + 20'000);
}

TEST_CASE("JSON holds the comparison and every document") {
  SyntheticStore store;
  fill_example(store);
  const Comparison comparison = example_comparison(store);
  std::ostringstream out;
  write_json(store.database(), comparison, out);
  const auto json = nlohmann::json::parse(out.str());
  CHECK(json["schema"] == "assay.profile/1");
  CHECK(json["documents"].size() == 624 + 30);
  CHECK(json["headline"]["gap_points"]["value"] == doctest::Approx(*comparison.headline.gap.value));
  CHECK(json["corpus"]["fit_share"]["low"].is_null());
  CHECK(json["figures"].contains("coverage.uncovered_share"));
  const auto locked = std::find_if(json["documents"].begin(), json["documents"].end(),
                                   [](const auto& document) { return document["status"] == "failed"; });
  REQUIRE(locked != json["documents"].end());
  CHECK((*locked)["score"].is_null());
  CHECK((*locked)["failure"] == "encrypted");
  CHECK((*locked)["findings"][0]["rule"] == "format.encrypted");
}

TEST_CASE("All three files are written, twice the same; a folder that can't be is an error of the run") {
  SyntheticStore store;
  fill_example(store);
  const Comparison comparison = example_comparison(store);
  const Folder folder;
  const ReportFiles files = write_report(store.database(), comparison, folder.path / "deep");
  for (const auto& file : {files.html, files.xlsx, files.json}) CHECK(std::filesystem::file_size(file) > 1000);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path / "deep"), {}) == 3);
  CHECK(html_of(store, comparison) == html_of(store, example_comparison(store)));
  try {
    write_report(store.database(), comparison, files.json / "below a file");
    FAIL("written below a file");
  } catch (const RunError& error) {
    CHECK(error.code() == ExitCode::impossible);
  }
}

TEST_CASE("Text of documents is made safe") {
  CHECK(html_text("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  CHECK(clean_text(std::string("a\0b\x1b[31m\xff", 9)) == "a b [31m\xEF\xBF\xBD");
  CHECK(clean_text("abcdef", 3) == "abc…");
  CHECK(file_uri("/data", "a b#1%.pdf") == "file:///data/a%20b%231%25.pdf");
  CHECK(file_uri("relative", "a.pdf").empty());
}
