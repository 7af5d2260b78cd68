// What is done to a page image before it is read, and what is measured on it. Internal to this folder.
#pragma once

#include <optional>
#include <vector>

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// What the pixels show about how well the page can be read.
struct ImageLook {
  double ink_coverage = 0;   // share of dark pixels of the binarised page, without specks
  double letter_height = 0;  // median height of letter-like components in pixels; 0: too few of them
  int letters = 0;           // letter-like components
  int specks = 0;            // components far smaller than a letter
  double contrast = 0;       // difference between paper and ink, 0..1; 1 of black and white, like sharpness
  double sharpness = 0;      // mean of the steepest step across an edge of a letter, as a share of the contrast, 0..1
  double skew = 0;           // degrees, clockwise; 0 where unsure
  bool bilevel = false;
  bool shaded = false;  // the paper's brightness differs over the page, as on photos
};

// 8 bpp, dark on light, square pixels; `dpi` is 0 when the file doesn't say or says what the letters deny.
struct ScanImage {
  PixPtr grey;
  double dpi = 0;
  double pixels_per_x = 1, pixels_per_y = 1;  // of this image per pixel of the original
};

// 1 bpp without the thin lines that run from edge to edge of a fax; letters that they cross stay whole.
PixPtr without_streaks(Pix* bilevel);

// Colours, transparency, 16-bit samples and anisotropic pixels (fax) out; light on dark turned round.
ScanImage to_grey(const PageImage& image);

// 1 bpp, ink = 1, of an 8 bpp image. A threshold for each place (Sauvola 2000) finds faint letters beside dark ones;
// where it finds fewer letters, on flat or very faint pages, one threshold on levelled paper (Otsu) is taken.
PixPtr to_ink(Pix* grey, bool bilevel);

// Shapes of a letter's size.
int letters_in(Pix* ink);

// Whether the paper's brightness differs over the page, as on photos.
bool is_shaded(Pix* grey);

// Grey value under which `share` of the pixels lie.
double rank_of(Pix* grey, double share);

ImageLook look_at(Pix* grey, Pix* ink, bool bilevel);

// Whether there are no greys between: a fax whose flat pixels were made square, or an image that was scaled, has some.
bool is_black_and_white(Pix* grey);

// Noise in the greys: how far the median pixel lies from the median of its 3×3 neighbours, as a share of the contrast
// between paper and ink. Most of a page is paper, so letters and their edges don't count.
double grain_of(Pix* grey);

// Each pixel the median of its 3×3 neighbours: takes grain and specks away, leaves edges.
PixPtr smoothed(Pix* grey);

// On a page of hardly any ink and few letters, the grain of the paper made white: taken for ink, its tens of thousands
// of specks take minutes to read.
PixPtr without_grain(Pix* grey, Pix* ink, const ImageLook& look);

// Brightness of the paper made even: for photos.
PixPtr level_paper(Pix* grey);

// Turned by quarters, clockwise.
PixPtr turned_by(Pix* pix, int degrees);

// Degrees clockwise by which the page leans: as its ruling lines do, else as its lines of text, whatever stands
// straight around them, such as the border that a scanner leaves. 0 where they don't say.
double skew_of(Pix* ink);

// Turned by -skew; the size stays.
PixPtr straightened(Pix* grey, double skew);

// Horizontal and vertical ruling lines in `ink`, in its pixels. `dpi` of the image.
std::vector<Box> ruling_lines(Pix* ink, double dpi);

}  // namespace assay
