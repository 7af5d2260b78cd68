#include "pipeline/report/sheets.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cassert>
#include <charconv>

#include "extractors/core/names.hpp"
#include "pipeline/report/embedded.hpp"

namespace assay {
namespace {

constexpr NameTable<CellFormat, 9> formats{{
    {CellFormat::text, "text"},
    {CellFormat::wrap, "wrap"},
    {CellFormat::link, "link"},
    {CellFormat::integer, "integer"},
    {CellFormat::number, "number"},
    {CellFormat::share, "share"},
    {CellFormat::score, "score"},
    {CellFormat::severity, "severity"},
    {CellFormat::time, "time"},
}};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view next_part(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = trim(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

SheetColumn parse_column(std::string_view text) {
  SheetColumn column;
  column.title = next_part(text, '|');
  const auto format = value_of(formats, next_part(text, '|'));
  assert(format && "a sheet's column has an unknown format");
  column.format = format.value_or(CellFormat::text);
  int width = 12;
  std::from_chars(text.data() + text.find_first_of("0123456789"), text.data() + text.size(), width);
  column.width = width;
  return column;
}

// "10_documents.sql" → "documents"
std::string sheet_id(std::string_view file_name) {
  const std::size_t start = file_name.find('_') + 1;
  return std::string(file_name.substr(start, file_name.rfind('.') - start));
}

int decimals(CellFormat format) {
  switch (format) {
    case CellFormat::number:
    case CellFormat::share:
      return 3;
    case CellFormat::score:
      return 1;
    default:
      return 0;
  }
}

Field field_of(const SQLite::Column& column, CellFormat format) {
  if (column.isNull()) return std::monostate{};
  if (column.isInteger() || column.isFloat()) return column.getDouble();
  std::string text = column.getString();
  if (format == CellFormat::link) text.erase(0, text.find('\x1F') + 1);
  return text;
}

}  // namespace

Sheet parse_sheet(std::string_view file_name, std::string_view content) {
  Sheet sheet;
  sheet.id = sheet_id(file_name);
  sheet.sql = content;
  while (content.starts_with("--")) {
    std::string_view line = next_part(content, '\n');
    line.remove_prefix(2);
    const std::string_view key = next_part(line, ':');
    if (key == "title") sheet.title = trim(line);
    if (key == "about") sheet.about = trim(line);
    if (key == "column") sheet.columns.push_back(parse_column(line));
  }
  assert(!sheet.title.empty() && sheet.title.size() <= 31 && !sheet.columns.empty() && "a sheet's header is not whole");
  return sheet;
}

std::vector<Sheet> report_sheets() {
  std::vector<Sheet> sheets;
  for (const EmbeddedFile& file : embedded_files())
    if (file.name.ends_with(".sql")) sheets.push_back(parse_sheet(file.name, file.content));
  return sheets;
}

void run_sheet(SQLite::Database& database, const Sheet& sheet, const std::string& corpus, const std::string& pilot,
               const std::function<void(SQLite::Statement&)>& on_row) {
  SQLite::Statement query(database, sheet.sql);
  assert(query.getColumnCount() == static_cast<int>(sheet.columns.size()) && "a sheet's header lists other columns");
  if (query.getIndex(":corpus") > 0) query.bind(":corpus", corpus);
  if (query.getIndex(":pilot") > 0) query.bind(":pilot", pilot);
  while (query.executeStep()) on_row(query);
}

Rows sheet_rows(SQLite::Database& database, const Sheet& sheet, const std::string& corpus, const std::string& pilot) {
  Rows rows{sheet.title, {}, {}};
  for (const SheetColumn& column : sheet.columns) rows.columns.push_back({column.title, decimals(column.format)});
  run_sheet(database, sheet, corpus, pilot, [&](SQLite::Statement& row) {
    auto& fields = rows.rows.emplace_back();
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      fields.push_back(field_of(row.getColumn(static_cast<int>(i)), sheet.columns[i].format));
  });
  return rows;
}

}  // namespace assay
