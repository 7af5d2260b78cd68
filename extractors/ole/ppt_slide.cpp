#include "extractors/ole/ppt_slide.hpp"

#include <algorithm>
#include <set>
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

// Of one text, and the places in it where a sign stands for something else.
struct Letters {
  std::string_view bytes;
  bool wide = false;
  std::set<std::uint32_t> signs;

  std::string text() const {
    const std::size_t width = wide ? 2 : 1;
    const int code_page = wide ? 1200 : 1252;
    std::string out;
    std::size_t at = 0;
    for (const std::uint32_t sign : signs) {
      const std::size_t place = std::min(width * sign, bytes.size());
      out += decode_code_page(bytes.substr(at, place - at), code_page);
      at = std::min(place + width, bytes.size());
    }
    return out + decode_code_page(bytes.substr(at), code_page);
  }
};

// That what stands there is printed from elsewhere: a number, a day, a header or footer.
bool is_sign(std::uint16_t type) {
  return type == ppt::slide_number_sign || type == ppt::rtf_date_sign ||
         (type >= ppt::date_sign && type <= ppt::footer_sign);
}

class SlideReader {
 public:
  SlideReader(std::vector<PptText> outline, const Place& place, bool hidden, PptShapesOf what, Document& document)
      : outline_(std::move(outline)), place_(place), hidden_(hidden), what_(what), document_(document) {}

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
      } else if (is_prompt(record) || (record.type == ppt::shape_group && read_table(record.data))) {
        continue;
      } else if (record.type == ppt::comment) {
        add_comment(record.data);
      } else if (record.container || record.type == ppt::program_data) {
        walk(record.data, depth + 1);
      }
    }
  }

  bool is_prompt(const PptRecord& shape) const {
    const auto data = what_ == PptShapesOf::master && shape.type == ppt::shape ? ppt_child(shape.data, ppt::client_data)
                                                                               : std::nullopt;
    return data && ppt_child(data->data, ppt::placeholder_atom);
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
    if (what_ == PptShapesOf::master) return add_printed(text.text);
    const bool slide = what_ == PptShapesOf::slide;
    const bool title = slide && (text.kind == 0 || text.kind == 6);
    const bool body = slide && (text.kind == 1 || text.kind == 5 || text.kind == 7 || text.kind == 8);
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

  // Masters that belong together often print the same.
  void add_printed(std::string text) {
    std::replace(text.begin(), text.end(), '\r', '\n');
    text = trimmed(text);
    const bool told = std::any_of(document_.blocks.begin(), document_.blocks.end(), [&](const Block& other) {
      return other.kind == BlockKind::page_header && other.text == text;
    });
    if (!told) push(BlockKind::page_header, std::move(text));
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
    if (what_ == PptShapesOf::master || !first || !says_table(first->data)) return false;
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
  bool hidden_;
  PptShapesOf what_;
  Document& document_;
};

}  // namespace

std::vector<PptText> ppt_texts(std::string_view bytes) {
  std::vector<PptText> out;
  PptRecords records(bytes);
  Letters letters;
  bool open = false;
  const auto end_text = [&] {
    if (!out.empty() && out.back().text.empty()) out.back().text = with_breaks(letters.text());
    letters = {};
  };
  for (PptRecord record; records.next(record);) {
    if (record.type == ppt::text_header) {
      end_text();
      out.push_back({static_cast<int>(u32(record.data, 0)), {}, false});
      open = true;
    } else if (record.type == ppt::text_chars || record.type == ppt::text_bytes) {
      if (!std::exchange(open, false)) {
        end_text();
        out.emplace_back();
      }
      letters = {record.data, record.type == ppt::text_chars, {}};
    } else if (is_sign(record.type)) {
      letters.signs.insert(u32(record.data, 0));
    }
  }
  end_text();
  return out;
}

void read_ppt_slide(std::string_view slide, std::vector<PptText> outline, const Place& place, bool hidden,
                    PptShapesOf what, Document& document) {
  SlideReader(std::move(outline), place, hidden, what, document).read(slide);
}

}  // namespace assay::ole
