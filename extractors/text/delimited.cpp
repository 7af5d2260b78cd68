#include "extractors/text/delimited.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "extractors/grid/grid.hpp"
#include "extractors/text/cell_value.hpp"
#include "extractors/text/records.hpp"

namespace assay {
namespace {

int as_int(std::size_t value) {
  return static_cast<int>(value);
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") + 1 - first));
}

// How numbers and dates are written, column by column: what one cell leaves open, others decide.
class Styles {
 public:
  explicit Styles(const Dialect& dialect) : may_have_comma_(dialect.delimiter != ',') {}

  void look(std::size_t column, std::string_view text) {
    if (column >= orders_.size()) orders_.resize(column + 1, DateOrder::unknown);
    const DateShape shape = date_shape(text);
    if (shape.date) {
      DateOrder& order = orders_[column];
      if (order == DateOrder::unknown) order = shape.order;
      return;
    }
    const bool comma = parse_number(text, true).has_value();
    const bool point = parse_number(text, false).has_value();
    if (comma && !point) ++commas_;
    if (point && !comma) ++points_;
  }

  NumberStyle of(std::size_t column) const {
    return {may_have_comma_ && commas_ > points_, column < orders_.size() ? orders_[column] : DateOrder::unknown};
  }

 private:
  bool may_have_comma_;
  std::size_t commas_ = 0, points_ = 0;
  std::vector<DateOrder> orders_;
};

Cell cell_of(std::string text, std::size_t row, std::size_t column, const Styles& styles) {
  Cell cell;
  cell.row = as_int(row);
  cell.column = as_int(column);
  cell.text = std::move(text);
  set_type(cell, styles.of(column));
  return cell;
}

// What is blank around the values, and whether the last record was written to its end.
void note_spaces(Document& document, const std::vector<Record>& rows, const RecordLayout& layout) {
  double padded = 0;
  for (std::size_t i = layout.first; i < layout.last; ++i) {
    if (!layout.sheet && layout.roles[i] != RowRole::data) continue;
    document.signals["text.last_record_cells"] = static_cast<double>(rows[i].size());
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      const std::string& text = rows[i][column];
      const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
      if (!spaced || text.find_first_not_of(" \t\n") == std::string::npos || padded++ > 0) continue;
      document.signals["text.padded_row"] = static_cast<double>(i);
      document.signals["text.padded_column"] = static_cast<double>(column);
    }
  }
  document.signals["text.padded_values"] = padded;
}

// Text around the table, one block for each run of lines.
void add_lines(Document& document, const std::vector<Record>& rows, const RecordLayout& layout, RowRole role) {
  std::size_t previous = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (layout.roles[i] != role) continue;
    std::string line;
    for (const std::string& cell : rows[i]) {
      const std::string part = trimmed(cell);
      if (!part.empty()) line += (line.empty() ? "" : " ") + part;
    }
    if (line.empty()) continue;
    if (previous + 1 == i && role != RowRole::comment) {
      document.blocks.back().text += '\n' + line;
    } else {
      Block block;
      block.kind = role == RowRole::comment ? BlockKind::comment : BlockKind::paragraph;
      block.text = std::move(line);
      block.place.range = cell_name(as_int(i), 0);
      document.blocks.push_back(std::move(block));
    }
    previous = i;
  }
}

void add_table(Document& document, std::vector<Record>& rows, const RecordLayout& layout, const Styles& styles) {
  Table table;
  table.found_by = TableSource::delimited;
  table.rows = as_int(layout.last - layout.first);
  table.columns = layout.columns;
  table.header_rows = layout.header_rows;
  table.cells = Cells::packed();
  for (std::size_t i = layout.first; i < layout.last; ++i) {
    if (layout.roles[i] != RowRole::data && layout.roles[i] != RowRole::header) continue;
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      std::string text = trimmed(rows[i][column]);
      if (!text.empty()) table.cells.push_back(cell_of(std::move(text), i - layout.first, column, styles));
    }
    Record().swap(rows[i]);
  }
  if (table.cells.empty()) return;
  table.place.range = range_name(as_int(layout.first), 0, as_int(layout.last) - 1, std::max(layout.columns, 1) - 1);
  Block block;
  block.kind = BlockKind::table;
  block.table = 0;
  block.place = table.place;
  document.tables.push_back(std::move(table));
  document.blocks.push_back(std::move(block));
}

void add_sheet(Document& document, std::vector<Record>& rows, const Styles& styles) {
  Grid grid{Cells::packed()};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      std::string text = trimmed(rows[i][column]);
      if (!text.empty()) grid.cells.push_back(cell_of(std::move(text), i, column, styles));
    }
    Record().swap(rows[i]);
  }
  append_reading(document, find_tables(std::move(grid)), TableSource::delimited, {}, false);
}

std::string sample_of(const Record& row, char delimiter) {
  std::string out;
  for (const std::string& cell : row) {
    if (!out.empty()) out += delimiter == 0 ? ' ' : delimiter;
    out += cell;
  }
  return out.size() <= 200 ? out : out.substr(0, 197) + "...";
}

void notice(Document& document, std::string code, Severity severity, std::string message, std::string evidence,
            std::size_t row) {
  Notice made{std::move(code), severity, std::move(message), std::move(evidence), {}};
  made.place.range = cell_name(as_int(row), 0);
  document.notices.push_back(std::move(made));
}

void add_notices(Document& document, const Records& records, const RecordLayout& layout, const Dialect& dialect) {
  if (!layout.ragged.empty()) {
    const std::size_t row = layout.ragged.front();
    notice(
        document, "format.ragged_rows", Severity::warning,
        fmt::format("{} of {} rows don't have {} cells as the others; the first is row {} with {}.",
                    layout.ragged.size(), layout.last - layout.first, layout.width, row + 1, records.rows[row].size()),
        sample_of(records.rows[row], dialect.delimiter), row);
  }
  if (!layout.repeated_headers.empty()) {
    const std::size_t row = layout.repeated_headers.front();
    notice(document, "format.repeated_header", Severity::info,
           fmt::format("The header stands again among the rows, {} times: they are no data.",
                       layout.repeated_headers.size()),
           sample_of(records.rows[row], dialect.delimiter), row);
  }
  if (records.unclosed_quotes > 0) {
    const std::size_t row = records.first_unclosed;
    notice(document, "format.unclosed_quote", Severity::warning,
           records.unclosed_quotes == 1
               ? fmt::format("A quote opens in row {} and never closes; it was read as text.", row + 1)
               : fmt::format("{} quotes open and never close, the first in row {}; they were read as text.",
                             records.unclosed_quotes, row + 1),
           sample_of(records.rows[row], dialect.delimiter), row);
  }
  if (records.stray_quotes > 0) {
    const std::size_t row = records.first_stray;
    notice(
        document, "format.stray_quote", Severity::warning,
        records.stray_quotes == 1
            ? fmt::format("Row {} holds a quote too many; its quotes were read as text, since only then it has the "
                          "{} cells of the others.",
                          row + 1, layout.width)
            : fmt::format("{} rows hold a quote too many, the first is row {}; their quotes were read as text, since "
                          "only then they have the {} cells of the others.",
                          records.stray_quotes, row + 1, layout.width),
        sample_of(records.rows[row], dialect.delimiter), row);
  }
}

std::string name_of(char c) {
  return c == 0 ? "none" : c == '\t' ? "tab" : c == ' ' ? "space" : std::string(1, c);
}

}  // namespace

Document read_delimited(std::string_view text, const Limits& limits, Progress& progress) {
  const Dialect dialect = detect_dialect(text);
  text.remove_prefix(separator_line(text).length);
  Records records = read_records(text, dialect, limits.cells, progress);
  const RecordLayout layout = lay_out_records(records.rows);

  Document document;
  document.metadata.other["delimiter"] = name_of(dialect.delimiter);
  document.metadata.other["quote"] = name_of(dialect.quote);
  add_notices(document, records, layout, dialect);
  if (records.cut) {
    document.partial = true;
    notice(document, "completeness.limit", Severity::warning,
           fmt::format("Only the first {} rows were read, which hold {} cells.", records.rows.size(), limits.cells),
           "limit: cells", records.rows.size());
  }
  Styles styles(dialect);
  for (std::size_t i = layout.first; i < layout.last; ++i)
    for (std::size_t column = 0; column < records.rows[i].size(); ++column)
      styles.look(column, records.rows[i][column]);
  note_spaces(document, records.rows, layout);
  if (layout.sheet) {
    add_sheet(document, records.rows, styles);
    return document;
  }
  add_lines(document, records.rows, layout, RowRole::preamble);
  add_lines(document, records.rows, layout, RowRole::comment);
  add_table(document, records.rows, layout, styles);
  add_lines(document, records.rows, layout, RowRole::footer);
  return document;
}

}  // namespace assay
