#include "extractors/office/odf_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "extractors/office/cell_reference.hpp"
#include "extractors/office/hidden_runs.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/odf_lines.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

int count_of(pugi::xml_node node, std::string_view name, int most) {
  if (!has_attribute(node, name)) return 1;
  return static_cast<int>(std::clamp(to_long(attribute(node, name)), 1L, static_cast<long>(most)));
}

// Seconds of "P1DT12H30M15.5S"; none where it reads otherwise, as with months, which have no length.
std::optional<double> seconds_of(std::string_view period) {
  constexpr double most = 1e12;
  if (period.size() < 3 || period.front() != 'P') return std::nullopt;
  double out = 0;
  bool clock = false;
  for (period.remove_prefix(1); !period.empty();) {
    if (period.front() == 'T' && !std::exchange(clock, true)) {
      period.remove_prefix(1);
      continue;
    }
    const std::size_t digits = period.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(period.data(), period.data() + digits, value);
    if (error != std::errc() || end != period.data() + digits) return std::nullopt;
    const char unit = period[digits];
    if (clock)
      value *= unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : std::nan("");
    else
      value *= unit == 'D' ? 86400 : std::nan("");
    out += value;
    if (!(out < most)) return std::nullopt;
    period.remove_prefix(digits + 1);
  }
  return out;
}

// "-P1DT12H30M15.5S" as "-36:30:15.5"; itself where it is no length of time. To the thousandth of a second: what lies
// behind is left of the program's own arithmetic.
std::string clock_text(std::string_view duration) {
  const bool negative = duration.starts_with('-');
  const std::optional<double> seconds = seconds_of(duration.substr(negative ? 1 : 0));
  if (!seconds) return std::string(duration);
  const auto thousandths = std::llround(*seconds * 1000);
  const auto whole = thousandths / 1000;
  std::string out = fmt::format("{}{:02}:{:02}:{:02}", negative && thousandths > 0 ? "-" : "", whole / 3600,
                                whole / 60 % 60, whole % 60);
  if (thousandths % 1000 == 0) return out;
  out += fmt::format(".{:03}", thousandths % 1000);
  return out.erase(out.find_last_not_of('0') + 1);
}

// Programs store an error as a number whose text shows it.
bool shows_error(std::string_view shown) {
  static constexpr std::array errors{"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"};
  return shown.starts_with("Err:") || std::find(errors.begin(), errors.end(), shown) != errors.end();
}

class OdfSheetReader {
 public:
  OdfSheetReader(const OdfNumberFormats& formats, OdfNumbering& numbering, OdfChanges& changes, Budget& budget,
                 Grid& grid, OdfBeside& beside)
      : formats_(formats), numbering_(numbering), changes_(changes), budget_(budget), grid_(grid), beside_(beside) {
    grid_.cells.set_formats(formats.shared());
  }

  bool read(pugi::xml_node table) {
    read_columns(table, false);
    read_rows(table, false);
    show_merged();
    for (const pugi::xml_node shape : child(table, "shapes").children()) beside_.boxes.push_back(shape);
    return !full_;
  }

 private:
  static bool is_hidden(pugi::xml_node node) {
    const auto visible = attribute(node, "visibility");
    return visible == "collapse" || visible == "filter";
  }

  void read_columns(pugi::xml_node node, bool hidden) {
    for (const pugi::xml_node item : node.children()) {
      const auto name = local_name(item);
      if (name == "table-column") {
        const int count = count_of(item, "number-columns-repeated", most_columns);
        if (hidden || is_hidden(item)) hidden_.columns.add(columns_, columns_ + count - 1);
        if (const std::string_view style = attribute(item, "default-cell-style-name"); !style.empty())
          column_formats_[columns_ + count - 1] = {columns_, formats_.of(style)};
        columns_ = std::min(columns_ + count, most_columns);
      } else if (name.starts_with("table-column") || name == "table-header-columns") {
        read_columns(item, hidden || attribute(item, "display") == "false");
      }
    }
  }

  void read_rows(pugi::xml_node node, bool hidden) {
    for (const pugi::xml_node item : node.children()) {
      const auto name = local_name(item);
      if (name == "table-row") {
        read_row(item, hidden || is_hidden(item));
      } else if (name == "table-row-group" || name == "table-header-rows" || name == "table-rows") {
        read_rows(item, hidden || attribute(item, "display") == "false");
      }
      if (full_ || row_ >= most_rows) return;
    }
  }

  void read_row(pugi::xml_node row, bool hidden) {
    const int repeat = count_of(row, "number-rows-repeated", most_rows);
    const std::size_t first = grid_.cells.size();
    if (hidden) hidden_.rows.add(row_, row_ + repeat - 1);
    row_style_ = attribute(row, "default-cell-style-name");
    int column = 0;
    for (const pugi::xml_node item : row.children()) {
      const auto name = local_name(item);
      if (name != "table-cell" && name != "covered-table-cell") continue;
      const int count = count_of(item, "number-columns-repeated", most_columns);
      if (name == "table-cell") read_cell(item, column, count);
      column = std::min(column + count, most_columns);
      if (full_ || column >= most_columns) break;
    }
    const std::size_t last = grid_.cells.size();
    for (int again = 1; again < repeat && last > first && !full_; ++again)
      for (std::size_t i = first; i < last && !full_; ++i) {
        Cell cell = grid_.cells[i];
        cell.row = std::min(row_ + again, most_rows - 1);
        keep(std::move(cell));
      }
    row_ = std::min(row_ + repeat, most_rows);
  }

  void read_cell(pugi::xml_node node, int column, int count) {
    Cell cell;
    cell.row = row_;
    cell.row_span = count_of(node, "number-rows-spanned", most_rows - row_);
    cell.column_span = count_of(node, "number-columns-spanned", most_columns - column);
    const std::string_view formula = attribute(node, "formula");  // "of:=SUM(…)"
    cell.formula = std::string(formula.substr(formula.find('=') + 1));
    set_value(node, column, cell);
    if (cell.text.empty() && cell.formula.empty() && cell.row_span == 1 && cell.column_span == 1) return;
    // The result of a formula may be an empty text.
    if (!cell.formula.empty() && cell.text.empty() && attribute(node, "value-type") != "string")
      if (beside_.without_value.add(row_, column)) beside_.without_value.first += " =" + cell.formula.text();
    for (int i = 0; i < count && !full_ && column + i < most_columns; ++i) {
      Cell copy = cell;
      copy.column = column + i;
      const CellFormat format = format_of(node, copy.column);
      if (copy.type == CellType::number || (copy.type == CellType::date && format.shows != Shows::number))
        copy.format = format.number;
      if (copy.type == CellType::text) copy.format = format.of_words();
      copy.hidden = hidden_.hide(copy.row, copy.column);
      keep(std::move(copy));
    }
  }

  // Of merged cells whose first row or column is hidden, those that others show.
  void show_merged() {
    for (Cell& cell : grid_.cells.loose())
      if (cell.hidden && (cell.row_span > 1 || cell.column_span > 1))
        cell.hidden =
            hidden_.hide({cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1});
  }

  // By the style of the cell, or else of its row, or else of its column.
  CellFormat format_of(pugi::xml_node cell, int column) const {
    if (const auto own = attribute(cell, "style-name"); !own.empty()) return formats_.of(own);
    if (!row_style_.empty()) return formats_.of(row_style_);
    const auto run = column_formats_.lower_bound(column);
    return run != column_formats_.end() && run->second.first <= column ? run->second.second : CellFormat{};
  }

  void set_value(pugi::xml_node node, int column, Cell& cell) {
    const auto type = attribute(node, "value-type");
    const std::string shown = shown_text(node, column);
    if (shows_error(shown) && (type != "string" || !cell.formula.empty())) {
      cell.type = CellType::error;
      cell.text = shown;
      return;
    }
    if (type == "float" || type == "percentage" || type == "currency") {
      const std::string value(attribute(node, "value"));
      double number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error == std::errc()) {
        cell.type = CellType::number;
        cell.number = number;
        cell.text = number_text(number);
        return;
      }
    } else if (type == "date" && has_attribute(node, "date-value")) {
      cell.type = CellType::date;
      cell.text = attribute(node, "date-value");
      return;
    } else if (type == "time" && has_attribute(node, "time-value")) {
      cell.type = CellType::date;
      cell.text = clock_text(attribute(node, "time-value"));
      return;
    } else if (type == "boolean") {
      cell.type = CellType::boolean;
      cell.text = attribute(node, "boolean-value") == "true" ? "TRUE" : "FALSE";
      return;
    }
    cell.text = shown.empty() ? std::string(attribute(node, "string-value")) : shown;
    if (type == "string" && cell.formula.empty()) {
      cell.number_as_text = cell.text.size() <= 32 && !cell.text.starts_with("0") && reads_as_number(cell.text);
    }
  }

  std::string shown_text(pugi::xml_node node, int column) {
    std::string out;
    OdfAside aside;
    OdfLines lines(numbering_, changes_, budget_.text_bytes);
    lines.add(node, aside, out);
    beside_.notes.insert(beside_.notes.end(), aside.notes.begin(), aside.notes.end());
    beside_.boxes.insert(beside_.boxes.end(), aside.boxes.begin(), aside.boxes.end());
    beside_.pictures.insert(beside_.pictures.end(), aside.pictures.begin(), aside.pictures.end());
    if (!aside.hidden.empty()) beside_.hidden.push_back(std::move(aside.hidden));
    for (const pugi::xml_node comment : aside.comments) {
      std::string text;
      OdfAside ignored;
      lines.add(comment, ignored, text);
      const std::string author = child(comment, "creator").text().as_string();
      if (!text.empty())
        beside_.comments.push_back(
            {row_, column, author.empty() ? text : author + ": " + text, hidden_.hide(row_, column)});
    }
    return out;
  }

  void keep(Cell cell) {
    if (budget_.cells == 0 || budget_.text_bytes < cell.text.size()) {
      full_ = true;
      return;
    }
    --budget_.cells;
    budget_.text_bytes -= cell.text.size();
    grid_.cells.push_back(std::move(cell));
  }

  const OdfNumberFormats& formats_;
  OdfNumbering& numbering_;
  OdfChanges& changes_;
  Budget& budget_;
  Grid& grid_;
  OdfBeside& beside_;
  HiddenParts hidden_;
  std::map<int, std::pair<int, CellFormat>> column_formats_;  // by the last of a run: its first, and the format
  std::string_view row_style_;
  int columns_ = 0;
  int row_ = 0;
  bool full_ = false;
};

}  // namespace

bool read_odf_sheet(pugi::xml_node table, const OdfNumberFormats& formats, OdfNumbering& numbering, OdfChanges& changes,
                    Budget& budget, Grid& grid, OdfBeside& beside) {
  return OdfSheetReader(formats, numbering, changes, budget, grid, beside).read(table);
}

void append_odf_table(Grid grid, Table table, Document& document) {
  constexpr long most_places = 4'000'000;
  if (grid.cells.empty()) return;
  table.found_by = TableSource::word;
  for (const Cell& cell : grid.cells) {
    table.rows = std::max(table.rows, cell.row + cell.row_span);
    table.columns = std::max(table.columns, cell.column + cell.column_span);
  }
  if (static_cast<long>(table.rows) * table.columns > most_places) {
    document.partial = true;
    document.notices.push_back({"completeness.limit", Severity::error,
                                "A table spreads over more rows and columns than anybody writes; it was not read.",
                                fmt::format("{} rows by {} columns, {} filled cells; limit: {} places", table.rows,
                                            table.columns, grid.cells.size(), most_places),
                                std::move(table.place)});
    return;
  }
  table.cells = std::move(grid.cells);
  table.header_rows = infer_header_rows(table);
  append_table(document, std::move(table));
}

}  // namespace assay::office
