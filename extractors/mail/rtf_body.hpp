// The body of an Outlook message kept as Rich Text: how it is packed ([MS-OXRTFCP]) and the web page that may be hidden
// in it ([MS-OXRTFEX]).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::mail {

// Unpacked, at most `most` bytes; what could be unpacked of damaged ones. None where they are not packed so.
std::optional<std::string> unpacked_rtf(std::string_view packed, std::size_t most);

// The web page (UTF-8) from which the Rich Text was made; none where it was not made from one.
std::optional<std::string> html_in_rtf(std::string_view rtf);

}  // namespace assay::mail
