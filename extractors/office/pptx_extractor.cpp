#include "extractors/office/pptx_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "extractors/office/embedded.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/graphics.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/signatures.hpp"
#include "extractors/office/slide.hpp"
#include "extractors/office/slide_comments.hpp"
#include "extractors/office/slide_page.hpp"
#include "extractors/office/xml.hpp"

namespace assay {
namespace {

using namespace office;

constexpr double units_per_point = 12700;  // English metric units

class PptxReading {
 public:
  PptxReading(Package& package, const ExtractOptions& options, Progress& progress, Document& document)
      : package_(package), options_(options), progress_(progress), document_(document) {}

  bool read() {
    const std::string part = main_part(package_, "ppt/presentation.xml");
    pugi::xml_document tree;
    if (part.empty() || !parse_part(package_, part, tree)) return false;
    const pugi::xml_node root = tree.document_element();
    size_.width = static_cast<double>(to_long(attribute(child(root, "sldSz"), "cx"))) / units_per_point;
    size_.height = static_cast<double>(to_long(attribute(child(root, "sldSz"), "cy"))) / units_per_point;
    const auto parts = relationships(package_, part);
    authors_ = read_comment_authors(package_, parts);
    for (const Relationship& item : parts)
      if (item.type == "vbaProject")
        package_.note("format.macros", Severity::info, "The presentation holds macros; they were not run.", {},
                      item.target);
    for (const pugi::xml_node slide : child(root, "sldIdLst").children()) {
      if (local_name(slide) != "sldId") continue;
      const Relationship* target = nullptr;
      for (const pugi::xml_attribute a : slide.attributes())  // "id" stands twice: its own and the relationship's
        if (const Relationship* found = find_id(parts, a.value())) target = found;
      ++number_;
      if (number_ > options_.limits.pages) {
        package_.note_limit("pages", "The presentation has more slides than the limit allows.", part);
        break;
      }
      if (target && !target->external && package_.has(target->target)) {
        read_slide(target->target);
      } else {
        package_.note("format.damaged", Severity::warning, fmt::format("Slide {} is missing in the file.", number_), {},
                      part);
      }
    }
    document_.span = {1, number_, number_};
    document_.signals["slides"] = number_;
    PartReader inside(document_, options_, progress_);
    read_embedded(package_, named_, inside, document_);
    return number_ > 0;
  }

 private:
  void read_slide(const std::string& part) {
    progress_.advance("slide", number_, 0);
    pugi::xml_document tree;
    if (!parse_part(package_, part, tree)) return;
    const bool hidden = !flag(attribute(tree.document_element(), "show"), true);
    Place place;
    place.page = number_;
    if (hidden) note_hidden_slide(number_, document_);
    const std::size_t before = document_.blocks.size();
    read_shapes(tree.document_element(), place, hidden, ShapesOf::slide, document_);
    const std::vector<Relationship> parts = relationships(package_, part);
    named_.add(parts, hidden);
    if (flag(attribute(tree.document_element(), "showMasterSp"), true)) read_master(parts, "slideLayout", place);
    read_graphics(package_, parts, TableSource::slide, place, hidden, document_);
    add_slide_page(number_, size_, before, document_);
    read_slide_comments(package_, parts, authors_, {place, hidden}, document_);
    for (const Relationship& item : distinct_members(package_, parts)) {
      pugi::xml_document notes;
      if (item.type != "notesSlide" || !parse_part(package_, item.target, notes)) continue;
      place.part = fmt::format("notes of slide {}", number_);
      read_shapes(notes.document_element(), place, hidden, ShapesOf::notes, document_);
    }
  }

  // What a layout and its master print on every slide is told with the first of them.
  void read_master(const std::vector<Relationship>& parts, std::string_view type, const Place& place) {
    const Relationship* master = find_type(parts, type);
    pugi::xml_document tree;
    if (!master || master->external || !masters_.insert(master->target).second || !package_.has(master->target) ||
        !parse_part(package_, master->target, tree))
      return;
    read_shapes(tree.document_element(), place, false, ShapesOf::master, document_);
    if (type == "slideLayout" && flag(attribute(tree.document_element(), "showMasterSp"), true))
      read_master(relationships(package_, master->target), "slideMaster", place);
  }

  Package& package_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  SlideSize size_;
  CommentAuthors authors_;
  std::set<std::string> masters_;  // that were read
  Embedding named_;                // by the slides
  int number_ = 0;
};

class PptxExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "pptx"; }
  int version() const override { return 11; }

  bool reads(std::string_view media_type) const override {
    static constexpr std::array types{
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
        "application/vnd.openxmlformats-officedocument.presentationml.template",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
        "application/vnd.ms-powerpoint.slideshow.macroEnabled.12",
    };
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto opened = Package::open(bytes, options.limits);
    if (!opened) return tl::unexpected(opened.error());
    Document document;
    read_properties(*opened, document.metadata);
    const bool read = PptxReading(*opened, options, progress, document).read();
    note_signatures(*opened);
    opened->hand_over(document);
    if (!read)
      return fail(FailureKind::damaged, "The presentation holds no slide that can be read. Ask for a new copy.");
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& pptx_extractor() {
  static const PptxExtractor extractor;
  return extractor;
}

}  // namespace assay
