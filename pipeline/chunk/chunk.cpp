#include "pipeline/chunk/chunk.hpp"

#include <algorithm>

#include "pipeline/chunk/split.hpp"

namespace assay {
namespace {

constexpr std::string_view between_blocks = "\n\n";

bool left_out(const Block& block, Shown shown) {
  return (block.hidden && shown == Shown::visible) || block.kind == BlockKind::page_header ||
         block.kind == BlockKind::page_footer || block.kind == BlockKind::comment;
}

class Chunker {
 public:
  Chunker(const Document& document, const ChunkSettings& settings)
      : document_(document),
        splitter_(document.metadata.language),
        shown_(settings.hidden ? Shown::all : Shown::visible),
        budget_(static_cast<std::size_t>(std::max(settings.max_chars, 1))),
        least_(static_cast<std::size_t>(std::max(settings.min_chars, 0))) {}

  std::vector<Chunk> run() {
    for (const Block& block : document_.blocks) {
      if (left_out(block, shown_)) continue;
      if (block.table) {
        const Table& table = document_.tables.at(static_cast<std::size_t>(*block.table));
        if (!table.hidden || shown_ == Shown::all) add_table(table, *block.table);
      } else if (block.kind == BlockKind::heading) {
        add_heading(block);
      } else {
        add_text(block);
      }
    }
    flush();
    return std::move(chunks_);
  }

 private:
  // A heading begins a chunk, unless nothing but headings came since the last one, or so little that it would be lost
  // in a chunk of its own.
  void add_heading(const Block& block) {
    if (has_body_ && length_ >= least_) flush();
    const auto level = static_cast<std::size_t>(std::max(block.level.value_or(1), 1));
    path_.resize(std::min(path_.size(), level - 1));
    path_.push_back(block.text);
    append(block, false);
  }

  void add_text(const Block& block) { append(block, true); }

  void append(const Block& block, bool body) {
    for (const std::string_view part : splitter_.split(block.text, budget_)) {
      const std::size_t length = length_of(part);
      if (!current_.text.empty() && length_ + between_blocks.size() + length > budget_) flush();
      if (current_.text.empty()) {
        current_.heading_path = path_;
      } else {
        current_.text += between_blocks;
        length_ += between_blocks.size();
        if (has_body_)
          keep_common_path();
        else
          current_.heading_path = path_;
      }
      current_.text += part;
      length_ += length;
      has_body_ = has_body_ || body;
      note_page(block.place.page);
    }
  }

  void keep_common_path() {
    const auto [end, other] =
        std::mismatch(current_.heading_path.begin(), current_.heading_path.end(), path_.begin(), path_.end());
    current_.heading_path.erase(end, current_.heading_path.end());
  }

  void note_page(const std::optional<int>& page) {
    if (!page) return;
    current_.first_page = std::min(current_.first_page.value_or(*page), *page);
    current_.last_page = std::max(current_.last_page.value_or(*page), *page);
  }

  void add_table(const Table& table, int index) {
    flush();
    const std::string text = tab_separated(table, shown_);
    const auto header_rows = static_cast<std::size_t>(std::max(table.header_rows, 0));
    std::string header = header_above(table);  // repeated in front of later parts
    std::size_t row = 0;
    for (std::size_t begin = 0; begin <= text.size(); ++row) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      begin = end + 1;
      // A header that takes more than half of the budget leaves no room for what it explains.
      if (row == header_rows && length_of(header) * 2 > budget_) header.clear();
      if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
      add_row(table, index, static_cast<int>(row), line, row < header_rows ? std::string_view{} : header);
      if (row < header_rows) header.append(line).append("\n");
    }
    flush();
  }

  // Of a table that goes on from an earlier page: the names of its columns, which stand there.
  std::string header_above(const Table& table) const {
    const Table& named = named_by(document_, table);
    if (&named == &table || named.header_rows <= 0) return {};
    const std::string text = tab_separated(named, shown_);
    std::size_t end = 0;
    for (int row = 0; row < named.header_rows && end != std::string::npos; ++row)
      end = text.find('\n', end ? end + 1 : 0);
    std::string header = text.substr(0, end) + '\n';
    const bool hidden = header.find_first_not_of("\t\n ") == std::string::npos;
    if (hidden || length_of(header) * 2 > budget_) header.clear();
    return header;
  }

  void add_row(const Table& table, int index, int row, std::string_view line, std::string_view header) {
    const std::size_t length = length_of(line);
    if (!current_.text.empty() && length_ + 1 + length > budget_) flush();
    if (length + length_of(header) > budget_ && current_.text.empty()) {
      // A row that doesn't fit with its header, or not at all: alone, in parts if need be.
      for (const std::string_view part : splitter_.split(line, budget_)) {
        begin_rows(table, index, row);
        current_.text = part;
        length_ = length_of(part);
        flush();
      }
      return;
    }
    if (current_.text.empty()) {
      begin_rows(table, index, row);
      current_.text = header;
    } else {
      current_.text += '\n';
    }
    current_.text += line;
    length_ = length_of(current_.text);
    current_.last_row = row;
  }

  void begin_rows(const Table& table, int index, int row) {
    current_.kind = ChunkKind::table;
    current_.heading_path = path_;
    current_.table = index;
    current_.first_row = current_.last_row = row;
    note_page(table.place.page);
  }

  void flush() {
    if (!current_.text.empty()) chunks_.push_back(std::move(current_));
    current_ = {};
    length_ = 0;
    has_body_ = false;
  }

  const Document& document_;
  TextSplitter splitter_;
  Shown shown_;
  std::size_t budget_;
  std::size_t least_;
  std::vector<Chunk> chunks_;
  std::vector<std::string> path_;
  Chunk current_;
  std::size_t length_ = 0;  // of its text, in code points
  bool has_body_ = false;   // more than headings
};

}  // namespace

std::vector<Chunk> chunk_document(const Document& document, const ChunkSettings& settings) {
  return Chunker(document, settings).run();
}

}  // namespace assay
