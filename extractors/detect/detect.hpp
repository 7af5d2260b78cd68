// What a file is, found in its content. The name is asked only where the content leaves several kinds open (Markdown,
// comma-separated text) and to see whether it lies. Safe on any bytes; independent of the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/result.hpp"

namespace assay {

inline constexpr std::string_view unknown_media_type = "application/octet-stream";
// What Word, Excel and PowerPoint make of any file that is inserted as an object.
inline constexpr std::string_view ole_object = "application/x-ole-object";

struct Detected {
  std::string media_type;  // "application/pdf"; "application/octet-stream": nothing known matches
  std::string evidence;    // what was seen: "starts with %PDF-1.4"
};

Detected detect_media_type(ByteView bytes, std::string_view file_name);

// Loads libmagic's database for this thread, so that a sandbox may shut the file system afterwards. False: there is
// none; detection then knows only the formats that Assay reads and their relatives.
bool load_magic();

// Lower case, without the dot; empty: none.
std::string extension_of(std::string_view file_name);

// "a PDF document", "a Microsoft Word 97–2003 document"; an unknown type is named as it is.
std::string describe_media_type(std::string_view media_type);

// The notice "format.wrong_extension" when the name claims a kind of file that the content is not. None for names
// without or with an unknown extension and for kinds that people use for one another (txt, csv, log, md).
std::optional<Notice> check_extension(const Detected& found, std::string_view file_name);

}  // namespace assay
