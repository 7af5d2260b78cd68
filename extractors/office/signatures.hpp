// Digital signatures of a package: that there are some is told, whether they hold is not checked, since nobody here
// knows whom to trust.
#pragma once

#include "extractors/office/package.hpp"

namespace assay::office {

// A notice "format.signed", of Office Open XML (ECMA-376 part 2, 12) and OpenDocument (1.2 part 3, 4).
void note_signatures(Package& package);

}  // namespace assay::office
