#include "extractors/office/cell_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "extractors/core/packed_value.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Names of one letter are compared for each of millions of cells.
bool is(std::string_view name, char letter) {
  return name.size() == 1 && name.front() == letter;
}

}  // namespace

bool is_number_as_text(const std::string& text) {
  if (text.empty() || text.size() > 32 || !reads_as_number(text)) return false;
  return !(text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9');
}

void set_number(Cell& cell, double value, bool date1904, CellFormat format) {
  const Shows shows = format.shows;
  const bool date =
      shows == Shows::date || shows == Shows::date_time || shows == Shows::time || shows == Shows::elapsed;
  if (const auto shown = date ? date_text(value, date1904, shows) : std::nullopt) {
    cell.type = CellType::date;
    cell.text = shown->text;
    cell.number = shown->days;
    if (!shown->days) cell.format = format.number;
    return;
  }
  cell.type = CellType::number;
  cell.number = value;
  cell.text = number_text(value);
  cell.format = format.of_text(cell.text.size());
}

CellReader::CellReader(Package& package, const Workbook& book, const SheetEntry& sheet, SheetCells& cells,
                       SheetContent& out)
    : package_(package),
      book_(book),
      sheet_(sheet),
      cells_(cells),
      out_(out),
      strings_(*book.strings),
      some_hide_texts_(std::any_of(book.formats.begin(), book.formats.end(),
                                   [](const CellFormat& format) { return format.hides_texts; })) {}

void CellReader::begin_row(const RowSource& row) {
  const long number = to_long(row.number);
  row_known_ = number >= 1 && number <= most_rows;
  const int next = row_known_ ? static_cast<int>(number) - 1 : row_ + 1;
  hide_rows_before(next);
  row_ = next;
  column_ = -1;
  row_hidden_ = flag(row.hidden, rows_hidden_ && !row.has_height);
  if (row_hidden_) cells_.hide_rows(row_, row_);
}

// Those that the file leaves out.
void CellReader::hide_rows_before(int row) {
  if (rows_hidden_) cells_.hide_rows(row_ + 1, row - 1);
}

void CellReader::take(const CellSource& source) {
  Cells::Spot spot = spot_of(source);
  if (!take_plain(source, spot)) take_any(source, spot);
}

Cells::Spot CellReader::spot_of(const CellSource& source) {
  Cells::Spot spot{row_, ++column_, false, false};
  if (source.column >= 0) {
    spot.column = column_ = source.column;
  } else if (const auto place = parse_cell(source.name)) {
    spot.row = place->row;
    spot.column = column_ = place->column;
  }
  spot.hidden = row_hidden_ || cells_.column_hidden(spot.column);
  return spot;
}

// Shared texts, numbers and days: nearly all cells of large sheets, straight to where they are packed.
bool CellReader::take_plain(const CellSource& source, Cells::Spot& spot) {
  if (source.has_formula || source.has_inline || source.value.empty()) return false;
  if (!is(source.type, 's')) return take_digits(source, spot);
  const std::uint32_t text = shared_text(source.value);
  if (text == Cells::own_text) return false;
  const TextLook look = look_at(text);
  if (look == TextLook::blank) return true;
  spot.number_as_text = look == TextLook::number;
  spot.format = format_of_text(source.style);
  cells_.keep_shared(spot, text);
  return true;
}

bool CellReader::take_digits(const CellSource& source, Cells::Spot& spot) {
  if (!source.type.empty() && !is(source.type, 'n')) return false;
  std::optional<PackedValue> value = digits_of(source.value);
  if (!value) return false;
  const CellFormat format = format_of(source.style, spot.row, spot.column);
  const Shows shows = format.shows;
  if (shows == Shows::date) {
    const auto day = value->decimals == 0 ? day_of(value->digits, book_.date1904) : std::nullopt;
    if (!day) return false;
    cells_.keep_day(spot, *day);
    return true;
  }
  if (shows != Shows::number && shows != Shows::text) return false;
  std::size_t size = source.value.size();
  for (; value->decimals > 0 && value->digits % 10 == 0; --value->decimals, --size) value->digits /= 10;
  if (source.value[size - 1] == '.') --size;
  spot.format = format.of_text(size);
  cells_.keep_number(spot, *value, size);
  return true;
}

void CellReader::take_any(const CellSource& source, const Cells::Spot& spot) {
  Cell cell;
  cell.row = spot.row;
  cell.column = spot.column;
  cell.hidden = spot.hidden;
  if (source.has_formula) {
    ++out_.formulas;
    cell.formula = std::string(source.formula);
  }
  std::uint32_t text = Cells::own_text;
  if (source.has_inline && (source.type == "inlineStr" || source.value.empty())) {
    cell.text = source.inline_text;
    cell.number_as_text = is_number_as_text(cell.text);
  } else if (!source.value.empty()) {
    set_value(cell, text, source);
  } else if (source.has_formula && (source.type != "str" || !source.has_value)) {
    note_no_value(cell);
  }
  if (cell.type == CellType::text) cell.format = format_of_text(source.style);
  const bool blank = text == Cells::own_text ? cell.text.empty() : strings_[text].empty();
  if (blank && !source.has_formula) return;
  cells_.keep(cell, text);
}

CellFormat CellReader::format_of(std::string_view style, int row, int column) {
  const long index = style.empty() ? 0 : to_long(style);
  if (index >= 0 && static_cast<std::size_t>(index) < book_.formats.size())
    return book_.formats[static_cast<std::size_t>(index)];
  if (index > 0) out_.unknown_format.add(row, column);
  return {};
}

std::uint32_t CellReader::format_of_text(std::string_view style) const {
  const auto index = static_cast<std::size_t>(some_hide_texts_ && !style.empty() ? to_long(style) : 0);
  return some_hide_texts_ && index < book_.formats.size() ? book_.formats[index].of_words() : 0;
}

std::uint32_t CellReader::shared_text(std::string_view index) const {
  const long text = to_long(index);
  return text < 0 || static_cast<std::size_t>(text) >= strings_.size() ? Cells::own_text
                                                                       : static_cast<std::uint32_t>(text);
}

void CellReader::set_value(Cell& cell, std::uint32_t& text, const CellSource& source) {
  const std::string_view type = source.type;
  if (is(type, 's')) {
    text = shared_text(source.value);
    if (text == Cells::own_text) {
      note_damaged("A cell refers to a text that the file does not hold.", cell, source.value);
      return;
    }
    cell.number_as_text = look_at(text) == TextLook::number;
  } else if (is(type, 'b')) {
    cell.type = CellType::boolean;
    cell.text = source.value == "1" || source.value == "true" ? "TRUE" : "FALSE";
  } else if (is(type, 'e')) {
    cell.type = CellType::error;
    cell.text = source.value;
  } else if (is(type, 'd')) {
    cell.type = CellType::date;
    cell.text = source.value;
  } else if (type == "str" || type == "inlineStr") {
    cell.text = source.value;
    cell.number_as_text = cell.formula.empty() && is_number_as_text(cell.text);
  } else {
    set_number_text(cell, source.value, format_of(source.style, cell.row, cell.column));
  }
}

// Once for each text, in a sheet that holds more than a few of all: a workbook may have many sheets.
CellReader::TextLook CellReader::look_at(std::uint32_t text) {
  if (text < looks_.size() && looks_[text] != TextLook::unknown) return looks_[text];
  const std::string& shared = strings_[text];
  const TextLook look = shared.empty()              ? TextLook::blank
                        : is_number_as_text(shared) ? TextLook::number
                                                    : TextLook::plain;
  if (looks_.empty() && ++strings_met_ >= strings_.size() / 16) looks_.assign(strings_.size(), TextLook::unknown);
  if (!looks_.empty()) looks_[text] = look;
  return look;
}

void CellReader::set_number_text(Cell& cell, std::string_view value, CellFormat format) {
  double number = 0;
  const char* first = value.data() + std::min(value.find_first_not_of(" \t\r\n"), value.size());
  const auto [end, error] = std::from_chars(first, value.data() + value.size(), number);
  if (error != std::errc()) {
    note_damaged("A cell says that it holds a number and does not.", cell, value);
    cell.text = value;
    return;
  }
  set_number(cell, number, book_.date1904, format);
}

void CellReader::note_no_value(const Cell& cell) {
  if (!out_.without_value.add(cell.row, cell.column)) return;
  out_.without_value.first +=
      cell.formula.empty() ? ", whose formula stands in another cell" : " =" + cell.formula.text();
}

void CellReader::note_damaged(const char* message, const Cell& cell, std::string_view evidence) {
  if (damaged_cells_++ > 0) return;
  package_.note("format.damaged", Severity::warning, message,
                fmt::format("sheet '{}', {}: {}", sheet_.name, cell_name(cell.row, cell.column), evidence),
                sheet_.part);
}

}  // namespace assay::office
