// A program that ingests a folder, and the worker of its own run: `slow_ingest STORE CORPUS JOBS
// [SEVERITY]`, of all rules. Reading takes a few
// milliseconds for each document, so that a test can kill it in the middle; a document of "crash" kills its worker.
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <thread>

#include "extractors/read.hpp"
#include "pipeline/core/run_error.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "pipeline/worker/serve.hpp"

namespace {

using namespace assay;

Result<Document> read_slowly(ByteView bytes, const ExtractOptions& options, Progress& progress, std::string* type) {
  std::this_thread::sleep_for(std::chrono::milliseconds(4));
  if (as_chars(bytes).starts_with("crash")) std::abort();
  return read_document(bytes, options, progress, type);
}

int run(const char* file, const char* corpus, const char* jobs, const char* severity) {
  Policy policy = default_policy();
  if (*severity != 0)
    for (const Rule* rule : rules()) policy.rules[std::string(rule->info().id)].severity = severity_from(severity);
  Store store(file);
  IngestOptions options;
  options.roots = {corpus};
  options.today = "2024-05-06";
  options.pool.jobs = std::atoi(jobs);
  options.pool.extract.ocr = false;
  const std::atomic<bool> stop = false;
  const IngestSummary summary = ingest(store, policy, options, stop, [](const IngestProgress&) {});
  std::cout << summary.discovered << " " << summary.read << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  if (std::strcmp(argv[1], "worker") == 0) return serve(std::atoi(argv[3]), read_slowly);
  try {
    return run(argv[1], argv[2], argv[3], argc > 4 ? argv[4] : "");
  } catch (const RunError& error) {
    std::cerr << error.what() << "\n";
    return static_cast<int>(error.code());
  }
}
