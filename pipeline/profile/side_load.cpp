// A side from the store, in one pass over each table: three look-ups for each of a million documents cost more than
// the rest of a profile.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "pipeline/profile/side.hpp"

namespace assay {
namespace {

Severity severity_from(std::string_view name) {
  for (const Severity severity : {Severity::warning, Severity::error, Severity::critical})
    if (to_string(severity) == name) return severity;
  return Severity::info;
}

// Rows by SQLite's own calls: an object for each value that is read takes a second of a million documents. Columns and
// parameters are counted as SQLite does, from 0 and from 1. Throws SQLite::Exception.
class Rows {
 public:
  Rows(SQLite::Database& database, const std::string& sql) : handle_(database.getHandle()) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr));
    statement_.reset(statement);
  }

  void bind(int parameter, std::int64_t value) { check(sqlite3_bind_int64(get(), parameter, value)); }
  void bind(int parameter, const std::string& value) {
    check(sqlite3_bind_text(get(), parameter, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
  }
  void reset() { check(sqlite3_reset(get())); }
  bool step() {
    const int result = sqlite3_step(get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) check(result);
    return result == SQLITE_ROW;
  }

  bool is_null(int column) const { return sqlite3_column_type(get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(get(), column); }
  double real(int column) const { return sqlite3_column_double(get(), column); }
  // Until the next step; empty for NULL.
  std::string_view text(int column) const {
    const void* bytes = sqlite3_column_blob(get(), column);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(get(), column))};
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3_stmt* get() const { return statement_.get(); }
  void check(int result) const {
    if (result != SQLITE_OK) throw SQLite::Exception(handle_, result);
  }

  sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

constexpr double paced_from = 1;  // seconds of reading that a run's pace may be taken from

class Loader {
 public:
  Loader(SQLite::Database& database, std::string_view collection, const Policy& policy)
      : database_(database),
        collection_(collection),
        builder_(collection_, policy.unfit_from),
        by_folder_(std::find(policy.strata.begin(), policy.strata.end(), folder_category) != policy.strata.end()) {
    builder_.kinds_by(policy.strata);
  }

  Side load() {
    load_documents();
    load_measures();
    load_findings();
    const auto [known, state, finished] = run_facts();
    return builder_.finish(known, state, finished);
  }

 private:
  // Documents by a key that rises with them; found again by walking on while a query's keys rise too.
  struct Keys {
    std::vector<std::pair<std::int64_t, std::size_t>> sorted;
    std::size_t at = 0;
    void sort() { std::sort(sorted.begin(), sorted.end()); }
    std::optional<std::size_t> find(std::int64_t key) {
      while (at < sorted.size() && sorted[at].first < key) ++at;
      if (at < sorted.size() && sorted[at].first == key) return sorted[at].second;
      return std::nullopt;
    }
  };

  // Of a sample only what it drew: what an earlier, larger run read beside it would weigh too much. The view of current
  // documents would read the JSON of each extraction and score as well; the indexes named here hold what is needed. Of
  // a document the latest extraction comes first: to ask for it alone takes as long as all else.
  static std::string documents_sql(bool sampled) {
    std::string sql =
        "SELECT d.id, d.root, d.path, v.sha256, e.status, e.characters, s.value, s.fit, e.media_type, e.id, "
        "e.failure_kind, e.pages, e.chunks, e.category_set_id";
    if (sampled) sql += ", x.stratum, e.seconds";
    sql +=
        " FROM documents d JOIN versions v ON v.id = d.current_version "
        "JOIN extractions e INDEXED BY extractions_in_short ON e.version_id = v.id "
        "LEFT JOIN scores s INDEXED BY scores_in_short ON s.document_id = d.id ";
    if (sampled) sql += "JOIN sample_documents x ON x.run_id = ? AND x.root = d.root AND x.path = d.path ";
    return sql +
           "WHERE d.collection_id = (SELECT id FROM collections WHERE name = ?) AND d.gone_since IS NULL "
           "ORDER BY d.root, d.path, e.id DESC";
  }

  // The latest run of the collection, where that read a sample; else 0.
  std::int64_t load_sample() {
    Rows query(database_,
               "SELECT s.run_id, s.seed, s.jobs, r.seconds, (SELECT sum(e.seconds) FROM run_documents d "
               "JOIN extractions e ON e.id = d.extraction_id WHERE d.run_id = r.id AND d.reused = 0) "
               "FROM runs r LEFT JOIN samples s ON s.run_id = r.id JOIN collections c "
               "ON c.id = r.collection_id WHERE c.name = ? ORDER BY r.id DESC LIMIT 1");
    query.bind(1, collection_);
    if (!query.step() || query.is_null(0)) return 0;
    const std::int64_t run = query.integer(0);
    SampleSummary sample;
    sample.seed = query.integer(1);
    sample.jobs = query.integer(2);
    const double wall = query.real(3), read = query.real(4);
    Rows strata(database_, "SELECT title, documents, bytes FROM sample_strata WHERE run_id = ? ORDER BY number");
    strata.bind(1, run);
    while (strata.step()) {
      sample.strata.push_back(
          {std::string(strata.text(0)), strata.integer(1), 0, static_cast<std::uint64_t>(strata.integer(2))});
      sample.documents += sample.strata.back().documents;
      sample.bytes += sample.strata.back().bytes;
    }
    // A run that read next to nothing (all was known) says nothing about the pace.
    builder_.sample(sample, read >= paced_from ? wall * sample.jobs / read : 1);
    return run;
  }

  void load_documents() {
    sampled_ = load_sample();
    Rows query(database_, documents_sql(sampled_ != 0));
    if (sampled_ != 0) query.bind(1, sampled_);
    query.bind(sampled_ != 0 ? 2 : 1, collection_);
    std::map<std::string, SideBuilder::CategoryCode, std::less<>> types;
    while (query.step()) {
      SideBuilder::NewDocument document;
      document.id = query.integer(0);
      if (!documents_.sorted.empty() && documents_.sorted.back().first == document.id) continue;
      document.root = query.text(1);
      document.path = query.text(2);
      document.sha256 = query.text(3);
      document.status = query.text(4);
      document.characters = query.real(5);
      if (!query.is_null(6)) document.score = query.real(6);
      if (!query.is_null(7)) document.fit = query.integer(7) != 0;
      document.failure_kind = query.text(10);
      document.pages = query.integer(11);
      document.chunks = query.integer(12);
      if (sampled_ != 0) {
        document.stratum = static_cast<std::uint16_t>(query.integer(14));
        document.seconds = query.real(15);
      }
      const std::size_t index = builder_.add(document);
      if (by_folder_) builder_.category(index, folder_category, folder_of(document.path));
      if (const std::string_view type = query.text(8); !type.empty()) {
        auto coded = types.find(type);
        if (coded == types.end())
          coded = types.emplace(type, builder_.category_code("media_type", type_title(std::string(type)))).first;
        builder_.category(index, coded->second);  // the extraction may know better
      }
      put_categories(index, category_set(query.integer(13)));
      extractions_.sorted.emplace_back(query.integer(9), index);
      documents_.sorted.emplace_back(document.id, index);
    }
    extractions_.sort();
    documents_.sort();
  }

  // Rows of `sql`, whose first column is the key and whose parameters are the least and the greatest of them.
  template <class Row>
  void each(const char* sql, Keys keys, Row row) {
    if (keys.sorted.empty()) return;
    Rows query(database_, sql);
    query.bind(1, keys.sorted.front().first);
    query.bind(2, keys.sorted.back().first);
    while (query.step())
      if (const auto document = keys.find(query.integer(0))) row(*document, query);
  }

  struct CategorySet {
    std::vector<std::pair<std::string, std::string>> values;  // by name
    std::vector<SideBuilder::CategoryCode> codes;             // once a document that was read has them
  };

  // `set`: 0 for none.
  CategorySet& category_set(std::int64_t set) {
    const auto [found, fresh] = category_sets_.try_emplace(set);
    if (!fresh) return found->second;
    Rows query(database_, "SELECT c.key, c.value FROM category_sets s, json_each(s.content) c WHERE s.id = ?");
    query.bind(1, set);
    while (query.step()) {
      const std::string name(query.text(0)), value(query.text(1));
      // A type that had no name when the document was read may have one now.
      const bool is_unnamed = name == "media_type" && value.find('/') != std::string::npos;
      found->second.values.emplace_back(name, is_unnamed ? type_title(value) : value);
    }
    return found->second;
  }

  void put_categories(std::size_t document, CategorySet& set) {
    if (!builder_.is_read(document)) {
      for (const auto& [name, value] : set.values) builder_.category(document, name, value);
      return;
    }
    if (set.codes.empty())
      for (const auto& [name, value] : set.values) set.codes.push_back(builder_.category_code(name, value));
    for (const SideBuilder::CategoryCode code : set.codes) builder_.category(document, code);
  }

  void load_measures() {
    std::map<std::int64_t, std::vector<std::size_t>> layouts;
    std::vector<bool> packed(documents_.sorted.size(), false);
    each(
        "SELECT extraction_id, layout_id, content FROM packed_measures WHERE extraction_id BETWEEN ? AND ? "
        "ORDER BY extraction_id",
        extractions_, [&](std::size_t document, const Rows& query) {
          const std::int64_t id = query.integer(1);
          auto layout = layouts.find(id);
          if (layout == layouts.end()) layout = layouts.emplace(id, columns_of(id)).first;
          packed[document] = unpack(document, layout->second, query.text(2));
        });
    for (const auto& [extraction, document] : extractions_.sorted)
      if (!packed[document]) load_rows(extraction, document);
  }

  std::vector<std::size_t> columns_of(std::int64_t layout) {
    Rows query(database_, "SELECT names FROM measure_layouts WHERE id = ?");
    query.bind(1, layout);
    std::vector<std::size_t> columns;
    if (!query.step()) return columns;
    std::string_view names = query.text(0);
    for (std::size_t end = names.find('\n'); end != std::string_view::npos; end = names.find('\n')) {
      columns.push_back(builder_.measure_column(names.substr(0, end)));
      names.remove_prefix(end + 1);
    }
    return columns;
  }

  // False where the content is not what its layout says.
  bool unpack(std::size_t document, const std::vector<std::size_t>& columns, std::string_view content) {
    if (content.size() != columns.size() * sizeof(float)) return false;
    builder_.measures(document, columns, content);
    return true;
  }

  // Of an extraction that an earlier Assay stored.
  void load_rows(std::int64_t extraction, std::size_t document) {
    if (!rows_)
      rows_.emplace(database_,
                    "SELECT name, value, n FROM measures WHERE extraction_id = ? AND scope = 'document' ORDER BY name");
    rows_->reset();
    rows_->bind(1, extraction);
    while (rows_->step()) builder_.measure(document, rows_->text(0), rows_->real(1), rows_->real(2) > 0);
  }

  void load_findings() {
    each(
        "SELECT document_id, rule, severity, dimension, advice FROM findings WHERE document_id BETWEEN ? AND ? "
        "ORDER BY document_id, rule, id",
        documents_, [this](std::size_t document, const Rows& query) {
          builder_.finding(document, query.text(1), severity_from(query.text(2)), query.text(3), query.text(4));
        });
  }

  static std::string_view folder_of(std::string_view path) {
    const std::size_t end = path.find('/');
    return end == std::string_view::npos ? std::string_view("no folder") : path.substr(0, end);
  }

  struct RunFacts {
    std::int64_t known = 0;
    std::string state, finished;
  };
  RunFacts run_facts() {
    RunFacts facts;
    Rows known(database_,
               "SELECT count(*) FROM documents d JOIN collections c ON c.id = d.collection_id "
               "WHERE c.name = ? AND d.gone_since IS NULL");
    known.bind(1, collection_);
    if (known.step()) facts.known = known.integer(0);
    if (sampled_ != 0) {
      Rows drawn(database_, "SELECT count(*) FROM sample_documents WHERE run_id = ?");
      drawn.bind(1, sampled_);
      if (drawn.step()) facts.known = drawn.integer(0);
    }
    Rows run(database_,
             "SELECT r.state, r.finished FROM runs r JOIN collections c ON c.id = r.collection_id "
             "WHERE c.name = ? ORDER BY r.id DESC LIMIT 1");
    run.bind(1, collection_);
    if (run.step()) {
      facts.state = run.text(0);
      facts.finished = run.text(1);
    }
    return facts;
  }

  SQLite::Database& database_;
  std::string collection_;
  SideBuilder builder_;
  bool by_folder_;
  Keys extractions_, documents_;
  std::unordered_map<std::int64_t, CategorySet> category_sets_;
  std::int64_t sampled_ = 0;  // the run that drew a sample; 0: all was read
  std::optional<Rows> rows_;
};

}  // namespace

std::string type_title(const std::string& media_type) {
  Document document;
  document.source.media_type = media_type;
  for (const Category& category : categories_of(document))
    if (category.name == "media_type") return category.value;
  return media_type;
}

Side load_side(SQLite::Database& database, std::string_view collection, const Policy& policy) {
  return Loader(database, collection, policy).load();
}

}  // namespace assay
