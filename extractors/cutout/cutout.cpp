#include "extractors/cutout/cutout.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>

#include "extractors/detect/detect.hpp"
#include "extractors/ocr/image_decode.hpp"
#include "extractors/pdf/pdf_file.hpp"

namespace assay {
namespace {

constexpr double page_width = 300, box_width = 480;  // pixels of the picture
constexpr double most_dpi = 130;
constexpr double margin = 20, least_width = 260, least_height = 90, most_height = 320;  // pt around and of a box
constexpr double points_an_inch = 72;
constexpr int quality = 55;
constexpr std::uint64_t pixels_max = std::uint64_t{16} << 20;

struct Framed {  // a page at some resolution
  PixPtr pix;
  double dpi = points_an_inch;
};

tl::unexpected<Failure> none(const char* why) {
  return fail(FailureKind::unsupported, why);
}

// From `low` to `high`, at least `least` wide, around the same middle and within 0 and `end`.
void widen(double& low, double& high, double least, double end) {
  const double missing = std::max(0.0, least - (high - low)) / 2;
  low = std::max(0.0, std::min(low - missing, end - least));
  high = std::min(end, std::max(high + missing, low + least));
}

Box region_of(const Box& box, double width, double height) {
  Box region{box.x0 - margin, box.y0 - margin, box.x1 + margin, std::min(box.y1 + margin, box.y0 + most_height)};
  widen(region.x0, region.x1, std::min(least_width, width), width);
  widen(region.y0, region.y1, std::min(least_height, height), height);
  return region;
}

double dpi_for(double width_pt, double pixels) {
  return width_pt > 0 ? std::min(most_dpi, pixels * points_an_inch / width_pt) : points_an_inch;
}

PixPtr to_pix(const GreyImage& image) {
  PixPtr pix(pixCreate(image.width, image.height, 8));
  if (!pix) return pix;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      pixSetPixel(pix.get(), x, y,
                  image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                               static_cast<std::size_t>(x)]);
  return pix;
}

Result<Framed> pdf_page(ByteView bytes, const CutoutPlan& plan) {
  auto file = PdfFile::open(bytes);
  if (!file) return tl::unexpected(file.error());
  const std::optional<PdfPage> page = (*file)->read_page(plan.page);
  if (!page || page->ended) return none("The page can't be drawn.");
  const double wide =
      plan.box ? region_of(*plan.box, page->width, page->height).x1 - region_of(*plan.box, page->width, page->height).x0
               : page->width;
  Framed shown;
  shown.dpi = dpi_for(wide, plan.box ? box_width : page_width);
  const std::optional<GreyImage> image = (*file)->render(plan.page, {.dpi = shown.dpi}, pixels_max);
  if (!image) return none("The page is too large to be drawn.");
  shown.pix = to_pix(*image);
  return shown;
}

Result<Framed> image_page(ByteView bytes, const CutoutPlan& plan, const Limits& limits) {
  Result<DecodedImage> decoded = decode_image(bytes, plan.page, limits);
  if (!decoded) return tl::unexpected(decoded.error());
  PageImage& image = decoded->image;
  Framed shown;
  // Where the resolution is not known, boxes can't be placed: the whole page is shown. That of a fax differs by axis.
  const auto resolution = [](l_int32 pixels, double points, double said) {
    return points > 0 ? pixels * points_an_inch / points : said;
  };
  const l_int32 width = pixGetWidth(image.pix.get()), height = pixGetHeight(image.pix.get());
  double dpi_x = resolution(width, image.width_pt, image.dpi_x);
  double dpi_y = resolution(height, image.height_pt, image.dpi_y);
  // No scanner steps four times wider in one direction; a file that says so would be drawn as large as it likes.
  const bool known = dpi_x > 0 && dpi_y > 0 && dpi_x < 4 * dpi_y && dpi_y < 4 * dpi_x;
  if (!known) dpi_x = dpi_y = points_an_inch;
  const double wide_pt = width * points_an_inch / dpi_x, high_pt = height * points_an_inch / dpi_y;
  const bool boxed = plan.box && known;
  const Box region = boxed ? region_of(*plan.box, wide_pt, high_pt) : Box{0, 0, wide_pt, high_pt};
  const double dpi = std::min(dpi_x, dpi_for(region.x1 - region.x0, boxed ? box_width : page_width));
  const PixPtr grey(pixConvertTo8(image.pix.get(), 0));
  if (!grey) return none("The image can't be drawn.");
  shown.pix = PixPtr(pixScale(grey.get(), static_cast<float>(dpi / dpi_x), static_cast<float>(dpi / dpi_y)));
  shown.dpi = boxed ? dpi : 0;
  return shown;
}

struct BoxDeleter {
  void operator()(::Box* box) const { boxDestroy(&box); }
};
using PixBox = std::unique_ptr<::Box, BoxDeleter>;

PixBox pixels_of(const Box& box, double dpi) {
  const auto at = [dpi](double points) { return static_cast<l_int32>(std::lround(points * dpi / points_an_inch)); };
  return PixBox(
      boxCreate(at(box.x0), at(box.y0), std::max(1, at(box.x1) - at(box.x0)), std::max(1, at(box.y1) - at(box.y0))));
}

// The page around the box, with the box framed.
PixPtr framed(const Framed& shown, const Box& box) {
  const double width = pixGetWidth(shown.pix.get()) * points_an_inch / shown.dpi;
  const double height = pixGetHeight(shown.pix.get()) * points_an_inch / shown.dpi;
  if (box.x0 >= width || box.y0 >= height || box.x1 <= 0 || box.y1 <= 0) return {};
  PixPtr colour(pixConvertTo32(shown.pix.get()));
  if (!colour) return colour;
  Box around{std::max(0.0, box.x0 - 2), std::max(0.0, box.y0 - 2), std::min(width, box.x1 + 2),
             std::min(height, box.y1 + 2)};
  pixRenderBoxArb(colour.get(), pixels_of(around, shown.dpi).get(), 2, 190, 30, 30);
  return PixPtr(pixClipRectangle(colour.get(), pixels_of(region_of(box, width, height), shown.dpi).get(), nullptr));
}

}  // namespace

Result<std::string> cut_out(ByteView bytes, const CutoutPlan& plan, const ExtractOptions& options) {
  const std::string type = detect_media_type(bytes, options.file_name).media_type;
  const bool image = type.starts_with("image/");
  if (!image && type != "application/pdf") return none("Only pages of PDF and image files are shown.");
  const Result<Framed> shown = image ? image_page(bytes, plan, options.limits) : pdf_page(bytes, plan);
  if (!shown) return tl::unexpected(shown.error());
  if (!shown->pix) return none("The page can't be drawn.");
  PixPtr cut = plan.box && shown->dpi > 0 ? framed(*shown, *plan.box) : PixPtr(pixClone(shown->pix.get()));
  if (!cut) return none("The place is not on the page.");
  l_uint8* data = nullptr;
  size_t size = 0;
  if (pixWriteMemJpeg(&data, &size, cut.get(), quality, 0) != 0 || data == nullptr)
    return none("The picture can't be written.");
  std::string jpeg(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  if (jpeg.size() > cutout_bytes_max) return none("The picture would be too large.");
  return jpeg;
}

}  // namespace assay
