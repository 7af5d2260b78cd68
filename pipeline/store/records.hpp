// What goes into the store and comes out of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "pipeline/chunk/chunk.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/measure.hpp"
#include "rules/core/rule.hpp"

namespace assay {

// Of a file as the file system tells it: equal means unchanged, and no byte of it is read.
struct FileState {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0, ctime_ns = 0;
  std::uint64_t inode = 0;
  bool operator==(const FileState&) const = default;
};

struct NewRun {
  std::string collection, command, today;
  std::vector<std::string> roots;
  std::string extractors_key, policy_key, policy_toml, sandbox;
  std::string rules_key = {};
};

// What a run that read a sample drew, and of what.
struct SampleRecord {
  struct Stratum {
    std::string title;
    std::int64_t documents = 0;  // found, read or not
    std::uint64_t bytes = 0;
  };
  struct Drawn {
    std::string root, path;
    std::int32_t stratum = 0;
  };
  std::uint64_t seed = 1;
  int jobs = 1;
  std::vector<Stratum> strata;
  std::vector<Drawn> documents;
};

struct RunCounts {
  int discovered = 0, read = 0, reused = 0, ok = 0, partial = 0, failed = 0, skipped = 0, flagged = 0;
};

struct RunInfo {
  std::int64_t id = 0;
  std::string collection, command, started, finished, state, today, assay_version, sandbox;
  RunCounts counts;
  std::optional<double> seconds;
  std::optional<std::int64_t> sample_of;  // documents found, where the run read a sample of them
};

struct CollectionInfo {
  std::int64_t id = 0;
  std::string name;
  std::vector<std::string> roots;
  std::int64_t documents = 0;  // current ones
};

// A document that the store knows, as far as a run needs it to decide what to do.
struct KnownDocument {
  std::int64_t id = 0, extraction = 0;
  std::string root, path;
  FileState file;
  std::string sha256, extractors_key;
  ExtractionStatus status = ExtractionStatus::ok;
  std::optional<FailureKind> failure;
  int attempts = 1;
  bool gone = false;
};

// By what a document's assessment was made; empty keys: it has none, or that of another extraction.
struct JudgedDocument {
  std::int64_t id = 0, extraction = 0;
  std::string assessment_key, between_key;
};

// Found again, nothing read: what the store has of it stands.
struct ReusedDocument {
  std::int64_t document = 0, extraction = 0;
  std::optional<FileState> file;  // none: as the store has it, and not gone
};

// All that one discovered file gave in a run; goes in by one transaction.
struct DocumentRecord {
  std::string root, path;
  FileState file;
  std::string sha256;  // empty: its bytes could not be read
  std::string extractors_key;
  Facts facts;
  Signature signature;
  std::vector<Page> pages;    // their words are not kept
  std::vector<Table> tables;  // their cells are not kept: chunks have them
  std::vector<Chunk> chunks;
  Assessment assessment;
  std::string assessment_key;
  std::int64_t characters = 0;
  double seconds = 0;
};

// A current document for people: `assay flagged`, `assay explain`.
struct DocumentInfo {
  std::int64_t id = 0, extraction = 0;
  std::string collection, root, path, sha256, media_type, extension;
  std::uint64_t bytes = 0;
  ExtractionStatus status = ExtractionStatus::ok;
  std::optional<Failure> failure;
  std::optional<double> score;
  double assessed = 0;
  bool fit = false;
  std::optional<Severity> worst;
};

}  // namespace assay
