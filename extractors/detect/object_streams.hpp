// Streams in which the objects of texts, sheets and slides keep files of other programs.
#pragma once

#include <array>
#include <string_view>

namespace assay {

// In a frame with its name.
inline constexpr std::string_view framed_file = "\1Ole10Native";

// As it is. Other programs give such names to something else: what a file begins with tells.
struct BareFile {
  std::string_view stream, begins;
};
inline constexpr std::array<BareFile, 4> bare_files{
    {{"CONTENTS", "%PDF-"}, {"Package", "PK\3\4"}, {"EmbeddedOdf", "PK\3\4"}, {"package_stream", "PK\3\4"}}};

// Of texts, workbooks and presentations that lie in others as folders.
inline constexpr std::array<std::string_view, 4> document_streams{"WordDocument", "Workbook", "Book",
                                                                  "PowerPoint Document"};

}  // namespace assay
