// The last step of every reader here: what the model promises about texts.
#pragma once

#include "extractors/core/document.hpp"

namespace assay::office {

// All texts in NFC.
void finish(Document& document);

}  // namespace assay::office
