#include "pipeline/store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/core/run_error.hpp"

using namespace assay;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "assay-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const char* name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

NewRun new_run(const std::string& collection = "c") {
  return {collection, "ingest", "2024-05-06", {"/corpus"}, "extractors", "policy", "[rules]", "all applied"};
}

DocumentRecord rich_record(const std::string& path = "a/b.pdf") {
  DocumentRecord record;
  record.root = "/corpus";
  record.path = path;
  record.file = {10, 1, 2, 3};
  record.sha256 = "00ff";
  record.extractors_key = "extractors";
  record.facts.path = path;
  record.facts.media_type = "application/pdf";
  record.facts.extension = "pdf";
  record.facts.bytes = 10;
  record.facts.status = ExtractionStatus::partial;
  record.facts.notices.push_back({"completeness.limit", Severity::error, "cut", "limit pages", {}});
  record.facts.notices[0].place.page = 3;
  record.facts.metadata.title = "Größe";
  record.facts.metadata.other["k"] = "v";
  Measure measure;
  measure.name = "readability.predicted_cer";
  measure.value = 0.25;
  measure.low = 0.125;
  measure.n = 12;
  measure.place.box = Box{1, 2, 3, 4};
  measure.evidence = "teh";
  record.facts.measures.push_back(measure);
  record.facts.categories.push_back({"media_type", "application/pdf"});
  record.signature.content_hash = "abc";
  record.signature.minhash = {1, 4294967295U};
  Page page;
  page.number = 1;
  page.width = 595;
  page.predicted_cer = Estimate{0.02, 0.01, 0.05};
  record.pages.push_back(page);
  Table table;
  table.rows = 2;
  table.columns = 3;
  record.tables.push_back(table);
  Chunk chunk;
  chunk.text = "some text";
  chunk.heading_path = {"1", "1.2"};
  chunk.first_page = 1;
  record.chunks.push_back(chunk);
  Finding finding;
  finding.rule = "completeness.limit";
  finding.severity = Severity::error;
  finding.message = "cut";
  finding.place.page = 3;
  record.assessment.findings.push_back(finding);
  record.assessment.outcomes.push_back({"completeness.limit", Outcome::fail, ""});
  record.assessment.score.value = 60;
  record.assessment.score.worst = Severity::error;
  record.assessment.score.components.push_back({Dimension::completeness, 55.0, 1.0, 1});
  record.assessment_key = "k1";
  record.characters = 9;
  return record;
}

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const RunError& error) {
    CHECK(error.code() == ExitCode::impossible);
    return error.what();
  }
  FAIL("no error");
  return {};
}

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what a document gave comes back as it was") {
  Folder folder;
  Store store(folder / "s.db");
  const std::int64_t run = store.begin_run(new_run());
  const DocumentRecord record = rich_record();
  const std::int64_t id = store.record(run, record);
  store.commit();

  const Facts facts = store.facts(id);
  CHECK(facts.path == record.path);
  CHECK(facts.status == ExtractionStatus::partial);
  CHECK(facts.bytes == 10);
  REQUIRE(facts.notices.size() == 1);
  CHECK(facts.notices[0].severity == Severity::error);
  CHECK(facts.notices[0].place.page == 3);
  CHECK(facts.metadata.title == "Größe");
  CHECK(facts.metadata.other.at("k") == "v");
  REQUIRE(facts.measures.size() == 1);
  CHECK(facts.measures[0].value == 0.25);
  CHECK(facts.measures[0].low == 0.125);
  CHECK_FALSE(facts.measures[0].high.has_value());
  CHECK(facts.measures[0].place.box->y1 == 4);
  CHECK(facts.categories.at(0).value == "application/pdf");

  const std::vector<Member> members = store.members("c");
  REQUIRE(members.size() == 1);
  CHECK(members[0].signature.minhash == record.signature.minhash);
  CHECK(store.findings(id).at(0).place.page == 3);
  CHECK(store.score(id).value == 60);
  CHECK(store.score(id).components.at(0).dimension == Dimension::completeness);
  CHECK(store.outcomes(id).at(0).outcome == Outcome::fail);
  int chunks = 0;
  store.chunks(id, [&](int number, const Chunk& chunk) {
    CHECK(number == chunks++);
    CHECK(chunk.text == "some text");
    CHECK(chunk.heading_path == std::vector<std::string>{"1", "1.2"});
  });
  CHECK(chunks == 1);
  CHECK(store.find_documents("b.pdf").size() == 1);
  CHECK(store.find_documents("/corpus/a/b.pdf").size() == 1);
  CHECK(store.find_documents(std::to_string(id)).size() == 1);
  CHECK(store.find_documents(".pdf").empty());
}

TEST_CASE("facts are the same from packed bytes and from the tables of a store that has none") {
  Folder folder;
  Store store(folder / "s.db");
  DocumentRecord record = rich_record();
  Measure page = record.facts.measures[0];
  page.name = "another.name";
  page.scope = Scope::page;
  for (const int index : {3, 1, 2}) {
    page.index = index;
    record.facts.measures.push_back(page);
  }
  const std::int64_t id = store.record(store.begin_run(new_run()), record);
  const Facts packed = store.facts(id);
  store.database().exec("DELETE FROM packed_facts");
  const Facts rows = store.facts(id);
  REQUIRE(packed.measures.size() == 4);
  REQUIRE(rows.measures.size() == 4);
  for (std::size_t i = 0; i < rows.measures.size(); ++i) {
    CHECK(packed.measures[i].name == rows.measures[i].name);
    CHECK(packed.measures[i].scope == rows.measures[i].scope);
    CHECK(packed.measures[i].index == rows.measures[i].index);
    CHECK(packed.measures[i].low == rows.measures[i].low);
    CHECK(packed.measures[i].n == rows.measures[i].n);
    CHECK(packed.measures[i].evidence == rows.measures[i].evidence);
    CHECK(to_string(packed.measures[i].place) == to_string(rows.measures[i].place));
  }
  CHECK(packed.categories.at(0).value == rows.categories.at(0).value);
}

TEST_CASE("an assessment that says the same is not written again, any other is") {
  Folder folder;
  Store store(folder / "s.db");
  const DocumentRecord record = rich_record();
  const std::int64_t id = store.record(store.begin_run(new_run()), record);
  const std::int64_t extraction = store.judged("c").at(0).extraction;
  const auto writes = [&](const Assessment& assessment, std::string_view between = "") {
    return store.record_assessment(id, extraction, assessment, "k2", between);
  };
  Assessment now = record.assessment;
  CHECK_FALSE(writes(now));
  CHECK(store.judged("c").at(0).assessment_key == "k2");
  CHECK(writes(now, "others"));
  CHECK(writes(now));
  now.findings[0].place.page = 4;
  CHECK(writes(now));
  now.findings[0].evidence = "e";
  CHECK(writes(now));
  now.findings.push_back(now.findings[0]);
  CHECK(writes(now));
  now.findings.pop_back();
  CHECK(writes(now));
  CHECK(store.findings(id).size() == 1);
  now.outcomes[0].outcome = Outcome::unknown;
  CHECK(writes(now));
  now.outcomes[0].note = "why";
  CHECK(writes(now));
  CHECK(store.outcomes(id).at(0).note == "why");
  now.outcomes[0].rule = "completeness.other";
  CHECK(writes(now));
  now.outcomes.push_back({"format.x", Outcome::rule_error, "it broke"});
  CHECK(writes(now));
  CHECK(store.outcomes(id).at(1).note == "it broke");
  now.score.value.reset();
  CHECK(writes(now));
  now.score.components[0].assessed = 0.5;
  CHECK(writes(now));
  now.score.cap = 60;
  CHECK(writes(now));
  now.score.fit = !now.score.fit;
  CHECK(writes(now));
  now.score.worst.reset();
  CHECK(writes(now));
  CHECK_FALSE(writes(now));
  CHECK_FALSE(store.score(id).value.has_value());
}

TEST_CASE("a failure comes back with its kind and words") {
  Folder folder;
  Store store(folder / "s.db");
  const std::int64_t run = store.begin_run(new_run());
  DocumentRecord record = rich_record();
  record.facts.status = ExtractionStatus::failed;
  record.facts.failure = Failure{FailureKind::encrypted, "It needs a password.", "detail"};
  const Facts facts = store.facts(store.record(run, record));
  REQUIRE(facts.failure.has_value());
  CHECK(facts.failure->kind == FailureKind::encrypted);
  CHECK(facts.failure->detail == "detail");
}

TEST_CASE("reading the same bytes again replaces, a changed file is a new version, old runs keep their rows") {
  Folder folder;
  Store store(folder / "s.db");
  DocumentRecord record = rich_record();
  const std::int64_t first = store.begin_run(new_run());
  store.record(first, record);
  store.finish_run(first, {}, "done", 1);
  const std::int64_t second = store.begin_run(new_run());
  store.record(second, record);
  store.finish_run(second, {}, "done", 1);
  CHECK(store.known_documents("c").at(0).attempts == 2);

  record.sha256 = "11";
  const std::int64_t third = store.begin_run(new_run());
  store.record(third, record);
  store.finish_run(third, {}, "done", 1);
  record.sha256 = "00ff";  // back to what it was
  const std::int64_t fourth = store.begin_run(new_run());
  const std::int64_t id = store.record(fourth, record);
  store.finish_run(fourth, {}, "done", 1);

  CHECK(store.documents("c").at(0).sha256 == "00ff");
  int chunks = 0;
  store.chunks(id, [&](int, const Chunk&) { ++chunks; });
  CHECK(chunks == 1);
  const auto count = [&store](const char* sql) { return store.database().execAndGet(sql).getInt(); };
  CHECK(count("SELECT count(*) FROM run_documents") == 4);
  CHECK(count("SELECT count(*) FROM versions") == 2);
  CHECK(count("SELECT count(*) FROM extractions") == 2);
  CHECK(count("SELECT count(*) FROM chunks") == 1);
  CHECK(count("SELECT count(*) FROM findings") == 1);
  CHECK(count("SELECT count(*) FROM pragma_foreign_key_check") == 0);
}

TEST_CASE("a run that was killed is closed as interrupted by the next; runs at the same time are refused") {
  Folder folder;
  const fs::path file = folder / "s.db";
  {
    Store killed(file);
    killed.begin_run(new_run());
    Store other(file);
    CHECK(has(message_of([&] { other.begin_run(new_run()); }), "Another run"));
    CHECK(other.runs().at(0).state == "running");
  }
  CHECK(Store(file, Store::Mode::read_only).runs().at(0).state == "interrupted");  // nobody holds its lock
  Store store(file);
  const std::int64_t run = store.begin_run(new_run("other"));
  RunCounts counts;
  counts.read = 7;
  store.finish_run(run, counts, "done", 1.5);
  const std::vector<RunInfo> runs = store.runs();
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].state == "done");
  CHECK(runs[0].counts.read == 7);
  CHECK(runs[1].state == "interrupted");
  CHECK(store.runs("c").size() == 1);
}

TEST_CASE("an uncommitted document leaves no trace, a committed one is whole") {
  Folder folder;
  const fs::path file = folder / "s.db";
  {
    Store store(file);
    const std::int64_t run = store.begin_run(new_run());
    store.record(run, rich_record("one"));
    store.commit();
    store.record(run, rich_record("two"));
  }
  const Store store(file, Store::Mode::read_only);
  CHECK(store.documents().size() == 1);
  CHECK(store.database().execAndGet("SELECT count(*) FROM findings").getInt() == 1);
}

TEST_CASE("a reader sees what was committed after its last question") {
  Folder folder;
  Store store(folder / "s.db");
  const std::int64_t run = store.begin_run(new_run());
  const std::int64_t id = store.record(run, rich_record("one"));
  store.commit();
  const Store reader(folder / "s.db", Store::Mode::read_only);
  CHECK(reader.facts(id).path == "one");
  CHECK(reader.score(id).value == 60);
  store.record(run, rich_record("two"));
  store.commit();
  CHECK(reader.documents().size() == 2);
}

TEST_CASE("documents that are gone are marked, unless their folder could not be seen") {
  Folder folder;
  Store store(folder / "s.db");
  const std::int64_t first = store.begin_run(new_run());
  store.record(first, rich_record("stays"));
  store.record(first, rich_record("goes"));
  store.record(first, rich_record("closed/unknown"));
  store.finish_run(first, {}, "done", 1);
  const std::int64_t second = store.begin_run(new_run());
  const KnownDocument known = [&] {
    for (const KnownDocument& one : store.known_documents("c"))
      if (one.path == "stays") return one;
    return KnownDocument{};
  }();
  store.record_reused(second, {{known.id, known.extraction, known.file}});
  const auto keep = [](const std::string&, const std::string& path) { return path.starts_with("closed/"); };
  CHECK(store.mark_gone(second, {"/corpus"}, keep) == 1);
  CHECK(store.mark_gone(second, {"/elsewhere"}, keep) == 0);
  store.commit();
  CHECK(store.documents("c").size() == 2);
}

TEST_CASE("the content is the same whatever the order, and differs when anything differs") {
  Folder folder;
  const auto digest = [&](const char* name, const std::vector<std::string>& order, double value) {
    Store store(folder / name);
    const std::int64_t run = store.begin_run(new_run());
    for (const std::string& path : order) {
      DocumentRecord record = rich_record(path);
      record.facts.measures[0].value = value;
      record.seconds = static_cast<double>(order.size() + path.size());
      store.record(run, record);
    }
    store.finish_run(run, {}, "done", 1);
    return content_digest(store);
  };
  const std::string one = digest("1.db", {"a", "b", "c"}, 0.5);
  CHECK(digest("2.db", {"c", "a", "b"}, 0.5) == one);
  CHECK(digest("3.db", {"a", "b"}, 0.5) != one);
  CHECK(digest("4.db", {"a", "b", "c"}, 0.75) != one);
}

TEST_CASE("a file that is no store, or of a newer Assay, is refused with what to do") {
  Folder folder;
  std::ofstream(folder / "text.db") << std::string(5000, 'x');
  CHECK(has(message_of([&] { Store store(folder / "text.db"); }), "not a store"));
  {
    SQLite::Database other((folder / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE t(x)");
  }
  CHECK(has(message_of([&] { Store store(folder / "other.db"); }), "another program"));
  { Store store(folder / "new.db"); }
  SQLite::Database((folder / "new.db").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  CHECK(has(message_of([&] { Store store(folder / "new.db"); }), "newer Assay"));
  CHECK(has(message_of([&] { Store store(folder / "new.db", Store::Mode::read_only); }), "newer Assay"));
  CHECK(has(message_of([&] { Store store(folder / "none/x.db"); }), "can't be opened"));
}

TEST_CASE("a store of the released schema 1 is upgraded with what it holds") {
  Folder folder;
  const fs::path file = folder / "s.db";
  const fs::path migrations = ASSAY_TEST_DATA "/../../../pipeline/store/migrations";
  {
    std::ifstream sql(migrations / "0001_initial.sql");
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(std::string(std::istreambuf_iterator<char>(sql), {}));
    old.exec("PRAGMA application_id = 1095979865; PRAGMA user_version = 1;");
    old.exec(
        "INSERT INTO collections(id, name) VALUES(1, 'kept');"
        "INSERT INTO runs(id, collection_id, command, started, state, today, assay_version, extractors_key, "
        "policy_key, "
        "policy_toml, sandbox) VALUES(5, 1, 'ingest', '', 'done', '', '', '', '', '', '');"
        "INSERT INTO documents(id, collection_id, path, root) VALUES(7, 1, 'a', '/');"
        "INSERT INTO versions VALUES(8, 7, '', 1, 5);"
        "INSERT INTO extractions(id, version_id, extractors_key, run_id, status, media_type, extension) "
        "VALUES(9, 8, '', 5, 'ok', '', '');"
        "INSERT INTO chunks(extraction_id, number, kind, text, heading_path) VALUES(9, 0, '', '', ''), (9, 1, '', '', "
        "'');"
        "INSERT INTO categories VALUES(9, 'origin', 'scan'), (9, 'language', 'de \"AT\"');"
        "INSERT INTO run_documents VALUES(5, 7, 9, 0);"
        "INSERT INTO scores(document_id, extraction_id, policy_key, value, assessed, fit, cap, components, outcomes) "
        "VALUES(7, 9, '', 40, 1, 0, 100, '', '[{\"outcome\":\"pass\",\"rule\":\"z.first\"},"
        "{\"note\":\"it broke\",\"outcome\":\"rule_error\",\"rule\":\"a.second\"},"
        "{\"note\":\"what it looks at is not known of this document\",\"outcome\":\"unknown\",\"rule\":\"b.third\"},"
        "{\"outcome\":\"fail\",\"rule\":\"c.major\"},{\"outcome\":\"not_applicable\",\"rule\":\"d.fifth\"}]');"
        "INSERT INTO documents(id, collection_id, path, root) VALUES(10, 1, 'b', '/');"
        "INSERT INTO scores(document_id, extraction_id, policy_key, value, assessed, fit, cap, components, outcomes) "
        "VALUES(10, 9, '', 40, 1, 0, 100, '', '');"
        "INSERT INTO findings(document_id, rule, dimension, severity, message, evidence, advice, place, place_json) "
        "VALUES(7, 'b.minor', '', 'warning', '', '', '', '', ''), (7, 'c.major', '', 'error', '', '', '', '', '');");
  }
  const std::string advice = message_of([&] { Store store(file, Store::Mode::read_only); });
  CHECK(has(advice, "older Assay"));
  CHECK(has(advice, "upgrades it"));
  Store store(file);
  CHECK(store.collections().at(0).name == "kept");
  CHECK(store.database().execAndGet("SELECT cause FROM run_documents WHERE fit = 0 AND score = 40").getString() ==
        "c.major");
  CHECK(store.database().execAndGet("SELECT chunks FROM extractions").getInt() == 2);
  CHECK(store.database()
            .execAndGet("SELECT group_concat(name || '=' || value) FROM categories WHERE extraction_id = 9")
            .getString() == "language=de \"AT\",origin=scan");
  const std::vector<RuleOutcome> outcomes = store.outcomes(7);
  REQUIRE(outcomes.size() == 5);
  CHECK(outcomes[0].rule == "z.first");
  CHECK(outcomes[0].outcome == Outcome::pass);
  CHECK(outcomes[1].rule == "a.second");
  CHECK(outcomes[1].outcome == Outcome::rule_error);
  CHECK(outcomes[1].note == "it broke");
  CHECK(outcomes[2].outcome == Outcome::unknown);
  CHECK(outcomes[2].note == "what it looks at is not known of this document");
  CHECK(outcomes[3].outcome == Outcome::fail);
  CHECK(outcomes[4].outcome == Outcome::not_applicable);
  CHECK(store.outcomes(10).empty());
  const auto count = std::distance(fs::directory_iterator(migrations), fs::directory_iterator());
  CHECK(store.database().execAndGet("PRAGMA user_version").getInt() == count);
}

TEST_CASE("to the profile of a collection belongs what its latest run drew, or all of it") {
  Folder folder;
  Store store(folder / "s.db");
  const auto profiled = [&] {
    return store.database().execAndGet("SELECT group_concat(path) FROM profiled_documents").getString();
  };
  const std::int64_t first = store.begin_run(new_run());
  for (const char* path : {"a", "b"}) {
    DocumentRecord record;
    record.root = "/";
    record.path = record.sha256 = path;
    store.record(first, record);
  }
  store.finish_run(first, {}, "done", 1);
  CHECK(profiled() == "a,b");
  const std::int64_t second = store.begin_run(new_run());
  store.record_sample(second, {1, 1, {{"all", 2, 20}}, {{"/", "b", 0}}});
  store.finish_run(second, {}, "done", 1);
  CHECK(profiled() == "b");
  store.finish_run(store.begin_run(new_run()), {}, "done", 1);
  CHECK(profiled() == "a,b");
}

TEST_CASE("a full disk ends the run with advice, and what was committed is kept") {
  Folder folder;
  if (::mount("none", folder.path().c_str(), "tmpfs", 0, "size=2m") != 0) {
    MESSAGE("skipped: only root can mount a small disk");
    return;
  }
  std::size_t kept = 0;
  {
    Store store(folder / "s.db");
    const std::int64_t run = store.begin_run(new_run());
    const std::string message = message_of([&] {
      for (int i = 0; i < 100'000; ++i) {
        DocumentRecord record = rich_record("document " + std::to_string(i));
        record.chunks[0].text = std::string(4000, 'x');
        store.record(run, record);
        store.commit();
        ++kept;
      }
    });
    CHECK(has(message, "disk"));
  }
  CHECK(kept > 10);
  {
    const Store store(folder / "s.db", Store::Mode::read_only);
    CHECK(store.documents().size() == kept);
  }
  ::umount(folder.path().c_str());
}
