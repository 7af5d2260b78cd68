// A small corpus in a folder of its own, and runs over it.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "pipeline/ingest/ingest.hpp"

namespace assay::test {

class Corpus {
 public:
  Corpus() {
    std::string name = (std::filesystem::temp_directory_path() / "assay-ingest-XXXXXX").string();
    home_ = ::mkdtemp(name.data());
    std::filesystem::create_directories(home_ / "corpus/sub");
  }
  ~Corpus() { std::filesystem::remove_all(home_); }
  std::filesystem::path path() const { return home_ / "corpus"; }
  std::filesystem::path store(const std::string& name = "s.db") const { return home_ / name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path() / name, std::ios::binary) << text;
  }
  void fill(int count) const {
    for (int i = 0; i < count; ++i)
      write((i % 2 ? "sub/" : "") + std::string("note") + std::to_string(i) + ".txt",
            "Delivery note " + std::to_string(i) + "\n\nThe goods of order " + std::to_string(i * 7) +
                " were delivered to the warehouse in good condition and checked by two people.\n");
  }

 private:
  std::filesystem::path home_;
};

inline IngestOptions options_for(const Corpus& corpus, int jobs = 2) {
  IngestOptions options;
  options.roots = {corpus.path()};
  options.today = "2024-05-06";
  options.pool.jobs = jobs;
  options.pool.program = SLOW_INGEST;
  options.pool.extract.ocr = false;
  return options;
}

inline IngestSummary run(Store& store, const IngestOptions& options, const Policy& policy = default_policy()) {
  const std::atomic<bool> stop = false;
  return ingest(store, policy, options, stop, [](const IngestProgress&) {});
}

}  // namespace assay::test
