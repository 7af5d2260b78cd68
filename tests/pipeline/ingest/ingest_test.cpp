#include "pipeline/ingest/ingest.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>
#include <random>
#include <thread>

#include "pipeline/core/run_error.hpp"
#include "tests/pipeline/ingest/corpus.hpp"

using namespace assay;
using namespace assay::test;
namespace fs = std::filesystem;

namespace {

pid_t start(const Corpus& corpus, const fs::path& store, int jobs, std::string severity = "") {
  std::string program = SLOW_INGEST, file = store.string(), folder = corpus.path().string(),
              number = std::to_string(jobs);
  char* arguments[] = {program.data(), file.data(), folder.data(), number.data(), severity.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  REQUIRE(::posix_spawn(&pid, program.c_str(), &actions, nullptr, arguments, environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

int wait_for(pid_t pid) {
  int status = 0;
  ::waitpid(pid, &status, 0);
  return status;
}

// Starts runs, one after the other, and kills each at a random moment of the first milliseconds.
void kill_at_random(int runs, int least, int most, const std::function<pid_t(int number)>& start_one) {
  std::mt19937 random(20240506);
  int killed = 0;
  for (int i = 0; i < runs; ++i) {
    const pid_t pid = start_one(i);
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<>(least, most)(random)));
    ::kill(pid, SIGKILL);
    killed += WIFSIGNALED(wait_for(pid));
  }
  CHECK(killed > 0);
}

}  // namespace

TEST_CASE("every discovered file ends as one record, and a second run reads nothing") {
  const Corpus corpus;
  corpus.fill(12);
  corpus.write("empty.txt", "");
  corpus.write("crash.txt", "crash");
  corpus.write(std::string("bad\xff.txt"), "A name that is no UTF-8.");
  fs::create_symlink(corpus.path() / "note0.txt", corpus.path() / "link.txt");
  fs::create_symlink(corpus.path() / "nowhere", corpus.path() / "broken");
  fs::create_directory_symlink(corpus.path(), corpus.path() / "sub/circle");
  REQUIRE(::mkfifo((corpus.path() / "pipe").c_str(), 0600) == 0);
  fs::create_directory(corpus.path() / ".hidden");
  Store store(corpus.store());
  const IngestSummary first = run(store, options_for(corpus));
  CHECK(first.discovered == 20);  // 12 notes; empty, crash, bad; 2 links and a circle; pipe; hidden folder
  CHECK(first.read == 16);
  CHECK(first.ok + first.partial + first.failed + first.skipped == first.discovered);
  CHECK(first.failed == 3);   // empty, crash, broken
  CHECK(first.skipped == 3);  // circle, pipe, hidden folder
  const std::vector<DocumentInfo> documents = store.documents();
  CHECK(documents.size() == 20);
  for (const DocumentInfo& document : documents)
    if (document.path == "crash.txt") CHECK(document.failure->kind == FailureKind::crashed);

  const std::string content = content_digest(store);
  const IngestSummary second = run(store, options_for(corpus));
  CHECK(second.discovered == 20);
  CHECK(second.read == 1);  // the crash: it might have been bad luck
  CHECK(second.reused == 15);
  CHECK(content_digest(store) == content);
  run(store, options_for(corpus));
  CHECK(run(store, options_for(corpus)).read == 0);  // three crashes are enough
  CHECK(content_digest(store) == content);
}

TEST_CASE("what changed is read again, what went away is gone, what was only touched is not read") {
  const Corpus corpus;
  corpus.fill(6);
  Store store(corpus.store());
  run(store, options_for(corpus));
  corpus.write("note0.txt", "Another text altogether, which is a new version of the note.");
  fs::last_write_time(corpus.path() / "note2.txt", fs::file_time_type::clock::now() + std::chrono::hours(1));
  fs::remove(corpus.path() / "note4.txt");
  const IngestSummary second = run(store, options_for(corpus));
  CHECK(second.discovered == 5);
  CHECK(second.read == 1);
  CHECK(second.reused == 4);
  CHECK(store.documents().size() == 5);
}

TEST_CASE("a collection grows by another folder, unless the folders named are all of it") {
  const Corpus corpus;
  fs::create_directory(corpus.path() / "a");
  fs::create_directory(corpus.path() / "b");
  for (const char* path : {"a/one.txt", "a/two.txt", "b/three.txt"})
    corpus.write(path, std::string("The text of ") + path + ", which is like no other one.");
  Store store(corpus.store());
  IngestOptions first = options_for(corpus), other = first, one = first;
  first.roots = {corpus.path() / "a"};
  other.roots = {corpus.path() / "b"};
  one.roots = {corpus.path() / "a" / "two.txt"};
  run(store, first);
  CHECK(run(store, other).gone == 0);
  CHECK(store.documents().size() == 3);
  other.whole = one.whole = true;
  CHECK(run(store, other).gone == 2);
  REQUIRE(store.documents().size() == 1);
  CHECK(store.documents().front().path == "three.txt");
  run(store, first);
  CHECK(run(store, one).gone == 2);
  REQUIRE(store.documents().size() == 1);
  CHECK(store.documents().front().path == "two.txt");
}

TEST_CASE("another policy or date assesses again without reading") {
  const Corpus corpus;
  corpus.fill(6);
  Store store(corpus.store());
  run(store, options_for(corpus));
  Policy strict = default_policy();
  for (const Rule* rule : rules()) strict.rules[std::string(rule->info().id)].severity = Severity::critical;
  const IngestSummary second = run(store, options_for(corpus), strict);
  CHECK(second.read == 0);
  CHECK(second.reused == 6);
  Store fresh(corpus.store("fresh.db"));
  run(fresh, options_for(corpus), strict);
  CHECK(content_digest(store) == content_digest(fresh));
}

TEST_CASE("findings between documents come and go with the other document") {
  const Corpus corpus;
  corpus.fill(4);
  const std::string text(
      "This letter confirms that the order was received, that it will be delivered within ten working days, and that "
      "the invoice follows by post after the goods have been accepted at your warehouse.");
  corpus.write("one.txt", text);
  Store store(corpus.store());
  const auto copies_told = [&] {
    std::ptrdiff_t found = 0;
    for (const DocumentInfo& document : store.documents()) {
      const std::vector<Finding> findings = store.findings(document.id);
      if (document.path.ends_with("one.txt"))
        found += std::count_if(findings.begin(), findings.end(),
                               [](const Finding& finding) { return finding.dimension == Dimension::uniqueness; });
    }
    return found;
  };
  run(store, options_for(corpus));
  CHECK(copies_told() == 0);
  corpus.write("two.txt", text);
  run(store, options_for(corpus));
  CHECK(copies_told() > 0);
  Store fresh(corpus.store("fresh.db"));
  run(fresh, options_for(corpus));
  CHECK(content_digest(store) == content_digest(fresh));
  fs::remove(corpus.path() / "two.txt");
  run(store, options_for(corpus));
  CHECK(copies_told() == 0);
}

TEST_CASE("the store is the same for any number of jobs, and after kills at random moments") {
  const Corpus corpus;
  corpus.fill(60);
  corpus.write("copy.txt", "The same words stand in two files, so that one of both is too many for any index.");
  corpus.write("sub/copy.txt", "The same words stand in two files, so that one of both is too many for any index.");
  REQUIRE(wait_for(start(corpus, corpus.store("one.db"), 1)) == 0);
  REQUIRE(wait_for(start(corpus, corpus.store("four.db"), 4)) == 0);
  kill_at_random(8, 5, 250, [&](int) { return start(corpus, corpus.store("killed.db"), 1); });
  REQUIRE(wait_for(start(corpus, corpus.store("killed.db"), 2)) == 0);
  const auto digest = [&corpus](const char* name) { return content_digest(Store(corpus.store(name))); };
  CHECK(digest("one.db") == digest("four.db"));
  CHECK(digest("one.db") == digest("killed.db"));
  const Store store(corpus.store("killed.db"));
  for (const RunInfo& one : store.runs()) CHECK((one.state == "done" || one.state == "interrupted"));
  CHECK(store.runs().front().counts.discovered == 62);
}

TEST_CASE("another policy judges a store again though it is killed at random moments") {
  const Corpus corpus;
  corpus.fill(300);
  corpus.write("copy.txt", "The same words stand in two files, so that one of both is too many for any index.");
  corpus.write("sub/copy.txt", "The same words stand in two files, so that one of both is too many for any index.");
  REQUIRE(wait_for(start(corpus, corpus.store("killed.db"), 4)) == 0);
  REQUIRE(wait_for(start(corpus, corpus.store("fresh.db"), 4, "critical")) == 0);
  kill_at_random(10, 10, 200, [&](int number) {
    return start(corpus, corpus.store("killed.db"), 2, number % 3 ? "critical" : "info");
  });
  REQUIRE(wait_for(start(corpus, corpus.store("killed.db"), 2, "critical")) == 0);
  CHECK(content_digest(Store(corpus.store("killed.db"))) == content_digest(Store(corpus.store("fresh.db"))));
}

TEST_CASE("a stop ends the run soon, keeps what is done, and the next run goes on") {
  const Corpus corpus;
  corpus.fill(200);
  Store store(corpus.store());
  std::atomic<bool> stop = false;
  const IngestSummary first = ingest(store, default_policy(), options_for(corpus, 1), stop,
                                     [&](const IngestProgress& progress) { stop = stop || progress.done >= 10; });
  CHECK(first.interrupted);
  CHECK(first.discovered >= 10);
  CHECK(first.discovered < 200);
  CHECK(first.failed == 0);
  CHECK(store.runs().front().state == "interrupted");
  const IngestSummary second = run(store, options_for(corpus));
  CHECK_FALSE(second.interrupted);
  CHECK(second.discovered == 200);
  CHECK(second.reused == first.discovered);
  Store fresh(corpus.store("fresh.db"));
  run(fresh, options_for(corpus));
  CHECK(content_digest(store) == content_digest(fresh));
}

TEST_CASE("roots: missing is an error of the run, one inside the other is read once, a single file is enough") {
  const Corpus corpus;
  corpus.fill(4);
  Store store(corpus.store());
  IngestOptions options = options_for(corpus);
  options.roots = {corpus.path() / "none"};
  CHECK_THROWS_AS(run(store, options), RunError);
  options.roots = {corpus.path() / "note0.txt"};
  CHECK(run(store, options).discovered == 1);
  options.roots = {corpus.path() / "sub", corpus.path()};
  CHECK(run(store, options).discovered == 4);
}

TEST_CASE("a disk that fills up in the middle ends the run with advice, and the run goes on when there is room") {
  const Corpus corpus;
  corpus.fill(40);
  for (int i = 0; i < 30; ++i) corpus.write("long" + std::to_string(i) + ".txt", std::string(60'000, 'a' + i % 26));
  const fs::path disk = corpus.store("disk");
  fs::create_directory(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=1500k") != 0) {
    MESSAGE("skipped: only root can mount a small disk");
    return;
  }
  {
    Store store(disk / "s.db");
    try {
      run(store, options_for(corpus));
      FAIL("no error");
    } catch (const RunError& error) {
      CHECK(error.code() == ExitCode::impossible);
      CHECK(std::string(error.what()).find("disk") != std::string::npos);
    }
  }
  REQUIRE(::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, "size=100m") == 0);
  {
    Store store(disk / "s.db");
    CHECK(run(store, options_for(corpus)).discovered == 70);
    Store fresh(corpus.store("fresh.db"));
    run(fresh, options_for(corpus));
    CHECK(content_digest(store) == content_digest(fresh));
  }
  ::umount(disk.c_str());
}

TEST_CASE("a store inside of the corpus is not a document") {
  const Corpus corpus;
  corpus.fill(2);
  Store store(corpus.path() / "assay.db");
  CHECK(run(store, options_for(corpus)).discovered == 2);
}
