#include "extractors/ole/ppt_slide.hpp"

#include <algorithm>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/ole/ppt_records.hpp"

namespace assay::ole {
namespace {

constexpr int deepest = 64;
constexpr std::uint16_t is_table = 0x039F;

struct Edges {
  int left = 0, top = 0, right = 0, bottom = 0;
};

struct TableCell {
  Edges edges;
  std::string text;
};

std::string with_breaks(std::string text) {
  std::replace(text.begin(), text.end(), '\x0B', '\n');
  text.erase(std::remove_if(
                 text.begin(), text.end(),
                 [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; }),
             text.end());
  return text;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n\r");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

std::vector<int> sorted(std::vector<int> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

int index_of(const std::vector<int>& places, int place) {
  return static_cast<int>(std::lower_bound(places.begin(), places.end(), place) - places.begin());
}

class SlideReader {
 public:
  SlideReader(std::vector<PptText> outline, const Place& place, bool hidden, bool notes, Document& document)
      : outline_(std::move(outline)), place_(place), hidden_(hidden), notes_(notes), document_(document) {}

  void read(std::string_view slide) {
    const std::size_t first = document_.blocks.size();
    walk(slide, 0);
    for (PptText& text : outline_)
      if (!text.used) add(text);
    const auto begin = document_.blocks.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_partition(begin, document_.blocks.end(), [](const Block& b) { return b.kind == BlockKind::heading; });
  }

 private:
  void walk(std::string_view bytes, int depth) {
    if (depth > deepest) return;
    PptRecords records(bytes);
    for (PptRecord record; records.next(record);) {
      if (record.type == ppt::text_box) {
        for (const PptText& text : texts_of_box(record.data)) add(text);
      } else if (record.type == ppt::shape_group && read_table(record.data)) {
        continue;
      } else if (record.type == ppt::comment) {
        add_comment(record.data);
      } else if (record.container || record.type == ppt::program_data) {
        walk(record.data, depth + 1);
      }
    }
  }

  std::vector<PptText> texts_of_box(std::string_view box) {
    std::vector<PptText> out = ppt_texts(box);
    const auto reference = ppt_child(box, ppt::outline_reference);
    if (!reference) return out;
    const std::uint32_t index = u32(reference->data, 0);
    if (index < outline_.size() && !std::exchange(outline_[index].used, true)) out.push_back(outline_[index]);
    return out;
  }

  void push(BlockKind kind, std::string text) {
    text = trimmed(text);
    if (text.empty()) return;
    Block block;
    block.kind = kind;
    if (kind == BlockKind::heading) block.level = 1;
    block.text = std::move(text);
    block.hidden = hidden_;
    block.place = place_;
    document_.blocks.push_back(std::move(block));
  }

  void add(const PptText& text) {
    const bool title = !notes_ && (text.kind == 0 || text.kind == 6);
    const bool body = !notes_ && (text.kind == 1 || text.kind == 5 || text.kind == 7 || text.kind == 8);
    if (title) {
      std::string line = text.text;
      std::replace(line.begin(), line.end(), '\r', '\n');
      return push(BlockKind::heading, std::move(line));
    }
    for (std::size_t at = 0; at <= text.text.size();) {
      const std::size_t end = std::min(text.text.find('\r', at), text.text.size());
      push(body ? BlockKind::list_item : BlockKind::paragraph, text.text.substr(at, end - at));
      at = end + 1;
    }
  }

  void add_comment(std::string_view bytes) {
    std::string author, text;
    PptRecords records(bytes);
    for (PptRecord record; records.next(record);)
      if (record.type == ppt::string && record.instance < 2)
        (record.instance == 0 ? author : text) = decode_code_page(record.data, 1200);
    if (!trimmed(text).empty()) push(BlockKind::comment, author.empty() ? text : author + ": " + text);
  }

  // A group of shapes that says it is a table: each shape with text is a cell.
  bool read_table(std::string_view group) {
    const auto first = ppt_child(group, ppt::shape);
    if (!first || !says_table(first->data)) return false;
    std::vector<TableCell> cells;
    PptRecords shapes(group);
    for (PptRecord shape; shapes.next(shape);) {
      const auto anchor = shape.type == ppt::shape ? ppt_child(shape.data, ppt::child_anchor) : std::nullopt;
      const auto box = anchor ? ppt_child(shape.data, ppt::text_box) : std::nullopt;
      if (!box) continue;
      const auto edge = [&](std::size_t at) { return static_cast<int>(u32(anchor->data, at)); };
      TableCell cell{{edge(0), edge(4), edge(8), edge(12)}, {}};
      for (const PptText& text : texts_of_box(box->data)) cell.text += text.text;
      std::replace(cell.text.begin(), cell.text.end(), '\r', '\n');
      cells.push_back(std::move(cell));
    }
    if (cells.empty()) return false;
    add_table(std::move(cells));
    return true;
  }

  static bool says_table(std::string_view shape) {
    for (const std::uint16_t type : {ppt::shape_properties, ppt::shape_properties_3})
      if (const auto list = ppt_child(shape, type))
        for (int i = 0; i < list->instance; ++i)
          if ((u16(list->data, 6U * static_cast<unsigned>(i)) & 0x3FFF) == is_table &&
              (u32(list->data, 6U * static_cast<unsigned>(i) + 2) & 1) != 0)
            return true;
    return false;
  }

  void add_table(std::vector<TableCell> cells) {
    std::vector<int> columns, rows;
    for (const TableCell& cell : cells) {
      columns.insert(columns.end(), {cell.edges.left, cell.edges.right});
      rows.insert(rows.end(), {cell.edges.top, cell.edges.bottom});
    }
    columns = sorted(std::move(columns));
    rows = sorted(std::move(rows));
    Table table;
    table.found_by = TableSource::slide;
    table.rows = static_cast<int>(rows.size()) - 1;
    table.columns = static_cast<int>(columns.size()) - 1;
    table.hidden = hidden_;
    table.place = place_;
    for (TableCell& from : cells) {
      Cell cell;
      cell.row = index_of(rows, from.edges.top);
      cell.column = index_of(columns, from.edges.left);
      cell.row_span = std::max(index_of(rows, from.edges.bottom) - cell.row, 1);
      cell.column_span = std::max(index_of(columns, from.edges.right) - cell.column, 1);
      cell.text = trimmed(from.text);
      if (cell.row < table.rows && cell.column < table.columns) table.cells.push_back(std::move(cell));
    }
    std::vector<Cell>& all = table.cells.loose();
    std::stable_sort(all.begin(), all.end(),
                     [](const Cell& a, const Cell& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    table.header_rows = infer_header_rows(table);
    append_table(document_, std::move(table));
  }

  std::vector<PptText> outline_;
  Place place_;
  bool hidden_, notes_;
  Document& document_;
};

}  // namespace

std::vector<PptText> ppt_texts(std::string_view bytes) {
  std::vector<PptText> out;
  PptRecords records(bytes);
  bool open = false;
  for (PptRecord record; records.next(record);) {
    if (record.type == ppt::text_header) {
      out.push_back({static_cast<int>(u32(record.data, 0)), {}, false});
      open = true;
    } else if (record.type == ppt::text_chars || record.type == ppt::text_bytes) {
      if (!std::exchange(open, false)) out.emplace_back();
      out.back().text = with_breaks(decode_code_page(record.data, record.type == ppt::text_chars ? 1200 : 1252));
    }
  }
  return out;
}

void read_ppt_slide(std::string_view slide, std::vector<PptText> outline, const Place& place, bool hidden, bool notes,
                    Document& document) {
  SlideReader(std::move(outline), place, hidden, notes, document).read(slide);
}

}  // namespace assay::ole
