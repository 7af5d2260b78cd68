// Which turn, which model, which segmentation: tried on the page itself and judged by the reading. Internal to this
// folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

// Engines by model, loaded on first use and kept. Null for a model that can't be loaded.
using EngineOf = std::function<Engine*(const std::string& model)>;

struct ReadingPlan {
  std::string model;
  PreparedPage page;  // turned and straightened
};

// The page's turn and the model that reads its sample best, from `models` (what is installed; not empty). Upright text
// that the first model reads well costs one short reading; every doubt costs one more.
ReadingPlan choose(const PreparedPage& page, const std::vector<std::string>& models, const EngineOf& engines,
                   Progress& progress);

struct BestReading {
  Reading reading;
  int tries = 0;
  double disagreement = 0;  // 0..1: how far the first two readings differ; 0 where one was enough
};

// The whole page; a reading that isn't sure of itself is followed by others with another segmentation or threshold,
// of which the best is kept.
BestReading read_best(const ReadingPlan& choice, Engine& engine, Progress& progress);

}  // namespace assay
