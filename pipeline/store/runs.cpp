#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "pipeline/store/json.hpp"
#include "pipeline/store/migrations.hpp"
#include "pipeline/store/store_impl.hpp"

namespace assay {
namespace {

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
}

// A lock beside the file and not on it: closing any descriptor of the file itself would drop SQLite's own locks.
int lock_for_run(const std::filesystem::path& file) {
  const std::string name = file.string() + "-lock";
  const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0)
    throw RunError(ExitCode::impossible,
                   fmt::format("{} can't be made. Check that you may write to the store's folder.", name));
  for (int attempt = 0; attempt < 5; ++attempt) {  // somebody who asks whether a run is alive holds it for an instant
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  }
  ::close(fd);
  throw RunError(ExitCode::impossible,
                 fmt::format("Another run is writing to the store {}. Wait until it is done, or use another --store.",
                             file.string()));
}

// Whether a process writes a run to this store now; the lock of one that was killed is gone with it.
bool run_is_alive(const std::filesystem::path& file) {
  const int fd = ::open((file.string() + "-lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool held = ::flock(fd, LOCK_SH | LOCK_NB) != 0;
  ::close(fd);
  return held;
}

std::int64_t collection_id(Store::Impl& impl, const NewRun& run) {
  impl.run("INSERT INTO collections(name, roots) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET roots = excluded.roots",
           run.collection, to_column(run.roots));
  SQLite::Statement& id = impl.query("SELECT id FROM collections WHERE name = ?", run.collection);
  id.executeStep();
  return id.getColumn(0).getInt64();
}

// The next run overwrites findings and scores; what they came to stays with the run.
void keep_verdicts(Store::Impl& impl, std::int64_t run) {
  impl.run(
      "UPDATE run_documents SET (fit, score, cause) = (SELECT s.fit, s.value, CASE WHEN s.fit = 0 THEN "
      "(SELECT f.rule FROM findings f WHERE f.document_id = s.document_id ORDER BY CASE f.severity WHEN 'critical' "
      "THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.rule LIMIT 1) END "
      "FROM scores s WHERE s.document_id = run_documents.document_id) WHERE run_id = ?",
      run);
}

}  // namespace

std::int64_t Store::begin_run(const NewRun& run) {
  return impl_->guarded([&] {
    if (impl_->lock < 0) impl_->lock = lock_for_run(impl_->file);
    SQLite::Transaction transaction(*impl_->database, SQLite::TransactionBehavior::IMMEDIATE);
    // Whoever holds the lock knows that no other run is alive.
    impl_->run("UPDATE runs SET state = 'interrupted' WHERE state = 'running'");
    impl_->run(
        "INSERT INTO runs(collection_id, command, started, state, today, assay_version, extractors_key, policy_key, "
        "policy_toml, sandbox, rules_key) VALUES(?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?)",
        collection_id(*impl_, run), run.command, now(), run.today, assay_version, run.extractors_key, run.policy_key,
        run.policy_toml, run.sandbox, run.rules_key);
    const std::int64_t id = impl_->database->getLastInsertRowid();
    transaction.commit();
    return id;
  });
}

bool Store::is_repeated(std::int64_t run) const {
  return impl_->guarded([&] {
    SQLite::Statement& query = impl_->query(
        "SELECT was.state = 'done' AND was.policy_key = r.policy_key AND was.today = r.today AND was.rules_key = "
        "r.rules_key FROM runs r JOIN runs was ON was.collection_id = r.collection_id AND was.id < r.id "
        "WHERE r.id = ? ORDER BY was.id DESC LIMIT 1",
        run);
    return query.executeStep() && query.getColumn(0).getInt() != 0;
  });
}

void Store::record_sample(std::int64_t run, const SampleRecord& sample) {
  impl_->guarded([&] {
    SQLite::Transaction transaction(*impl_->database, SQLite::TransactionBehavior::IMMEDIATE);
    impl_->run("INSERT INTO samples(run_id, seed, jobs) VALUES(?, ?, ?)", run, static_cast<std::int64_t>(sample.seed),
               sample.jobs);
    for (std::size_t i = 0; i < sample.strata.size(); ++i)
      impl_->run("INSERT INTO sample_strata(run_id, number, title, documents, bytes) VALUES(?, ?, ?, ?, ?)", run,
                 static_cast<std::int64_t>(i), sample.strata[i].title, sample.strata[i].documents,
                 static_cast<std::int64_t>(sample.strata[i].bytes));
    for (const SampleRecord::Drawn& drawn : sample.documents)
      impl_->run("INSERT INTO sample_documents(run_id, root, path, stratum) VALUES(?, ?, ?, ?)", run, drawn.root,
                 drawn.path, drawn.stratum);
    transaction.commit();
  });
}

void Store::finish_run(std::int64_t run, const RunCounts& counts, std::string_view state, double seconds) {
  impl_->guarded([&] {
    commit();
    if (state == "done") keep_verdicts(*impl_, run);
    impl_->run(
        "UPDATE runs SET finished = ?, state = ?, discovered = ?, read = ?, reused = ?, ok = ?, partial = ?, "
        "failed = ?, skipped = ?, flagged = ?, seconds = ? WHERE id = ?",
        now(), state, counts.discovered, counts.read, counts.reused, counts.ok, counts.partial, counts.failed,
        counts.skipped, counts.flagged, seconds, run);
    if (impl_->lock >= 0) ::close(impl_->lock);
    impl_->lock = -1;
  });
}

std::vector<RunInfo> Store::runs(std::string_view collection, int latest) const {
  return impl_->guarded([&] {
    SQLite::Statement& query = impl_->query(
        "SELECT r.id, c.name, r.command, r.started, r.finished, r.state, r.today, r.assay_version, r.sandbox, "
        "r.discovered, r.read, r.reused, r.ok, r.partial, r.failed, r.skipped, r.flagged, r.seconds, "
        "(SELECT sum(s.documents) FROM sample_strata s WHERE s.run_id = r.id) "
        "FROM runs r JOIN collections c ON c.id = r.collection_id WHERE ?1 = '' OR c.name = ?1 "
        "ORDER BY r.id DESC LIMIT ?2",
        collection, latest);
    std::vector<RunInfo> list;
    while (query.executeStep()) {
      RunInfo& run = list.emplace_back();
      int at = 0;
      run.id = query.getColumn(at++).getInt64();
      for (std::string* text : {&run.collection, &run.command, &run.started, &run.finished, &run.state, &run.today,
                                &run.assay_version, &run.sandbox})
        *text = text_of(query.getColumn(at++));
      RunCounts& counts = run.counts;
      for (int* count : {&counts.discovered, &counts.read, &counts.reused, &counts.ok, &counts.partial, &counts.failed,
                         &counts.skipped, &counts.flagged})
        *count = query.getColumn(at++).getInt();
      run.seconds = number_or_none(query.getColumn(at++));
      if (!query.getColumn(at).isNull()) run.sample_of = query.getColumn(at).getInt64();
    }
    const auto running = [](const RunInfo& run) { return run.state == "running"; };
    if (impl_->lock < 0 && std::any_of(list.begin(), list.end(), running) && !run_is_alive(impl_->file))
      for (RunInfo& run : list)
        if (running(run)) run.state = "interrupted";
    return list;
  });
}

RunCounts Store::count_run(std::int64_t run) const {
  return impl_->guarded([&] {
    SQLite::Statement& query = impl_->query(
        "SELECT count(*), total(r.reused = 0), total(r.reused), total(e.status = 'ok'), total(e.status = 'partial'), "
        "total(e.status = 'failed'), total(e.status = 'skipped'), total(s.fit = 0) FROM run_documents r "
        "JOIN extractions e ON e.id = r.extraction_id LEFT JOIN scores s ON s.document_id = r.document_id "
        "WHERE r.run_id = ?",
        run);
    query.executeStep();
    RunCounts counts;
    int at = 0;
    for (int* count : {&counts.discovered, &counts.read, &counts.reused, &counts.ok, &counts.partial, &counts.failed,
                       &counts.skipped, &counts.flagged})
      *count = query.getColumn(at++).getInt();
    return counts;
  });
}

std::vector<CollectionInfo> Store::collections() const {
  return impl_->guarded([&] {
    SQLite::Statement& query = impl_->query(
        "SELECT c.id, c.name, c.roots, (SELECT count(*) FROM documents d WHERE d.collection_id = c.id AND "
        "d.gone_since IS NULL) FROM collections c ORDER BY c.name");
    std::vector<CollectionInfo> list;
    while (query.executeStep())
      list.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                      from_column<std::vector<std::string>>(query.getColumn(2).getString()),
                      query.getColumn(3).getInt64()});
    return list;
  });
}

}  // namespace assay
