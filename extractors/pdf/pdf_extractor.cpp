#include "extractors/pdf/pdf_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "extractors/core/sha256.hpp"
#include "extractors/parts/parts.hpp"
#include "extractors/pdf/outline_headings.hpp"
#include "extractors/pdf/pdf_file.hpp"
#include "extractors/pdf/pdf_page.hpp"

namespace assay {
namespace {

// Whether the mark that ends a PDF stands in its last KiB, where readers look for it.
bool has_end_mark(ByteView bytes) {
  const std::string_view text = as_chars(bytes);
  return text.substr(text.size() - std::min<std::size_t>(text.size(), 1024)).find("%%EOF") != std::string_view::npos;
}

// How many bytes stand before the mark that begins a PDF; readers look for it in the first KiB.
std::size_t bytes_before(ByteView bytes) {
  const std::size_t at = as_chars(bytes).substr(0, 1024).find("%PDF-");
  return at == std::string_view::npos ? 0 : at;
}

// The XML of an electronic invoice says again what its pages show, in a form for programs.
bool is_data(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.ends_with(".xml");
}

// "offer (2).docx", since the ending says of which kind a file is.
std::string numbered(const std::string& name, int number) {
  const std::size_t mark = name.find_last_of("./");
  const std::size_t end = mark == std::string::npos || name[mark] == '/' ? name.size() : mark;
  return fmt::format("{} ({}){}", name.substr(0, end), number, name.substr(end));
}

class SpanReader {
 public:
  SpanReader(PdfFile& file, ByteView bytes, const ExtractOptions& options, Progress& progress)
      : file_(file),
        has_end_(has_end_mark(bytes)),
        junk_(bytes_before(bytes)),
        options_(options),
        progress_(progress),
        headings_(file.outline(5'000)) {}

  Document read() {
    const int total = std::min(file_.page_count(), std::max(options_.limits.pages, 1));
    const int first = std::max(options_.first_page, 1);
    const int last = options_.last_page > 0 ? std::min(options_.last_page, total) : total;
    out_.span = {first, std::min(first - 1, last), total};
    if (first == 1) describe_file();
    for (int number = first; number <= last; ++number) {
      add(read_pdf_page(file_, number, options_, progress_));
      out_.span.last_page = number;
      progress_.advance("page", number, total);
      if (text_bytes_ > options_.limits.text_bytes) {
        note_limit("text_bytes", options_.limits.text_bytes, number);
        out_.span.last_page = last;
        break;
      }
      const bool enough =
          options_.last_page == 0 && options_.ocr_pages_per_span > 0 && ocr_pages_ >= options_.ocr_pages_per_span;
      if (enough) break;
    }
    if (out_.span.last_page == total && file_.page_count() > total)
      note_limit("pages", std::uint64_t(options_.limits.pages), total);
    if (out_.span.last_page == total) read_attachments(total);
    return std::move(out_);
  }

 private:
  void describe_file() {
    out_.metadata = file_.metadata();
    out_.signals["pdf.encrypted"] = file_.encrypted() ? 1 : 0;
    describe_extras();
    if (!file_.repaired()) return;
    Notice notice;
    if (has_end_) {  // sloppy writers get the list wrong in files that are whole
      notice.code = "format.repaired";
      notice.severity = Severity::info;
      notice.message = "The PDF's list of contents was wrong and had to be rebuilt; its end is there.";
    } else {
      notice.code = "format.damaged";
      notice.message = "The PDF is damaged: it is cut off before its end, and parts may be missing.";
      out_.partial = true;
    }
    out_.notices.push_back(std::move(notice));
  }

  // Behind the last page: children of the document, each under its name. Without OCR: an attached scan could take all
  // the time that the last pages have.
  void read_attachments(int pages) {
    const int count = file_.attachment_count(pages);
    if (count <= 0) return;
    ExtractOptions options = options_;
    options.ocr = false;
    PartReader parts(out_, options, progress_);
    std::map<std::string, int> copies;
    std::set<std::string> names, hashes;
    std::uint64_t read_again = 0;  // bytes
    for (int i = 0; i < count; ++i) {
      const std::uint64_t left = parts.left().unpacked_bytes;
      const std::uint64_t most = std::min(options_.limits.member_bytes, left > read_again ? left - read_again : 0);
      PdfFile::Attachment file = file_.attachment(i, most);
      if (file.name.empty()) file.name = fmt::format("attachment {}", i + 1);
      // Programs list the file of a note among those of the document as well.
      const bool is_new = !file.bytes || hashes.insert(file.name + '\n' + sha256_of(as_bytes(*file.bytes))).second;
      if (file.of_note && !is_new) {
        read_again += file.bytes->size();
        continue;
      }
      const std::string name = file.name;
      while (!names.insert(file.name).second) file.name = numbered(name, ++copies[name] + 1);
      if (!read_attachment(parts, file, most < options_.limits.member_bytes ? "unpacked_bytes" : "member_bytes")) break;
    }
    parts.finish();
  }

  // Pages of it that need OCR, all of them or their pictures, are named once, and are no fault of the document's own.
  bool read_document(PartReader& parts, const PdfFile::Attachment& file) {
    const auto before = static_cast<std::ptrdiff_t>(out_.notices.size());
    const bool room = parts.add(file.name, as_bytes(*file.bytes), 1);
    const auto unread = std::remove_if(out_.notices.begin() + before, out_.notices.end(), [](const Notice& notice) {
      return notice.code == "readability.page_not_read" || notice.code == "readability.text_passed_over";
    });
    const auto pages = out_.notices.end() - unread;
    out_.notices.erase(unread, out_.notices.end());
    if (pages == 0) return room;
    Notice notice;
    notice.code = "completeness.embedded_document";
    notice.severity = Severity::info;
    notice.message = fmt::format(
        "{} page(s) of '{}', which is attached, are or hold images of text, and attached images are not read.", pages,
        file.name);
    notice.place.part = file.name;
    out_.notices.push_back(std::move(notice));
    return room;
  }

  // `limit` is the one that says how large it may be. False where there is no room for further ones.
  bool read_attachment(PartReader& parts, const PdfFile::Attachment& file, const char* limit) {
    if (file.bytes && !is_data(file.name)) return read_document(parts, file);
    if (!file.bytes && file.too_large) return parts.too_large(file.name, limit);
    if (!parts.count(file.name)) return false;
    if (file.bytes) {
      parts.name_child(file.name, "application/xml", as_bytes(*file.bytes));
      parts.not_read(file.name, Severity::info, "completeness.embedded_document",
                     "it is data for programs (XML), such as that of an electronic invoice.", {});
      return true;
    }
    parts.name_child(file.name);
    parts.not_read(file.name, Severity::warning, "format.damaged", "the PDF does not hold its bytes.", {});
    return true;
  }

  // What no page shows.
  void describe_extras() {
    if (junk_ > 0)
      out_.notices.push_back({"format.repaired",
                              Severity::info,
                              fmt::format("{} bytes that do not belong to it stand before the PDF's beginning.", junk_),
                              {},
                              {}});
    if (file_.forbids_copying())
      out_.notices.push_back({"format.protected",
                              Severity::info,
                              "The PDF is protected: programs are asked not to copy its text.",
                              {},
                              {}});
    if (const int signatures = file_.signature_count(); signatures > 0)
      out_.notices.push_back(
          {"format.signed",
           Severity::info,
           fmt::format("The PDF is signed digitally ({} signature(s)); whether they hold was not checked.", signatures),
           {},
           {}});
    if (file_.script_count() > 0)
      out_.notices.push_back(
          {"format.macros", Severity::info, "The PDF holds scripts (JavaScript); they were not run.", {}, {}});
  }

  void add(ReadPage read) {
    out_.partial = out_.partial || read.lost;
    ocr_pages_ += read.used_ocr;
    const bool learns = options_.language.empty() && !read.page.language.empty();
    const int tables_before = static_cast<int>(out_.tables.size());
    headings_.apply(read.layout.blocks);
    for (Block& block : read.layout.blocks) {
      if (block.table) *block.table += tables_before;
      text_bytes_ += block.text.size();
      out_.blocks.push_back(std::move(block));
    }
    if (!read.watermark.empty()) {  // no part of the text, as headers are not
      Block block;
      block.kind = BlockKind::page_header;
      block.text = std::move(read.watermark);
      block.place.page = read.page.number;
      out_.blocks.push_back(std::move(block));
    }
    for (std::string& remark : read.remarks) {
      Block block;
      block.kind = BlockKind::comment;
      block.text = std::move(remark);
      block.place.page = read.page.number;
      text_bytes_ += block.text.size();
      out_.blocks.push_back(std::move(block));
    }
    for (Table& table : read.layout.tables) {
      for (const Cell& cell : table.cells) text_bytes_ += cell.text.size();
      out_.tables.push_back(std::move(table));
    }
    for (auto* list : {&read.notices, &read.layout.notices})
      for (Notice& notice : *list) out_.notices.push_back(std::move(notice));
    out_.pages.push_back(std::move(read.page));
    if (learns) options_.language = main_language(out_.pages);
  }

  void note_limit(const char* name, std::uint64_t limit, int page) {
    Notice notice;
    notice.code = "completeness.limit";
    notice.severity = Severity::error;
    notice.message = fmt::format("The PDF was read up to page {}: it exceeds the limit of {}.", page, limit);
    notice.evidence = fmt::format("limit: {}", name);
    notice.place.page = page;
    out_.notices.push_back(std::move(notice));
    out_.partial = true;
  }

  PdfFile& file_;
  bool has_end_;
  std::size_t junk_;
  ExtractOptions options_;
  Progress& progress_;
  OutlineHeadings headings_;
  Document out_;
  int ocr_pages_ = 0;
  std::uint64_t text_bytes_ = 0;
};

class PdfExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "pdf"; }
  int version() const override { return 24; }
  bool reads(std::string_view media_type) const override { return media_type == "application/pdf"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    Result<std::unique_ptr<PdfFile>> file = PdfFile::open(bytes);
    if (!file) return tl::unexpected(file.error());
    return SpanReader(**file, bytes, options, progress).read();
  }
};

}  // namespace

const Extractor& pdf_extractor() {
  static const PdfExtractor extractor;
  return extractor;
}

}  // namespace assay
