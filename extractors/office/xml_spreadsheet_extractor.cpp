#include "extractors/office/xml_spreadsheet_extractor.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/merges.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/office/threaded_comments.hpp"
#include "extractors/office/workbook_notes.hpp"
#include "extractors/text/decoded.hpp"

namespace assay {
namespace {

using namespace office;

constexpr std::string_view sheet_space = "urn:schemas-microsoft-com:office:spreadsheet";
constexpr std::string_view excel_space = "urn:schemas-microsoft-com:office:excel";
constexpr std::string_view office_space = "urn:schemas-microsoft-com:office:office";
constexpr char separator = '|';  // of a namespace and a name, which neither may hold
constexpr int most_rows = 1'048'576, most_columns = 16'384;

struct Name {
  std::string_view space, local;
};

Name name_of(const char* qualified) {
  const std::string_view all(qualified);
  const std::size_t at = all.rfind(separator);
  return at == std::string_view::npos ? Name{{}, all} : Name{all.substr(0, at), all.substr(at + 1)};
}

class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  // Empty where there is none.
  std::string_view of(std::string_view space, std::string_view local) const {
    for (const char** at = pairs_; *at; at += 2)
      if (const Name name = name_of(*at); name.space == space && name.local == local) return at[1];
    return {};
  }
  std::string_view operator[](std::string_view local) const { return of(sheet_space, local); }
  // None where it is missing or no number from 0 to `most`.
  std::optional<int> number(std::string_view local, int most) const {
    const std::string_view text = (*this)[local];
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return std::min(value, most);
  }

 private:
  const char** pairs_;
};

// What a number shows as by the name or the code of its format.
CellFormat format_called(std::string_view format, NumberFormats& formats) {
  if (format == "General Date") return {Shows::date_time};
  if (format == "Long Date" || format == "Medium Date" || format == "Short Date") return {Shows::date};
  if (format == "Long Time" || format == "Medium Time" || format == "Short Time") return {Shows::time};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> names{{{"General", "General"},
                                                                                 {"General Number", "General"},
                                                                                 {"Fixed", "0.00"},
                                                                                 {"Standard", "#,##0.00"},
                                                                                 {"Percent", "0.00%"},
                                                                                 {"Scientific", "0.00E+00"},
                                                                                 {"Currency", "#,##0.00_);(#,##0.00)"},
                                                                                 {"Euro Currency", "General"},
                                                                                 {"Yes/No", "\"Yes\";\"Yes\";\"No\""},
                                                                                 {"True/False", "General"},
                                                                                 {"On/Off", "\"On\";\"On\";\"Off\""}}};
  for (const auto& [name, code] : names)
    if (format == name) return formats.add(0, code);
  return formats.add(0, format);
}

// Of "2024-03-05T12:30:00.000", to the nearest second; the last days of 1899 are times of day.
std::optional<DateText> date_of(std::string_view value) {
  const auto part = [&](std::size_t at, std::size_t size) {
    int number = -1;
    if (at + size <= value.size()) std::from_chars(value.data() + at, value.data() + at + size, number);
    return number;
  };
  using namespace std::chrono;
  const year_month_day date{year{part(0, 4)}, month{static_cast<unsigned>(part(5, 2))},
                            day{static_cast<unsigned>(part(8, 2))}};
  if (value.size() < 10 || !date.ok()) return std::nullopt;
  constexpr int day_seconds = 86400;
  const int hours = std::max(part(11, 2), 0), minutes = std::max(part(14, 2), 0), seconds = std::max(part(17, 2), 0);
  const bool rounds_up = value.size() > 20 && value[20] >= '5' && value[20] <= '9';
  int of_day = hours * 3600 + minutes * 60 + seconds + rounds_up;
  const sys_days whole = sys_days{date} + days{of_day / day_seconds};
  of_day %= day_seconds;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
  if (date >= year_month_day{1899y, December, 30d} && date <= year_month_day{1899y, December, 31d})
    return DateText{time, std::nullopt};
  const year_month_day shown{whole};
  const std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(shown.year()),
                                       static_cast<unsigned>(shown.month()), static_cast<unsigned>(shown.day()));
  const double number = static_cast<double>(whole.time_since_epoch().count()) + double(of_day) / day_seconds;
  return DateText{of_day == 0 ? text : text + 'T' + time, number};
}

class Reading {
 public:
  Reading(const ExtractOptions& options, Progress& progress, Document& document)
      : options_(options),
        progress_(progress),
        document_(document),
        budget_{options.limits.cells, options.limits.text_bytes},
        parser_(XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** pairs) {
          caught(self, [&](Reading& reading) { reading.begin(name_of(name), pairs); });
        },
        [](void* self, const char* name) { caught(self, [&](Reading& reading) { reading.end(name_of(name)); }); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
      caught(self, [&](Reading& reading) { reading.text({text, static_cast<std::size_t>(size)}); });
    });
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int) {
      caught(self, [](Reading& reading) {
        reading.stop("format.damaged", "The workbook declares a document type, as no program does; it was not read on.",
                     {});
      });
    });
  }

  void read(std::string_view xml) {
    constexpr std::size_t piece = std::size_t{16} << 20;  // an attribute is looked at anew with each
    for (std::size_t at = 0; at < xml.size() && !stopped_; at += piece) {
      const std::string_view part = xml.substr(at, piece);
      const bool last = at + piece >= xml.size();
      const XML_Status status = XML_Parse(parser_.get(), part.data(), static_cast<int>(part.size()), last);
      if (thrown_) std::rethrow_exception(thrown_);
      if (status == XML_STATUS_OK || stopped_) continue;
      const char* why = XML_ErrorString(XML_GetErrorCode(parser_.get()));
      stop("format.damaged", "The workbook is damaged or cut short; what stands before the damage was read.",
           fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_.get()), why));
    }
    if (in_sheet_) end_sheet();
    notes_.tell(document_);
    document_.signals["sheets"] = sheets_;
    document_.signals["sheets.hidden"] = hidden_sheets_;
    document_.signals["formulas"] = formulas_;
  }

  int sheets() const { return sheets_; }

 private:
  enum class Takes { nothing, data, comment, property };
  struct Comment {
    int row = 0, column = 0;
    std::string text;
  };

  // No exception may pass through the parser, which is C.
  template <class Call>
  static void caught(void* self, const Call& call) {
    auto& reading = *static_cast<Reading*>(self);
    if (reading.thrown_) return;
    try {
      call(reading);
    } catch (...) {
      reading.thrown_ = std::current_exception();
      XML_StopParser(reading.parser_.get(), XML_FALSE);
    }
  }

  void tell(std::string code, Severity severity, std::string message, std::string evidence) {
    document_.notices.push_back({std::move(code), severity, std::move(message), std::move(evidence), {}});
  }

  void stop(std::string code, std::string message, std::string evidence) {
    if (stopped_) return;
    stopped_ = true;
    document_.partial = true;
    tell(std::move(code), Severity::error, std::move(message), std::move(evidence));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void hit_limit(const std::string& limit) {
    stop("completeness.limit",
         fmt::format("The workbook holds more than the limit allows; it was read up to sheet '{}', {}.", entry_.name,
                     cell_name(std::max(row_, 0), std::max(column_, 0))),
         "limit: " + limit);
  }

  void begin(const Name& name, const char** pairs) {
    if (++depth_ > options_.limits.xml_depth) return hit_limit("xml_depth");
    const Attributes attributes(pairs);
    if (name.space == sheet_space)
      begin_of_sheet(name.local, attributes);
    else if (name.space == excel_space)
      begin_of_excel(name.local, attributes);
    else if (name.space == office_space && depth_ == property_depth)
      take(Takes::property);
  }

  void begin_of_sheet(std::string_view local, const Attributes& attributes) {
    if (local == "Style") {
      style_ = attributes["ID"];
      const auto parent = formats_.find(std::string(attributes["Parent"]));
      if (parent != formats_.end()) formats_[style_] = CellFormat(parent->second);
    } else if (local == "NumberFormat") {
      formats_[style_] = format_called(attributes["Format"], number_formats_);
    } else if (local == "NamedRange") {
      // Those of filters and print areas are the program's own.
      const std::string_view name = attributes["Name"];
      const bool own = attributes["Hidden"] == "1" || name.starts_with("Print_") || name.starts_with("_");
      if (!own) notes_.add_name(name, attributes["RefersTo"].substr(attributes["RefersTo"].starts_with("=") ? 1 : 0));
    } else if (local == "Worksheet") {
      begin_sheet(attributes);
    } else if (local == "Column" && in_sheet_) {
      const int first = std::max(attributes.number("Index", most_columns).value_or(next_column_ + 1) - 1, 0);
      next_column_ = std::min(first + attributes.number("Span", most_columns).value_or(0) + 1, most_columns);
      if (attributes["Hidden"] == "1") hidden_.columns.add(first, next_column_ - 1);
    } else if (local == "Row" && in_sheet_) {
      begin_row(attributes);
    } else if (local == "Cell" && in_sheet_) {
      begin_cell(attributes);
    } else if (local == "Comment" && in_cell_) {
      in_comment_ = true;
      author_ = attributes["Author"];
    } else if (local == "Data" && in_cell_) {
      if (!in_comment_) type_ = attributes["Type"];
      take(in_comment_ ? Takes::comment : Takes::data);
    }
  }

  void begin_of_excel(std::string_view local, const Attributes& attributes) {
    if (local == "Visible" || local == "ProtectStructure") take(Takes::property);
    if (local == "Date1904") date1904_ = true;
    if (local == "SupBook" && !std::exchange(external_, true))
      tell("format.external_link", Severity::info,
           "The workbook takes values from another file; what is shown is what was last read from there.", {});
    if (local == "PivotCache" && !std::exchange(pivot_, true))
      tell("format.pivot_cache", Severity::info,
           "The workbook keeps a copy of the data behind a pivot table, which a reader does not see.", {});
    if (local == "Header") content_.header_text = attributes.of(excel_space, "Data");
    if (local == "Footer") content_.footer_text = attributes.of(excel_space, "Data");
  }

  void take(Takes what) {
    takes_ = what;
    text_.clear();
  }

  void text(std::string_view part) {
    if (takes_ == Takes::nothing || stopped_) return;
    if (text_.size() + part.size() > budget_.text_bytes) return hit_limit("text_bytes");
    text_ += part;
  }

  void end(const Name& name) {
    --depth_;
    if (name.space == sheet_space) {
      end_of_sheet(name.local);
    } else if (takes_ == Takes::property) {
      if (name.space == excel_space && name.local == "ProtectStructure" && text_ == "True")
        notes_.protect_structure();
      else if (name.space == excel_space && name.local == "Visible")
        entry_.state = text_ == "SheetVeryHidden" ? SheetState::very_hidden
                       : text_ == "SheetHidden"   ? SheetState::hidden
                                                  : SheetState::visible;
      else if (name.space == office_space)
        set_property(name.local);
      takes_ = Takes::nothing;
    }
  }

  void end_of_sheet(std::string_view local) {
    if (local == "Data") {
      if (takes_ == Takes::data) set_value();
      if (takes_ == Takes::comment) add_comment();
      takes_ = Takes::nothing;
    } else if (local == "Comment") {
      in_comment_ = false;
    } else if (local == "Cell" && in_cell_) {
      end_cell();
    } else if (local == "Worksheet" && in_sheet_) {
      end_sheet();
    }
  }

  void add_comment() {
    if (text_.empty()) return;
    budget_.text_bytes -= text_.size();  // text() has seen that there are as many
    comments_.push_back({row_, column_, with_author(author_, std::move(text_))});
  }

  void set_property(std::string_view local) {
    Metadata& metadata = document_.metadata;
    for (const auto& [name, field] :
         {std::pair("Title", &metadata.title), std::pair("Author", &metadata.author),
          std::pair("Subject", &metadata.subject), std::pair("Keywords", &metadata.keywords),
          std::pair("Created", &metadata.created), std::pair("LastSaved", &metadata.modified)})
      if (local == name) *field = text_;
  }

  void begin_sheet(const Attributes& attributes) {
    progress_.advance("sheet", sheets_++, 0);
    in_sheet_ = true;
    entry_ = {std::string(attributes["Name"]), {}, SheetState::visible, true};
    if (attributes["Protected"] == "1") notes_.protect_sheet(entry_.name);
    content_ = {};
    content_.grid.cells = Cells::packed();
    content_.grid.cells.set_formats(number_formats_.shared());
    row_ = column_ = -1;
    next_column_ = further_rows_ = 0;
    hidden_ = {};
    merges_.clear();
    comments_.clear();
  }

  // Rows and cells count on from the one before; an index that goes back is none.
  void begin_row(const Attributes& attributes) {
    const int next = row_ + 1 + further_rows_;
    row_ = std::min(std::max(next, attributes.number("Index", most_rows + 1).value_or(0) - 1), most_rows);
    constexpr int rows_to_tell = 4096;
    if (++rows_ % rows_to_tell == 0) progress_.advance("row", rows_, 0);
    column_ = -1;
    last_covered_ = -1;
    further_rows_ = attributes.number("Span", most_rows).value_or(0);
    if (attributes["Hidden"] == "1") hidden_.rows.add(row_, row_ + further_rows_);
  }

  void begin_cell(const Attributes& attributes) {
    column_ = std::max({column_ + 1, last_covered_ + 1, attributes.number("Index", most_columns).value_or(0) - 1});
    in_cell_ = row_ >= 0 && row_ < most_rows && column_ < most_columns;
    if (!in_cell_) {
      column_ = std::min(column_, most_columns);
      if (!std::exchange(content_outside_, true)) {
        document_.partial = true;
        tell("format.damaged", Severity::error,
             fmt::format("Cells of the sheet '{}' lie beyond the last row or column that a sheet can have; they were "
                         "left out.",
                         entry_.name),
             {});
      }
      return;
    }
    const int across = attributes.number("MergeAcross", most_columns - 1 - column_).value_or(0);
    const int down = attributes.number("MergeDown", most_rows - 1 - row_).value_or(0);
    last_covered_ = column_ + across;
    if (across > 0 || down > 0) merges_.push_back({row_, column_, row_ + down, column_ + across});
    cell_ = {};
    cell_.row = row_;
    cell_.column = column_;
    cell_.hidden = hidden_.hide(row_, column_);
    has_data_ = false;
    std::string_view formula = attributes["Formula"];
    if (formula.starts_with('=')) formula.remove_prefix(1);
    cell_.formula = RareText(std::string(formula));
    cell_style_ = attributes["StyleID"];
  }

  // What is not what its type says is a text.
  void set_value() {
    has_data_ = true;
    cell_.text = text_;
    const std::string_view value = without_space(text_);
    if (type_ == "Number") {
      set_number(value);
    } else if (type_ == "DateTime") {
      set_date(value);
    } else if (type_ == "Boolean" && (value == "1" || value == "0" || value == "true" || value == "false")) {
      cell_.type = CellType::boolean;
      cell_.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
    } else if (type_ == "Error") {
      cell_.type = CellType::error;
    } else {
      cell_.format = format().of_words();
    }
  }

  static std::string_view without_space(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
  }

  CellFormat format() const {
    const auto format = formats_.find(cell_style_);
    return format == formats_.end() ? CellFormat{} : format->second;
  }

  void set_date(std::string_view value) {
    std::optional<DateText> date = date_of(value);
    if (!date) return;
    constexpr double day_zero = 25569;  // 1970-01-01 as a serial number
    if (date->days && format().shows == Shows::elapsed)
      if (auto elapsed = date_text(*date->days + day_zero, false, Shows::elapsed)) date = std::move(elapsed);
    cell_.type = CellType::date;
    cell_.text = date->text;
    cell_.number = date->days;
    if (!date->days) cell_.format = format().number;
  }

  void set_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return;
    const CellFormat number = format();
    const Shows shows = number.shows;
    const bool day = shows != Shows::number && shows != Shows::text;
    const std::optional<DateText> date = day ? date_text(value, date1904_, shows) : std::nullopt;
    cell_.type = date ? CellType::date : CellType::number;
    cell_.text = date ? date->text : number_text(value);
    cell_.number = date ? date->days : std::optional(value);
    if (!date)
      cell_.format = number.of_text(cell_.text.size());
    else if (!date->days)
      cell_.format = number.number;
  }

  void end_cell() {
    in_cell_ = false;
    const bool formula = !cell_.formula.empty();
    if (cell_.text.empty() && !formula) return;
    if (budget_.cells == 0) return hit_limit("cells");
    if (budget_.text_bytes < cell_.text.size()) return hit_limit("text_bytes");
    --budget_.cells;
    budget_.text_bytes -= cell_.text.size();
    formulas_ += formula;
    content_.formulas += formula;
    if (formula && !has_data_ && content_.without_value.add(row_, column_))
      content_.without_value.first += " =" + cell_.formula.text();
    content_.grid.cells.push_back(std::move(cell_));
  }

  void end_sheet() {
    in_sheet_ = false;
    const bool hidden = entry_.state != SheetState::visible;
    if (hidden) {
      ++hidden_sheets_;
      note_hidden_sheet(entry_, document_);
    }
    if (!apply_merges(content_.grid, merges_, hidden_, content_.covered_values))
      tell("completeness.limit", Severity::error,
           "The sheet has more merged cells than can be honest; the rest was left alone.", "limit: merged_ranges");
    note_content(entry_, content_, document_);
    append_reading(document_, find_tables(std::move(content_.grid)), TableSource::sheet, entry_.name, hidden);
    for (Comment& comment : comments_) {
      Block block;
      block.kind = BlockKind::comment;
      block.text = std::move(comment.text);
      block.hidden = hidden || hidden_.hide(comment.row, comment.column);
      block.place.sheet = entry_.name;
      block.place.range = cell_name(comment.row, comment.column);
      document_.blocks.push_back(std::move(block));
    }
    add_printed_texts(entry_, content_, document_);
  }

  static constexpr int property_depth = 3;  // of Workbook, DocumentProperties, Title

  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  Budget budget_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  std::exception_ptr thrown_;
  bool stopped_ = false;
  int depth_ = 0;

  std::string style_, cell_style_;  // IDs
  NumberFormats number_formats_;
  std::map<std::string, CellFormat> formats_;  // by the ID of a style
  bool date1904_ = false, external_ = false, pivot_ = false;
  int sheets_ = 0, hidden_sheets_ = 0, formulas_ = 0;
  WorkbookNotes notes_;

  // Of the sheet that is being read.
  bool in_sheet_ = false;
  SheetEntry entry_;
  SheetContent content_;
  HiddenParts hidden_;
  std::vector<MergedRange> merges_;
  std::vector<Comment> comments_;
  int row_ = -1, column_ = -1, next_column_ = 0;
  int further_rows_ = 0;  // for which the last row stands too
  int rows_ = 0;          // of all sheets
  bool content_outside_ = false;
  int last_covered_ = -1;

  // Of the cell.
  bool in_cell_ = false, in_comment_ = false;
  Cell cell_;
  bool has_data_ = false;
  std::string type_, author_;
  Takes takes_ = Takes::nothing;
  std::string text_;
};

class XmlSpreadsheetExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xml_spreadsheet"; }
  int version() const override { return 8; }
  bool reads(std::string_view media_type) const override { return media_type == "application/vnd.ms-spreadsheetml"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    const DecodedText decoded = decode_text(bytes, options.limits.input_bytes, declared_encoding(as_chars(bytes)));
    Document document;
    for (const Notice& notice : decoded.notices)  // the file says its encoding: any is as good as UTF-8
      if (notice.code != "format.not_utf8") document.notices.push_back(notice);
    Reading reading(options, progress, document);
    // White space before the XML declaration, as scripts leave it, is no XML.
    const std::size_t begin = std::min(decoded.text.find_first_not_of(" \t\n"), decoded.text.size());
    reading.read(std::string_view(decoded.text).substr(begin));
    if (reading.sheets() == 0)
      return fail(FailureKind::damaged, "The workbook holds no sheet that can be read. Ask for a new copy.");
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& xml_spreadsheet_extractor() {
  static const XmlSpreadsheetExtractor extractor;
  return extractor;
}

}  // namespace assay
