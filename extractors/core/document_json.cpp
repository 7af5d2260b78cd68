#include "extractors/core/document_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "extractors/core/hidden_lines.hpp"
#include "extractors/core/letter_buffer.hpp"
#include "extractors/core/letters.hpp"
#include "extractors/core/plain_text.hpp"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

// Rows are rectangular, so a sparse table of hostile extent would fill the memory with nulls: beyond this many
// positions per document rows are left out, and a finding says so.
constexpr std::uint64_t max_positions = std::uint64_t{16} << 20;

Json or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json to_json(const std::optional<Box>& box) {
  return box ? Json::array({box->x0, box->y0, box->x1, box->y1}) : Json(nullptr);
}

Json to_json(const Source& source) {
  return {{"path", source.path},
          {"sha256", or_null(source.sha256)},
          {"bytes", source.bytes},
          {"media_type", or_null(source.media_type)}};
}

Json to_json(const Metadata& metadata) {
  Json out{{"title", or_null(metadata.title)},       {"author", or_null(metadata.author)},
           {"created", or_null(metadata.created)},   {"modified", or_null(metadata.modified)},
           {"language", or_null(metadata.language)}, {"subject", or_null(metadata.subject)},
           {"keywords", or_null(metadata.keywords)}, {"producer", or_null(metadata.producer)}};
  out["other"] = Json::object();
  for (const auto& [name, value] : metadata.other) out["other"][name] = value;
  return out;
}

Json to_json(const std::vector<Word>& words) {
  Json out = Json::array();
  for (const Word& word : words)
    out.push_back({{"text", word.text}, {"bbox", to_json(word.box)}, {"confidence", or_null(word.confidence)}});
  return out;
}

Json to_json(const Page& page) {
  Json out{{"number", page.number}, {"width", page.width}, {"height", page.height}};
  out["text_source"] = to_string(page.text_source);
  out["text_source_reason"] = or_null(page.text_source_reason);
  out["origin"] = to_string(page.origin);
  const auto& cer = page.predicted_cer;
  out["predicted_cer"] = cer ? Json(cer->value) : Json(nullptr);
  out["predicted_cer_interval"] = cer ? Json::array({cer->low, cer->high}) : Json(nullptr);
  const auto numbers = page.signals.find("ocr.doubt_numbers"), words = page.signals.find("ocr.words");
  const bool counted = numbers != page.signals.end() && words != page.signals.end();
  out["predicted_wrong_numbers"] = counted ? Json(numbers->second * words->second) : Json(nullptr);
  out["language"] = or_null(page.language);
  out["rotation"] = page.rotation;
  return out;
}

Json to_json(const Block& block) {
  return {{"kind", to_string(block.kind)},           {"text", block.text},
          {"level", or_null(block.level)},           {"page", or_null(block.place.page)},
          {"bbox", to_json(block.place.box)},        {"table", or_null(block.table)},
          {"confidence", or_null(block.confidence)}, {"hidden", block.hidden},
          {"place", or_null(to_string(block.place))}};
}

Json to_json(const Revision& revision) {
  return {{"kind", to_string(revision.kind)},
          {"author", or_null(revision.author)},
          {"date", or_null(revision.date)},
          {"text", revision.text},
          {"place", or_null(to_string(revision.place))}};
}

Json to_json(const Child& child) {
  Json source = to_json(child.source);
  if (child.source.bytes == 0) source["bytes"] = nullptr;
  return {{"source", std::move(source)},
          {"metadata", to_json(child.metadata)},
          {"read", child.read},
          {"partial", child.partial}};
}

Json to_json(const Notice& notice) {
  return {{"rule", notice.code},
          {"severity", to_string(notice.severity)},
          {"message", notice.message},
          {"evidence", or_null(notice.evidence)},
          {"page", or_null(notice.place.page)},
          {"place", or_null(to_string(notice.place))}};
}

// Letters that JSON holds as they are, of those that are one byte.
constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> out{};
  for (std::size_t c = ' '; c <= '~'; ++c) out[c] = c != '"' && c != '\\';
  return out;
}
constexpr std::array<bool, 256> plain = make_plain();

std::size_t plain_letters(std::string_view text) {
  std::size_t size = bytes_without(text, [](std::uint64_t word) {
    return (word & high_bits) | any_below(word, ' ') | any_is(word, '"') | any_is(word, '\\') | any_is(word, 0x7f);
  });
  while (size < text.size() && plain[static_cast<unsigned char>(text[size])]) ++size;
  return size;
}

// Writes piece by piece: a document of millions of cells never stands in memory as a tree.
class Writer {
 public:
  Writer(const JsonSink& sink, const JsonContent& content) : sink_(sink), content_(content) {}

  void write(const Document& document) {
    member('{', "schema", Json(document_schema));
    member(',', "source", to_json(document.source));
    member(',', "metadata", to_json(document.metadata));
    member(',', "partial", Json(document.partial));
    pages(document.pages);
    list("blocks", document.blocks);
    tables(document.tables);
    list("revisions", document.revisions);
    list("children", document.children);
    key(',', "text");
    out_ += '"';
    WholeText text(*this);
    write_plain_text(document, content_.shown, text);
    out_ += '"';
    list("findings", document.notices, cut_);
    out_ += '}';
    sink_(out_.view());
  }

 private:
  static constexpr std::size_t piece = std::size_t{64} << 10;

  // The target of write_plain_text().
  class WholeText {
   public:
    explicit WholeText(Writer& json) : json_(json) {}
    void text(std::string_view text) { json_.long_text(text); }
    void table(const Table& table) { json_.use_texts(table.cells); }
    void tab() { between("\\t"); }
    void line_end() { between("\\n"); }
    void cell(const Cells::Iterator& at) {
      if (at.from_value())
        json_.out_.end(at.write_value(json_.out_.room(most_value_letters)));
      else if (json_.stands_as_it_is(at))
        json_.out_ += at.letters();
      else
        shown(at.letters());
    }
    void shown(std::string_view text) {
      line_.clear();
      append_one_line(line_, text);
      json_.long_text(line_);
    }

   private:
    void between(std::string_view quoted) {
      json_.out_ += quoted;
      json_.send_pieces();
    }

    Writer& json_;
    std::string line_;
  };

  void send_pieces() {
    if (out_.size() < piece) return;
    sink_(out_.view());
    out_.cut(0);
  }

  void value(const Json& json) {
    out_ += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    send_pieces();
  }

  // Without the quotes. By hand up to what is not simple: texts of large sheets are, and there is much of them.
  void letters(std::string_view text) {
    while (!text.empty()) {
      const std::size_t size = plain_letters(text);
      out_ += text.substr(0, size);
      text.remove_prefix(size);
      if (text.empty()) return;
      if (text.front() != '\t' && text.front() != '\n') break;
      out_ += text.front() == '\t' ? "\\t" : "\\n";
      text.remove_prefix(1);
    }
    const std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    out_ += std::string_view(quoted).substr(1, quoted.size() - 2);
  }

  // Shared texts are looked at once.
  void use_texts(const Cells& cells) {
    if (texts_ == cells.texts().get()) return;
    texts_ = cells.texts().get();
    looks_.assign(texts_ ? texts_->size() : 0, Look::unknown);
  }

  bool stands_as_it_is(const Cells::Iterator& at) {
    if (at.text() == Cells::own_text) return false;
    Look& look = looks_[at.text()];
    if (look == Look::unknown) look = is_its_own_json(at.letters()) ? Look::as_it_is : Look::escaped;
    return look == Look::as_it_is;
  }

  bool is_its_own_json(std::string_view text) {
    const std::size_t before = out_.size();
    letters(text);
    const bool same = out_.view().substr(before) == text;
    out_.cut(before);
    return same;
  }

  // Cut between letters, never inside one.
  void long_text(std::string_view text) {
    while (!text.empty()) {
      std::size_t size = std::min(piece, text.size());
      for (int back = 0; back < 3 && size < text.size() && (text[size] & 0xc0) == 0x80; ++back) --size;
      letters(text.substr(0, size));
      text.remove_prefix(size);
      send_pieces();
    }
  }

  void member(char before, std::string_view name, const Json& json) {
    key(before, name);
    value(json);
  }

  void key(char before, std::string_view name) {
    out_ += before;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  template <class T>
  void list(std::string_view name, const std::vector<T>& items, const std::vector<T>& more = {}) {
    key(',', name);
    out_ += '[';
    bool first = true;
    for (const std::vector<T>* part : {&items, &more}) {
      for (const T& item : *part) {
        if (!first) out_ += ',';
        first = false;
        value(to_json(item));
      }
    }
    out_ += ']';
  }

  void pages(const std::vector<Page>& all) {
    key(',', "pages");
    out_ += '[';
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) out_ += ',';
      Json page = to_json(all[i]);
      if (content_.words) page["words"] = to_json(all[i].words);
      value(page);
    }
    out_ += ']';
  }

  void tables(const std::vector<Table>& all) {
    key(',', "tables");
    out_ += '[';
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) out_ += ',';
      table(all[i], i);
    }
    out_ += ']';
  }

  void table(const Table& table, std::size_t index) {
    member('{', "page", or_null(table.place.page));
    member(',', "bbox", to_json(table.place.box));
    member(',', "sheet", or_null(table.place.sheet));
    member(',', "range", or_null(table.place.range));
    member(',', "title", or_null(table.title));
    member(',', "found_by", Json(to_string(table.found_by)));
    member(',', "confidence", or_null(table.confidence));
    member(',', "header_rows", Json(table.header_rows));
    member(',', "header_columns", Json(table.header_columns));
    member(',', "continues", or_null(table.continues));
    const int rows = rows_to_write(table, index);
    key(',', "rows");
    const auto merged = write_rows(table, rows);
    member(',', "merged", merged);
    member(',', "hidden", Json(table.hidden));
    write_displays(table, rows);
    const HiddenLines hidden(table);
    if (!hidden.rows().empty()) member(',', "hidden_rows", Json(hidden.rows()));
    if (!hidden.columns().empty()) member(',', "hidden_columns", Json(hidden.columns()));
    out_ += '}';
  }

  int rows_to_write(const Table& table, std::size_t index) {
    const auto columns = static_cast<std::uint64_t>(std::max(table.columns, 1));
    const auto rows = static_cast<std::uint64_t>(std::max(table.rows, 0));
    const std::uint64_t written = std::min(rows, (max_positions - positions_) / columns);
    positions_ += written * columns;
    if (written < rows) {
      Notice notice{"completeness.limit", Severity::warning, {}, {}, table.place};
      notice.message = fmt::format(
          "Table {} spans {} rows and {} columns, more than is written for one document ({} positions): its rows "
          "from {} on are left out of this output.",
          index + 1, rows, columns, max_positions, written + 1);
      cut_.push_back(std::move(notice));
    }
    return static_cast<int>(written);
  }

  // Returns the merged areas.
  Json write_rows(const Table& table, int rows) {
    std::vector<Cell> room;
    if (!table.cells.rows_in_order()) {
      room = table.cells.all(room);
      std::stable_sort(room.begin(), room.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
    }
    const Cells sorted(std::move(room));
    const Cells& cells = sorted.empty() ? table.cells : sorted;
    use_texts(cells);

    Json merged = Json::array();
    out_ += '[';
    std::size_t next = 0;
    auto at = cells.begin();
    for (int row = 0; row < rows; ++row) {
      if (row > 0) out_ += ',';
      const std::size_t row_begins = out_.size();
      const std::size_t cell = next;
      const std::size_t known = merged.size();
      if (!write_row(at, next, row, table, merged)) {
        out_.cut(row_begins);
        merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(known), merged.end());
        at = cells.from(cell);
        write_row_by_place(at, next = cell, row, table, merged);
      }
      send_pieces();
    }
    out_ += ']';
    return merged;
  }

  // What a person sees of the numbers in those rows, where it is not what `rows` says: row, column, text.
  void write_displays(const Table& table, int rows) {
    if (!table.cells.formats() || table.cells.formats()->empty()) return;
    bool any = false;
    for (auto at = table.cells.begin(); at != table.cells.end(); ++at) {
      const CellSpan cell = at.span();
      if (at.format() == 0 || cell.row >= rows || !inside(cell, table.columns)) continue;
      const std::optional<std::string> display = at.display();
      if (!display) continue;
      if (any)
        out_ += ',';
      else
        key(',', "display");
      out_ += fmt::format("{}[{},{},\"", any ? "" : "[", cell.row, cell.column);
      any = true;
      long_text(*display);
      out_ += "\"]";
    }
    if (any) out_ += ']';
  }

  // Cells as they come, from `at`, which is the one at the index `next`. False where one stands left of another before
  // it: nothing is right then.
  bool write_row(Cells::Iterator& at, std::size_t& next, int row, const Table& table, Json& merged) {
    out_ += '[';
    int column = 0;
    for (; at != Cells::end(); ++at, ++next) {
      const CellSpan cell = at.span();
      if (cell.row > row) break;
      if (!inside(cell, table.columns)) continue;
      if (cell.column < column) return false;
      nulls(column, cell.column);
      if (cell.column > 0) out_ += ',';
      if (at.from_value())
        quoted_value(at);
      else if (stands_as_it_is(at))
        quoted_plain(at.letters());
      else
        quoted(at.letters());
      column = cell.column + 1;
      add_merged(table, cell, merged);
    }
    nulls(column, table.columns);
    out_ += ']';
    return true;
  }

  // The same of cells in any order; of two at one place the last counts.
  void write_row_by_place(Cells::Iterator& at, std::size_t& next, int row, const Table& table, Json& merged) {
    std::vector<std::string> values(static_cast<std::size_t>(std::max(table.columns, 0)));
    for (; at != Cells::end(); ++at, ++next) {
      const CellSpan cell = at.span();
      if (cell.row > row) break;
      if (!inside(cell, table.columns)) continue;
      values[static_cast<std::size_t>(cell.column)] = at.view();
      add_merged(table, cell, merged);
    }
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ',';
      quoted(values[i]);
    }
    out_ += ']';
  }

  static bool inside(const CellSpan& cell, int columns) {
    return cell.row >= 0 && cell.column >= 0 && cell.column < columns;
  }

  static void add_merged(const Table& table, const CellSpan& cell, Json& merged) {
    if (cell.row_span == 1 && cell.column_span == 1 && table.cut_merges.empty()) return;
    const CellSpan whole = whole_span(table, cell);
    if (whole.row_span == 1 && whole.column_span == 1) return;
    merged.push_back({whole.row, whole.column, whole.row + whole.row_span - 1, whole.column + whole.column_span - 1});
  }

  void nulls(int from, int to) {
    for (int column = from; column < to; ++column) out_ += column > 0 ? ",null" : "null";
  }

  // Most texts of most sheets are plain; a tree of values for each row would cost more than all else.
  void quoted(std::string_view text) {
    if (text.empty()) {
      out_ += "null";
      return;
    }
    out_ += '"';
    letters(text);
    out_ += '"';
  }

  void quoted_plain(std::string_view text) {
    if (text.empty()) {
      out_ += "null";
      return;
    }
    char* to = out_.room(text.size() + 2);
    *to++ = '"';
    to = LetterBuffer::put(to, text);
    *to++ = '"';
    out_.end(to);
  }

  void quoted_value(const Cells::Iterator& at) {
    char* to = out_.room(most_value_letters + 2);
    *to++ = '"';
    to = at.write_value(to);
    *to++ = '"';
    out_.end(to);
  }

  const JsonSink& sink_;
  JsonContent content_;
  LetterBuffer out_;
  enum class Look : std::uint8_t { unknown, as_it_is, escaped };
  const Cells::Texts* texts_ = nullptr;
  std::vector<Look> looks_;  // of texts_
  std::uint64_t positions_ = 0;
  std::vector<Notice> cut_;
};

}  // namespace

void write_json(const Document& document, const JsonSink& sink, const JsonContent& content) {
  Writer(sink, content).write(document);
}

std::string to_json(const Document& document) {
  std::string out;
  write_json(document, [&out](std::string_view piece) { out += piece; });
  return out;
}

Document unreadable_document(Source source, const Failure& failure) {
  Document document;
  document.source = std::move(source);
  document.partial = true;
  document.notices.push_back(
      {std::string(finding_code(failure.kind)), Severity::critical, failure.message, failure.detail, {}});
  return document;
}

}  // namespace assay
