// Many files through the pool at once, at most a window of them in memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>

#include "pipeline/worker/pool.hpp"

namespace assay {

enum class Delivery {
  in_order,     // `use` is called once at a time, in the order of the files
  as_they_come  // `use` is called from several threads at once, each file as soon as it is read
};

// Reads every file and hands each outcome to `use` exactly once. At most 2·jobs outcomes wait. An exception of `use`
// stops the reading and is thrown again here.
void read_many(WorkerPool& pool, std::span<const std::filesystem::path> files, Delivery delivery,
               const std::function<void(std::size_t index, ReadOutcome&& outcome)>& use);

// The outcome as a document: of a file of which nothing could be read, one that says why.
Document document_of(ReadOutcome&& outcome, const std::filesystem::path& file);

}  // namespace assay
