// Outlook messages (MSG): a compound file of MAPI properties.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& msg_extractor();

}  // namespace assay
