// What travels between the parent and a worker, and how it is checked (pipeline/docs/adr/0001).
//
// The parent sends `hello` once and a `job` with a descriptor for each document or span; the worker answers with
// `ready`, then for each job any number of `progress`, and either `data`… `done` or `failed`. A `picture` is a job too;
// its `data` is a JPEG. Everything that comes
// from a worker is hostile: it has read a document.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"
#include "extractors/cutout/cutout.hpp"
#include "pipeline/worker/pool.hpp"

namespace assay::wire {

inline constexpr std::size_t max_payload = std::size_t{1} << 20;  // of one frame

enum class Kind : std::uint8_t { hello = 1, job, ready, progress, data, done, failed, picture };
std::string_view to_string(Kind kind);

struct Hello {
  std::int32_t parent = 0;  // its process id: a worker doesn't outlive it
  std::uint64_t memory_bytes = 0;
  ExtractOptions extract;
};

struct Job {
  std::string file_name;
  int first_page = 1, last_page = 0;
  std::string language;  // ISO 639-1, of the pages before; empty: not known
  std::uint64_t bytes = 0;
};

struct Picture {
  std::string file_name;
  CutoutPlan plan;
  std::uint64_t bytes = 0;
};

struct Advance {
  std::string what;
  int done = 0, total = 0;
};

struct Done {
  std::string media_type;
};

struct Failed {
  Failure failure;
  std::string media_type;
};

// The worker's bytes are not what they must be; or (over_budget) more than a document may hold.
class WireError : public std::runtime_error {
 public:
  explicit WireError(const std::string& what, bool over_budget = false)
      : std::runtime_error(what), over_budget_(over_budget) {}
  bool over_budget() const { return over_budget_; }

 private:
  bool over_budget_;
};

using Sink = std::function<void(std::string_view)>;  // receives pieces of at most max_payload bytes
using Source = std::function<std::string()>;         // gives the next piece; empty: there is none

void encode(const Document& document, const Sink& sink);
// `budget`: bytes that the document may cost in memory, on the way and afterwards; what it cost is taken off. Throws
// WireError, and whatever `source` throws. The result has passed check().
Document decode_document(const Source& source, std::uint64_t& budget, const Limits& limits);

// Whether indices, page numbers, grids and spans hold together as the model says; throws WireError naming what doesn't.
void check(const Document& document, const Limits& limits);

// Small messages: one frame each.
template <class Message>
std::string encode_message(const Message& message);
template <class Message>
Message decode_message(std::string payload);

// Bytes that are no UTF-8 become U+FFFD.
void repair_utf8(std::string& text);

}  // namespace assay::wire
