#include "extractors/ole/biff_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "extractors/office/cell_reader.hpp"
#include "extractors/office/merges.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/ole/compound_file.hpp"

namespace assay::ole {
namespace {

using office::Shows;

constexpr int columns_at_most = 256, rows_at_most = 65536;
constexpr std::size_t rest_of_cell = 6;  // where a cell's value begins, behind row, column and style

// [MS-XLS] 2.5.10

class SheetReader {
 public:
  SheetReader(std::string_view stream, std::size_t at, BiffGlobals& globals, const Limits& limits,
              office::Budget& budget, Progress& progress)
      : reader_(stream, at), globals_(globals), limits_(limits), budget_(budget), progress_(progress), begin_(at) {}

  BiffSheet read() {
    Record record;
    if (!reader_.next(record) || !is_bof(record.id)) {
      out_.damage = "where the sheet should begin there is something else";
      return std::move(out_);
    }
    int depth = 0;  // charts lie inside, with a beginning and an end of their own
    int count = 0;
    while (out_.limit.empty()) {
      if (!reader_.next(record)) {
        out_.damage = reader_.cut() ? "the sheet is cut short" : "the sheet has no end";
        break;
      }
      if (++count % 4096 == 0) progress_.advance("rows", count / 4096, 0);
      if (is_bof(record.id)) {
        ++depth;
      } else if (record.id == biff::eof) {
        if (depth-- == 0) break;
      } else if (depth == 0) {
        take(record);
      }
    }
    if (out_.damage.empty()) note_no_value();
    finish();
    return std::move(out_);
  }

 private:
  void take(const Record& record) {
    switch (record.id) {
      case biff::number:
      case biff::number2:
        return add_number(record, f64(record.data, value_at(record.id == biff::number2)), record.id == biff::number2);
      case biff::integer2:
        return add_number(record, u16(record.data, value_at(true)), true);
      case biff::rk:
        return add_number(record, rk_number(u32(record.data, rest_of_cell)), false);
      case biff::mul_rk:
        return add_numbers(record);
      case biff::label_sst:
        return add_shared(record);
      case biff::label:
      case biff::rich_string:
        return add_text(record, record_text(globals_, record.data, rest_of_cell, 2));
      case biff::label2:
        return add_text(record, record_text(globals_, record.data, value_at(true), 1), true);
      case biff::boolerr:
      case biff::boolerr2:
        return add_truth(record, value_at(record.id == biff::boolerr2));
      case biff::formula:
      case biff::formula3:
      case biff::formula4:
        return add_formula(record);
      case biff::string:
      case biff::string2:
        return add_result(record);
      default:
        return take_about(record);
    }
  }

  // Records about the sheet rather than about one of its cells.
  void take_about(const Record& record) {
    switch (record.id) {
      case biff::row:
        take_row(u16(record.data, 0), (u16(record.data, 12) & 0x20) != 0);
        break;
      case biff::default_row_height:
        rows_hidden_ = (u16(record.data, 0) & 2) != 0;
        break;
      case biff::column_info:
        if ((u16(record.data, 8) & 1) != 0) out_.content.hidden.columns.add(u16(record.data, 0), u16(record.data, 2));
        break;
      case biff::merge_cells:
        for (std::size_t i = 0; i < u16(record.data, 0) && 2 + 8 * i + 8 <= record.data.size(); ++i) {
          const std::size_t at = 2 + 8 * i;
          const office::MergedRange merge{u16(record.data, at), u16(record.data, at + 4), u16(record.data, at + 2),
                                          u16(record.data, at + 6)};
          if (merge.row1 >= merge.row0 && merge.column1 >= merge.column0 && merge.column1 < columns_at_most)
            merges_.push_back(merge);
        }
        break;
      case biff::header:
        out_.content.header_text = record_text(globals_, record.data, 0, globals_.version == 8 ? 2 : 1);
        break;
      case biff::footer:
        out_.content.footer_text = record_text(globals_, record.data, 0, globals_.version == 8 ? 2 : 1);
        break;
      case biff::protect:
        out_.content.is_protected = u16(record.data, 0) != 0;
        break;
      case biff::entry_rule:
        take_entry_rule(record);
        break;
      case biff::note:
        take_note(record);
        break;
      case biff::obj:
        object_ = u16(record.data, 0) == 0x15 ? u16(record.data, 6) : 0;
        break;
      case biff::text_object:
        take_text_object(record);
        break;
      default:
        if (globals_.version < 5) globals_.take(record, reader_, limits_);
        break;
    }
  }

  void take_row(int row, bool hidden) {
    told_rows_.add(row, row);
    if (hidden) out_.content.hidden.rows.add(row, row);
  }

  // Those that the file says nothing of.
  void hide_untold_rows() {
    for (int row = 0; row < rows_at_most; ++row)
      if (!told_rows_.holds(row)) out_.content.hidden.rows.add(row, row);
  }

  static std::size_t value_at(bool old) { return old ? rest_of_cell + 1 : rest_of_cell; }

  office::CellFormat format(const Record& record, bool old) {
    // Excel 2 has no styles of its own in most files: the cell names its format.
    return old ? globals_.format_of(u8(record.data, 5) & 0x3F) : globals_.format(u16(record.data, 4));
  }

  static Cell cell_of(const Record& record) {
    Cell cell;
    cell.row = u16(record.data, 0);
    cell.column = u16(record.data, 2);
    return cell;
  }

  void add_number(const Record& record, double value, bool old) {
    if (record.data.size() < rest_of_cell + 2) return;
    Cell cell = cell_of(record);
    set_number(cell, value, format(record, old));
    keep(std::move(cell));
  }

  void add_numbers(const Record& record) {
    // Row, first column, then a style and a number for each, and the last column.
    const int first = u16(record.data, 2);
    for (std::size_t i = 0; 4 + 6 * i + 6 + 2 <= record.data.size(); ++i) {
      Cell cell;
      cell.row = u16(record.data, 0);
      cell.column = first + static_cast<int>(i);
      set_number(cell, rk_number(u32(record.data, 4 + 6 * i + 2)), globals_.format(u16(record.data, 4 + 6 * i)));
      keep(std::move(cell));
    }
  }

  void set_number(Cell& cell, double value, office::CellFormat format) const {
    office::set_number(cell, value, globals_.date1904, format);
  }

  void add_shared(const Record& record) {
    const std::uint32_t index = u32(record.data, rest_of_cell);
    if (record.data.size() < rest_of_cell + 4 || index >= globals_.strings.size()) {
      if (out_.damage.empty() && !globals_.strings_cut && !globals_.strings_over_limit)
        out_.damage = fmt::format("{} refers to a text that the file does not hold",
                                  cell_name(u16(record.data, 0), u16(record.data, 2)));
      return;
    }
    add_text(record, globals_.strings[index]);
  }

  void add_text(const Record& record, std::string text, bool old = false) {
    Cell cell = cell_of(record);
    cell.format = format(record, old).of_words();
    cell.text = std::move(text);
    cell.number_as_text = office::is_number_as_text(cell.text);
    keep(std::move(cell));
  }

  void add_truth(const Record& record, std::size_t at) {
    Cell cell = cell_of(record);
    set_truth(cell, u8(record.data, at), u8(record.data, at + 1) != 0);
    keep(std::move(cell));
  }

  static void set_truth(Cell& cell, int value, bool error) {
    cell.type = error ? CellType::error : CellType::boolean;
    cell.text = error ? error_text(value) : value != 0 ? "TRUE" : "FALSE";
  }

  void add_formula(const Record& record) {
    const bool old = globals_.version == 2;
    const std::size_t at = value_at(old);
    ++out_.content.formulas;
    note_no_value();
    if (record.data.size() < at + 8) return;
    Cell cell = cell_of(record);
    if (u16(record.data, at + 6) != 0xFFFF) {
      set_number(cell, f64(record.data, at), format(record, old));
    } else if (const int kind = u8(record.data, at); kind == 1 || kind == 2) {
      set_truth(cell, u8(record.data, at + 2), kind == 2);
    } else {
      cell.format = format(record, old).of_words();
      if (kind == 0) waiting_ = std::move(cell);  // the text follows in a record of its own
      return;
    }
    keep(std::move(cell));
  }

  // The text of a result never came: the program that wrote the file did not calculate. Since Excel 97 an empty text
  // has a mark of its own; before, nothing tells the two apart.
  void note_no_value() {
    if (waiting_ && globals_.version == 8) out_.content.without_value.add(waiting_->row, waiting_->column);
    waiting_.reset();
  }

  void add_result(const Record& record) {
    if (!waiting_) return;
    if (globals_.version == 8) {
      std::vector<std::string_view> pieces{record.data};
      for (const std::string_view more : reader_.continued()) pieces.push_back(more);
      UnicodeReader(std::move(pieces)).read(2, waiting_->text);
    } else {
      waiting_->text = record_text(globals_, record.data, 0, record.id == biff::string2 ? 1 : 2);
    }
    keep(std::move(*waiting_));
    waiting_.reset();
  }

  void keep(Cell cell) {
    if (cell.text.empty() || cell.column >= columns_at_most) return;
    if (budget_.cells == 0 || budget_.text_bytes < cell.text.size()) {
      out_.limit = budget_.cells == 0 ? "cells" : "text_bytes";
      return;
    }
    --budget_.cells;
    budget_.text_bytes -= cell.text.size();
    out_.content.grid.cells.push_back(std::move(cell));
  }

  // Its range stands behind formulas that are not read.
  void take_entry_rule(const Record& record) {
    constexpr std::size_t flags = 4;
    std::string texts[4];  // titles and texts of the prompt and of the message; one of a NUL is none
    UnicodeReader reader({record.data.substr(std::min(flags, record.data.size()))});
    for (std::string& text : texts) {
      if (!reader.read(2, text)) break;
      if (text == std::string_view("\0", 1)) text.clear();
    }
    const bool typed_list = (u32(record.data, 0) & 0x80) != 0;
    out_.content.entry_rules.add({}, {typed_list ? "a list" : "", texts[0], texts[2], texts[1], texts[3]});
  }

  void take_note(const Record& record) {
    const int row = u16(record.data, 0);
    const int column = u16(record.data, 2);
    if (globals_.version == 8) {
      std::string author;
      if (record.data.size() > 8) UnicodeReader({record.data.substr(8)}).read(2, author);
      notes_[u16(record.data, 6)] = {row, column, std::move(author)};
    } else if (row != 0xFFFF && record.data.size() > 6) {
      out_.comments.push_back({row, column, decode_code_page(record.data.substr(6), globals_.code_page)});
    } else if (!out_.comments.empty() && record.data.size() > 6) {  // the rest of a long one
      out_.comments.back().text += decode_code_page(record.data.substr(6), globals_.code_page);
    }
  }

  void take_text_object(const Record& record) {
    const std::size_t count = u16(record.data, 10);
    std::string text;
    auto pieces = reader_.continued();
    if (count > 0 && !pieces.empty()) UnicodeReader(std::move(pieces)).read_flagged(count, text);
    if (budget_.text_bytes < text.size()) {
      out_.limit = "text_bytes";
      return;
    }
    budget_.text_bytes -= text.size();
    if (!text.empty()) drawn_texts_.emplace_back(object_, std::move(text));
    object_ = 0;
  }

  // The texts of comments are those of drawn boxes whose number a note names.
  void sort_drawn_texts() {
    for (auto& [object, text] : drawn_texts_) {
      const auto note = notes_.find(object);
      if (note == notes_.end()) {
        out_.text_boxes.push_back(std::move(text));
        continue;
      }
      const BiffComment& at = note->second;  // its text is the author so far
      if (!at.text.empty() && !text.starts_with(at.text)) text = at.text + ": " + text;
      out_.comments.push_back({at.row, at.column, std::move(text)});
    }
  }

  void finish() {
    std::vector<Cell>& cells = out_.content.grid.cells.loose();
    const auto before = [](const Cell& a, const Cell& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    };
    if (!std::is_sorted(cells.begin(), cells.end(), before)) std::stable_sort(cells.begin(), cells.end(), before);
    // A place that is written twice holds what was written last.
    const auto same = [](const Cell& a, const Cell& b) { return a.row == b.row && a.column == b.column; };
    const auto last = std::unique(cells.rbegin(), cells.rend(), same);
    cells.erase(cells.begin(), last.base());
    if (rows_hidden_) hide_untold_rows();
    const office::HiddenParts& hidden = out_.content.hidden;
    for (Cell& cell : cells) cell.hidden = hidden.hide(cell.row, cell.column);
    out_.content.grid.cells.set_formats(globals_.number_formats());
    out_.merges_left_alone = !office::apply_merges(out_.content.grid, merges_, hidden, out_.content.covered_values);
    sort_drawn_texts();
    out_.bytes = reader_.at() - std::min(begin_, reader_.at());
  }

  RecordReader reader_;
  BiffGlobals& globals_;
  const Limits& limits_;
  office::Budget& budget_;
  Progress& progress_;
  std::size_t begin_;
  BiffSheet out_;
  office::HiddenRuns told_rows_;
  bool rows_hidden_ = false;  // where the file does not say otherwise
  std::vector<office::MergedRange> merges_;
  std::optional<Cell> waiting_;
  std::map<int, BiffComment> notes_;
  std::vector<std::pair<int, std::string>> drawn_texts_;
  int object_ = 0;
};

}  // namespace

BiffSheet read_biff_sheet(std::string_view stream, std::size_t at, BiffGlobals& globals, const Limits& limits,
                          office::Budget& budget, Progress& progress) {
  return SheetReader(stream, at, globals, limits, budget, progress).read();
}

}  // namespace assay::ole
