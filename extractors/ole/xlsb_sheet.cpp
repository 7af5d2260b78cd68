#include "extractors/ole/xlsb_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/cell_reader.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/merges.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet_cells.hpp"
#include "extractors/office/threaded_comments.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/ole/xlsb_records.hpp"

namespace assay::ole {
namespace {

using namespace office;

void note_cut(Package& package, const XlsbRecords& records, const std::string& part) {
  if (records.cut())
    package.note("format.damaged", Severity::error,
                 fmt::format("The part '{}' of the file is damaged; what could be read of it was read.", part), {},
                 part);
}

std::string rich_text(std::string_view data, std::size_t at) {
  ++at;  // flags: formatting and how to pronounce it follow
  return xlsb_text(data, at);
}

void read_styles(Package& package, const std::string& part, Workbook& book) {
  if (!package.has(part)) return;
  std::map<int, std::string> codes;
  bool in_cells = false;
  XlsbRecords records(package, part);
  for (XlsbRecord record; records.next(record);) {
    if (record.type == xlsb::format) {
      std::size_t at = 2;
      codes[u16(record.data, 0)] = xlsb_text(record.data, at);
    } else if (record.type == xlsb::begin_cell_styles || record.type == xlsb::end_cell_styles) {
      in_cells = record.type == xlsb::begin_cell_styles;
    } else if (record.type == xlsb::style && in_cells) {
      const int id = u16(record.data, 2);
      const auto code = codes.find(id);
      book.formats.push_back(book.number_formats.add(id, code == codes.end() ? std::string() : code->second));
    }
  }
}

void read_strings(Package& package, const std::string& part, std::vector<std::string>& out) {
  if (!package.has(part)) return;
  XlsbRecords records(package, part);
  std::uint64_t bytes = 0;
  for (XlsbRecord record; records.next(record);) {
    if (record.type != xlsb::string_item) continue;
    out.push_back(rich_text(record.data, 0));
    bytes += out.back().size() + sizeof(std::string);
    if (bytes > 4 * package.limits().text_bytes)
      return package.note_limit("text_bytes", "The workbook holds more text than the limit allows.", part);
  }
  note_cut(package, records, part);
}

void add_sheet(Package& package, const XlsbRecord& record, const std::vector<Relationship>& parts, Workbook& book) {
  SheetEntry entry;
  const std::uint32_t state = u32(record.data, 0);
  entry.state = state == 0 ? SheetState::visible : state == 1 ? SheetState::hidden : SheetState::very_hidden;
  std::size_t at = 8;
  const std::string id = xlsb_text(record.data, at);
  entry.name = xlsb_text(record.data, at);
  const Relationship* target = find_id(parts, id);
  if (target && !target->external && package.has(target->target)) {
    entry.part = target->target;
    entry.cells = target->type == "worksheet" || target->type == "xlMacrosheet" || target->type == "xlIntlMacrosheet";
  } else {
    package.note("format.damaged", Severity::error,
                 fmt::format("The workbook does not say where sheet '{}' is kept; it is missing.", entry.name), id,
                 book.part);
  }
  book.sheets.push_back(std::move(entry));
}

// Of a row or column; a number beyond all sheets stays beyond them.
int number_at(std::string_view data, std::size_t at) {
  return static_cast<int>(std::min<std::uint32_t>(u32(data, at), 1U << 20));
}

// The first row, the last one, the first column, the last one.
MergedRange range_at(std::string_view data, std::size_t at) {
  return {number_at(data, at), number_at(data, at + 8), number_at(data, at + 4), number_at(data, at + 12)};
}

class SheetReader {
 public:
  SheetReader(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget, Progress& progress)
      : package_(package), book_(book), sheet_(sheet), progress_(progress), cells_(package, book, sheet, budget) {}

  SheetContent read() {
    XlsbRecords records(package_, sheet_.part);
    for (XlsbRecord record; records.next(record);) take(record);
    note_cut(package_, records, sheet_.part);
    hide_rows_before(most_rows);
    out_.hidden = cells_.hidden();
    out_.grid = cells_.take();
    if (!apply_merges(out_.grid, merges_, out_.hidden, out_.covered_values))
      package_.note_limit("merged_ranges",
                          "The sheet has more merged cells than can be honest; the rest was left alone.", sheet_.part);
    return std::move(out_);
  }

 private:
  void take(const XlsbRecord& record) {
    const std::string_view data = record.data;
    if (record.type == xlsb::row) {
      begin_row(data);
    } else if (record.type <= xlsb::short_shared_text || record.type == xlsb::rich_text) {
      if (!cells_.full()) take_cell(record);
    } else if (record.type == xlsb::column_info) {
      if ((u16(data, 16) & 1) != 0) cells_.hide_columns(number_at(data, 0), number_at(data, 4));
    } else if (record.type == xlsb::sheet_defaults) {
      rows_hidden_ = (u16(data, 8) & 2) != 0;
    } else if (record.type == xlsb::merge) {
      add_merge(data);
    } else if (record.type == xlsb::entry_rule) {
      add_entry_rule(data);
    } else if (record.type == xlsb::sheet_protection) {
      out_.is_protected = u32(data, 2) != 0;  // behind the check of a password
    } else if (record.type == xlsb::header_footer) {
      std::size_t at = 2;
      out_.header_text = xlsb_text(data, at);
      out_.footer_text = xlsb_text(data, at);
    }
  }

  void begin_row(std::string_view data) {
    const int row = static_cast<int>(std::min<std::uint32_t>(u32(data, 0), most_rows - 1));
    hide_rows_before(row);
    row_ = row;
    row_hidden_ = (u8(data, 11) & 0x10) != 0;
    if (row_hidden_) cells_.hide_rows(row_, row_);
    column_ = -1;
    if (row_ % 5000 == 0) progress_.advance("rows of " + sheet_.name, row_ + 1, 0);
  }

  // Those that the file leaves out.
  void hide_rows_before(int row) {
    if (rows_hidden_) cells_.hide_rows(row_ + 1, row - 1);
  }

  void add_merge(std::string_view data) {
    const MergedRange range = range_at(data, 0);
    if (range.row1 >= range.row0 && range.column1 >= range.column0 && range.row1 < most_rows &&
        range.column1 < most_columns)
      merges_.push_back(range);
  }

  // Flags, ranges, titles and texts of the message and of the prompt, formulas, which are not read.
  void add_entry_rule(std::string_view data) {
    std::size_t at = 8 + 16 * std::size_t{u32(data, 4)};
    std::string texts[4];
    for (std::string& text : texts) text = xlsb_text(data, at);
    const MergedRange range = range_at(data, 8);
    const std::string first = cell_name(range.row0, range.column0), last = cell_name(range.row1, range.column1);
    const bool typed_list = (u32(data, 0) & 0x80) != 0;
    out_.entry_rules.add(first == last ? first : first + ":" + last,
                         {typed_list ? "a list" : "", texts[2], texts[3], texts[0], texts[1]});
  }

  void take_cell(const XlsbRecord& record) {
    // The short forms follow the cell before them and do not say their column.
    const bool is_short = record.type >= xlsb::short_blank && record.type <= xlsb::short_shared_text;
    const std::string_view data = record.data;
    std::size_t at = is_short ? 0 : 4;
    const std::uint32_t column = is_short ? static_cast<std::uint32_t>(column_ + 1) : u32(data, 0);
    if (column >= static_cast<std::uint32_t>(most_columns)) return;
    column_ = static_cast<int>(column);
    const std::uint32_t style = u32(data, at) & 0xFFFFFF;
    at += 4;
    Cell cell;
    cell.row = row_;
    cell.column = column_;
    text_ = Cells::own_text;
    if (record.type >= xlsb::formula_text && record.type <= xlsb::formula_error) {
      ++out_.formulas;
      if (data.size() < at + result_size(record.type)) {
        out_.without_value.add(row_, column_);
        return;
      }
    }
    set_value(cell, is_short ? record.type - xlsb::short_blank + xlsb::blank : record.type, data, at, style);
    if (!cell.text.empty()) keep(std::move(cell));
  }

  // Bytes of a formula's stored result; of a text those of its length.
  static std::size_t result_size(std::uint32_t formula) {
    if (formula == xlsb::formula_number) return 8;
    return formula == xlsb::formula_text ? 4 : 1;
  }

  void set_value(Cell& cell, std::uint32_t type, std::string_view data, std::size_t at, std::uint32_t style) {
    const bool known = style < book_.formats.size();
    const CellFormat format = known ? book_.formats[style] : CellFormat{};
    const bool number = type == xlsb::rk || type == xlsb::number || type == xlsb::formula_number;
    if (number && !known && style > 0) out_.unknown_format.add(cell.row, cell.column);
    switch (type) {
      case xlsb::rk:
        return set_number(cell, rk_number(u32(data, at)), book_.date1904, format);
      case xlsb::number:
      case xlsb::formula_number:
        return set_number(cell, f64(data, at), book_.date1904, format);
      case xlsb::error:
      case xlsb::formula_error:
        cell.type = CellType::error;
        cell.text = error_text(u8(data, at));
        return;
      case xlsb::boolean:
      case xlsb::formula_boolean:
        cell.type = CellType::boolean;
        cell.text = u8(data, at) != 0 ? "TRUE" : "FALSE";
        return;
      case xlsb::shared_text: {
        const std::uint32_t index = u32(data, at);
        if (index >= book_.strings->size())
          return package_.note("format.damaged", Severity::warning,
                               "A cell refers to a text that the file does not hold.", cell_name(cell.row, cell.column),
                               sheet_.part);
        cell.text = (*book_.strings)[index];
        text_ = index;
        break;
      }
      case xlsb::text:
      case xlsb::formula_text:
        cell.text = xlsb_text(data, at);
        break;
      case xlsb::rich_text:
        cell.text = rich_text(data, at);
        break;
      default:
        return;
    }
    cell.number_as_text = type != xlsb::formula_text && is_number_as_text(cell.text);
    cell.format = format.of_words();
  }

  void keep(Cell cell) {
    cell.hidden = row_hidden_ || cells_.column_hidden(cell.column);
    cells_.keep(cell, text_);
  }

  Package& package_;
  const Workbook& book_;
  const SheetEntry& sheet_;
  Progress& progress_;
  SheetCells cells_;
  SheetContent out_;
  std::vector<MergedRange> merges_;
  bool row_hidden_ = false;
  bool rows_hidden_ = false;  // where the file does not say otherwise
  int row_ = -1, column_ = -1;
  std::uint32_t text_ = Cells::own_text;  // of the cell's text among the shared ones
};

// As blocks at their cells.
std::vector<Block> read_comments(Package& package, const Workbook& book, const SheetEntry& sheet) {
  std::vector<Block> out;
  const ThreadedComments threads = read_threaded_comments(package, book, sheet);
  for (const Relationship& item : distinct_members(package, relationships(package, sheet.part))) {
    if (item.type != "comments" || !item.target.ends_with(".bin")) continue;
    std::vector<std::string> authors;
    Block block;
    std::string author;
    XlsbRecords records(package, item.target);
    for (XlsbRecord record; records.next(record);) {
      std::size_t at = 0;
      if (record.type == xlsb::comment_author) authors.push_back(xlsb_text(record.data, at));
      if (record.type == xlsb::comment) {
        const std::uint32_t by = u32(record.data, 0), row = u32(record.data, 4), column = u32(record.data, 12);
        author = by < authors.size() ? authors[by] : "";
        block.place.range =
            row < static_cast<std::uint32_t>(most_rows) && column < static_cast<std::uint32_t>(most_columns)
                ? cell_name(static_cast<int>(row), static_cast<int>(column))
                : std::string();
      }
      if (record.type != xlsb::comment_text || threads.replace(author)) continue;
      block.kind = BlockKind::comment;
      block.text = with_author(author, rich_text(record.data, 0));
      block.hidden = sheet.state != SheetState::visible;
      block.place.sheet = sheet.name;
      out.push_back(block);
    }
  }
  return out;
}

}  // namespace

Workbook read_xlsb_workbook(Package& package, const std::string& part) {
  Workbook book;
  book.part = part;
  const std::vector<Relationship> parts = relationships(package, part);
  int names = 0;
  XlsbRecords records(package, part);
  for (XlsbRecord record; records.next(record);) {
    if (record.type == xlsb::workbook_properties) book.date1904 = (u32(record.data, 0) & 1) != 0;
    if (record.type == xlsb::book_protection) book.structure_protected = (u16(record.data, 4) & 1) != 0;
    if (record.type == xlsb::sheet) add_sheet(package, record, parts, book);
    if (record.type == xlsb::name) {
      std::size_t at = 9;
      if (!xlsb_text(record.data, at).starts_with("_xlnm.")) ++names;
    }
  }
  note_cut(package, records, part);
  const Relationship* styles = find_type(parts, "styles");
  read_styles(package, styles ? styles->target : "xl/styles.bin", book);
  const Relationship* strings = find_type(parts, "sharedStrings");
  read_strings(package, strings ? strings->target : "xl/sharedStrings.bin", *book.strings);
  if (names > 0)
    package.note("format.defined_names", Severity::info,
                 fmt::format("The workbook defines {} name{} for cells or formulas.", names, names == 1 ? "" : "s"), {},
                 part);
  book.people = read_people(package, parts);
  note_parts(package, parts, part);
  return book;
}

SheetContent read_xlsb_sheet(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget,
                             Progress& progress) {
  SheetContent content = SheetReader(package, book, sheet, budget, progress).read();
  content.comments = read_comments(package, book, sheet);
  return content;
}

}  // namespace assay::ole
