// A store filled by hand: as many documents of each kind as a test wants, without reading a file.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/store/json.hpp"

namespace assay::test {

struct SyntheticFinding {
  std::string rule, severity, message = "Something is wrong.", evidence = "what was seen";
  std::optional<int> page = std::nullopt;
};

struct SyntheticDocument {
  std::string path;
  std::string media_type = "application/pdf";
  std::string status = "ok";
  std::string failure_kind;
  std::optional<double> score = 100;
  bool assessed = true;
  bool fit = true;
  int characters = 1000;
  std::map<std::string, std::string> categories;
  std::map<std::string, double> measures;
  std::vector<std::string> not_applicable;  // measures with n = 0
  std::vector<SyntheticFinding> findings;
  std::string sha256;  // empty: of its own
  int pages = 1, chunks = 1;
};

class SyntheticStore {
 public:
  explicit SyntheticStore(const std::string& file = ":memory:")
      : database_(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    if (!database_.tableExists("collections")) migrate();  // else a Store has made the file
    database_.exec("BEGIN");
  }

  void commit() { database_.exec("COMMIT"); }

  void migrate() {
    std::set<std::filesystem::path> migrations;  // in the order of their numbers
    for (const auto& entry : std::filesystem::directory_iterator(ASSAY_TEST_DATA "/../../../pipeline/store/migrations"))
      migrations.insert(entry.path());
    for (const std::filesystem::path& file : migrations) {
      std::ifstream in(file);
      database_.exec(std::string(std::istreambuf_iterator<char>(in), {}));
    }
  }

  SQLite::Database& database() { return database_; }

  void add_collection(const std::string& name, const std::string& run_state = "done") {
    run("INSERT INTO collections(name) VALUES(?)", name);
    collection_ = database_.getLastInsertRowid();
    SQLite::Statement insert(database_,
                             "INSERT INTO runs(collection_id, command, started, finished, state, today, "
                             "assay_version, extractors_key, policy_key, policy_toml, sandbox) VALUES(?, 'profile', "
                             "'2026-01-05T02:00:00Z', '2026-01-05T02:10:00Z', ?, '2026-01-05', '0.1.0', 'e', 'p', "
                             "'', 'seccomp, landlock')");
    insert.bind(1, collection_);
    insert.bind(2, run_state);
    insert.exec();
    run_ = database_.getLastInsertRowid();
  }

  void add(const SyntheticDocument& document) {
    const std::string hash =
        document.sha256.empty() ? fmt::format("sha-{}-{}", collection_, document.path) : document.sha256;
    run("INSERT INTO documents(collection_id, path, root) VALUES(?, ?, '/data/documents')", collection_, document.path);
    const auto id = database_.getLastInsertRowid();
    run("INSERT INTO versions(document_id, sha256, bytes, first_run) VALUES(?, ?, 20480, ?)", id, hash, run_);
    const auto version = database_.getLastInsertRowid();
    run("UPDATE documents SET current_version = ? WHERE id = ?", version, id);
    run("INSERT INTO extractions(version_id, extractors_key, run_id, status, media_type, extension, characters, "
        "failure_kind, failure_message, pages, chunks) "
        "VALUES(?, 'e', ?, ?, ?, '', ?, nullif(?, ''), nullif(?, ''), ?, ?)",
        version, run_, document.status, document.media_type, document.characters, document.failure_kind,
        document.failure_kind.empty() ? std::string() : "It could not be opened.", document.pages, document.chunks);
    const auto extraction = database_.getLastInsertRowid();
    run("INSERT INTO run_documents(run_id, document_id, extraction_id, reused) VALUES(?, ?, ?, 0)", run_, id,
        extraction);
    const std::string categories = to_column(document.categories);
    run("INSERT INTO category_sets(content) VALUES(?) ON CONFLICT DO NOTHING", categories);
    run("UPDATE extractions SET category_set_id = (SELECT id FROM category_sets WHERE content = ?) WHERE id = ?",
        categories, extraction);
    for (const auto& [name, value] : document.measures)
      run("INSERT INTO measures VALUES(?, ?, 'document', 0, ?, NULL, NULL, 10, NULL, NULL)", extraction, name, value);
    for (const std::string& name : document.not_applicable)
      run("INSERT INTO measures VALUES(?, ?, 'document', 0, 0, NULL, NULL, 0, NULL, NULL)", extraction, name);
    for (int page = 1; page <= document.pages; ++page)
      run("INSERT INTO pages VALUES(?, ?, 595, 842, 0, 'text_layer', '', 'born_digital', 'en', NULL, NULL, NULL, NULL)",
          extraction, page);
    add_verdict(document, id, extraction);
  }

 private:
  void add_verdict(const SyntheticDocument& document, std::int64_t id, std::int64_t extraction) {
    for (const SyntheticFinding& finding : document.findings) {
      SQLite::Statement insert(database_,
                               "INSERT INTO findings(document_id, rule, dimension, severity, message, evidence, "
                               "advice, page, place, place_json) VALUES(?, ?, ?, ?, ?, ?, 'Mend it.', ?, ?, '{}')");
      bind(insert, 1, id, finding.rule, finding.rule.substr(0, finding.rule.find('.')), finding.severity,
           finding.message, finding.evidence);
      if (finding.page) insert.bind(7, *finding.page);
      insert.bind(8, finding.page ? fmt::format("page {}", *finding.page) : std::string());
      insert.exec();
    }
    if (!document.assessed) return;
    SQLite::Statement insert(database_,
                             "INSERT INTO scores(document_id, extraction_id, policy_key, value, assessed, fit, worst, "
                             "cap, components, outcomes) VALUES(?, ?, 'p', ?, 1, ?, NULL, 100, '[]', '')");
    insert.bind(1, id);
    insert.bind(2, extraction);
    if (document.score) insert.bind(3, *document.score);
    insert.bind(4, document.fit ? 1 : 0);
    insert.exec();
  }

  template <class... Values>
  static void bind(SQLite::Statement& statement, int first, const Values&... values) {
    (statement.bind(first++, values), ...);
  }

  template <class... Values>
  void run(const std::string& sql, const Values&... values) {
    SQLite::Statement statement(database_, sql);
    bind(statement, 1, values...);
    statement.exec();
  }

  SQLite::Database database_;
  std::int64_t collection_ = 0, run_ = 0;
};

}  // namespace assay::test
