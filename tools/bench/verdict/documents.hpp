// Documents as the store has them, so that corpora and pilots can be drawn and put together a thousand times.
#pragma once

#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/profile/side.hpp"

namespace assay::bench {

struct BenchDocument {
  std::string path, sha256, status = "ok", failure_kind;
  double characters = 0;
  std::optional<double> score;
  std::optional<bool> fit;
  double label = 0;  // an outcome that only the simulation knows everywhere: 0 or 1
  std::size_t kind = 0;
  std::vector<std::pair<std::string, std::string>> categories;
  struct Value {
    std::string name;
    double value;
    bool applies;
  };
  std::vector<Value> measures;
  struct Finding {
    std::string rule, dimension;
    Severity severity;
  };
  std::vector<Finding> findings;  // by rule
};
using Documents = std::vector<BenchDocument>;
using Draw = std::vector<const BenchDocument*>;
using Random = std::mt19937_64;

Documents read_documents(const std::filesystem::path& store, const std::string& collection);

// Draws with replacement.
Draw draw(const Documents& documents, std::size_t count, Random& random);
Draw draw_without_replacement(const Documents& documents, std::size_t count, Random& random);

// What load_side() would make of a store that holds these; paths get a number in front, so that copies differ.
Side side_of(const Draw& documents, const std::string& collection);

// The same of a sample: of which strata, and for each document its stratum and the seconds that reading it took.
struct Drawn {
  SampleSummary sample;
  std::vector<std::uint16_t> strata;
  std::vector<double> seconds;
};
Side side_of(const Draw& documents, const std::string& collection, const Drawn& drawn);

}  // namespace assay::bench
