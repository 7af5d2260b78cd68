// Which turn, which model, which segmentation: tried on the page itself and judged by the reading. Internal to this
// folder.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractors/ocr/check_boxes.hpp"
#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

// Engines by model, loaded on first use and kept. Null for a model that can't be loaded.
using EngineOf = std::function<Engine*(const std::string& model)>;

struct ReadingPlan {
  std::string model;
  PreparedPage page;  // turned and straightened, check boxes erased
  std::vector<CheckBox> check_boxes;
  std::vector<Box> struck;       // lines through words, erased as well; in pixels of the page
  std::optional<Reading> whole;  // of the page by the model, where that was needed to choose
};

// The page's turn and the model that reads it best, from `models` (what is installed; not empty). A page that stands
// upright and reads well from its first lines is read to its end; every doubt costs a reading of a sample. `language`
// (ISO 639-1; empty: not known) is that of the pages before: its model is tried first, and the one to doubt least where
// a page has too few words to show its own.
ReadingPlan choose(const PreparedPage& page, const std::vector<std::string>& models, const std::string& language,
                   const EngineOf& engines, Progress& progress);

struct BestReading {
  Reading reading;
  int tries = 0;
  double disagreement = 0;  // 0..1: how far the first two readings differ; 0 where one was enough
};

// The whole page; a reading that isn't sure of itself is followed by others with another segmentation or threshold,
// of which the best is kept. Begins with `choice.whole`, which it takes, where there is one.
BestReading read_best(ReadingPlan& choice, Engine& engine, Progress& progress);

}  // namespace assay
