// The store: one SQLite file that holds what was read, measured, found and scored.
//
// One Store is one connection, for one thread; open another (read_only) to read from elsewhere at the same time. Every
// method throws RunError(ExitCode::impossible) that says what to do when the file can't be used: not writable, disk
// full, locked, damaged, or written by a newer Assay.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/records.hpp"
#include "rules/core/collection.hpp"

namespace SQLite {
class Database;
}

namespace assay {

// Whether SQLite threw it: for queries of other folders, which read through Store::database().
bool is_store_error(const std::exception& error);
// The RunError that a Store's own methods throw for such an error.
[[noreturn]] void throw_store_error(const std::filesystem::path& file, const std::exception& error);

class Store {
 public:
  enum class Mode { create, read_only };  // create: makes the file if it isn't there, and upgrades its schema

  explicit Store(const std::filesystem::path& file, Mode mode = Mode::create);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  const std::filesystem::path& file() const;
  // For queries: report sheets, the profile. Nothing else writes through it.
  SQLite::Database& database() const;

  // One transaction of whoever keeps tables of their own in the store (pipeline/review): all of it, or nothing.
  void write(const std::function<void(SQLite::Database&)>& work);

  // Runs. One at a time: another process that writes a run to this file is an error. A run that was killed is closed
  // as "interrupted" by the next.
  std::int64_t begin_run(const NewRun& run);
  // Whether the run before it, of the same collection, came to its end, under the same policy, date and rules.
  bool is_repeated(std::int64_t run) const;
  // Of a run that reads a sample: once, before its documents.
  void record_sample(std::int64_t run, const SampleRecord& sample);
  void finish_run(std::int64_t run, const RunCounts& counts, std::string_view state, double seconds);
  // A run that says "running" though no process holds its lock was killed, and is told as "interrupted".
  std::vector<RunInfo> runs(std::string_view collection = {}, int latest = 20) const;  // latest first; {}: of all
  // Commits what was recorded since the last call; durable afterwards. record… open the next batch by themselves.
  void commit();

  // Everything a document gave, at once or (if it throws or is killed) not at all. Returns the document's id.
  std::int64_t record(std::int64_t run, const DocumentRecord& record);
  void record_reused(std::int64_t run, const std::vector<ReusedDocument>& documents);
  // Writes what differs from the assessment that the store has. False: nothing but the keys.
  bool record_assessment(std::int64_t document, std::int64_t extraction, const Assessment& assessment,
                         std::string_view assessment_key, std::string_view between_key);
  // Documents under `roots` without a row in this run stand no more where they were; those for which `keep` says so
  // stay (a folder could not be opened). Returns how many.
  int mark_gone(std::int64_t run, const std::vector<std::string>& roots,
                const std::function<bool(const std::string& root, const std::string& path)>& keep);

  RunCounts count_run(std::int64_t run) const;  // of what is recorded; `read` counts skipped files too
  std::vector<CollectionInfo> collections() const;
  std::vector<KnownDocument> known_documents(std::string_view collection) const;  // the gone ones too
  std::vector<JudgedDocument> judged(std::string_view collection) const;          // current documents; by extraction
  std::vector<Member> members(std::string_view collection) const;                 // current documents; by root and path

  std::vector<DocumentInfo> documents(std::string_view collection = {}) const;  // current; by collection, root, path
  // By id, by whole path, or by the end of one ("b/x.pdf"); several: the name is not unique.
  std::vector<DocumentInfo> find_documents(std::string_view name) const;
  // What rules may look at: of the extraction that stands for the document, or of a given one.
  Facts facts(std::int64_t document, std::optional<std::int64_t> extraction = {}) const;
  std::vector<Finding> findings(std::int64_t document) const;  // worst first
  Score score(std::int64_t document) const;
  std::vector<RuleOutcome> outcomes(std::int64_t document) const;
  void chunks(std::int64_t document, const std::function<void(int number, const Chunk&)>& use) const;

  struct Impl;  // store_impl.hpp, for the files of this folder

 private:
  std::unique_ptr<Impl> impl_;
};

// All that the store says about its documents as lines of text, without ids, times and runs: equal for equal content,
// whatever the order, the number of jobs or the interruptions of the runs that made it.
void dump_content(const Store& store, const std::function<void(std::string_view line)>& use);
std::string content_digest(const Store& store);  // of that text, hex

}  // namespace assay
