// Objects in documents that hold a file: what Word, Excel and PowerPoint make of any file that is put into them.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& object_extractor();

}  // namespace assay
