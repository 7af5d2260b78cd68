// A PDF file in memory and what its pages draw, free of Poppler's types.
//
// The only user of Poppler's private API is pdf_file.cpp (pipeline/docs/adr/0003-poppler-private-api.md). Coordinates
// are points from the top left of the page as it is shown. Pages are interpreted one at a time and nothing of them is
// kept, so memory does not grow with the number of pages.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/result.hpp"
#include "extractors/layout/layout.hpp"

namespace assay {

struct PdfFont {
  std::string name;  // without the tag of a subset
  bool bold = false, italic = false;
  bool guessed = false;                   // it has no Unicode values: its codes are taken for them, rightly or not
  double ascent = 0.75, descent = -0.25;  // of the font size
};

// One shown character (or several: a ligature, an ActualText).
struct PdfGlyph {
  double x = 0, y = 0;       // origin on the base line
  double advance = 0;        // along the direction of writing
  float size = 0;            // font size as shown
  std::uint32_t text = 0;    // where its code points start in PdfPage::text
  std::uint16_t length = 0;  // how many
  std::uint16_t font = 0;    // index into PdfPage::fonts
  std::uint8_t turns = 0;    // quarter turns clockwise of the direction of writing
  bool invisible = false;    // text render mode 3, or an image was drawn over it: an OCR layer
  bool unmapped = false;     // the font has no Unicode value for it
};

struct PdfImage {
  Box box;                    // on the page, or beyond its edge
  int width = 0, height = 0;  // pixels; of its mask where that has more
  bool upright = false;       // drawn without turn, mirror or skew
  bool whole = false;         // nothing of it is masked, pale, or cut off by a clip or by the page's edge
  int shapes_before = 0;      // PdfPage::shapes when it was drawn; what came later may cover it
};

struct PdfPage {
  double width = 0, height = 0;
  int rotation = 0;
  std::u32string text;
  std::vector<PdfGlyph> glyphs;  // in the order in which they are drawn
  std::vector<PdfFont> fonts;
  std::vector<RulingLine> rules;
  std::vector<Box> shades;  // filled boxes that are not white and not the page's background
  std::vector<PdfImage> images;
  std::string across;          // large letters on a slant, a watermark: no part of `text`; UTF-8
  std::vector<Box> blackened;  // dark boxes that were drawn over letters, and nothing over them
  int covered_letters = 0;     // under those
  int shapes = 0;              // filled or stroked paths and shadings
  int letter_curves = 0;       // curved outlines of the size of letters: text drawn as shapes, or a drawing
  std::string limit;           // the limit that was hit, as words; empty: none
  bool ended = false;          // at that limit: what the page draws after it is not known, and it must not be drawn
};

// 8 bits a pixel, 0 black, rows without padding.
struct GreyImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

// What is drawn of a page.
struct PdfView {
  double dpi = 72;
  Box part{};           // in points; empty: the whole page
  bool letters = true;  // else only the pictures and drawings
};

struct OutlineEntry {
  std::string title;
  int level = 1;
};

class PdfFile {
 public:
  // The bytes must outlive the file. An empty user password is tried; encrypted otherwise.
  static Result<std::unique_ptr<PdfFile>> open(ByteView bytes);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  int page_count() const;
  bool repaired() const;  // its table of objects was missing or wrong and has been rebuilt
  bool encrypted() const;
  Metadata metadata() const;
  // Those of the document, and behind them those of notes on its first `pages`.
  int attachment_count(int pages) const;
  // Of the attachment at that index; no bytes where there are none that can be read, or more than `most`.
  struct Attachment {
    std::string name;
    std::optional<std::string> bytes;
    bool too_large = false;
    bool of_note = false;  // else of the document
  };
  Attachment attachment(int index, std::uint64_t most) const;
  int script_count() const;                      // of the document, run when it is opened
  int signature_count() const;                   // digital ones, in the fields of its form
  bool forbids_copying() const;                  // to programs that ask; it can be read all the same
  std::vector<std::string> remarks(int number);  // texts of notes and marks that reviewers put on a page
  std::vector<OutlineEntry> outline(std::size_t at_most) const;

  // None: the page can't be found in the file.
  std::optional<PdfPage> read_page(int number);
  // Errors in the content that Poppler reported since the file was opened.
  int content_errors() const;

  // The page as it is shown, annotations included; none when it would have more than `pixels_max` pixels.
  std::optional<GreyImage> render(int number, const PdfView& view, std::uint64_t pixels_max);
  // The image that read_page() listed at `index`, at its own resolution.
  std::optional<GreyImage> image(int number, std::size_t index, std::uint64_t pixels_max);

 private:
  struct Impl;
  explicit PdfFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay
