// What a profile of very many documents costs: makes a store of simulated ones, and times the parts of a profile on it.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <limits>
#include <map>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/run_change.hpp"
#include "pipeline/report/report.hpp"
#include "pipeline/store/json.hpp"
#include "pipeline/store/store.hpp"
#include "tools/bench/verdict/model.hpp"

namespace assay::bench {
namespace {

// Rows as the store's own writer makes them, in the order in which it makes them: that of the paths, as folders are
// walked.
class Filler {
 public:
  explicit Filler(SQLite::Database& database) : database_(database) {}

  void fill(const std::string& collection, std::int64_t documents, const std::vector<double>& weights) {
    const Model model;
    Random random(collection == "corpus" ? 5 : 6);
    database_.exec(fmt::format("INSERT INTO collections(name) VALUES('{}')", collection));
    const auto id = database_.getLastInsertRowid();
    database_.exec(
        fmt::format("INSERT INTO runs(collection_id, command, started, finished, state, today, "
                    "assay_version, extractors_key, policy_key, policy_toml, sandbox) VALUES({}, 'profile', "
                    "'2026-01-05T02:00:00Z', '2026-01-05T02:10:00Z', 'done', '2026-01-05', '', 'e', 'p', '', '')",
                    id));
    const auto run = database_.getLastInsertRowid();
    for (std::int64_t i = 0; i < documents; ++i) add(model.document(weights, random), id, run);
  }

 private:
  template <class... Values>
  static void put(SQLite::Statement& statement, const Values&... values) {
    int at = 1;
    (statement.bind(at++, values), ...);
    statement.exec();
    statement.reset();
  }

  void add(const BenchDocument& document, std::int64_t collection, std::int64_t run) {
    const std::int64_t id = ++last_;
    put(document_, id, collection,
        fmt::format("department {:03}/year {:02}/document {:07}.x", id / 9000, id / 1000 % 9, id), id);
    put(version_, id, id, document.sha256 + document.sha256 + document.sha256 + document.sha256, run);
    const std::string categories =
        to_column(std::map<std::string, std::string>(document.categories.begin(), document.categories.end()));
    put(category_set_, categories);
    put(extraction_, id, id, run, static_cast<std::int64_t>(document.characters), categories);
    put(run_document_, run, id, id, int{*document.fit}, *document.score);
    for (const BenchDocument::Value& measure : document.measures)
      put(measure_, id, measure.name, measure.value, measure.applies ? 10 : 0);
    pack(id, document);
    for (const BenchDocument::Finding& finding : document.findings)
      put(finding_, id, finding.rule, finding.dimension, std::string(to_string(finding.severity)));
    put(score_, id, id, *document.score, int{*document.fit});
  }

  void pack(std::int64_t id, const BenchDocument& document) {
    std::string names;
    std::vector<float> values;
    for (const BenchDocument::Value& measure : document.measures) {
      names += measure.name + "\n";
      values.push_back(measure.applies ? static_cast<float>(measure.value) : std::numeric_limits<float>::quiet_NaN());
    }
    put(layout_, names);
    packed_.bind(3, values.data(), static_cast<int>(values.size() * sizeof(float)));
    put(packed_, id, names);
  }

  SQLite::Database& database_;
  std::int64_t last_ = 0;
  SQLite::Statement document_{database_,
                              "INSERT INTO documents(id, collection_id, path, root, current_version) "
                              "VALUES(?, ?, ?, '/data/archive', ?)"};
  SQLite::Statement version_{database_, "INSERT INTO versions VALUES(?, ?, ?, 20480, ?)"};
  SQLite::Statement extraction_{database_,
                                "INSERT INTO extractions(id, version_id, extractors_key, run_id, status, media_type, "
                                "extension, characters, pages, chunks, category_set_id) "
                                "SELECT ?, ?, 'e', ?, 'ok', 'application/pdf', 'pdf', ?, 3, 5, id FROM category_sets "
                                "WHERE content = ?"};
  SQLite::Statement category_set_{database_, "INSERT INTO category_sets(content) VALUES(?) ON CONFLICT DO NOTHING"};
  SQLite::Statement run_document_{database_,
                                  "INSERT INTO run_documents(run_id, document_id, extraction_id, reused, fit, score) "
                                  "VALUES(?, ?, ?, 0, ?, ?)"};
  SQLite::Statement measure_{database_,
                             "INSERT INTO measures VALUES(?, ?, 'document', 0, ?, NULL, NULL, ?, NULL, NULL)"};
  SQLite::Statement layout_{database_, "INSERT INTO measure_layouts(names) VALUES(?) ON CONFLICT DO NOTHING"};
  SQLite::Statement packed_{database_,
                            "INSERT INTO packed_measures SELECT ?1, id, ?3 FROM measure_layouts WHERE names = ?2"};
  SQLite::Statement finding_{
      database_,
      "INSERT INTO findings(document_id, rule, severity, dimension, message, evidence, advice, "
      "place, place_json) VALUES(?, ?, ?, ?, 'Something is wrong.', 'what was seen', 'Mend it.', "
      "'page 1', '{}')"};
  SQLite::Statement score_{database_,
                           "INSERT INTO scores(document_id, extraction_id, policy_key, value, assessed, fit, worst, "
                           "cap, components, outcomes) VALUES(?, ?, 'p', ?, 1, ?, NULL, 100, '[]', '')"};
};

long peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

template <class Work>
auto timed(std::string_view name, Work work) {
  using Clock = std::chrono::steady_clock;
  const auto started = Clock::now();
  const double cpu = cpu_seconds();
  auto result = work();
  fmt::print("{:24} {:6.2f} s ({:6.2f} s of CPU), peak so far {} MB\n", name,
             std::chrono::duration<double>(Clock::now() - started).count(), cpu_seconds() - cpu, peak_mb());
  return result;
}

void make(const std::filesystem::path& file, std::int64_t corpus, std::int64_t pilot) {
  Store store(file);
  SQLite::Database& database = store.database();
  database.exec("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN");
  Filler filler(database);
  filler.fill("pilot", pilot, picked_weights());
  filler.fill("corpus", corpus, corpus_weights());
  database.exec("COMMIT");
}

void measure(const std::filesystem::path& file, const std::filesystem::path& out) {
  const Store store(file, Store::Mode::read_only);
  SQLite::Database& database = store.database();
  const Policy policy;
  Side corpus = timed("load the corpus", [&] { return load_side(database, "corpus", policy); });
  Side pilot = timed("load the pilot", [&] { return load_side(database, "pilot", policy); });
  const Comparison comparison =
      timed("compare", [&] { return compare_sides(std::move(corpus), std::move(pilot), known_catalogue()); });
  fmt::print("{}\n", comparison.headline.sentence);
  if (out.empty()) return;
  const ReportFiles files = timed("report, three files", [&] { return write_report(database, comparison, out); });
  fmt::print("report.html has {} kB\n", std::filesystem::file_size(files.html) / 1000);
}

}  // namespace
}  // namespace assay::bench

int main(int argc, char** argv) {
  CLI::App app{"What a profile of very many documents costs"};
  std::filesystem::path store, out;
  std::int64_t documents = 0, pilot = 100;
  app.add_option("STORE", store, "Store to measure, or to make")->required();
  app.add_option("--make", documents, "Make the store with so many documents of a corpus, and measure nothing");
  app.add_option("--pilot", pilot, "and so many of a pilot")->capture_default_str();
  app.add_option("--report", out, "Write the report as well, to this folder");
  CLI11_PARSE(app, argc, argv);
  if (documents > 0)
    assay::bench::make(store, documents, pilot);
  else
    assay::bench::measure(store, out);
}
