// From the image of a page to what is read: upright, straight, and with letters of the size that the models know.
// Internal to this folder.
#pragma once

#include "extractors/ocr/clean_image.hpp"

namespace assay {

// Every image is scaled to this resolution in effect: letters whose median height is `letter_target` pixels.
inline constexpr double reading_dpi = 300;

struct PreparedPage {
  PixPtr grey;             // 8 bpp
  PixPtr ink;              // 1 bpp of it
  bool rough = false;      // `ink` was scaled along: good enough for the lines' angle
  bool two_toned = false;  // `grey` is black and white
  ImageLook look;          // measured on the image as it came, before any scaling
  double dpi = 0;          // of the image as it came; estimated from the letters when the file doesn't say
  bool dpi_known = false;
  bool noise = false;        // black and white, and so full of specks that no letter can be told from them
  bool fax = false;          // bilevel at a resolution that only fax machines use
  double scale = 1;          // pixels of `grey` per pixel of the original (its finer direction)
  int turned = 0;            // 0, 90, 180 or 270, clockwise
  bool beside_text = false;  // as of its PageImage

  // Height of a letter of `grey` in pixels; where none were measured, that of 10 points.
  double letter() const;
};

PreparedPage prepare(PageImage image);

// The same page; its pixels are shared.
PreparedPage copy_of(const PreparedPage& page);

// The page turned by quarters, and straightened after that.
PreparedPage turned(const PreparedPage& page, int degrees);

// What recognition is given: 1 bpp where the page is black and white, else 8. Tesseract's own threshold would find no
// other ink in two tones, and costs 4 % of such a page.
PixPtr to_read(const PreparedPage& page);

// Which way letters with ascenders say that the page should be turned: 0, 90, 180, 270, or -1 where they don't say.
int turn_by_ascenders(const PreparedPage& page);

// The band of the page with the most text, about eight lines high: what languages and turns are tried on.
PixPtr sample_of(const PreparedPage& page);

}  // namespace assay
