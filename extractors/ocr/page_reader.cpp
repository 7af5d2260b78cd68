#include "extractors/ocr/page_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "extractors/ocr/clean_image.hpp"
#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/languages.hpp"
#include "extractors/ocr/leptonica.hpp"

namespace assay {

void PixDeleter::operator()(Pix* pix) const {
  pixDestroy(&pix);
}

struct PageReader::Impl {
  std::string folder;
  std::vector<std::string> models;
  std::map<std::string, std::unique_ptr<Engine>> engines;

  Engine* engine(const std::string& model);
  bool has(const std::string& model) const { return std::count(models.begin(), models.end(), model) > 0; }
};

Engine* PageReader::Impl::engine(const std::string& model) {
  auto found = engines.find(model);
  if (found == engines.end()) found = engines.emplace(model, Engine::load(folder, model)).first;
  return found->second.get();
}

PageReader::PageReader(std::string ocr_data, std::vector<std::string> languages) : impl_(std::make_unique<Impl>()) {
  impl_->folder = std::move(ocr_data);
  impl_->models = std::move(languages);
}

PageReader::~PageReader() = default;

namespace {

// Where nothing says how large the page is: 300 dpi is what offices scan at.
constexpr double usual_dpi = 300;

Notice notice(std::string code, Severity severity, std::string message, int page, std::string evidence = {}) {
  Notice out{std::move(code), severity, std::move(message), std::move(evidence), {}};
  out.place.page = page;
  return out;
}

void set_size(Page& page, const PageImage& image) {
  const double dpi_x = image.dpi_x > 0 ? image.dpi_x : usual_dpi, dpi_y = image.dpi_y > 0 ? image.dpi_y : dpi_x;
  page.width = image.width_pt > 0 ? image.width_pt : pixGetWidth(image.pix.get()) * 72.0 / dpi_x;
  page.height = image.height_pt > 0 ? image.height_pt : pixGetHeight(image.pix.get()) * 72.0 / dpi_y;
}

}  // namespace

OcrPage PageReader::read(PageImage image, int page_number, Progress& progress) {
  OcrPage out;
  out.page.number = out.layout.number = page_number;
  if (!image.pix) {
    out.notices.push_back(notice("completeness.unreadable_page", Severity::error,
                                 "The page's image can't be decoded, so its text is missing.", page_number));
    return out;
  }
  set_size(out.page, image);
  const bool bilevel = pixGetDepth(image.pix.get()) == 1;
  GreyImage grey = to_grey(image);
  image.pix.reset();
  PixPtr ink = to_ink(grey.grey.get());
  const ImageLook look = look_at(grey.grey.get(), ink.get(), bilevel);
  out.page.ink_coverage = look.ink_coverage;

  Engine* engine = impl_->models.empty() ? nullptr : impl_->engine(impl_->models.front());
  if (!engine) return out;
  const Reading reading =
      engine->read(grey.grey.get(), grey.dpi > 0 ? grey.dpi : usual_dpi, Segmentation::automatic, progress);
  const double sx = out.page.width / pixGetWidth(grey.grey.get()), sy = out.page.height / pixGetHeight(grey.grey.get());
  for (const auto& word : reading.words) {
    const Box box{word.box.x0 * sx, word.box.y0 * sy, word.box.x1 * sx, word.box.y1 * sy};
    out.page.words.push_back({word.text, box, word.confidence});
    LayoutWord placed;
    placed.text = word.text;
    placed.box = box;
    placed.confidence = word.confidence;
    out.layout.words.push_back(std::move(placed));
  }
  out.page.text_source = reading.words.empty() ? TextSource::none : TextSource::ocr;
  out.layout.width = out.page.width;
  out.layout.height = out.page.height;
  return out;
}

PageReader& page_reader(const ExtractOptions& options) {
  static std::map<std::string, std::unique_ptr<PageReader>> readers;
  std::string key = options.ocr_data;
  for (const auto& model : options.ocr_languages) key += '\n' + model;
  auto& reader = readers[key];
  if (!reader) reader = std::make_unique<PageReader>(options.ocr_data, options.ocr_languages);
  return *reader;
}

}  // namespace assay
