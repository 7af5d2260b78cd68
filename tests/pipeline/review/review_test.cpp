#include "pipeline/review/review.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include "pipeline/core/run_error.hpp"

using namespace assay;
namespace fs = std::filesystem;

namespace {

constexpr const char* today = "2024-05-06";

// A store with one document that is unfit by two findings.
class Fixture {
 public:
  Fixture() {
    std::string name = (fs::temp_directory_path() / "assay-review-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    store = std::make_unique<Store>(folder_ / "s.db");
    read("aa");
  }
  ~Fixture() {
    store.reset();
    fs::remove_all(folder_);
  }
  // The document as a run finds it, in a version with this hash.
  void read(const std::string& sha256) {
    const std::int64_t run =
        store->begin_run({"c", "ingest", today, {"/corpus"}, "extractors", "policy", "", "all applied"});
    DocumentRecord record;
    record.root = "/corpus";
    record.path = "a.pdf";
    record.sha256 = sha256;
    record.extractors_key = "extractors";
    record.facts.media_type = "application/pdf";
    for (const char* rule : {"format.damaged", "completeness.missing_fields", "consistency.old_name"}) {
      Finding finding;
      finding.rule = rule;
      // The last one is of a policy's own.
      finding.severity = std::string_view(rule) == "consistency.old_name" ? Severity::info : Severity::error;
      record.assessment.findings.push_back(finding);
    }
    record.assessment.score.worst = Severity::error;
    store->record(run, record);
    store->commit();
    store->finish_run(run, {}, "done", 1);
  }
  DocumentInfo document() const { return store->documents().front(); }
  bool fit(const char* day = today) const { return fit_to_index(*store, document(), default_policy(), day); }
  void say(FlagState state, const std::string& rule, const std::string& until = {}) {
    decide(*store, document(), {rule, state, until, "Jane Roe", "looked at it", {}, {}}, today);
  }

  std::unique_ptr<Store> store;

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("a document is fit once every flag that makes it unfit is released or waived") {
  Fixture f;
  CHECK_FALSE(f.fit());
  f.say(FlagState::released, "format.damaged");
  CHECK_FALSE(f.fit());
  f.say(FlagState::waived, "completeness.missing_fields", "2024-06-30");
  CHECK(f.fit());
  CHECK(f.fit("2024-06-30"));
  CHECK_FALSE(f.fit("2024-07-01"));  // the waiver has ended
  CHECK(state_of(decisions(*f.store, f.document().id), f.document(), "completeness.missing_fields", "2024-07-01") ==
        FlagState::fresh);
  f.say(FlagState::rejected, "");
  CHECK_FALSE(f.fit());
}

TEST_CASE("a release holds for the version that was looked at") {
  Fixture f;
  f.say(FlagState::released, "");
  CHECK(f.fit());
  f.read("bb");
  CHECK_FALSE(f.fit());
}

TEST_CASE("a decision without a person, a reason, a day or a rule is refused") {
  Fixture f;
  const auto refused = [&f](Decision decision) {
    CHECK_THROWS_AS(decide(*f.store, f.document(), std::move(decision), today), RunError);
  };
  refused({"", FlagState::released, "", "", "why", "", ""});
  refused({"", FlagState::released, "", "Jane", "", "", ""});
  refused({"", FlagState::waived, "", "Jane", "why", "", ""});
  refused({"", FlagState::waived, "2024-05-05", "Jane", "why", "", ""});
  refused({"", FlagState::waived, "soon", "Jane", "why", "", ""});
  refused({"", FlagState::released, "2025-01-01", "Jane", "why", "", ""});
  refused({"format.damage", FlagState::released, "", "Jane", "why", "", ""});
  CHECK(audit(*f.store).empty());
}

TEST_CASE("a flag of a policy's own rule is decided on as any other") {
  Fixture f;
  f.say(FlagState::waived, "consistency.old_name", "2030-01-01");
  REQUIRE(audit(*f.store).size() == 1);
  CHECK(audit(*f.store)[0].rule == "consistency.old_name");
  CHECK_THROWS_AS(f.say(FlagState::released, "consistency.other_name"), RunError);
}

TEST_CASE("the audit only grows, and shows every change") {
  Fixture f;
  for (const FlagState state : {FlagState::in_review, FlagState::fixed, FlagState::released})
    f.say(state, "format.damaged");
  const AuditCheck right = verify_audit(*f.store);
  CHECK(right.whole);
  CHECK(right.entries == 3);
  CHECK(audit(*f.store)[2].state == "released");
  SQLite::Database& database = f.store->database();
  CHECK_THROWS(database.exec("UPDATE audit SET reason = 'x' WHERE number = 2"));
  CHECK_THROWS(database.exec("DELETE FROM audit"));

  SUBCASE("a decision that nobody made") {
    database.exec("UPDATE decisions SET state = 'rejected'");
    CHECK_FALSE(verify_audit(*f.store).whole);
  }
  SUBCASE("a decision that was made away with") {
    database.exec("DELETE FROM decisions");
    CHECK(verify_audit(*f.store).problem ==
          "What was decided of 'a.pdf' stands in the audit and is gone from the decisions.");
  }
  SUBCASE("an entry that was changed") {
    database.exec("DROP TRIGGER audit_is_not_changed");
    for (const char* column : {"decided", "person", "root", "path", "sha256", "rule", "state", "until", "reason"}) {
      CAPTURE(column);
      SQLite::Transaction transaction(database);
      database.exec(std::string("UPDATE audit SET ") + column + " = " + column + " || 'x' WHERE number = 2");
      const AuditCheck wrong = verify_audit(*f.store);
      CHECK_FALSE(wrong.whole);
      CHECK(wrong.problem.find("Entry 2") != std::string::npos);
    }
  }
  SUBCASE("an entry that was taken out") {
    database.exec("DROP TRIGGER audit_is_not_cut");
    database.exec("DELETE FROM audit WHERE number = 2");
    CHECK(verify_audit(*f.store).problem == "Entry 2 is missing.");
  }
  SUBCASE("the last entries were cut off: the head is another, and a decision has no entry") {
    database.exec("DROP TRIGGER audit_is_not_cut");
    database.exec("DELETE FROM audit WHERE number = 3");
    CHECK(verify_audit(*f.store).head != right.head);
    CHECK_FALSE(verify_audit(*f.store).whole);
  }
}
