// Page images for tests: text drawn by Pango, and the ways in which scanners spoil it.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "extractors/ocr/leptonica.hpp"

namespace assay::testing {

// Black text on white, 8 bpp, set in `font` of `points` at `dpi`, wrapped to `inches` with half an inch of margin.
PixPtr drawn(const std::string& text, double dpi = 200, double inches = 5.5, const std::string& font = "DejaVu Serif",
             double points = 11);

PixPtr blank_page(int width, int height);

// The page with paper under it, on which `draw` may draw; `top` is where it begins.
PixPtr with_paper(PixPtr page, int height, const std::function<void(Pix*, int top)>& draw);

// A dark line of so many pixels through the points of `at`, from 0 to 1.
void draw_curve(Pix* page, int width, const std::function<std::pair<double, double>(double)>& at);

// Loops of a pen.
void write_by_hand(Pix* page, double x, double y, double width, double height);

// Black to white and back, for that share of the pixels of a black and white image.
void turn_pixels(Pix* ink, double share);

// Black and white at `dpi_y` rows an inch, from an image of `dpi`: what a fax machine sends (204 across).
PixPtr faxed(Pix* grey, double dpi, double dpi_y);

// An image as the bytes of a file; `format` of Leptonica (IFF_PNG …).
std::string encoded(Pix* pix, int format);
std::string encoded_tiff(const std::vector<Pix*>& pages);

// A page image that says its resolution.
PageImage page_image(PixPtr pix, double dpi_x, double dpi_y = 0);

// The folder of Tesseract's models on this machine; the test fails without one.
std::string models_folder();

// The words of a page, one space between them.
std::string words_of(const OcrPage& page);

// Share of the words of `truth` that stand in `text`.
double words_found(const std::string& truth, const std::string& text);

}  // namespace assay::testing
