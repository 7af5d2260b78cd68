// Pages as scanners, fax machines and phones give them: a paper drawn as a bitmap, degraded by grade, and stored as
// PDF, TIFF, JPEG or PNG.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/samples/paper.hpp"

struct Pix;

namespace assay::samples {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

enum class Grade {
  good,         // 300 dpi, black and white, straight
  office,       // 200 dpi, grey, a little skew and noise
  poor,         // 150 dpi, skewed by 2 degrees, low contrast, noisy; a person still reads it
  fax,          // 204 x 98 dpi, black and white, streaks and specks
  photo,        // a phone's picture: perspective, shade to one side
  upside_down,  // as office, turned by 180 degrees
  unreadable    // 50 dpi and faint: nobody reads it
};

struct ScanSettings {
  int dpi = 300;
  double skew = 0;             // degrees, either way
  double noise = 0;            // standard deviation in grey levels
  int black = 0, white = 255;  // what ink and paper become
  int blur = 0;                // half width of a box, in pixels
  bool bilevel = false;
  int threshold = 160;  // darker is ink, of bilevel pages
  bool fax = false;     // 204 x 98 dpi, whatever else is asked for
  bool photo = false, upside_down = false;
};
ScanSettings settings_of(Grade grade);

// Noise and skew are drawn from a generator named `name`.
std::vector<PixPtr> scanned(const Paper& paper, const ScanSettings& settings, std::string_view name);
inline std::vector<PixPtr> scanned(const Paper& paper, Grade grade, std::string_view name) {
  return scanned(paper, settings_of(grade), name);
}

std::string tiff(const std::vector<PixPtr>& pages);  // multi-page; G4 or LZW by depth
std::string jpeg(const PixPtr& page, int quality);
std::string png(const PixPtr& page);

// PDFs around images: G4 for black and white, JPEG otherwise.
struct ScanInfo {
  std::string title;
  std::string date;  // ISO 8601
};
std::string scan_pdf(const std::vector<PixPtr>& pages, const ScanInfo& info);
// With invisible text over each page: words a person would not see there.
std::string scan_pdf_with_layer(const std::vector<PixPtr>& pages, const std::vector<std::string>& lines,
                                const ScanInfo& info);
// The pages of a digital PDF, then the scanned ones.
std::string mixed_pdf(const std::string& digital, const std::vector<PixPtr>& pages);

}  // namespace assay::samples
