// E-mail messages (RFC 5322 and MIME, .eml) and mailboxes of them (.mbox).
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& mail_extractor();

}  // namespace assay
