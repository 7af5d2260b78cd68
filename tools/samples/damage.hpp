// What goes wrong with files on their way: cut off, locked, garbled, mislabelled.
#pragma once

#include <string>
#include <string_view>

namespace assay::samples {

std::string truncated(const std::string& bytes, double share);  // the first `share` of it
std::string bits_flipped(std::string bytes, int flips, std::string_view name);

std::string encrypted_pdf(const std::string& pdf);  // AES-128; the password is "harbour"
// The characters that the PDF's fonts say they show are shifted: a person reads the page, a copy gives nonsense.
std::string garbled_pdf(const std::string& pdf);

// An OLE container with the streams of an Office file under a password; the content is noise.
std::string locked_office_file(std::string_view name);

std::string mp3_like();  // an ID3 tag and frame headers of silence: no document
std::string dwg_like();  // the first bytes of a drawing: no document reader knows it

}  // namespace assay::samples
