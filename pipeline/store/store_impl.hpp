// Inside of Store: the connection, its prepared statements, and the translation of SQLite's errors for people.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/Savepoint.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "pipeline/core/run_error.hpp"
#include "pipeline/store/store.hpp"

namespace assay {

struct Store::Impl {
  std::filesystem::path file;
  std::unique_ptr<SQLite::Database> database;
  std::map<std::string, SQLite::Statement, std::less<>> statements;  // before the database in destruction
  std::vector<SQLite::Statement*> asked;                             // since the last guarded() began
  int lock = -1;                                                     // held while a run is written
  bool in_batch = false;
  // Numbers of what is kept once for all documents, as far as they were asked for. An error may undo some.
  std::map<std::string, std::uint64_t, std::less<>> name_numbers;
  std::vector<std::string> names;  // by number; empty: not known
  std::map<std::string, std::int64_t, std::less<>> rule_lists;
  std::unordered_map<std::string, std::string> components;  // as they are written, by what they are made of

  ~Impl();
  // A prepared statement, reset, with these values bound; valid until the same text is asked for again.
  template <class... Values>
  SQLite::Statement& query(std::string_view sql, const Values&... values) {
    SQLite::Statement& statement = prepared(sql);
    int index = 0;
    (bind(statement, ++index, values), ...);
    return statement;
  }
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    query(sql, values...).exec();
  }
  void open_batch();
  std::uint64_t number_of_name(const std::string& name);  // given one if it has none
  const std::string& name_of_number(std::uint64_t number);
  void forget();

  // Runs `work`; what SQLite or the JSON of a column throws becomes a RunError. Afterwards no statement is left half
  // way: that would hold a snapshot, see nothing new, and keep the log from being folded into the file.
  template <class Work>
  auto guarded(Work work) {
    const struct Resetter {
      std::vector<SQLite::Statement*>& asked;
      ~Resetter() {
        for (SQLite::Statement* statement : asked) statement->tryReset();
        asked.clear();
      }
    } resetter{asked};
    try {
      return work();
    } catch (const RunError&) {
      forget();
      throw;
    } catch (const std::exception& error) {
      forget();
      throw_store_error(file, error);
    }
  }

 private:
  SQLite::Statement& prepared(std::string_view sql);

  template <class T>
  static void bind(SQLite::Statement& statement, int index, const T& value) {
    if constexpr (std::is_floating_point_v<T>)
      statement.bind(index, value);
    else if constexpr (std::is_integral_v<T>)
      statement.bind(index, static_cast<std::int64_t>(value));
    else
      statement.bind(index, std::string(value));
  }
  template <class T>
  static void bind(SQLite::Statement& statement, int index, const std::optional<T>& value) {
    if (value)
      bind(statement, index, *value);
    else
      statement.bind(index);
  }
};

inline std::optional<double> number_or_none(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}
inline std::optional<int> int_or_none(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt());
}
inline std::string text_of(const SQLite::Column& column) {
  return column.isNull() ? std::string() : column.getString();
}

}  // namespace assay
