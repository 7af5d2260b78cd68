#include "rules/core/sql_condition.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <vector>

namespace assay {
namespace {

// SQLite calls back every thousand steps: a million steps are about a tenth of a second, and a condition over the few
// hundred measures of a document takes a few thousand.
constexpr int steps_per_call = 1000;
constexpr int most_calls = 2000;
constexpr int most_bytes = 100'000;  // of any text that it makes or is given
// One step may be a search of one such text for another: the last resort.
constexpr std::chrono::seconds most_time{5};

constexpr const char* schema =
    "CREATE TABLE document(path, media_type, extension, bytes, status, title, author, created, modified, language, "
    "class);CREATE TABLE measures(name, value, low, high, n, scope, item, page, sheet, range, evidence);CREATE TABLE "
    "categories(name, value);";

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

// Which tables a condition reads: only those are filled.
struct Tables {
  bool document = false, measures = false, categories = false;
};

int authorize(void* tables, int action, const char* first, const char* second, const char*, const char*) {
  const auto is_one_of = [](const char* name, auto... names) {
    return name && ((std::string_view(name) == names) || ...);
  };
  auto& read = *static_cast<Tables*>(tables);
  switch (action) {
    case SQLITE_SELECT:
      return SQLITE_OK;
    case SQLITE_READ:
      read.document |= is_one_of(first, "document");
      read.measures |= is_one_of(first, "measures");
      read.categories |= is_one_of(first, "categories");
      return is_one_of(first, "document", "measures", "categories") ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:  // none that asks a clock or chance, or makes something large of nothing
      return is_one_of(second, "random", "randomblob", "zeroblob", "load_extension", "date", "time", "datetime",
                       "julianday", "unixepoch", "strftime", "timediff", "current_date", "current_time",
                       "current_timestamp", "printf", "format")
                 ? SQLITE_DENY
                 : SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

struct Spent {
  int calls = 0;
  std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
};

int count_steps(void* spent) {
  auto& so_far = *static_cast<Spent*>(spent);
  return ++so_far.calls > most_calls || std::chrono::steady_clock::now() - so_far.since > most_time ? 1 : 0;
}

[[noreturn]] void fail(sqlite3* database) {
  const int code = sqlite3_errcode(database);
  if (code == SQLITE_INTERRUPT) throw std::runtime_error("it takes too many steps");
  if (code == SQLITE_AUTH)
    throw std::runtime_error("it may only read document, measures and categories (" +
                             std::string(sqlite3_errmsg(database)) + ")");
  throw std::runtime_error(sqlite3_errmsg(database));
}

void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

Statement prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &made, &rest);
  Statement statement(made);
  if (code != SQLITE_OK) fail(database);
  if (!statement) throw std::runtime_error("it is empty");
  if (std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos)
    throw std::runtime_error("it must be one SELECT");
  return statement;
}

Database open() {
  sqlite3* made = nullptr;
  const int code = sqlite3_open_v2(":memory:", &made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(made);
  if (code != SQLITE_OK) throw std::runtime_error("SQLite can't make a database in memory");
  sqlite3_limit(made, SQLITE_LIMIT_LENGTH, most_bytes);
  sqlite3_limit(made, SQLITE_LIMIT_SQL_LENGTH, 10'000);
  sqlite3_limit(made, SQLITE_LIMIT_COMPOUND_SELECT, 20);
  sqlite3_limit(made, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
  sqlite3_limit(made, SQLITE_LIMIT_ATTACHED, 0);
  run(made, schema);
  return database;
}

// A statement that runs again and again: compiling it takes longer. Binds values one after the other.
class Command {
 public:
  Command(sqlite3* database, const char* sql) : database_(database), statement_(prepare(database, sql)) {}
  Command& text(std::string_view value) {
    value = value.substr(0, most_bytes / 2);
    sqlite3_bind_text(statement_.get(), ++at_, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Command& number(std::optional<double> value) {
    value ? sqlite3_bind_double(statement_.get(), ++at_, *value) : sqlite3_bind_null(statement_.get(), ++at_);
    return *this;
  }
  void run() {
    at_ = 0;
    sqlite3_step(statement_.get());
    if (sqlite3_reset(statement_.get()) != SQLITE_OK) fail(database_);
  }

 private:
  sqlite3* database_;
  Statement statement_;
  int at_ = 0;
};

std::string_view name_of(Scope scope) {
  return scope == Scope::page ? "page" : scope == Scope::table ? "table" : "document";
}

struct Condition {
  Statement statement;
  Tables tables;
};

Condition compiled(sqlite3* database, const std::string& sql) {
  Condition condition;
  sqlite3_set_authorizer(database, authorize, &condition.tables);
  try {
    condition.statement = prepare(database, sql);
  } catch (...) {
    sqlite3_set_authorizer(database, nullptr, nullptr);
    throw;
  }
  sqlite3_set_authorizer(database, nullptr, nullptr);
  sqlite3_stmt* statement = condition.statement.get();
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    if (!name || std::string_view(name) != ":today")
      throw std::runtime_error(fmt::format("'{}' has no value; there is :today", name ? name : "?"));
  }
  if (sqlite3_column_count(statement) == 0 || !sqlite3_stmt_readonly(statement))
    throw std::runtime_error("it must be one SELECT");
  return condition;
}

// The database of a thread, with what it has compiled: a policy asks the same of every document.
class Workbench {
 public:
  sqlite3* database() const { return database_.get(); }
  const Condition& condition(const std::string& sql) {
    const auto found = conditions_.find(sql);
    if (found != conditions_.end()) return found->second;
    Condition made = compiled(database(), sql);
    if (conditions_.size() >= most_conditions) conditions_.clear();
    return conditions_.emplace(sql, std::move(made)).first->second;
  }
  void fill(const Facts& facts, const Tables& tables) {
    begin_.run();
    try {
      if (tables.document) fill_document(facts);
      if (tables.measures) fill_measures(facts);
      if (tables.categories) fill_categories(facts);
      commit_.run();
    } catch (...) {
      sqlite3_exec(database(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
  }

 private:
  static constexpr std::size_t most_conditions = 200;

  void fill_document(const Facts& facts) {
    no_document_.run();
    const Measure* of_class = facts.find("completeness.document_class");
    document_.text(facts.path).text(facts.media_type).text(facts.extension);
    document_.number(static_cast<double>(facts.bytes)).text(to_string(facts.status));
    document_.text(facts.metadata.title).text(facts.metadata.author).text(facts.metadata.created);
    document_.text(facts.metadata.modified).text(facts.metadata.language);
    document_.text(of_class ? of_class->evidence : "").run();
  }
  void fill_measures(const Facts& facts) {
    no_measures_.run();
    // In one order, wherever the facts come from: a condition without ORDER BY says the same of a document when it is
    // read and when it is judged again.
    std::vector<const Measure*> sorted;
    for (const Measure& one : facts.measures) sorted.push_back(&one);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Measure* a, const Measure* b) {
      return std::tie(a->name, a->scope, a->index) < std::tie(b->name, b->scope, b->index);
    });
    for (const Measure* measure : sorted) {
      const Measure& one = *measure;
      measures_.text(one.name).number(one.value).number(one.low).number(one.high).number(one.n);
      measures_.text(name_of(one.scope)).number(one.index);
      measures_.number(one.place.page ? std::optional<double>(*one.place.page) : std::nullopt);
      measures_.text(one.place.sheet).text(one.place.range).text(one.evidence).run();
    }
  }
  void fill_categories(const Facts& facts) {
    no_categories_.run();
    std::map<std::string_view, std::string_view> sorted;
    for (const Category& one : facts.categories) sorted.emplace(one.name, one.value);
    for (const auto& [name, value] : sorted) categories_.text(name).text(value).run();
  }

  const Database database_ = open();  // first: it goes last
  Command begin_{database(), "BEGIN"}, commit_{database(), "COMMIT"};
  Command no_document_{database(), "DELETE FROM document"}, no_measures_{database(), "DELETE FROM measures"},
      no_categories_{database(), "DELETE FROM categories"};
  Command document_{database(), "INSERT INTO document VALUES(?,?,?,?,?,?,?,?,?,?,?)"};
  Command measures_{database(), "INSERT INTO measures VALUES(?,?,?,?,?,?,?,?,?,?,?)"};
  Command categories_{database(), "INSERT INTO categories VALUES(?,?)"};
  std::map<std::string, Condition> conditions_;
};

SqlRow row_of(sqlite3_stmt* statement) {
  SqlRow row;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
    if (!text) continue;
    row.emplace_back(sqlite3_column_name(statement, i),
                     std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))));
  }
  return row;
}

Workbench& workbench_of_this_thread() {
  static thread_local Workbench workbench;
  return workbench;
}

struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_progress_handler(sqlite3_db_handle(statement), 0, nullptr, nullptr);
    sqlite3_reset(statement);
  }
};

}  // namespace

std::vector<SqlRow> select_from_facts(const std::string& sql, const Facts& facts, std::string_view today, int most) {
  Workbench& workbench = workbench_of_this_thread();
  const Condition& condition = workbench.condition(sql);
  workbench.fill(facts, condition.tables);
  sqlite3_stmt* statement = condition.statement.get();
  if (const int at = sqlite3_bind_parameter_index(statement, ":today"); at > 0)
    sqlite3_bind_text(statement, at, today.data(), static_cast<int>(today.size()), SQLITE_TRANSIENT);
  const Reset reset{statement};
  Spent spent;
  sqlite3_progress_handler(workbench.database(), steps_per_call, count_steps, &spent);
  std::vector<SqlRow> rows;
  int code = SQLITE_ROW;
  while (static_cast<int>(rows.size()) < most && (code = sqlite3_step(statement)) == SQLITE_ROW)
    rows.push_back(row_of(statement));
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(workbench.database());
  return rows;
}

void check_select(const std::string& sql) {
  compiled(workbench_of_this_thread().database(), sql);
}

}  // namespace assay
