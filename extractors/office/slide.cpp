#include "extractors/office/slide.hpp"

#include <algorithm>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::string_view without_outer_space(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string paragraph_text(pugi::xml_node paragraph) {
  std::string out;
  for (const pugi::xml_node item : paragraph.children()) {
    const auto name = local_name(item);
    if (name == "r" || name == "fld") {
      for (const pugi::xml_node text : child(item, "t").children()) out += text.value();
    } else if (name == "br") {
      out += '\n';
    }
  }
  return std::string(without_outer_space(out));
}

int span_of(std::string_view value) {
  return static_cast<int>(std::clamp(to_long(value), 1L, 1000L));
}

// What every kind of shape has in front: its number, name, description, and whether it is hidden.
pugi::xml_node shape_properties(pugi::xml_node shape) {
  for (const pugi::xml_node part : shape.children())
    if (local_name(part).starts_with("nv")) return child(part, "cNvPr");
  return {};
}

// "image1.png", "C:\\photos\\image1.png", "https://example.org/a.jpg": no words beside a name with an ending.
bool is_file_name(std::string_view text) {
  const std::size_t dot = text.find_last_of('.');
  if (dot == std::string_view::npos || text.size() - dot > 5 || text.size() - dot < 3) return false;
  return text.find_first_of(" \t\n") == std::string_view::npos;
}

class SlideReader {
 public:
  SlideReader(const Place& place, bool hidden, ShapesOf of, Document& document)
      : place_(place), hidden_(hidden), of_(of), document_(document) {}

  void read(pugi::xml_node tree) {
    const std::size_t first = document_.blocks.size();
    read_group(tree);
    // The title may stand anywhere in the file; it is read first.
    const auto begin = document_.blocks.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_partition(begin, document_.blocks.end(), [](const Block& b) { return b.kind == BlockKind::heading; });
  }

 private:
  void add(BlockKind kind, std::string text, std::optional<int> level) {
    if (text.empty()) return;
    Block block;
    block.kind = kind;
    block.level = level;
    block.text = std::move(text);
    block.hidden = hidden_;
    block.place = place_;
    document_.blocks.push_back(std::move(block));
  }

  void read_group(pugi::xml_node group) {
    for (const pugi::xml_node item : group.children()) {
      const bool outside = hidden_;
      hidden_ = hidden_ || flag(attribute(shape_properties(item), "hidden"), false);
      read_item(item);
      hidden_ = outside;
    }
  }

  void read_item(pugi::xml_node item) {
    const auto name = local_name(item);
    if (name == "sp" || name == "cxnSp")
      read_shape(item);
    else if (name == "grpSp")
      read_group(item);
    else if (name == "graphicFrame" && of_ != ShapesOf::master)
      read_frame(item);
    else if (name == "pic")
      read_description(item);
    else if (name == "AlternateContent")
      read_group(item.first_child());
  }

  // What the author wrote for those who do not see a picture, so it is not shown; a name that the program gave is no
  // description.
  void read_description(pugi::xml_node picture) {
    const std::string_view words = without_outer_space(attribute(shape_properties(picture), "descr"));
    if (of_ != ShapesOf::slide || is_file_name(words)) return;
    const bool around = std::exchange(hidden_, true);
    add(BlockKind::figure, std::string(words), {});
    hidden_ = around;
  }

  void read_shape(pugi::xml_node shape) {
    const pugi::xml_node holder = child(child(child(shape, "nvSpPr"), "nvPr"), "ph");
    const std::string_view type = attribute(holder, "type");
    if (type == "sldNum" || type == "dt" || (of_ == ShapesOf::notes && type == "sldImg")) return;
    if (of_ == ShapesOf::master && holder) return;  // what it holds is a prompt
    const bool title = type == "title" || type == "ctrTitle";
    std::string whole;
    for (const pugi::xml_node paragraph : child(shape, "txBody").children()) {
      if (local_name(paragraph) != "p") continue;
      std::string text = paragraph_text(paragraph);
      if (text.empty()) continue;
      if (of_ == ShapesOf::master) {
        add(BlockKind::page_header, std::move(text), {});
      } else if (title) {
        whole += (whole.empty() ? "" : "\n") + text;
      } else if (type == "ftr" || type == "hdr") {
        add(type == "ftr" ? BlockKind::page_footer : BlockKind::page_header, std::move(text), {});
      } else {
        add(is_bullet(paragraph, holder) ? BlockKind::list_item : BlockKind::paragraph, std::move(text), {});
      }
    }
    add(BlockKind::heading, std::move(whole), 1);
  }

  // Bodies of slides are lists unless a paragraph says otherwise; other shapes only where it says so.
  bool is_bullet(pugi::xml_node paragraph, pugi::xml_node holder) const {
    const pugi::xml_node properties = child(paragraph, "pPr");
    if (child(properties, "buNone")) return false;
    if (child(properties, "buChar") || child(properties, "buAutoNum")) return true;
    const std::string_view type = attribute(holder, "type");
    return of_ != ShapesOf::notes && holder && (type.empty() || type == "body" || type == "obj");
  }

  void read_frame(pugi::xml_node frame) {
    const pugi::xml_node grid = child(child(child(frame, "graphic"), "graphicData"), "tbl");
    if (!grid) {
      read_description(frame);
      return;
    }
    Table table;
    table.found_by = TableSource::slide;
    table.place = place_;
    table.hidden = hidden_;
    for (const pugi::xml_node row : grid.children()) {
      if (local_name(row) != "tr") continue;
      int column = 0;
      for (const pugi::xml_node node : row.children()) {
        if (local_name(node) != "tc") continue;
        add_cell(node, table.rows, column++, table);
        table.columns = std::max(table.columns, column);
      }
      ++table.rows;
    }
    for (Cell& cell : table.cells.loose()) {
      cell.row_span = std::min(cell.row_span, table.rows - cell.row);
      cell.column_span = std::min(cell.column_span, table.columns - cell.column);
    }
    const bool first_row = flag(attribute(child(grid, "tblPr"), "firstRow"), false);
    table.header_rows = first_row && table.rows > 1 ? std::max(1, infer_header_rows(table)) : infer_header_rows(table);
    append_table(document_, std::move(table));
  }

  static void add_cell(pugi::xml_node node, int row, int column, Table& table) {
    if (flag(attribute(node, "hMerge"), false) || flag(attribute(node, "vMerge"), false)) return;
    Cell cell;
    cell.row = row;
    cell.column = column;
    if (has_attribute(node, "gridSpan")) cell.column_span = span_of(attribute(node, "gridSpan"));
    if (has_attribute(node, "rowSpan")) cell.row_span = span_of(attribute(node, "rowSpan"));
    cell.text = body_text(child(node, "txBody"));
    table.cells.push_back(std::move(cell));
  }

  const Place& place_;
  bool hidden_;
  ShapesOf of_;
  Document& document_;
};

}  // namespace

std::string body_text(pugi::xml_node body) {
  std::string out;
  for (const pugi::xml_node paragraph : body.children()) {
    if (local_name(paragraph) != "p") continue;
    const std::string text = paragraph_text(paragraph);
    if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
  }
  return out;
}

void read_shapes(pugi::xml_node root, const Place& place, bool hidden, ShapesOf of, Document& document) {
  SlideReader(place, hidden, of, document).read(child(child(root, "cSld"), "spTree"));
}

}  // namespace assay::office
