#include <fmt/format.h>

#include <functional>
#include <map>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Dark pixels of a page that a person would call empty: dust and a scanner's edge. OCRmyPDF and ScanTailor users settle
// on 0.1–0.5 % for "blank"; the lower end keeps a page with one line of print from being called so.
constexpr double blank_ink = 0.001;
// A page of which every fifth character is wrong is beyond reading with confidence.
constexpr double unreadable_cer = 0.2;

bool is_blank(const Page& page) {
  if (page.origin == PageOrigin::blank) return true;
  return page.text_source == TextSource::none && page.ink_coverage && *page.ink_coverage < blank_ink;
}

bool has_ink_but_no_text(const Page& page) {
  return page.text_source == TextSource::none && page.ink_coverage && *page.ink_coverage >= blank_ink &&
         page.origin != PageOrigin::blank;
}

bool is_unreadable(const Page& page) {
  return has_ink_but_no_text(page) || (page.predicted_cer && page.predicted_cer->value > unreadable_cer);
}

bool is_from_an_image(const Page& page) {
  return page.origin == PageOrigin::scan || page.origin == PageOrigin::fax || page.origin == PageOrigin::photo ||
         page.text_source == TextSource::ocr;
}

// Read from a page that lies on its side or head, or text that stands so on the page as it is shown.
bool is_turned(const Page& page) {
  const auto turned = page.signals.find("pdf.text_turned");
  return (turned != page.signals.end() && turned->second != 0) ||
         (page.text_source == TextSource::ocr && page.rotation != 0);
}

bool has_watermark(const Page& page) {
  return page.signals.contains("pdf.watermark");
}

// Blocks that leave the page: nobody sees that end of their lines.
void measure_cut_margins(const Document& document, std::vector<Measure>& out) {
  constexpr double slack = 3;  // pt: italics and marks reach over their own box
  double blocks = 0;
  double beyond = 0;
  Place place;
  std::string evidence;
  std::map<int, const Page*> pages;
  for (const Page& page : document.pages) pages.emplace(page.number, &page);
  for (const Block& block : document.blocks) {
    if (!block.place.page || !block.place.box || !pages.contains(*block.place.page)) continue;
    const Page& page = *pages[*block.place.page];
    const Box& box = *block.place.box;
    ++blocks;
    const bool inside =
        box.x0 >= -slack && box.y0 >= -slack && box.x1 <= page.width + slack && box.y1 <= page.height + slack;
    if (inside || page.width <= 0 || beyond++ > 0) continue;
    place = block.place;
    evidence = shortened(block.text, 120);
  }
  out.push_back(document_measure("completeness.text_beyond_page", beyond, blocks, place, evidence));
}

// Share of the pages of which `holds`, at the first of them, all of them named as evidence.
void share_of_pages(const Document& document, std::string_view name, const std::function<bool(const Page&)>& holds,
                    std::vector<Measure>& out) {
  double count = 0;
  Place place;
  std::string numbers;
  for (const Page& page : document.pages) {
    if (!holds(page)) continue;
    if (count == 0) place.page = page.number;
    if (count < 30) numbers += fmt::format("{}{}", count == 0 ? "" : ", ", page.number);
    if (count == 30) numbers += " …";
    ++count;
  }
  const double pages = static_cast<double>(document.pages.size());
  const std::string evidence =
      count == 0 ? std::string() : fmt::format("page{} {} of {}", count == 1 ? "" : "s", numbers, pages);
  out.push_back(document_measure(name, pages > 0 ? count / pages : 0, pages, place, evidence));
}

void measure_pages(const Document& document, std::string_view, std::vector<Measure>& out) {
  share_of_pages(document, "completeness.blank_pages", is_blank, out);
  share_of_pages(document, "completeness.pages_with_ink_but_no_text", has_ink_but_no_text, out);
  share_of_pages(document, "readability.unreadable_pages", is_unreadable, out);
  share_of_pages(document, "format.image_pages", is_from_an_image, out);
  share_of_pages(document, "format.turned_pages", is_turned, out);
  share_of_pages(document, "format.watermarked_pages", has_watermark, out);
  measure_cut_margins(document, out);
}

}  // namespace

const Measurer& page_measures() {
  static const FunctionMeasurer measurer(
      "pages", 3,
      {{"completeness.blank_pages", "share", "Blank pages", "Pages without text on which under 0.1 % is dark."},
       {"completeness.pages_with_ink_but_no_text", "share", "Printed pages without text",
        "Pages on which something is printed and no text was found."},
       {"readability.unreadable_pages", "share", "Unreadable pages",
        "Printed pages without text, and pages with over 20 % expected reading errors."},
       {"format.image_pages", "share", "Pages that are images",
        "Scans, faxes, photos: pages whose text had to be read from an image."},
       {"format.turned_pages", "share", "Turned pages",
        "Pages whose text stands sideways or upside down, as it is shown or as it was scanned."},
       {"format.watermarked_pages", "share", "Pages with a watermark",
        "Pages of PDFs with letters of 24 pt and more that stand on a slant; they are kept as page headers."},
       {"completeness.text_beyond_page", "count", "Text beyond the edge of its page",
        "Blocks whose box leaves the page by more than 3 pt."}},
      measure_pages);
  return measurer;
}

}  // namespace assay
