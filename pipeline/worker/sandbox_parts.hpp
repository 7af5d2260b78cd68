// The two filters of the sandbox, each in its file. Both return an empty string, or why they are not in force.
#pragma once

#include <string>

namespace assay {

// File system: nothing but read-only data of libraries (fonts, OCR models, encodings, file types).
std::string apply_landlock(const std::string& ocr_data);

// System calls: those that reading a document needs; EPERM for others, death for calls that only an attack makes.
std::string apply_seccomp();

}  // namespace assay
