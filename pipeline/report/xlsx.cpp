#include "pipeline/report/xlsx.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <map>
#include <utility>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/comparison_sheets.hpp"
#include "pipeline/report/sheets.hpp"
#include "pipeline/report/text.hpp"

namespace assay {
namespace {

constexpr lxw_row_t last_row = LXW_ROW_MAX - 1;
constexpr int most_links = 65'000;            // Excel repairs a sheet with more than 65,530
constexpr std::size_t longest_text = 32'000;  // Excel: 32,767 characters in a cell
constexpr std::size_t longest_uri = 2'000;    // Excel: 2,079

constexpr lxw_color_t ink = 0x1F2933, blue = 0x1F5A8A, orange = 0xC4661F, grey = 0xE6EBF0, red = 0xA61B1B;

class Book {
 public:
  explicit Book(const std::filesystem::path& file) : name_(file.string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    folder_ = file.parent_path().string();
    options.tmpdir = folder_.data();  // a small /tmp must not decide how large a report may be
    book_ = workbook_new_opt(name_.c_str(), &options);
    if (book_ == nullptr) throw RunError(ExitCode::impossible, fmt::format("Cannot start the workbook {}.", name_));
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  lxw_workbook* operator*() { return book_; }

  lxw_worksheet* add(const std::string& title) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, title.c_str());
    if (sheet == nullptr) throw RunError(ExitCode::impossible, fmt::format("Cannot add the sheet {}.", title));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
  }

  // One format object for each way in which a cell may look.
  lxw_format* format(CellFormat kind, lxw_color_t colour = ink, bool bold = false) {
    lxw_format*& found = formats_[{kind, colour, bold}];
    if (found != nullptr) return found;
    found = workbook_add_format(book_);
    format_set_font_color(found, colour);
    format_set_align(found, LXW_ALIGN_VERTICAL_TOP);
    if (bold) format_set_bold(found);
    if (kind == CellFormat::integer) format_set_num_format(found, "#,##0");
    if (kind == CellFormat::number) format_set_num_format(found, "#,##0.0##");
    if (kind == CellFormat::share) format_set_num_format(found, "0.0%");
    if (kind == CellFormat::score) format_set_num_format(found, "0.0");
    if (kind == CellFormat::wrap) format_set_text_wrap(found);
    if (kind == CellFormat::link) format_set_underline(found, LXW_UNDERLINE_SINGLE);
    return found;
  }

  lxw_format* header() {
    if (header_ != nullptr) return header_;
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_text_wrap(header_);
    format_set_bg_color(header_, grey);
    format_set_bottom(header_, LXW_BORDER_THIN);
    format_set_align(header_, LXW_ALIGN_VERTICAL_TOP);
    return header_;
  }

  void close() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR)
      throw RunError(ExitCode::impossible,
                     fmt::format("Cannot write the workbook {}: {}. Is the disk full?", name_, lxw_strerror(error)));
  }

 private:
  std::string name_, folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format* header_ = nullptr;
  std::map<std::tuple<CellFormat, lxw_color_t, bool>, lxw_format*> formats_;
};

// A table on sheets of its own: header, frozen; rows; at the end the filter.
class TableWriter {
 public:
  TableWriter(Book& book, const Sheet& sheet) : book_(book), sheet_(sheet) { begin(); }

  void add(const std::vector<Field>& fields) {
    if (row_ == last_row) {
      finish();
      begin();
    }
    ++row_;
    for (std::size_t i = 0; i < fields.size(); ++i)
      write(static_cast<lxw_col_t>(i), fields[i], sheet_.columns[i].format);
  }

  void finish() {
    worksheet_autofilter(page_, 0, 0, std::max<lxw_row_t>(row_, 1), static_cast<lxw_col_t>(sheet_.columns.size() - 1));
    worksheet_freeze_panes(page_, 1, 0);
    worksheet_repeat_rows(page_, 0, 0);
  }

  lxw_worksheet* page() { return page_; }
  lxw_row_t rows() const { return row_; }

 private:
  void begin() {
    ++part_;
    page_ = book_.add(part_ == 1 ? sheet_.title : fmt::format("{} ({})", sheet_.title.substr(0, 26), part_));
    row_ = 0;
    links_ = 0;
    worksheet_set_row(page_, 0, 32, nullptr);
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(page_, column, column, sheet_.columns[i].width, nullptr);
      worksheet_write_string(page_, 0, column, sheet_.columns[i].title.c_str(), book_.header());
    }
  }

  void write(lxw_col_t column, const Field& field, CellFormat format) {
    if (const auto* number = std::get_if<double>(&field)) {
      const bool low = format == CellFormat::score && *number < 60;
      worksheet_write_number(page_, row_, column, *number, book_.format(format, low ? red : ink));
    } else if (const auto* text = std::get_if<std::string>(&field)) {
      if (format == CellFormat::link)
        write_link(column, *text);
      else
        write_text(column, *text, format);
    }
  }

  void write_text(lxw_col_t column, const std::string& text, CellFormat format) {
    const bool severe = format == CellFormat::severity && (text == "critical" || text == "error");
    worksheet_write_string(page_, row_, column, clean_text(text, longest_text).c_str(),
                           book_.format(format,
                                        !severe           ? ink
                                        : text == "error" ? orange
                                                          : red,
                                        severe));
  }

  void write_link(lxw_col_t column, const std::string& text) {
    const std::size_t cut = text.find('\x1F');
    const std::string root = text.substr(0, cut), path = cut == std::string::npos ? "" : text.substr(cut + 1);
    const std::string shown = clean_text(path.empty() ? root : path, longest_text), uri = file_uri(root, path);
    if (!uri.empty() && uri.size() < longest_uri && links_ < most_links &&
        worksheet_write_url_opt(page_, row_, column, uri.c_str(), book_.format(CellFormat::link, blue), shown.c_str(),
                                nullptr) == LXW_NO_ERROR)
      ++links_;
    else
      worksheet_write_string(page_, row_, column, shown.c_str(), book_.format(CellFormat::text));
  }

  Book& book_;
  const Sheet& sheet_;
  lxw_worksheet* page_ = nullptr;
  lxw_row_t row_ = 0;
  int part_ = 0, links_ = 0;
};

Field raw_field(const SQLite::Column& column) {
  if (column.isNull()) return std::monostate{};
  if (column.isInteger() || column.isFloat()) return column.getDouble();
  return column.getString();
}

struct Drawn {
  std::string sheet;
  lxw_row_t rows = 0;
};

std::string range(const Drawn& drawn, char column, lxw_row_t first, lxw_row_t last) {
  return fmt::format("='{}'!${}${}:${}${}", drawn.sheet, column, first + 1, column, last + 1);
}

// Bars of columns `values` over `names`, the first rows of a sheet.
void bars(Book& book, lxw_worksheet* on, lxw_row_t at, const Drawn& from, char names, const std::string& title,
          const std::vector<std::pair<char, std::string>>& values, lxw_row_t first, lxw_row_t last) {
  if (last < first || from.rows < first) return;
  lxw_chart* chart = workbook_add_chart(*book, LXW_CHART_BAR);
  const lxw_row_t end = std::min(last, from.rows);
  const lxw_color_t colours[] = {blue, orange};
  for (std::size_t i = 0; i < values.size(); ++i) {
    lxw_chart_series* series = chart_add_series(chart, range(from, names, first, end).c_str(),
                                                range(from, values[i].first, first, end).c_str());
    chart_series_set_name(series, values[i].second.c_str());
    lxw_chart_fill fill{};
    fill.color = colours[i % 2];
    chart_series_set_fill(series, &fill);
  }
  chart_title_set_name(chart, title.c_str());
  chart_axis_set_reverse(chart->y_axis);
  if (values.size() == 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  lxw_chart_options options{};
  options.x_scale = 1.5;
  options.y_scale = 1.15;
  std::string description = title;  // the library takes it as not constant, and copies it
  options.description = description.data();
  worksheet_insert_chart_opt(on, at, 0, chart, &options);
}

// The first sheet. Charts and links are put on it when the others exist; its cells come first, as rows are streamed.
class SummaryWriter {
 public:
  SummaryWriter(Book& book, const Comparison& comparison, const std::vector<Sheet>& contents)
      : book_(book), page_(book.add("Summary")) {
    const FilledSheet filled = summary_sheet(comparison);
    for (std::size_t i = 0; i < filled.sheet.columns.size(); ++i)
      worksheet_set_column(page_, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), filled.sheet.columns[i].width,
                           nullptr);
    line("Assay: the pilot against the corpus", true);
    line(comparison.decision, true);
    line(comparison.headline.sentence, true);
    line(comparison.headline.because, false);
    line(comparison.outlook, false);
    line(comparison.likeness.sentence, false);
    for (const std::string& note : comparison.notes) line(note, false);
    ++row_;
    for (std::size_t i = 0; i < filled.sheet.columns.size(); ++i)
      worksheet_write_string(page_, row_, static_cast<lxw_col_t>(i), filled.sheet.columns[i].title.c_str(),
                             book.header());
    first_ = ++row_;
    for (const auto& fields : filled.rows) table_row(fields, filled.sheet.columns);
    ++row_;
    line("Sheets", true);
    for (const Sheet& sheet : contents) {
      worksheet_write_url_opt(page_, row_, 0, fmt::format("internal:'{}'!A1", sheet.title).c_str(),
                              book.format(CellFormat::link, blue), sheet.title.c_str(), nullptr);
      worksheet_write_string(page_, row_++, 1, sheet.about.c_str(), book.format(CellFormat::text));
    }
    ++row_;
  }

  void draw(const std::map<std::string, Drawn>& drawn) {
    bars(book_, page_, row_, {"Summary", row_}, 'A', "Fit to index, %", {{'B', "share"}}, first_, first_ + 1);
    bars(book_, page_, row_ + 19, drawn.at("why"), 'A', "Where the points go", {{'B', "points"}}, 1, 10);
    bars(book_, page_, row_ + 38, drawn.at("coverage"), 'A', "The largest kinds: corpus and pilot documents",
         {{'B', "corpus"}, {'D', "pilot"}}, 1, 12);
    bars(book_, page_, row_ + 57, drawn.at("rules"), 'A', "Documents with a finding, share",
         {{'C', "corpus"}, {'D', "pilot"}}, 1, 12);
  }

 private:
  void line(const std::string& text, bool bold) {
    if (text.empty()) return;
    worksheet_write_string(page_, row_++, 0, clean_text(text, longest_text).c_str(),
                           book_.format(CellFormat::text, ink, bold));
  }
  void table_row(const std::vector<Field>& fields, const std::vector<SheetColumn>& columns) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      if (const auto* number = std::get_if<double>(&fields[i]))
        worksheet_write_number(page_, row_, column, *number, book_.format(columns[i].format));
      else if (const auto* text = std::get_if<std::string>(&fields[i]))
        worksheet_write_string(page_, row_, column, text->c_str(), book_.format(CellFormat::text));
    }
    ++row_;
  }

  Book& book_;
  lxw_worksheet* page_;
  lxw_row_t row_ = 0, first_ = 0;
};

}  // namespace

void write_xlsx(SQLite::Database& database, const Comparison& comparison, const std::filesystem::path& file) {
  Book book(file);
  const std::vector<FilledSheet> filled = comparison_sheets(comparison);
  const std::vector<Sheet> queried = report_sheets();
  std::vector<Sheet> contents;
  for (const FilledSheet& sheet : filled) contents.push_back(sheet.sheet);
  contents.insert(contents.end(), queried.begin(), queried.end());
  SummaryWriter summary(book, comparison, contents);
  std::map<std::string, Drawn> drawn;
  for (const FilledSheet& sheet : filled) {
    TableWriter table(book, sheet.sheet);
    for (const auto& row : sheet.rows) table.add(row);
    table.finish();
    drawn[sheet.sheet.id] = {sheet.sheet.title, table.rows()};
  }
  for (const Sheet& sheet : queried) {
    TableWriter table(book, sheet);
    std::vector<Field> fields(sheet.columns.size());
    run_sheet(database, sheet, comparison.corpus.collection, comparison.pilot.collection, [&](SQLite::Statement& row) {
      for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = raw_field(row.getColumn(static_cast<int>(i)));
      table.add(fields);
    });
    table.finish();
  }
  summary.draw(drawn);
  book.close();
}

}  // namespace assay
