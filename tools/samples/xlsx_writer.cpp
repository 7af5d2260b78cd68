#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

#include "tools/samples/sheets.hpp"
#include "tools/zip/zip_package.hpp"

namespace assay::samples {
namespace {

lxw_datetime datetime_of(const std::string& iso) {
  lxw_datetime time{};
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &time.year, &time.month, &time.day) != 3)
    throw std::runtime_error("not a date: " + iso);
  return time;
}

std::time_t time_of(const std::string& iso) {
  const lxw_datetime date = datetime_of(iso);
  std::tm parts{};
  parts.tm_year = date.year - 1900;
  parts.tm_mon = date.month - 1;
  parts.tm_mday = date.day;
  parts.tm_hour = 9;
  return timegm(&parts);
}

class Writer {
 public:
  Writer(const Workbook& workbook, const std::string& path) : book_(workbook_new(path.c_str())) {
    lxw_doc_properties properties{};
    properties.title = const_cast<char*>(workbook.title.c_str());  // only read
    properties.author = const_cast<char*>(workbook.author.c_str());
    properties.created = time_of(workbook.date);
    workbook_set_properties(book_, &properties);
    for (const Sheet& sheet : workbook.sheets) write(sheet);
    if (const lxw_error error = workbook_close(book_); error != LXW_NO_ERROR)
      throw std::runtime_error(std::string("libxlsxwriter: ") + lxw_strerror(error));
  }

 private:
  lxw_format* format(const std::string& number_format, bool bold) {
    lxw_format*& made = formats_[{number_format, bold}];
    if (made == nullptr) {
      made = workbook_add_format(book_);
      if (bold) format_set_bold(made);
      if (!number_format.empty()) format_set_num_format(made, number_format.c_str());
    }
    return made;
  }

  void write(const Sheet& sheet) {
    lxw_worksheet* target = workbook_add_worksheet(book_, sheet.name.c_str());
    worksheet_set_column(target, 0, 12, 16, nullptr);
    if (sheet.hidden) worksheet_hide(target);
    for (const Merge& merge : sheet.merges)  // before the cells: a merge writes its first cell
      worksheet_merge_range(target, static_cast<lxw_row_t>(merge.row0), static_cast<lxw_col_t>(merge.column0),
                            static_cast<lxw_row_t>(merge.row1), static_cast<lxw_col_t>(merge.column1), "",
                            format("", merge.row0 < sheet.header_rows));
    for (std::size_t r = 0; r < sheet.rows.size(); ++r)
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
        write(target, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), sheet.rows[r][c],
              static_cast<int>(r) < sheet.header_rows);
  }

  void write(lxw_worksheet* target, lxw_row_t row, lxw_col_t column, const Cell& cell, bool bold) {
    lxw_format* style = format(cell.format, bold);
    switch (cell.kind) {
      case Cell::Kind::blank:
        return;
      case Cell::Kind::text:
        worksheet_write_string(target, row, column, cell.text.c_str(), style);
        return;
      case Cell::Kind::number:
        worksheet_write_number(target, row, column, cell.number, style);
        return;
      case Cell::Kind::date: {
        lxw_datetime time = datetime_of(cell.text);
        worksheet_write_datetime(target, row, column, &time, style);
        return;
      }
      case Cell::Kind::formula:
        worksheet_write_formula_num(target, row, column, cell.text.c_str(), style, cell.number);
        return;
      case Cell::Kind::error_formula: {
        const auto bar = cell.text.find('|');
        worksheet_write_formula_str(target, row, column, cell.text.substr(0, bar).c_str(), style,
                                    cell.text.substr(bar + 1).c_str());
        return;
      }
    }
  }

  lxw_workbook* book_;
  std::map<std::pair<std::string, bool>, lxw_format*> formats_;
};

// libxlsxwriter gives every formula result that is not a number the type of a string; Excel stores errors as "e".
std::string with_error_types(const std::string& package) {
  constexpr std::string_view as_string = "t=\"str\"";
  std::vector<ZipMember> members = zip_members(package);
  for (ZipMember& member : members) {
    if (member.name.find("worksheets/") == std::string::npos) continue;
    for (auto at = member.content.find("<v>#"); at != std::string::npos; at = member.content.find("<v>#", at + 1))
      member.content.replace(member.content.rfind(as_string, at), as_string.size(), "t=\"e\"");
  }
  return zip_package(members);
}

bool is_date(const std::string& text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0 || c == '-'; });
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos && !is_date(text) &&
         std::isdigit(static_cast<unsigned char>(text.back())) != 0;
}

}  // namespace

Cell text_cell(std::string text) {
  return {Cell::Kind::text, std::move(text), 0, {}};
}
Cell number_cell(double number, std::string format) {
  return {Cell::Kind::number, {}, number, std::move(format)};
}
Cell date_cell(std::string iso_date, std::string format) {
  return {Cell::Kind::date, std::move(iso_date), 0, std::move(format)};
}
Cell formula_cell(std::string formula, double result, std::string format) {
  return {Cell::Kind::formula, std::move(formula), result, std::move(format)};
}
Cell error_cell(std::string formula, std::string error) {
  return {Cell::Kind::error_formula, std::move(formula) + "|" + std::move(error), 0, {}};
}

Sheet sheet_of(std::string name, const Rows& rows, const std::vector<std::string>& as_text) {
  Sheet sheet{std::move(name), {}, {}, 1, false};
  for (const auto& row : rows) {
    auto& cells = sheet.rows.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c) {
      const bool keep = std::find(as_text.begin(), as_text.end(), rows.front()[c]) != as_text.end();
      if (row[c].empty())
        cells.emplace_back();
      else if (!keep && is_date(row[c]))
        cells.push_back(date_cell(row[c]));
      else if (!keep && is_number(row[c]))
        cells.push_back(number_cell(std::stod(row[c]), row[c].find('.') == std::string::npos ? "0" : "0.00"));
      else
        cells.push_back(text_cell(row[c]));
    }
  }
  return sheet;
}

std::string xlsx(const Workbook& workbook) {
  // libxlsxwriter 1.1 writes to a named file only.
  std::string path = (std::filesystem::temp_directory_path() / "assay-sample-XXXXXX").string();
  const int descriptor = mkstemp(path.data());
  if (descriptor < 0) throw std::runtime_error("no temporary file " + path);
  close(descriptor);
  { const Writer writer(workbook, path); }
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  std::filesystem::remove(path);
  return with_error_types(bytes);
}

}  // namespace assay::samples
