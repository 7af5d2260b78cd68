#include "pipeline/store/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>

#include "pipeline/store/migrations.hpp"
#include "pipeline/store/store_impl.hpp"

namespace assay {
namespace {

constexpr int application_id = 0x41535359;  // "ASSY", in the header of the file
constexpr int busy_milliseconds = 10'000;
constexpr std::uint64_t most_names = 1'000'000;  // a few hundred are usual, and one for each custom rule there ever was
constexpr int schema_version = static_cast<int>(std::size(migrations));

int pragma(SQLite::Database& database, const char* name) {
  return database.execAndGet(fmt::format("PRAGMA {}", name)).getInt();
}

std::string advice(int code, const std::string& name) {
  switch (code) {
    case SQLITE_FULL:
      return "The disk is full. Free some space and start again: what is recorded is kept.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "Another process is writing to it. Wait until that is done, or use another --store.";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "It can't be written. Check the permissions of the file and its folder, or use --store.";
    case SQLITE_CANTOPEN:
      if (!std::filesystem::exists(name) && std::filesystem::exists(std::filesystem::absolute(name).parent_path()))
        return "There is no such store. `assay ingest` and `assay profile` make it, where you may write.";
      return fmt::format("It can't be opened. Check that the folder exists and that you may write there ({}).", name);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return "It is damaged, or not a store. Restore it from a backup, or move it away and run again.";
    case SQLITE_IOERR:
      return "The disk reports an error. Check the disk and its free space, then start again.";
    default:
      return "Run `assay doctor`; restore the file from a backup if that finds nothing.";
  }
}

RunError newer_store(const std::filesystem::path& file, int version) {
  return {ExitCode::impossible, fmt::format("The store {} was written by a newer Assay (schema {}, this one knows {}). "
                                            "Upgrade Assay, or use another --store.",
                                            file.string(), version, schema_version)};
}

void migrate(SQLite::Database& database, const std::filesystem::path& file) {
  const int version = pragma(database, "user_version");
  if (version > schema_version) throw newer_store(file, version);
  const int tables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
  if (pragma(database, "application_id") != application_id && tables > 0)
    throw RunError(ExitCode::impossible,
                   fmt::format("{} is a database of another program. Use another --store.", file.string()));
  for (int next = version; next < schema_version; ++next) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (pragma(database, "user_version") != next) return migrate(database, file);  // another process was faster
    database.exec(std::string(migrations[next]));
    database.exec(fmt::format("PRAGMA application_id = {}", application_id));
    database.exec(fmt::format("PRAGMA user_version = {}", next + 1));
    transaction.commit();
  }
}

// For reading alone, which upgrades nothing.
void check_schema(SQLite::Database& database, const std::filesystem::path& file) {
  const int version = pragma(database, "user_version");
  if (pragma(database, "application_id") != application_id)
    throw RunError(
        ExitCode::impossible,
        fmt::format("{} is not a store of Assay. Check --store, or make one with `assay ingest`.", file.string()));
  if (version < schema_version)
    throw RunError(ExitCode::impossible,
                   fmt::format("The store {} was written by an older Assay (schema {}, this one needs {}). The next "
                               "`assay ingest` or `assay profile` on it upgrades it and keeps what it holds; an older "
                               "Assay can't open it afterwards.",
                               file.string(), version, schema_version));
  if (version > schema_version) throw newer_store(file, version);
}

}  // namespace

bool is_store_error(const std::exception& error) {
  return dynamic_cast<const SQLite::Exception*>(&error) != nullptr;
}

void throw_store_error(const std::filesystem::path& file, const std::exception& error) {
  const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&error);
  const int code = sqlite ? sqlite->getErrorCode() & 0xff : SQLITE_CORRUPT;
  throw RunError(ExitCode::impossible, fmt::format("The store {} can't be used: {}. {}", file.string(), error.what(),
                                                   advice(code, file.string())));
}

Store::Impl::~Impl() {
  statements.clear();
  if (lock >= 0) ::close(lock);
}

SQLite::Statement& Store::Impl::prepared(std::string_view sql) {
  auto found = statements.find(sql);
  if (found == statements.end())
    found = statements.emplace(std::string(sql), SQLite::Statement(*database, std::string(sql))).first;
  found->second.reset();
  found->second.clearBindings();
  if (std::find(asked.begin(), asked.end(), &found->second) == asked.end()) asked.push_back(&found->second);
  return found->second;
}

void Store::Impl::open_batch() {
  if (in_batch) return;
  database->exec("BEGIN IMMEDIATE");
  in_batch = true;
}

std::uint64_t Store::Impl::number_of_name(const std::string& name) {
  if (const auto found = name_numbers.find(name); found != name_numbers.end()) return found->second;
  run("INSERT INTO measure_names(name) VALUES(?) ON CONFLICT DO NOTHING", name);
  SQLite::Statement& query = this->query("SELECT id FROM measure_names WHERE name = ?", name);
  query.executeStep();
  return name_numbers[name] = static_cast<std::uint64_t>(query.getColumn(0).getInt64());
}

const std::string& Store::Impl::name_of_number(std::uint64_t number) {
  if (number >= names.size() || names[number].empty()) {
    SQLite::Statement& query = this->query("SELECT id, name FROM measure_names");
    while (query.executeStep()) {
      const auto id = static_cast<std::uint64_t>(query.getColumn(0).getInt64());
      if (id > most_names) throw std::runtime_error("it has too many names of measures");
      if (id >= names.size()) names.resize(id + 1);
      names[id] = query.getColumn(1).getString();
    }
    query.reset();
  }
  if (number >= names.size() || names[number].empty()) throw std::runtime_error("a name of a measure is missing");
  return names[number];
}

void Store::Impl::forget() {
  name_numbers.clear();
  names.clear();
  rule_lists.clear();
}

Store::Store(const std::filesystem::path& file, Mode mode) : impl_(std::make_unique<Impl>()) {
  impl_->file = file;
  impl_->guarded([&] {
    const int access = mode == Mode::create ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
    const int flags = access | SQLite::OPEN_NOMUTEX;  // one thread at a time: a lock for each value read is a tenth
    impl_->database = std::make_unique<SQLite::Database>(file.string(), flags, busy_milliseconds);
    SQLite::Database& database = *impl_->database;
    if (mode == Mode::create) {
      database.exec("PRAGMA journal_mode = WAL");
      database.exec("PRAGMA synchronous = NORMAL");
      database.exec("PRAGMA foreign_keys = ON");
      migrate(database, file);
    } else {
      check_schema(database, file);
    }
  });
}

Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

const std::filesystem::path& Store::file() const {
  return impl_->file;
}
void Store::write(const std::function<void(SQLite::Database&)>& work) {
  impl_->guarded([&] {
    SQLite::Transaction transaction(*impl_->database, SQLite::TransactionBehavior::IMMEDIATE);
    work(*impl_->database);
    transaction.commit();
  });
}

SQLite::Database& Store::database() const {
  return *impl_->database;
}

void Store::commit() {
  impl_->guarded([&] {
    if (!impl_->in_batch) return;
    impl_->database->exec("COMMIT");
    impl_->in_batch = false;
  });
}

}  // namespace assay
