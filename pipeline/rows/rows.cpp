#include "pipeline/rows/rows.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "pipeline/core/run_error.hpp"

namespace assay {
namespace {

constexpr std::string_view unknown_mark = "–";

// Columns on a terminal: wide and full-width characters take two, combining marks none.
int display_width(std::string_view text) {
  int width = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
    if (c < 0) c = 0xFFFD;
    if (u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK) continue;
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string padded(const std::string& text, int width, bool right) {
  const std::string fill(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return right ? fill + text : text + fill;
}

// A control character in a document's text must not reach the terminal.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

std::string shown(const Field& field, const Column& column) {
  if (const auto* number = std::get_if<double>(&field)) return fmt::format("{:.{}f}", *number, column.decimals);
  if (const auto* text = std::get_if<std::string>(&field)) {
    if (column.is_time && text->size() >= 16 && (*text)[10] == 'T')
      return text->substr(0, 10) + ' ' + text->substr(11, 5);
    return printable(*text);
  }
  return std::string(unknown_mark);
}

// The first characters of `text` that fit into `width` columns.
std::string fitting(std::string_view text, int width) {
  int32_t end = 0;
  while (end < static_cast<int32_t>(text.size())) {
    int32_t next = end;
    UChar32 c = 0;
    U8_NEXT(text.data(), next, static_cast<int32_t>(text.size()), c);
    if (end > 0 && display_width(text.substr(0, static_cast<std::size_t>(next))) > width) break;
    end = next;
  }
  return std::string(text.substr(0, static_cast<std::size_t>(end)));
}

// Breaks at spaces where it can; a word that is wider alone is broken anywhere.
std::vector<std::string> wrapped(const std::string& text, int width) {
  std::vector<std::string> lines(1);
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    std::string word = text.substr(start, end - start);
    if (!lines.back().empty() && display_width(lines.back()) + 1 + display_width(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    while (display_width(word) > width) {
      const std::string part = fitting(word, width);
      lines.back() += part;
      lines.emplace_back();
      word.erase(0, part.size());
    }
    lines.back() += word;
    start = end + 1;
  }
  return lines;
}

void put(std::FILE* out, std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), out) != text.size()) {
    throw RunError(ExitCode::impossible, fmt::format("The rows could not be written: {}.", std::strerror(errno)));
  }
}

// Of columns that are too wide together, the widest give way first, each down to a width that can still be read.
void narrow(std::vector<int>& widths, const std::vector<bool>& numeric, int width) {
  constexpr int least = 12;
  int total = 2 * (static_cast<int>(widths.size()) - 1);
  for (const int column : widths) total += column;
  while (total > width) {
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (numeric[c] || widths[c] <= least) continue;
      if (widest == widths.size() || widths[c] > widths[widest]) widest = c;
    }
    if (widest == widths.size()) return;
    --widths[widest];
    --total;
  }
}

void print_line(const std::vector<std::string>& texts, const std::vector<int>& widths, const std::vector<bool>& numeric,
                std::FILE* out) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 0;
  for (std::size_t c = 0; c < texts.size(); ++c) {
    cells.push_back(wrapped(texts[c], widths[c]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t row = 0; row < height; ++row) {
    std::string line;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string text = row < cells[c].size() ? cells[c][row] : std::string();
      line += (c > 0 ? "  " : "") + padded(text, widths[c], numeric[c]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    put(out, line + "\n");
  }
}

void print_table(const Rows& rows, std::FILE* out, int width) {
  std::vector<std::size_t> shown_columns;
  for (std::size_t c = 0; c < rows.columns.size(); ++c)
    if (rows.columns[c].in_table) shown_columns.push_back(c);
  const std::size_t columns = shown_columns.size();
  std::vector<int> widths(columns);
  std::vector<bool> numeric(columns, false);
  std::vector<std::string> texts(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t from = shown_columns[c];
    texts[c] = rows.columns[from].name;
    widths[c] = display_width(texts[c]);
    for (const auto& row : rows.rows) {
      widths[c] = std::max(widths[c], display_width(shown(row[from], rows.columns[from])));
      if (std::holds_alternative<double>(row[from])) numeric[c] = true;
    }
  }
  narrow(widths, numeric, width);
  print_line(texts, widths, numeric, out);
  for (const auto& row : rows.rows) {
    for (std::size_t c = 0; c < columns; ++c) texts[c] = shown(row[shown_columns[c]], rows.columns[shown_columns[c]]);
    print_line(texts, widths, numeric, out);
  }
}

void print_json(const Rows& rows, std::FILE* out) {
  put(out, "[");
  bool first = true;
  for (const auto& row : rows.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      auto& value = object[rows.columns[c].name];
      if (const auto* number = std::get_if<double>(&row[c])) value = *number;
      if (const auto* text = std::get_if<std::string>(&row[c])) value = *text;
    }
    put(out, first ? "\n  " : ",\n  ");
    put(out, object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    first = false;
  }
  put(out, first ? "]\n" : "\n]\n");
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void print_csv(const Rows& rows, std::FILE* out) {
  std::string line;
  for (const Column& column : rows.columns) line += (line.empty() ? "" : ",") + csv_field(column.name);
  put(out, line + "\r\n");
  for (const auto& row : rows.rows) {
    line.clear();
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) line += ',';
      if (const auto* number = std::get_if<double>(&row[c])) line += fmt::format("{}", *number);
      if (const auto* text = std::get_if<std::string>(&row[c])) line += csv_field(*text);
    }
    put(out, line + "\r\n");
  }
}

// A cell of a workbook holds 32,767 characters; a longer text is cut, and says so.
std::string cell_text(const std::string& text) {
  constexpr int32_t limit = 32'000;
  std::string out = printable(text);
  if (out.size() <= static_cast<std::size_t>(limit)) return out;
  int32_t end = limit;
  U8_SET_CP_START(reinterpret_cast<const uint8_t*>(out.data()), 0, end);
  return out.substr(0, static_cast<std::size_t>(end)) + " … (cut)";
}

void print_workbook(const Rows& rows, std::FILE* out) {
  if (isatty(fileno(out)) != 0) {
    throw RunError(ExitCode::usage, "A workbook can't be shown on a terminal: send it to a file, as in  > rows.xlsx");
  }
  const std::string file =
      (std::filesystem::temp_directory_path() / fmt::format("assay-rows-{}.xlsx", getpid())).string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* workbook = workbook_new_opt(file.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, nullptr);
  lxw_format* bold = workbook_add_format(workbook);
  format_set_bold(bold);
  const auto column_count = static_cast<lxw_col_t>(rows.columns.size());
  for (lxw_col_t c = 0; c < column_count; ++c) worksheet_write_string(sheet, 0, c, rows.columns[c].name.c_str(), bold);
  lxw_row_t r = 0;
  for (const auto& row : rows.rows) {
    ++r;
    for (lxw_col_t c = 0; c < column_count; ++c) {
      if (const auto* number = std::get_if<double>(&row[c])) worksheet_write_number(sheet, r, c, *number, nullptr);
      if (const auto* text = std::get_if<std::string>(&row[c])) {
        worksheet_write_string(sheet, r, c, cell_text(*text).c_str(), nullptr);
      }
    }
  }
  if (column_count > 0) worksheet_autofilter(sheet, 0, 0, r, static_cast<lxw_col_t>(column_count - 1));
  worksheet_freeze_panes(sheet, 1, 0);
  if (workbook_close(workbook) != LXW_NO_ERROR) {
    throw RunError(ExitCode::impossible, fmt::format("Cannot write the workbook '{}': is the disk full?", file));
  }
  std::ifstream stream(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  std::filesystem::remove(file);
  put(out, content);
}

}  // namespace

RowFormat row_format_from(std::string_view name) {
  if (name == "json") return RowFormat::json;
  if (name == "csv") return RowFormat::csv;
  return name == "xlsx" ? RowFormat::xlsx : RowFormat::table;
}

void print_rows(const Rows& rows, RowFormat format, std::FILE* out, int width) {
  switch (format) {
    case RowFormat::table:
      return print_table(rows, out, width);
    case RowFormat::json:
      return print_json(rows, out);
    case RowFormat::csv:
      return print_csv(rows, out);
    case RowFormat::xlsx:
      return print_workbook(rows, out);
  }
}

}  // namespace assay
