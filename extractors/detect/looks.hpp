// The single looks of which detection is made. Each says what it found, or nothing when it is not its kind of file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/detect/detect.hpp"

namespace assay {

std::optional<Detected> look_at_signature(std::string_view bytes);  // fixed bytes at fixed places
std::optional<Detected> look_for_pdf(std::string_view bytes);       // also behind leading junk
std::optional<Detected> look_at_zip(std::string_view bytes);        // the package inside, also of truncated archives
std::optional<Detected> look_at_ole(std::string_view bytes);        // compound files, also truncated ones
std::optional<Detected> look_at_text(std::string_view bytes, std::string_view extension);
std::optional<Detected> look_with_magic(std::string_view bytes);  // libmagic, for all that is left

// What the media types of OpenDocument begin with; a template is read as what is made from it.
constexpr std::string_view open_document = "application/vnd.oasis.opendocument.";
std::string without_template(std::string_view media_type);

// Whether these bytes are the beginning of a text in some encoding: no control characters that no text holds.
bool is_text(std::string_view bytes);

}  // namespace assay
