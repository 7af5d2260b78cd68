// The life of a worker process, with the reading function as a parameter: the program passes read_document, tests a
// function that misbehaves.
#pragma once

#include <functional>
#include <string>

#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"
#include "extractors/cutout/cutout.hpp"

namespace assay {

using DrawFunction = std::function<Result<std::string>(ByteView, const CutoutPlan&, const ExtractOptions&)>;
using ReadFunction = std::function<Result<Document>(ByteView, const ExtractOptions&, Progress&, std::string*)>;

// Serves jobs on the socket until it is closed; returns the exit code of the process.
// `draw`: cut_out(), or nothing: pictures are refused then.
int serve(int socket, const ReadFunction& read, const DrawFunction& draw = {});

}  // namespace assay
