// The texts of one PowerPoint 97–2003 slide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay::ole {

// A text with what it is for ([MS-PPT] 2.13.33): 0 and 6 titles, 1, 5, 7 and 8 bodies, 2 notes.
struct PptText {
  int kind = 4;
  std::string text;  // paragraphs parted by \r
  bool used = false;
};

// Texts that follow one another: a header, letters, a header … The signs that stand for a number, a day or a footer are
// left out.
std::vector<PptText> ppt_texts(std::string_view records);

// Of a master what it prints on every slide is read, as page headers; its prompts are not.
enum class PptShapesOf { slide, notes, master };

// Adds title, texts, tables and comments of a slide (or of its notes) to the document. `outline` are texts that the
// presentation keeps for it elsewhere; those that no shape shows are added too.
void read_ppt_slide(std::string_view slide, std::vector<PptText> outline, const Place& place, bool hidden,
                    PptShapesOf what, Document& document);

}  // namespace assay::ole
