// What a user meets first: wrong options, missing files, unreadable policies, and the exit codes of the contract.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

using assay::test::Ran;
using assay::test::run;
using assay::test::TemporaryFolder;
using assay::test::write_file;

namespace {
const std::string assay_binary = ASSAY_BINARY;
}

TEST_CASE("help and version succeed and name every command") {
  const Ran help = run({assay_binary, "--help"});
  CHECK(help.code == 0);
  for (const char* command : {"profile", "ingest", "suggest", "diff", "gate", "extract", "check", "flagged", "explain",
                              "chunks", "report", "policy", "status", "doctor"}) {
    CHECK_MESSAGE(help.out.find(command) != std::string::npos, command);
  }
  CHECK(help.out.find("worker") == help.out.rfind("worker"));  // the hidden command is not listed
  CHECK(run({assay_binary, "--version"}).code == 0);
}

TEST_CASE("wrong usage exits 2 and says what is wrong") {
  const Ran option = run({assay_binary, "extract", "--no-such-option", "x"});
  CHECK(option.code == 2);
  CHECK(option.err.find("no-such-option") != std::string::npos);
  CHECK(run({assay_binary}).code == 2);
  const Ran mistyped = run({assay_binary, "profle", "x"});
  CHECK(mistyped.code == 2);
  CHECK(mistyped.err.find("Did you mean 'profile'?") != std::string::npos);
  CHECK(run({assay_binary, "extract", "/tmp"}).code == 2);
}

TEST_CASE("what was refused is answered with what was probably meant") {
  const auto answer = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), assay_binary);
    const Ran ran = run(arguments);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(answer({}).starts_with("assay: which command?"));
  CHECK(answer({"policy"}).starts_with("assay policy: which command?"));
  CHECK(answer({"policy", "shwo"}).starts_with("assay policy: there is no command 'shwo'. Did you mean 'show'?"));
  CHECK(answer({"profile"}).starts_with("assay profile: CORPUS is required"));
  CHECK(answer({"profile", "x", "--pilott=y"}).find("Did you mean '--pilot'?") != std::string::npos);
  // A date that is none would judge nothing in silence.
  for (const char* day : {"21.11.2026", "2026-13-01", "2026-02-30", "2026-1-1", "soon"})
    CHECK(answer({"--today", day, "status"}).find("is no date") != std::string::npos);
  // The value of an option is no command.
  CHECK(answer({"--store", "x.db", "profile"}).starts_with("assay profile: CORPUS is required"));
}

TEST_CASE("a missing corpus is named before the pilot is read") {
  const TemporaryFolder folder;
  write_file(folder / "pilot/a.txt", "A pilot of one letter.");
  const Ran ran = run({assay_binary, "--store", (folder / "s.db").string(), "profile", "/nowhere/there", "--pilot",
                       (folder / "pilot").string()});
  CHECK(ran.code == 3);
  CHECK(ran.err.find("/nowhere/there") != std::string::npos);
  CHECK(ran.err.find("pilot:") == std::string::npos);
}

TEST_CASE("a missing file exits 3 and is named") {
  const Ran ran = run({assay_binary, "extract", "/nowhere/there.pdf"});
  CHECK(ran.code == 3);
  CHECK(ran.err.find("/nowhere/there.pdf") != std::string::npos);
}

TEST_CASE("a full disk under the output exits 3 and says what to do") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", "A letter.");
  for (const std::string& what : {"extract '" + (folder / "a.txt").string() + "'", std::string("policy show"),
                                  std::string("--help"), std::string("--version"), std::string("extract --help")}) {
    const Ran ran = run({"/bin/sh", "-c", "'" + assay_binary + "' " + what + " > /dev/full"});
    CHECK(ran.code == 3);
    CHECK(ran.err.find("No space left on device. Free space") != std::string::npos);
  }
}

TEST_CASE("an unreadable policy exits 2 and names the nearest right key") {
  const TemporaryFolder folder;
  write_file(folder / "policy.toml", "[scor]\nx = 1\n");
  const Ran ran = run({assay_binary, "policy", "check", (folder / "policy.toml").string()});
  CHECK(ran.code == 2);
  CHECK(ran.err.find("score") != std::string::npos);
}

TEST_CASE("the effective policy is itself a right policy") {
  const TemporaryFolder folder;
  const Ran shown = run({assay_binary, "policy", "show"});
  CHECK(shown.code == 0);
  write_file(folder / "policy.toml", shown.out);
  CHECK(run({assay_binary, "policy", "check", (folder / "policy.toml").string()}).code == 0);
}

TEST_CASE("a limit that a document hits is named in the finding, and the policy lifts it by that name") {
  const TemporaryFolder folder;
  std::string rows = "name,count\n";
  for (int row = 0; row < 100; ++row) rows += "article " + std::to_string(row) + "," + std::to_string(row * 7) + "\n";
  write_file(folder / "in/list.csv", rows);
  const std::string store = (folder / "assay.db").string(), policy = (folder / "policy.toml").string();
  const auto assay = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {assay_binary, "--store", store, "--policy", policy});
    return run(arguments);
  };
  write_file(folder / "policy.toml", "[limits]\ncells = 50\n");
  CHECK(assay({"extract", (folder / "in/list.csv").string()}).out.find("\"limit: cells\"") != std::string::npos);
  CHECK(assay({"ingest", (folder / "in").string()}).code == 0);
  const std::string before = assay({"explain", "list.csv"}).out;
  CHECK(before.find("limit: cells") != std::string::npos);
  CHECK(before.find("under [limits]") != std::string::npos);

  write_file(folder / "policy.toml", "[limits]\ncells = 500\n");
  CHECK(assay({"ingest", (folder / "in").string()}).err.find("1 read, 0 unchanged") != std::string::npos);
  const std::string after = assay({"explain", "list.csv"}).out;
  CHECK(after.find("list.csv") != std::string::npos);
  CHECK(after.find("limit: cells") == std::string::npos);
}

TEST_CASE("rules of a policy's own are shown, and speak in findings and in the store") {
  const TemporaryFolder folder;
  const std::string policy = (folder / "policy.toml").string();
  write_file(folder / "policy.toml",
             "[[custom]]\nid = 'consistency.old_name'\nseverity = 'error'\nmessage = 'The old name.'\n"
             "text = 'Halden \\w+'\n"
             "[[custom]]\nid = 'completeness.short'\nseverity = 'info'\nmessage = 'Short.'\n"
             "sql = \"SELECT value AS words FROM measures WHERE name = 'amount.words' AND value < 100\"\n");
  std::filesystem::create_directory(folder / "in");
  write_file(folder / "in/a.txt", "Nothing here.\n\nWe are the Halden Works, and we say so to everyone who asks.\n");
  const Ran shown = run({assay_binary, "--policy", policy, "policy", "show"});
  CHECK(shown.out.find("consistency.old_name") != std::string::npos);
  const Ran checked =
      run({assay_binary, "--policy", policy, "check", (folder / "in/a.txt").string(), "--format", "json"});
  CHECK(checked.out.find("The old name.") != std::string::npos);
  CHECK(checked.out.find("the Halden Works") != std::string::npos);
  CHECK(checked.out.find("completeness.short") != std::string::npos);
  CHECK(checked.out.find("words: ") != std::string::npos);
  const std::string store = (folder / "assay.db").string();
  CHECK(run({assay_binary, "--store", store, "--policy", policy, "ingest", (folder / "in").string()}).code == 0);
  const Ran flagged = run({assay_binary, "--store", store, "--policy", policy, "flagged", "--format", "json"});
  CHECK(flagged.out.find("consistency.old_name") != std::string::npos);

  write_file(folder / "policy.toml", "[[custom]]\nid = 'format.x'\nmessage = 'm'\ntext = 'a(b'\n");
  const Ran refused = run({assay_binary, "--policy", policy, "check", (folder / "in/a.txt").string()});
  CHECK(refused.code == 2);
  CHECK(refused.err.find("at character 2") != std::string::npos);
}

TEST_CASE("what people decide is said by explain and flagged, and heeded by --fail-on-flagged") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "in");
  write_file(folder / "in/a.txt", "We are the Halden Works, and we say so to everyone who asks.\n");
  write_file(
      folder / "policy.toml",
      "[[custom]]\nid = 'consistency.old_name'\nseverity = 'error'\nmessage = 'The old name.'\ntext = 'Halden'\n");
  const auto assay = [&](std::vector<std::string> arguments) {
    const std::vector<std::string> common = {assay_binary, "--store", (folder / "s.db").string(), "--policy",
                                             (folder / "policy.toml").string()};
    arguments.insert(arguments.begin(), common.begin(), common.end());
    return run(arguments);
  };
  REQUIRE(assay({"ingest", (folder / "in").string()}).code == 0);
  CHECK(assay({"flagged", "--fail-on-flagged"}).code == 1);
  REQUIRE(assay({"review", "a.txt", "--state", "released", "--by", "J. Roe", "--why", "It was our name then."}).code ==
          0);
  CHECK(assay({"explain", "a.txt"}).out.find("People have decided otherwise: it is indexed.") != std::string::npos);
  const Ran flagged = assay({"flagged", "--fail-on-flagged"});
  CHECK(flagged.code == 0);
  CHECK(flagged.out.find("by J. Roe on") != std::string::npos);
  CHECK(flagged.out.find("1 of them is indexed") != std::string::npos);
}

TEST_CASE("what a file hides is text when it is asked for") {
  const TemporaryFolder folder;
  write_file(folder / "a.fods",
             R"(<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
             R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
             R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
             R"( office:mimetype="application/vnd.oasis.opendocument.spreadsheet">)"
             R"(<office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell>)"
             R"(<text:p>seen</text:p></table:table-cell></table:table-row><table:table-row table:visibility="filter">)"
             R"(<table:table-cell><text:p>filtered</text:p></table:table-cell></table:table-row></table:table>)"
             R"(</office:spreadsheet></office:body></office:document>)");
  const auto text = [&](const std::string& format, const std::vector<std::string>& option) {
    std::vector<std::string> command = {assay_binary, "extract", "--format", format, (folder / "a.fods").string()};
    command.insert(command.end(), option.begin(), option.end());
    return run(command).out;
  };
  CHECK(text("text", {}) == "seen\n");
  CHECK(text("text", {"--hidden"}) == "seen\nfiltered\n");
  CHECK(text("markdown", {}).find("filtered") == std::string::npos);
  CHECK(text("markdown", {"--hidden"}).find("filtered") != std::string::npos);
  CHECK(text("json", {}).find("filtered") != std::string::npos);
}

TEST_CASE("extract exits 0 whatever the documents were, one object a file") {
  const TemporaryFolder folder;
  write_file(folder / "good.txt", "Dear reader,\n\nthis is a letter.\n");
  write_file(folder / "empty.pdf", "");
  write_file(folder / "broken.pdf", "%PDF-1.4\nnothing follows");
  const Ran ran = run({assay_binary, "extract", (folder / "good.txt").string(), (folder / "empty.pdf").string(),
                       (folder / "broken.pdf").string()});
  CHECK(ran.code == 0);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 3);
}

TEST_CASE("the three readings of tracked changes can be asked for") {
  const TemporaryFolder folder;
  write_file(folder / "a.rtf", "{\\rtf1 We pay {\\revised now}{\\deleted later}.}");
  const auto text = [&](const std::vector<std::string>& option) {
    std::vector<std::string> command = {assay_binary, "extract", "--format", "text", (folder / "a.rtf").string()};
    command.insert(command.end(), option.begin(), option.end());
    return run(command).out;
  };
  CHECK(text({}) == "We pay now.\n");
  CHECK(text({"--revisions", "accepted"}) == "We pay now.\n");
  CHECK(text({"--revisions", "rejected"}) == "We pay later.\n");
  CHECK(text({"--revisions", "all"}) == "We pay nowlater.\n");
  CHECK(run({assay_binary, "extract", "--revisions", "some", (folder / "a.rtf").string()}).code == 2);
}

TEST_CASE("extract --out keeps the relative paths of files with the same name") {
  const TemporaryFolder folder;
  write_file(folder / "a/b/x.txt", "one");
  write_file(folder / "a/c/x.txt", "two");
  const std::filesystem::path out = folder / "out";
  const Ran ran = run({assay_binary, "extract", (folder / "a/b/x.txt").string(), (folder / "a/c/x.txt").string(),
                       "--out", out.string()});
  CHECK(ran.code == 0);
  CHECK(std::filesystem::exists(out / "b/x.txt.json"));
  CHECK(std::filesystem::exists(out / "c/x.txt.json"));
}

TEST_CASE("running headers of a short document are no text, its title is") {
  const Ran ran = run({assay_binary, "extract", ASSAY_SAMPLES "/pilot/reports/ferry_q2.pdf"});
  REQUIRE(ran.code == 0);
  const auto document = nlohmann::json::parse(ran.out);
  int headers = 0, headings = 0;
  for (const auto& block : document["blocks"]) {
    if (block["text"] != "Quarterly review of the ferry service") continue;
    headers += block["kind"] == "page_header";
    headings += block["kind"] == "heading";
  }
  CHECK(headers == static_cast<int>(document["pages"].size()));
  CHECK(headings == 1);
}
