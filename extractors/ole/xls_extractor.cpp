#include "extractors/ole/xls_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/office/workbook_notes.hpp"
#include "extractors/ole/biff_globals.hpp"
#include "extractors/ole/biff_sheet.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/ole/held_file.hpp"

namespace assay {
namespace {

using namespace ole;
using std::string_view_literals::operator""sv;

// The beginning of the records of Excel 97: found also where the tables of the compound file are lost.
constexpr std::string_view workbook_begins = "\x09\x08\x10\x00\x00\x06\x05\x00"sv;
constexpr std::size_t sector = 512;

Notice notice(std::string code, Severity severity, std::string message, std::string evidence = {}) {
  return {std::move(code), severity, std::move(message), std::move(evidence), {}};
}

bool begins_with_records(std::string_view bytes) {
  return bytes.size() > 8 && is_bof(u16(bytes, 0)) && u16(bytes, 2) >= 4 && u16(bytes, 2) <= 16;
}

class Reading {
 public:
  Reading(std::string_view bytes, const ExtractOptions& options, Progress& progress)
      : bytes_(bytes), options_(options), progress_(progress) {}

  Result<Document> read() {
    if (std::optional<Failure> failure = open()) return tl::unexpected(*std::move(failure));
    read_globals();
    if (globals_.encrypted) return locked();
    if (globals_.sheets.empty()) globals_.sheets.push_back({{"", "", office::SheetState::visible, true}, 0});
    read_sheets();
    if (globals_.encrypted) return locked();
    if (sheets_read_ == 0)
      return fail(FailureKind::damaged, "The workbook holds no sheet that can be read. Ask for a new copy.");
    tell_about_workbook();
    if (file_) read_objects(*file_, "MBD", options_, progress_, document_);
    document_.signals["sheets"] = static_cast<double>(globals_.sheets.size());
    document_.signals["sheets.hidden"] = hidden_;
    document_.signals["formulas"] = formulas_;
    office::finish(document_);
    return std::move(document_);
  }

 private:
  static tl::unexpected<Failure> locked() {
    return fail(FailureKind::encrypted, "The workbook is locked with a password; save it without one to have it read.");
  }

  std::optional<Failure> open() {
    if (begins_with_records(bytes_)) {
      stream_ = bytes_;
      return std::nullopt;
    }
    std::string why;
    file_ = CompoundFile::open(bytes_, why);
    if (file_) {
      for (const char* name : {"Workbook", "Book"})
        if (stream_.empty() && file_->has(name)) kept_ = file_->read(name), stream_ = kept_;
      file_->read_properties(document_.metadata);
      tell_about_storages(*file_);
      if (begins_with_records(stream_)) return std::nullopt;
      why = "the stream of the workbook is missing or is none";
    }
    for (std::size_t at = sector; at < bytes_.size(); at += sector) {
      if (!bytes_.substr(at).starts_with(workbook_begins)) continue;
      stream_ = bytes_.substr(at);
      lose("The file is damaged or cut short; what could be found of it was read, and may lack cells.", why);
      return std::nullopt;
    }
    return Failure{FailureKind::damaged, "The workbook is damaged: it cannot be opened. Ask for a new copy.", why};
  }

  void lose(std::string message, std::string evidence) {
    document_.partial = true;
    document_.notices.push_back(notice("format.damaged", Severity::error, std::move(message), std::move(evidence)));
  }

  void hit_limit(const std::string& limit, std::string message) {
    document_.partial = true;
    document_.notices.push_back(
        notice("completeness.limit", Severity::error, std::move(message), fmt::format("limit: {}", limit)));
  }

  void tell_about_storages(const CompoundFile& file) {
    if (file.has("_SX_DB_CUR") || file.has("_SX_DB"))  // since Excel 97, before
      document_.notices.push_back(
          notice("format.pivot_cache", Severity::info,
                 "The workbook keeps a copy of the data behind a pivot table, which a reader does not see."));
    globals_.macros = file.has("_VBA_PROJECT_CUR") || file.has("_VBA_PROJECT");
  }

  void read_globals() {
    RecordReader reader(stream_);
    Record record;
    if (!reader.next(record)) return;
    globals_.version = version_of(record);
    if (globals_.version < 5) return;  // one sheet, and all that is about it inside
    while (reader.next(record) && record.id != biff::eof) {
      globals_.take(record, reader, options_.limits);
      if (globals_.encrypted) return;
      if (globals_.sheets.size() > static_cast<std::size_t>(options_.limits.package_entries)) {
        hit_limit("package_entries", "The workbook names more sheets than the limit allows; the rest was not read.");
        break;
      }
    }
    if (globals_.strings_cut) lose("Texts that cells share are damaged; cells that hold them were left out.", {});
    if (globals_.strings_over_limit)
      hit_limit("text_bytes", "The workbook holds more text than the limit allows; some cells were left out.");
  }

  void read_sheets() {
    office::Budget budget{options_.limits.cells, options_.limits.text_bytes};
    std::uint64_t walked = 0;
    for (std::size_t i = 0; i < globals_.sheets.size(); ++i) {
      const BiffSheetEntry sheet = globals_.sheets[i];
      const office::SheetEntry& entry = sheet.entry;
      progress_.advance("sheet", static_cast<int>(i), static_cast<int>(globals_.sheets.size()));
      if (entry.state != office::SheetState::visible) {
        ++hidden_;
        note_hidden_sheet(entry, document_);
      }
      if (!entry.cells) {
        ++sheets_read_;
        continue;
      }
      // Sheets follow one another; where they are said to lie in each other, the file lies.
      if (walked > 2 * stream_.size()) {
        lose("The workbook's list of sheets is damaged: the same cells would belong to many sheets.", entry.name);
        return;
      }
      BiffSheet read = read_biff_sheet(stream_, sheet.at, globals_, options_.limits, budget, progress_);
      walked += read.bytes;
      add(entry, std::move(read));
      if (document_.partial && (budget.cells == 0 || budget.text_bytes == 0)) return;
    }
  }

  void add(const office::SheetEntry& entry, BiffSheet read) {
    sheets_read_ += read.bytes > 0 ? 1 : 0;
    formulas_ += read.content.formulas;
    if (!read.damage.empty())
      lose(fmt::format("{} is damaged; what could be read of it was read.",
                       entry.name.empty() ? "The sheet" : fmt::format("The sheet '{}'", entry.name)),
           read.damage);
    if (!read.limit.empty())
      hit_limit(read.limit, fmt::format("The workbook holds more than the limit allows; sheet '{}' was not read to "
                                        "its end.",
                                        entry.name));
    if (read.merges_left_alone)
      hit_limit("merged_ranges", "The sheet has more merged cells than can be honest; the rest was left alone.");
    office::note_content(entry, read.content, document_);
    notes_.add(entry.name, read.content);
    const bool hidden = entry.state != office::SheetState::visible;
    append_reading(document_, find_tables(std::move(read.content.grid)), TableSource::sheet, entry.name, hidden);
    const std::size_t beside = document_.blocks.size();
    for (BiffComment& comment : read.comments)
      add_block(BlockKind::comment, std::move(comment.text), entry, cell_name(comment.row, comment.column));
    office::hide_comments(read.content.hidden, beside, document_);
    for (std::string& text : read.text_boxes) add_block(BlockKind::text_box, std::move(text), entry, {});
    office::add_printed_texts(entry, read.content, document_);
  }

  void add_block(BlockKind kind, std::string text, const office::SheetEntry& entry, std::string range) {
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
    Block block;
    block.kind = kind;
    block.text = std::move(text);
    block.hidden = entry.state != office::SheetState::visible;
    block.place.sheet = entry.name;
    block.place.range = std::move(range);
    document_.blocks.push_back(std::move(block));
  }

  void tell_about_workbook() {
    if (globals_.structure_protected) notes_.protect_structure();
    notes_.tell(document_);
    const auto tell = [this](const char* code, std::string message, std::string evidence = {}) {
      document_.notices.push_back(notice(code, Severity::info, std::move(message), std::move(evidence)));
    };
    if (globals_.defined_names > 0)
      tell("format.defined_names",
           fmt::format("The workbook defines {} name{} for cells or formulas.", globals_.defined_names,
                       globals_.defined_names == 1 ? "" : "s"),
           globals_.first_names);
    if (globals_.external_links)
      tell("format.external_link",
           "The workbook takes values from another file; what is shown is what was last read from there.");
    if (globals_.macros) tell("format.macros", "The workbook holds macros; they were not run.");
    if (formulas_ > 0)
      tell("format.formulas_not_read",
           fmt::format("The results of {} formula{} were read, but not how they are calculated: files of this old "
                       "format do not say it in words.",
                       formulas_, formulas_ == 1 ? "" : "s"));
  }

  std::string_view bytes_;
  const ExtractOptions& options_;
  Progress& progress_;
  std::optional<CompoundFile> file_;
  std::string kept_;
  std::string_view stream_;
  BiffGlobals globals_;
  Document document_;
  office::WorkbookNotes notes_;
  int hidden_ = 0, formulas_ = 0, sheets_read_ = 0;
};

class XlsExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xls"; }
  int version() const override { return 11; }
  bool reads(std::string_view media_type) const override { return media_type == "application/vnd.ms-excel"; }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    return Reading(as_chars(bytes), options, progress).read();
  }
};

}  // namespace

const Extractor& xls_extractor() {
  static const XlsExtractor extractor;
  return extractor;
}

}  // namespace assay
