#include "extractors/office/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "extractors/core/packed_value.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/item_stream.hpp"
#include "extractors/office/merges.hpp"
#include "extractors/office/row_scanner.hpp"
#include "extractors/office/sheet_cells.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Nearly always one piece, which needs no copy; `joined` holds it where there are several.
std::string_view text_of(pugi::xml_node node, std::string& joined) {
  const pugi::xml_node first = node.first_child();
  if (!first) return {};
  if (!first.next_sibling()) return first.value();
  joined.clear();
  for (const pugi::xml_node part : node.children()) joined += part.value();
  return joined;
}

// Of odd pages, and of even ones and the first where they say something else.
std::string printed_codes(pugi::xml_node furniture, const std::string& kind) {
  std::string out;
  for (const char* pages : {"odd", "even", "first"}) {
    const std::string codes = child(furniture, pages + kind).text().as_string();
    if (out.find(codes) == std::string::npos) out += (out.empty() ? "" : "&L") + codes;
  }
  return out;
}

// Names of one letter are compared for each of millions of cells.
bool is(std::string_view name, char letter) {
  return name.size() == 1 && name.front() == letter;
}

class SheetReader {
 public:
  SheetReader(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget, Progress& progress)
      : package_(package),
        book_(book),
        sheet_(sheet),
        progress_(progress),
        cells_(package, sheet, book.strings, budget),
        strings_(*book.strings) {}

  SheetContent read() {
    ItemStream rows(package_, sheet_.part, "sheetData", "row");
    read_head(rows.head());
    while (const std::string* const run = rows.next_text()) {
      if (!cells_.full()) read_run(*run, rows);
      progress_.advance("rows of " + sheet_.name, row_ + 1, 0);
    }
    out_.grid = cells_.take();
    read_tail(rows.tail());
    return std::move(out_);
  }

 private:
  void read_head(const std::string& head) {
    pugi::xml_document tree;
    tree.load_buffer(head.data(), head.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = tree.document_element();
    rows_hidden_ = flag(attribute(child(root, "sheetFormatPr"), "zeroHeight"), false);
    for (const pugi::xml_node column : child(root, "cols").children())
      if (flag(attribute(column, "hidden"), false))
        cells_.hide_columns(static_cast<int>(to_long(attribute(column, "min"))) - 1,
                            static_cast<int>(to_long(attribute(column, "max"))) - 1);
  }

  void read_run(const std::string& run, ItemStream& rows) {
    RowScanner scanner(run);
    for (;;) {
      const RowScanner::Step step = scanner.next();
      if (step == RowScanner::Step::strange) return read_tree(scanner, rows);
      if (step == RowScanner::Step::end || cells_.full()) return;
      if (step == RowScanner::Step::row)
        begin_row(scanner.row());
      else
        take_cell(scanner.cell());
    }
  }

  // The rest of the run, from the row that the scanner did not understand. Of that row it gave out some cells already.
  void read_tree(const RowScanner& scanner, ItemStream& rows) {
    int known = scanner.cells_of_row();
    bool begun = scanner.in_row();
    pugi::xml_document run;
    rows.parse(scanner.row_begins(), run);
    for (const pugi::xml_node row : run.children()) {
      if (local_name(row) != "row" || cells_.full()) continue;
      if (!std::exchange(begun, false))
        begin_row({attribute(row, "r"), attribute(row, "hidden"), has_attribute(row, "ht")});
      for (pugi::xml_node cell = row.first_child(); cell && !cells_.full(); cell = cell.next_sibling())
        if (is(local_name(cell), 'c') && known-- <= 0) read_cell(cell);
      known = 0;
    }
  }

  void begin_row(const RowSource& row) {
    const long number = to_long(row.number);
    const bool known = number >= 1 && number <= most_rows;
    row_ = known ? static_cast<int>(number) - 1 : row_ + 1;
    row_number_ = known ? row.number : std::string_view();
    column_ = -1;
    row_hidden_ = flag(row.hidden, rows_hidden_ && !row.has_height);
    row_counted_ = false;
  }

  void read_cell(pugi::xml_node node) {
    CellSource cell;
    for (pugi::xml_attribute a = node.first_attribute(); a; a = a.next_attribute()) {
      const std::string_view key = a.name();
      if (is(key, 'r'))
        cell.name = a.value();
      else if (is(key, 't'))
        cell.type = a.value();
      else if (is(key, 's'))
        cell.style = a.value();
    }
    std::string value, formula, inline_text;
    for (pugi::xml_node part = node.first_child(); part; part = part.next_sibling()) {
      const auto name = local_name(part);
      if (is(name, 'v')) {
        cell.value = text_of(part, value);
      } else if (is(name, 'f')) {
        cell.has_formula = true;
        cell.formula = text_of(part, formula);
      } else if (name == "is") {
        cell.has_inline = true;
        inline_text = string_item_text(part);
      }
    }
    if (cell.has_inline) cell.inline_text = inline_text;
    take_cell(cell);
  }

  void take_cell(const CellSource& source) {
    Cell& cell = cell_;
    clear(cell);
    cell.row = row_;
    cell.column = ++column_;
    if (const auto place = place_of(source.name)) {
      cell.row = place->row;
      cell.column = column_ = place->column;
    }
    if (source.has_formula) {
      ++out_.formulas;
      cell.formula = std::string(source.formula);
    }
    if (source.has_inline && (source.type == "inlineStr" || source.value.empty())) {
      cell.text = source.inline_text;
      cell.number_as_text = is_number_as_text(cell.text);
    } else if (!source.value.empty()) {
      set_value(cell, source.type, source.value, format_of(source.style));
    } else if (source.has_formula && source.type != "str") {
      note_no_value(cell);
    }
    const bool blank = text_ == Cells::own_text ? cell.text.empty() : strings_[text_].empty();
    if (blank && !source.has_formula) return;
    cell.hidden = row_hidden_ || cells_.column_hidden(cell.column);
    const std::size_t before = cells_.size();
    cells_.keep(cell, text_);
    if (cells_.size() > before && row_hidden_ && !std::exchange(row_counted_, true)) ++out_.hidden_rows;
  }

  // Nearly all stand where their row says, and among the first columns.
  std::optional<CellPlace> place_of(std::string_view name) const {
    if (!row_number_.empty() && name.size() == row_number_.size() + 1 && name[0] >= 'A' && name[0] <= 'Z' &&
        name.ends_with(row_number_))
      return CellPlace{row_, name[0] - 'A'};
    return parse_cell(name);
  }

  // Its text keeps its room for the next cell: there are millions.
  void clear(Cell& cell) {
    cell.text.clear();
    cell.number.reset();
    if (!cell.formula.empty()) cell.formula = {};
    cell.type = CellType::text;
    cell.hidden = cell.number_as_text = false;
    text_ = Cells::own_text;
  }

  Shows format_of(std::string_view style) const {
    const long index = to_long(style);
    return index >= 0 && static_cast<std::size_t>(index) < book_.formats.size()
               ? book_.formats[static_cast<std::size_t>(index)]
               : Shows::number;
  }

  void set_value(Cell& cell, std::string_view type, std::string_view value, Shows shows) {
    if (is(type, 's')) {
      const long index = to_long(value);
      if (index < 0 || static_cast<std::size_t>(index) >= strings_.size()) {
        note_damaged("A cell refers to a text that the file does not hold.", cell, value);
        return;
      }
      text_ = static_cast<std::uint32_t>(index);
      cell.number_as_text = is_number(text_);
    } else if (is(type, 'b')) {
      cell.type = CellType::boolean;
      cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
    } else if (is(type, 'e')) {
      cell.type = CellType::error;
      cell.text = value;
    } else if (is(type, 'd')) {
      cell.type = CellType::date;
      cell.text = value;
    } else if (type == "str" || type == "inlineStr") {
      cell.text = value;
      cell.number_as_text = cell.formula.empty() && is_number_as_text(cell.text);
    } else {
      set_number(cell, value, shows);
    }
  }

  // Looked at once for each text, in a sheet that holds more than a few of all: a workbook may have many sheets.
  bool is_number(std::uint32_t text) {
    if (string_is_number_.empty()) {
      if (++strings_met_ < strings_.size() / 16) return is_number_as_text(strings_[text]);
      string_is_number_.assign(strings_.size(), unknown);
    }
    char& known = string_is_number_[text];
    if (known == unknown) known = is_number_as_text(strings_[text]) ? 1 : 0;
    return known == 1;
  }

  void set_number(Cell& cell, std::string_view value, Shows shows) {
    const bool plain = (shows == Shows::number || shows == Shows::text) && is_number_text(value);
    if (const auto digits = plain ? digits_of(value) : std::nullopt) {
      cell.type = CellType::number;
      cell.number = value_of(*digits);
      cell.text = value;
      return;
    }
    double number = 0;
    const char* first = value.data() + std::min(value.find_first_not_of(" \t\r\n"), value.size());
    const auto [end, error] = std::from_chars(first, value.data() + value.size(), number);
    if (error != std::errc()) {
      note_damaged("A cell says that it holds a number and does not.", cell, value);
      cell.text = value;
      return;
    }
    if (plain) {
      cell.type = CellType::number;
      cell.number = number;
      cell.text = value;
      return;
    }
    office::set_number(cell, number, book_.date1904, shows);
  }

  void note_no_value(const Cell& cell) {
    if (out_.formulas_without_value++ > 0) return;
    out_.first_without_value_at = cell_name(cell.row, cell.column);
    out_.first_without_value = fmt::format("{} ={}", out_.first_without_value_at, cell.formula.text());
  }

  void note_damaged(const char* message, const Cell& cell, std::string_view evidence) {
    if (damaged_cells_++ > 0) return;
    package_.note("format.damaged", Severity::warning, message,
                  fmt::format("sheet '{}', {}: {}", sheet_.name, cell_name(cell.row, cell.column), evidence),
                  sheet_.part);
  }

  void read_tail(const std::string& tail) {
    pugi::xml_document tree;
    tree.load_buffer(tail.data(), tail.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    std::vector<MergedRange> merges;
    for (const pugi::xml_node node : tree.children()) {
      const auto name = local_name(node);
      if (name == "headerFooter") {
        out_.header_text = printed_codes(node, "Header");
        out_.footer_text = printed_codes(node, "Footer");
      }
      if (name != "mergeCells") continue;
      for (const pugi::xml_node merge : node.children()) {
        if (const auto range = parse_range(attribute(merge, "ref")))
          merges.push_back({range->row0, range->column0, range->row1, range->column1});
      }
    }
    if (!apply_merges(out_.grid, merges, out_.covered_values))
      package_.note_limit("merged_ranges",
                          "The sheet has more merged cells than can be honest; the rest was left alone.", sheet_.part);
  }

  Package& package_;
  const Workbook& book_;
  const SheetEntry& sheet_;
  Progress& progress_;
  SheetCells cells_;
  const std::vector<std::string>& strings_;
  static constexpr char unknown = 2;
  std::size_t strings_met_ = 0;
  std::vector<char> string_is_number_;
  std::string row_number_;                // as the file writes it
  Cell cell_;                             // the one that is being read; without a text that is shared
  std::uint32_t text_ = Cells::own_text;  // of its text among the shared ones
  SheetContent out_;
  bool rows_hidden_ = false, row_hidden_ = false, row_counted_ = false;
  int row_ = -1, column_ = -1;
  int damaged_cells_ = 0;
};

}  // namespace

bool is_number_as_text(const std::string& text) {
  if (text.empty() || text.size() > 32 || !reads_as_number(text)) return false;
  return !(text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9');
}

void set_number(Cell& cell, double value, bool date1904, Shows shows) {
  const bool date =
      shows == Shows::date || shows == Shows::date_time || shows == Shows::time || shows == Shows::elapsed;
  if (const auto shown = date ? date_text(value, date1904, shows) : std::nullopt) {
    cell.type = CellType::date;
    cell.text = shown->text;
    cell.number = shown->days;
    return;
  }
  cell.type = CellType::number;
  cell.number = value;
  cell.text = number_text(value);
}

SheetContent read_sheet(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget,
                        Progress& progress) {
  SheetContent content = SheetReader(package, book, sheet, budget, progress).read();
  content.declared = read_declared_tables(package, sheet);
  return content;
}

}  // namespace assay::office
