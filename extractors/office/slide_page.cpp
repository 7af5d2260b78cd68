#include "extractors/office/slide_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assay::office {

void note_hidden_slide(int number, Document& document) {
  Place place;
  place.page = number;
  document.notices.push_back(
      {"consistency.hidden_slide",
       Severity::info,
       fmt::format("Slide {} is hidden; what it holds is read, marked and left out of the text.", number),
       {},
       place});
}

void add_slide_page(int number, SlideSize size, std::size_t blocks_before, Document& document) {
  Page page;
  page.number = number;
  page.width = std::max(size.width, 0.0);
  page.height = std::max(size.height, 0.0);
  page.origin = PageOrigin::born_digital;
  page.text_source = document.blocks.size() > blocks_before ? TextSource::text_layer : TextSource::none;
  page.text_source_reason = "the slide's own text";
  document.pages.push_back(std::move(page));
}

}  // namespace assay::office
