// The pool over workers that crash, hang, bloat, babble and lie.
#include "pipeline/worker/pool.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <thread>

#include "pipeline/core/run_error.hpp"
#include "pipeline/worker/snapshot.hpp"

using namespace assay;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "assay-pool-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path file(const std::string& content) {
    const fs::path path = path_ / ("order" + std::to_string(++count_) + ".txt");
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  int count_ = 0;
};

PoolOptions options(int jobs = 1) {
  PoolOptions options;
  options.jobs = jobs;
  options.program = MISBEHAVING_WORKER;
  options.work.seconds = 3;
  options.work.idle_seconds = 1;
  options.work.memory_bytes = std::uint64_t{256} << 20;
  return options;
}

FailureKind failure_of(WorkerPool& pool, Folder& folder, const std::string& order) {
  const ReadOutcome outcome = pool.read(folder.file(order));
  REQUIRE_FALSE(outcome.document.has_value());
  CHECK_FALSE(outcome.document.error().message.empty());
  return outcome.document.error().kind;
}

std::string text_of(WorkerPool& pool, Folder& folder, const std::string& order) {
  const ReadOutcome outcome = pool.read(folder.file(order));
  REQUIRE(outcome.document.has_value());
  REQUIRE(outcome.document->blocks.size() == 1);
  return outcome.document->blocks[0].text;
}

}  // namespace

TEST_CASE("a document comes back with its source and hash") {
  Folder folder;
  WorkerPool pool(options());
  const fs::path file = folder.file("abc");
  const ReadOutcome outcome = pool.read(file);
  REQUIRE(outcome.document.has_value());
  CHECK(outcome.document->blocks.at(0).text == "abc|" + file.filename().string());
  CHECK(outcome.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, "abc"
  CHECK(outcome.bytes == 3);
  CHECK(outcome.media_type == "text/x-order");
  CHECK(outcome.document->source.path == file.string());
  CHECK(outcome.document->source.sha256 == outcome.sha256);
}

TEST_CASE("whatever a worker does costs its document and nothing else") {
  Folder folder;
  WorkerPool pool(options());
  const auto still_works = [&] { CHECK(text_of(pool, folder, "fine").substr(0, 5) == "fine|"); };
  CHECK(failure_of(pool, folder, "crash") == FailureKind::crashed);
  still_works();
  CHECK(failure_of(pool, folder, "abort") == FailureKind::crashed);
  CHECK(failure_of(pool, folder, "exit") == FailureKind::crashed);
  still_works();
  CHECK(failure_of(pool, folder, "hang") == FailureKind::timeout);
  still_works();
  for (const char* noise : {"length", "kind", "ready"})
    CHECK(failure_of(pool, folder, std::string("babble ") + noise) == FailureKind::protocol);
  CHECK(failure_of(pool, folder, "babble data") == FailureKind::limit);  // a string of 4 GiB
  CHECK(failure_of(pool, folder, "lie") == FailureKind::protocol);
  CHECK(failure_of(pool, folder, "fail") == FailureKind::damaged);
  still_works();
}

TEST_CASE("the total clock ends a worker that only seems to make progress") {
  Folder folder;
  WorkerPool pool(options());
  const ReadOutcome outcome = pool.read(folder.file("busy"));
  REQUIRE_FALSE(outcome.document.has_value());
  CHECK(outcome.document.error().kind == FailureKind::timeout);
  CHECK(outcome.seconds >= 2.9);
}

TEST_CASE("memory that ends is told as such, however the library takes it") {
  Folder folder;
  WorkerPool pool(options());
  if (!pool.sandbox().limits) {
    MESSAGE("skipped: no memory limit in this build");
    return;
  }
  CHECK(failure_of(pool, folder, "new") == FailureKind::out_of_memory);
  CHECK(failure_of(pool, folder, "malloc") == FailureKind::out_of_memory);
  CHECK(text_of(pool, folder, "fine").substr(0, 5) == "fine|");
}

TEST_CASE("a document of more frames than allowed is a limit, not the end of the parent") {
  Folder folder;
  PoolOptions small = options();
  small.work.result_bytes = std::uint64_t{4} << 20;
  WorkerPool pool(small);
  CHECK(failure_of(pool, folder, "large 8000000") == FailureKind::limit);
  CHECK(text_of(pool, folder, "large 1500000").size() == 1500000);
}

TEST_CASE("a neighbour's crash is not the document's: it gets a fresh worker") {
  Folder folder;
  WorkerPool pool(options());
  CHECK(text_of(pool, folder, "jobs") == "1");
  CHECK(text_of(pool, folder, "crash_unless_first").substr(0, 5) == "crash");
}

TEST_CASE("a worker is replaced after its number of jobs") {
  Folder folder;
  PoolOptions few = options();
  few.jobs_per_worker = 2;
  WorkerPool pool(few);
  CHECK(text_of(pool, folder, "jobs") == "1");
  CHECK(text_of(pool, folder, "jobs") == "2");
  CHECK(text_of(pool, folder, "jobs") == "1");
}

TEST_CASE("a worker sees neither network nor files, and can't become another program") {
  Folder folder;
  WorkerPool pool(options());
  const SandboxState state = pool.sandbox();
  INFO(state.missing);
  const std::string text = text_of(pool, folder, "attempts");
  INFO(text);
  if (state.seccomp) {
    for (const char* denied : {"socket", "create", "fork", "kill"})
      CHECK(text.find(std::string(denied) + ": Operation not permitted") != std::string::npos);
    const ReadOutcome exec = pool.read(folder.file("exec"));
    REQUIRE_FALSE(exec.document.has_value());
    CHECK(exec.document.error().kind == FailureKind::crashed);
    CHECK(exec.document.error().detail.find("Bad system call") != std::string::npos);
  } else {
    MESSAGE("not checked: no seccomp here");
  }
  if (state.landlock) {
    for (const char* denied : {"shadow", "passwd", "tmp"})
      CHECK(text.find(std::string(denied) + ": Permission denied") != std::string::npos);
    CHECK(text.find("null: allowed") != std::string::npos);
  } else {
    MESSAGE("not checked: no Landlock here");
  }
  CHECK(text_of(pool, folder, "threads") == "1");
}

TEST_CASE("a long document is read in spans by several workers and joined in order") {
  Folder folder;
  std::string with_one, with_three;
  for (const int jobs : {1, 3}) {
    WorkerPool pool(options(jobs));
    const ReadOutcome outcome = pool.read(folder.file("pages 23"));
    REQUIRE(outcome.document.has_value());
    CHECK(outcome.document->pages.size() == 23);
    CHECK(outcome.document->span.first_page == 1);
    CHECK(outcome.document->span.last_page == 23);
    CHECK_FALSE(outcome.document->partial);
    (jobs == 1 ? with_one : with_three) = plain_text(*outcome.document);
  }
  CHECK(with_one == with_three);
  CHECK(with_one.find("text of page 23.") != std::string::npos);
}

TEST_CASE("a span that dies leaves the rest, and a notice that names its pages") {
  Folder folder;
  PoolOptions four = options(2);
  four.extract.ocr_pages_per_span = 4;
  WorkerPool pool(four);
  const ReadOutcome outcome = pool.read(folder.file("pages 12 8"));
  REQUIRE(outcome.document.has_value());
  CHECK(outcome.document->partial);
  CHECK(outcome.document->pages.size() == 8);  // 1-2, 3-6 and 11-12
  REQUIRE(outcome.document->notices.size() == 1);
  CHECK(outcome.document->notices[0].code == "completeness.pages_not_read");
  CHECK(outcome.document->notices[0].message.substr(0, 12) == "Pages 7 to 1");
  CHECK(outcome.document->notices[0].place.page == 7);
}

TEST_CASE("what is no readable file fails with its reason, without a worker") {
  Folder folder;
  PoolOptions small = options();
  small.extract.limits.input_bytes = 10;
  WorkerPool pool(small);
  CHECK(pool.read(folder.path() / "none").document.error().kind == FailureKind::no_access);
  CHECK(pool.read(folder.path()).document.error().kind == FailureKind::unsupported);
  CHECK(pool.read(folder.file("longer than ten")).document.error().kind == FailureKind::limit);
  const fs::path pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(pool.read(pipe).document.error().kind == FailureKind::unsupported);
}

TEST_CASE("cancelling ends what runs, soon") {
  Folder folder;
  PoolOptions patient = options(2);
  patient.work.idle_seconds = patient.work.seconds = 60;
  WorkerPool pool(patient);
  const fs::path file = folder.file("hang");
  auto reading = std::async(std::launch::async, [&] { return pool.read(file); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  pool.cancel();
  REQUIRE(reading.wait_for(std::chrono::seconds(5)) == std::future_status::ready);
  CHECK(reading.get().document.error().kind == FailureKind::internal);
  CHECK(pool.read(file).document.error().kind == FailureKind::internal);
}

TEST_CASE("a program that is no worker is an error of the run") {
  PoolOptions wrong = options();
  wrong.program = "/nonexistent/program";
  CHECK_THROWS_AS(WorkerPool{wrong}, RunError);
  wrong.program = "/bin/true";
  CHECK_THROWS_AS(WorkerPool{wrong}, RunError);
}

TEST_CASE("a snapshot stays what it was when the file shrinks") {
  Folder folder;
  const fs::path file = folder.file(std::string(100'000, 'x'));
  const Result<Snapshot> snapshot = take_snapshot(file, 1 << 20);
  REQUIRE(snapshot.has_value());
  fs::resize_file(file, 0);
  CHECK(fs::file_size("/proc/self/fd/" + std::to_string(snapshot->memory.get())) == 100'000);
  CHECK(::ftruncate(snapshot->memory.get(), 0) == -1);
}
