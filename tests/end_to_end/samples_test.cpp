// The main job on the samples: the report, and what is flagged held against what was planted (samples/manifest.tsv).
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/end_to_end/profiled.hpp"

using namespace assay;
using test::profiled;
using test::Profiled;
using test::Ran;
namespace fs = std::filesystem;

namespace {

struct Sample {
  std::string path, kind;
  std::vector<std::string> defects;
  std::string duplicate_of;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::vector<Sample> manifest() {
  std::istringstream lines(test::read_file(fs::path(ASSAY_SAMPLES) / "manifest.tsv"));
  std::string line;
  std::getline(lines, line);
  std::vector<Sample> samples;
  while (std::getline(lines, line)) {
    const std::vector<std::string> fields = split(line, '\t');
    samples.push_back({fields.at(0), fields.at(1), split(fields.at(4), ','), fields.size() > 5 ? fields[5] : ""});
  }
  return samples;
}

// Which rules name a planted defect: any one of them will do.
const std::map<std::string, std::set<std::string>> namings = {
    {"blank_pages", {"completeness.blank_pages"}},
    {"comments", {"consistency.comments"}},
    {"duplicate_rows", {"uniqueness.duplicate_rows"}},
    {"empty", {"completeness.empty"}},
    {"empty_sheet", {"completeness.empty_sheets", "completeness.empty_sheet"}},
    {"encrypted", {"format.encrypted"}},
    {"error_cells", {"format.error_cells"}},
    {"exact_duplicate", {"uniqueness.exact_duplicate"}},
    {"expired", {"freshness.expired"}},
    {"fax", {"readability.reading_errors", "format.image_pages"}},
    {"garbled_layer",
     {"format.garbled_text_layer", "readability.garbled_characters", "readability.old_ocr_layer",
      "readability.reading_errors"}},
    {"header_differs", {"consistency.header_differs"}},
    {"half_empty", {"completeness.breaks_off"}},
    {"hidden_sheet", {"consistency.hidden_sheet"}},
    {"image_only", {"format.image_pages", "completeness.blank_pages"}},
    {"merged_cells", {"format.merged_headers", "format.merged_body_cells", "format.merged_word_cells"}},
    {"missing_column", {"consistency.header_differs"}},
    {"missing_field", {"completeness.missing_fields"}},
    {"mixed_dates", {"consistency.mixed_date_columns", "consistency.mixed_date_order"}},
    {"mixed_pages", {"format.image_pages"}},
    {"mojibake", {"format.mojibake"}},
    {"near_duplicate", {"uniqueness.near_duplicate", "uniqueness.exact_duplicate", "freshness.superseded"}},
    {"not_utf8", {"format.not_utf8"}},
    {"numbers_as_text", {"format.numbers_as_text"}},
    {"placeholder_text", {"completeness.placeholders", "completeness.open_points"}},
    {"ragged_rows", {"format.ragged_rows"}},
    {"superseded", {"freshness.superseded"}},
    {"tracked_changes", {"consistency.tracked_changes", "consistency.pending_alterations"}},
    {"truncated", {"format.damaged"}},
    {"two_row_header", {"format.merged_headers", "format.merged_word_cells"}},
    {"unreadable",
     {"readability.reading_errors", "readability.page_not_read", "completeness.printed_page_without_text"}},
    {"unsupported", {"format.unsupported"}},
    {"whitespace_only", {"completeness.empty", "completeness.nothing_to_index"}},
    {"wrong_extension", {"format.wrong_extension"}},
    {"wrong_total", {"consistency.wrong_totals", "consistency.wrong_invoice_totals"}},
};

// Properties that are no defect by themselves: they show in categories and measures, and may be found or not.
const std::set<std::string> not_a_defect = {
    "none",  "not_english",      "stale",       "utf16",      "scan_good", "scan_fair", "scan_poor",
    "photo", "borderless_table", "upside_down", "wrong_layer"};

bool any_finding(const std::vector<Finding>& findings, const std::set<std::string>& rules) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return rules.count(f.rule) > 0; });
}

}  // namespace

TEST_CASE("the profile of the samples completes, reads nothing twice and says where the report lies") {
  const Profiled& result = profiled();
  REQUIRE_MESSAGE(result.first.code == 0, result.first.err);
  CHECK(result.second.code == 0);
  CHECK_MESSAGE(result.second.err.find(" 0 read") != std::string::npos, result.second.err);
  CHECK(result.first.out.find("report.html") != std::string::npos);
  for (const char* name : {"report.html", "report.xlsx", "report.json"}) {
    CHECK(fs::file_size(result.folder / "report" / name) > 1000);
  }
  CHECK(result.first.out == result.second.out);
}

TEST_CASE("every sample stands in the store exactly once") {
  const auto& findings = profiled().findings;
  for (const Sample& sample : manifest()) CHECK_MESSAGE(findings.count(sample.path) == 1, sample.path);
  CHECK(findings.size() == manifest().size());
}

TEST_CASE("planted defects are found") {
  const auto& findings = profiled().findings;
  for (const Sample& sample : manifest()) {
    for (const std::string& defect : sample.defects) {
      if (not_a_defect.count(defect) > 0) continue;
      const auto rules = namings.find(defect);
      REQUIRE_MESSAGE(rules != namings.end(), defect);
      CHECK_MESSAGE(any_finding(findings.at(sample.path), rules->second), sample.path << ": " << defect);
    }
  }
}

TEST_CASE("clean samples are not flagged") {
  for (const Sample& sample : manifest()) {
    if (sample.defects != std::vector<std::string>{"none"}) continue;
    for (const Finding& finding : profiled().findings.at(sample.path)) {
      CHECK_MESSAGE(finding.severity < Severity::warning,
                    sample.path << ": " << finding.rule << ": " << finding.message);
    }
  }
}

TEST_CASE("copies that are read well are fit to index, however they were made") {
  const std::set<std::string> copies{"image_only", "mixed_pages", "not_english", "scan_good",  "scan_fair",
                                     "scan_poor",  "photo",       "fax",         "upside_down"};
  const std::string read_badly = "production/scans/fax_order.tiff";  // grey speckle over all of its letters
  int seen = 0;
  for (const Sample& sample : manifest()) {
    const auto legible = [&](const std::string& defect) { return copies.count(defect) > 0; };
    const bool scanned = std::count(sample.defects.begin(), sample.defects.end(), "image_only") > 0;
    if (!scanned || !std::all_of(sample.defects.begin(), sample.defects.end(), legible)) continue;
    ++seen;
    CHECK_MESSAGE(profiled().fit.count(sample.path) == (sample.path != read_badly), sample.path);
  }
  CHECK(seen >= 10);
}

TEST_CASE("what the store holds can be printed by every command") {
  const Profiled& result = profiled();
  const std::string store = (result.folder / "store.db").string();
  const auto assay = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), ASSAY_BINARY);
    arguments.insert(arguments.end(), {"--store", store});
    return test::run(arguments);
  };

  const Ran flagged = assay({"flagged", "--format", "json"});
  CHECK(flagged.code == 0);
  CHECK(nlohmann::json::parse(flagged.out).size() >= 8);

  const Ran table = assay({"flagged"});
  CHECK(table.out.find("not fit to index") != std::string::npos);
  std::istringstream lines(table.out);
  for (std::string line; std::getline(lines, line);)  // paths are as long as they are; 100 bytes for 80 columns
    if (line.starts_with(' ')) CHECK_MESSAGE(line.size() <= 100, line);

  const Ran explained = assay({"explain", "archive/stock_truncated.xlsx"});
  CHECK(explained.code == 0);
  CHECK(explained.out.find("format.damaged") != std::string::npos);
  CHECK(assay({"explain", "no/such/document"}).code == 3);

  const Ran proposed = assay({"policy", "propose"});
  CHECK(proposed.code == 0);
  test::write_file(result.folder / "proposal.toml", proposed.out);
  CHECK(assay({"policy", "check", (result.folder / "proposal.toml").string()}).code == 0);

  CHECK(assay({"gate"}).code == 1);  // half of the corpus is of kinds that the pilot never saw
  CHECK(nlohmann::json::parse(assay({"suggest", "--budget", "5", "--format", "json"}).out).size() == 5);
  CHECK(nlohmann::json::parse(assay({"status", "--format", "json"}).out).size() == 4);

  std::istringstream chunks(assay({"chunks", "--fit"}).out);
  int count = 0;
  for (std::string line; std::getline(chunks, line); ++count) {
    CHECK_FALSE(nlohmann::json::parse(line)["text"].get<std::string>().empty());
  }
  CHECK(count > 100);
}
