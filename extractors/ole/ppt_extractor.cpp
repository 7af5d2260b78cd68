#include "extractors/ole/ppt_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "extractors/office/finish.hpp"
#include "extractors/office/slide_page.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/ole/ppt_objects.hpp"
#include "extractors/ole/ppt_records.hpp"
#include "extractors/ole/ppt_slide.hpp"

namespace assay {
namespace {

using namespace ole;

constexpr double points_per_unit = 72.0 / 576;

struct SlideEntry {
  std::uint32_t part = 0, id = 0;
  std::vector<PptText> texts;
};

class PptReading {
 public:
  PptReading(std::string_view stream, const PptParts& parts, const ExtractOptions& options, Progress& progress,
             Document& document)
      : stream_(stream),
        parts_(parts),
        options_(options),
        progress_(progress),
        document_(document),
        objects_(stream, parts, options, progress, document) {}

  bool read() {
    const auto root = part(parts_.document, ppt::document);
    if (!root) return false;
    if (const auto atom = ppt_child(root->data, ppt::document_atom)) {
      size_.width = static_cast<std::int32_t>(u32(atom->data, 0)) * points_per_unit;
      size_.height = static_cast<std::int32_t>(u32(atom->data, 4)) * points_per_unit;
    }
    std::vector<SlideEntry> slides;
    PptRecords records(root->data);
    for (PptRecord record; records.next(record);) {
      if (record.type == ppt::slide_list && record.instance == 0) slides = entries(record.data);
      if (record.type == ppt::slide_list && record.instance == 2)
        for (const SlideEntry& entry : entries(record.data)) notes_[entry.id] = entry.part;
      if (record.type == ppt::slide_list && record.instance == 1)
        for (const SlideEntry& entry : entries(record.data)) masters_[entry.id] = entry.part;
      if (record.type == ppt::object_list) objects_.take_list(record.data);
      if (record.type == ppt::headers_footers) add_furniture(record.data);
    }
    for (SlideEntry& slide : slides) {
      if (number_ >= options_.limits.pages || text_bytes() > options_.limits.text_bytes) {
        hit_limit(number_ >= options_.limits.pages ? "pages" : "text_bytes");
        break;
      }
      ++number_;
      read_slide(std::move(slide));
    }
    document_.span = {1, number_, number_};
    document_.signals["slides"] = number_;
    if (number_ > 0) objects_.read();
    return number_ > 0;
  }

 private:
  std::optional<PptRecord> part(std::uint32_t number, std::uint16_t type) const {
    return ppt_part(stream_, parts_, number, type);
  }

  static std::vector<SlideEntry> entries(std::string_view list) {
    std::vector<SlideEntry> out;
    std::size_t texts_from = 0;
    PptRecords records(list);
    const auto end_texts = [&](std::size_t end) {
      if (!out.empty()) out.back().texts = ppt_texts(list.substr(texts_from, end - texts_from));
    };
    for (PptRecord record; records.next(record);) {
      if (record.type != ppt::slide_persist_atom) continue;
      const auto begin = static_cast<std::size_t>(record.data.data() - list.data());
      end_texts(begin - 8);
      texts_from = begin + record.data.size();
      out.push_back({u32(record.data, 0), u32(record.data, 12), {}});
    }
    end_texts(list.size());
    return out;
  }

  void read_slide(SlideEntry entry) {
    progress_.advance("slide", number_, 0);
    Place place;
    place.page = number_;
    const auto slide = part(entry.part, ppt::slide);
    if (!slide) {
      document_.partial = true;
      document_.notices.push_back(
          {"format.damaged", Severity::warning, fmt::format("Slide {} is missing in the file.", number_), {}, place});
    }
    const std::string_view content = slide ? slide->data : std::string_view();
    const auto show = ppt_child(content, ppt::slide_show_atom);
    const bool hidden = show && (u16(show->data, 10) & 4) != 0;
    if (hidden) office::note_hidden_slide(number_, document_);
    const std::size_t before = document_.blocks.size();
    read_ppt_slide(content, std::move(entry.texts), place, hidden, PptShapesOf::slide, document_);
    const auto atom = ppt_child(content, ppt::slide_atom);
    if (atom) read_master(*atom, place);
    if (const auto furniture = ppt_child(content, ppt::headers_footers)) add_shown_furniture(furniture->data);
    objects_.take_shown(content, hidden);
    office::add_slide_page(number_, size_, before, document_);
    const auto notes = atom ? notes_.find(u32(atom->data, 16)) : notes_.end();
    if (notes == notes_.end()) return;
    if (const auto its = part(notes->second, ppt::notes)) {
      place.part = fmt::format("notes of slide {}", number_);
      read_ppt_slide(its->data, {}, place, hidden, PptShapesOf::notes, document_);
      objects_.take_shown(its->data, hidden);
    }
  }

  // What a master prints on every slide is told with the first of them. That of titles may have one of its own.
  void read_master(const PptRecord& slide_atom, const Place& place) {
    constexpr std::size_t master_id = 12, flags = 20;
    const auto master = masters_.find(u32(slide_atom.data, master_id));
    if ((u16(slide_atom.data, flags) & 1) == 0 || master == masters_.end()) return;
    const std::uint32_t number = std::exchange(master->second, 0);  // no part has it: each is read once
    auto its = part(number, ppt::main_master);
    if (!its) its = part(number, ppt::slide);
    if (!its) return;
    read_ppt_slide(its->data, {}, place, false, PptShapesOf::master, document_);
    objects_.take_shown(its->data, false);
    if (const auto atom = ppt_child(its->data, ppt::slide_atom)) read_master(*atom, place);
  }

  // A slide's own, which the file keeps also where they are switched off.
  void add_shown_furniture(std::string_view list) {
    constexpr unsigned header_or_footer = 0x30;
    const auto atom = ppt_child(list, ppt::headers_footers_atom);
    if (atom && (u16(atom->data, 2) & header_or_footer) != 0) add_furniture(list);
  }

  void add_furniture(std::string_view list) {
    PptRecords records(list);
    for (PptRecord record; records.next(record);) {
      if (record.type != ppt::string || record.instance < 1 || record.instance > 2) continue;
      Block block;
      block.kind = record.instance == 1 ? BlockKind::page_header : BlockKind::page_footer;
      block.text = decode_code_page(record.data, 1200);
      const bool told = std::any_of(document_.blocks.begin(), document_.blocks.end(),
                                    [&](const Block& other) { return other.text == block.text; });
      if (!block.text.empty() && !told) document_.blocks.push_back(std::move(block));
    }
  }

  std::uint64_t text_bytes() {
    for (; counted_ < document_.blocks.size(); ++counted_) text_ += document_.blocks[counted_].text.size();
    return text_;
  }

  void hit_limit(const char* limit) {
    document_.partial = true;
    document_.notices.push_back({"completeness.limit",
                                 Severity::error,
                                 "The presentation holds more than the limit allows; the rest was not read.",
                                 fmt::format("limit: {}", limit),
                                 {}});
  }

  std::string_view stream_;
  const PptParts& parts_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  PptObjects objects_;
  std::map<std::uint32_t, std::uint32_t> notes_, masters_;  // parts by their ids
  office::SlideSize size_;
  int number_ = 0;
  std::size_t counted_ = 0;
  std::uint64_t text_ = 0;
};

class PptExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "ppt"; }
  int version() const override { return 3; }
  bool reads(std::string_view media_type) const override { return media_type == "application/vnd.ms-powerpoint"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    std::string why;
    const auto file = CompoundFile::open(as_chars(bytes), why);
    if (!file)
      return fail(FailureKind::damaged, "The presentation is damaged: it cannot be opened. Ask for a new copy.", why);
    const std::string stream = file->read("PowerPoint Document");
    if (stream.empty() && file->has("PP40"))
      return fail(FailureKind::unsupported,
                  "A presentation of PowerPoint 4 or 95 can't be read by Assay; save it in a newer format.");
    const std::string user = file->read("Current User");
    const auto parts = ppt_parts(stream, user);
    if (parts && parts->encrypted)
      return fail(FailureKind::encrypted,
                  "The presentation is locked with a password; save it without one to have it read.");
    Document document;
    file->read_properties(document.metadata);
    if (!parts || !PptReading(stream, *parts, options, progress, document).read())
      return fail(FailureKind::damaged, "The presentation holds no slide that can be read. Ask for a new copy.");
    if (file->has("Macros"))
      document.notices.push_back(
          {"format.macros", Severity::info, "The presentation holds macros; they were not run.", {}, {}});
    office::finish(document);
    return document;
  }
};

}  // namespace

const Extractor& ppt_extractor() {
  static const PptExtractor extractor;
  return extractor;
}

}  // namespace assay
