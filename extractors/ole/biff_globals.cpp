#include "extractors/ole/biff_globals.hpp"

#include <algorithm>
#include <utility>

#include "extractors/ole/compound_file.hpp"

namespace assay::ole {
namespace {

using office::SheetState;

// Code pages that Excel writes by numbers of its own.
int usual_code_page(int written) {
  if (written == 0x8000) return 10000;
  if (written == 0x8001 || written == 1200 || written == 0) return 1252;
  return written;
}

SheetState state_of(std::uint8_t flags) {
  const int state = flags & 3;
  return state == 0 ? SheetState::visible : state == 1 ? SheetState::hidden : SheetState::very_hidden;
}

}  // namespace

int version_of(const Record& bof) {
  switch (bof.id) {
    case biff::bof2:
      return 2;
    case biff::bof3:
      return 3;
    case biff::bof4:
      return 4;
    default:
      return u16(bof.data, 0) >= 0x0600 ? 8 : 5;
  }
}

std::string record_text(const BiffGlobals& globals, std::string_view data, std::size_t at, int count_bytes) {
  if (at >= data.size()) return {};
  std::string out;
  if (globals.version == 8) {
    UnicodeReader({data.substr(at)}).read(count_bytes, out);
    return out;
  }
  const std::size_t count = count_bytes == 1 ? u8(data, at) : u16(data, at);
  const std::size_t from = std::min(data.size(), at + static_cast<std::size_t>(count_bytes));
  return decode_code_page(data.substr(from, count), globals.code_page);
}

office::CellFormat BiffGlobals::format(std::uint16_t style) {
  return style < styles_.size() ? format_of(styles_[style]) : office::CellFormat{};
}

office::CellFormat BiffGlobals::format_of(int number) {
  const auto code = formats_.find(number);
  return number_formats_.add(number, code == formats_.end() ? std::string() : code->second);
}

void BiffGlobals::take(const Record& record, RecordReader& reader, const Limits& limits) {
  switch (record.id) {
    case biff::file_pass:
      encrypted = true;
      break;
    case biff::code_page:
      code_page = usual_code_page(u16(record.data, 0));
      break;
    case biff::date_mode:
      date1904 = u16(record.data, 0) == 1;
      break;
    case biff::bound_sheet:
      if (version >= 5) take_bound_sheet(record);
      break;
    case biff::format:
    case biff::format2:
      take_format(record);
      break;
    case biff::xf:
      styles_.push_back(u16(record.data, 2));
      break;
    case biff::xf2:
      styles_.push_back(u8(record.data, 2) & 0x3F);
      break;
    case biff::xf3:
    case biff::xf4:
      styles_.push_back(u8(record.data, 1));
      break;
    case biff::shared_strings:
      if (strings.empty()) take_strings(record, reader, limits);
      break;
    case biff::name:
      take_name(record);
      break;
    case biff::sup_book:
      // A record of four bytes with this mark stands for the workbook itself, 0x3A01 for functions of add-ins.
      external_links = external_links || (u16(record.data, 2) != 0x0401 && u16(record.data, 2) != 0x3A01);
      break;
    case biff::protect:
      structure_protected = u16(record.data, 0) != 0;
      break;
    case biff::obj_proj:
      macros = true;
      break;
    default:
      break;
  }
}

void BiffGlobals::take_bound_sheet(const Record& record) {
  BiffSheetEntry sheet;
  sheet.at = u32(record.data, 0);
  sheet.entry.state = state_of(u8(record.data, 4));
  const std::uint8_t kind = u8(record.data, 5);
  sheet.entry.cells = kind == 0 || kind == 1;
  macros = macros || kind == 1 || kind == 6;
  sheet.entry.name = record_text(*this, record.data, 6, 1);
  if (kind != 6) sheets.push_back(std::move(sheet));
}

void BiffGlobals::take_format(const Record& record) {
  const int next = static_cast<int>(formats_.size());  // old versions count them instead of naming them
  if (version <= 3)
    formats_[next] = record_text(*this, record.data, 0, 1);
  else if (version == 4)
    formats_[next] = record_text(*this, record.data, 2, 1);
  else
    formats_[u16(record.data, 0)] = record_text(*this, record.data, 2, version == 8 ? 2 : 1);
}

void BiffGlobals::take_strings(const Record& record, RecordReader& reader, const Limits& limits) {
  std::vector<std::string_view> pieces{record.data.substr(std::min<std::size_t>(8, record.data.size()))};
  for (const std::string_view more : reader.continued()) pieces.push_back(more);
  UnicodeReader texts(std::move(pieces));
  const std::uint32_t claimed = u32(record.data, 4);
  std::uint64_t bytes = 0;
  for (std::uint32_t i = 0; i < claimed; ++i) {
    std::string text;
    const bool whole = texts.read(2, text);
    bytes += text.size() + sizeof(std::string);
    if (whole || !text.empty()) strings.push_back(std::move(text));
    if (!whole) {
      strings_cut = true;
      return;
    }
    if (bytes > 4 * limits.text_bytes) {
      strings_over_limit = true;
      return;
    }
  }
}

void BiffGlobals::take_name(const Record& record) {
  const bool built_in = (u16(record.data, 0) & 0x20) != 0;
  if (version < 5 || built_in) return;
  const std::size_t count = u8(record.data, 3);
  if (++defined_names > 5) return;
  std::string text;
  if (version == 8) {
    UnicodeReader({record.data.substr(std::min<std::size_t>(14, record.data.size()))}).read_flagged(count, text);
  } else if (record.data.size() > 14) {
    text = decode_code_page(record.data.substr(14, count), code_page);
  }
  first_names += (first_names.empty() ? "" : "; ") + text;
}

}  // namespace assay::ole
