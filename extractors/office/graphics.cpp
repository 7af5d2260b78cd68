#include "extractors/office/graphics.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "extractors/office/cell_reader.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// No more points of a series and series of a chart are read; what is drawn with more is no longer read as a chart.
constexpr long most_points = 10'000;
constexpr int most_series = 256;

std::string text_below(pugi::xml_node node, std::string_view leaf) {
  std::string out;
  for (const pugi::xml_node item : node.children())
    out += local_name(item) == leaf ? std::string(item.child_value()) : text_below(item, leaf);
  return out;
}

pugi::xml_node find_below(pugi::xml_node node, std::string_view name) {
  return node.find_node([&](pugi::xml_node item) { return local_name(item) == name; });
}

// How the numbers of a chart are shown: by the formats of the cells that they were copied from.
struct Formats {
  bool date1904 = false;
  NumberFormats known = {};
};

// By their index: a point without a value is left out in the file.
using Points = std::map<long, Cell>;

Points points_of(pugi::xml_node source, Formats& formats) {
  Points out;
  const std::string code = text_below(source, "formatCode");
  const CellFormat of_all = code.empty() ? CellFormat{} : formats.known.add(0, code);
  const bool numbers = static_cast<bool>(find_below(source, "numCache")) || child(source, "numLit");
  const pugi::xml_node levels = find_below(source, "multiLvlStrCache");
  const pugi::xml_node holder = levels ? child(levels, "lvl") : source;  // the innermost names come first
  const auto collect = [&](const auto& self, pugi::xml_node node) -> void {
    for (const pugi::xml_node item : node.children()) {
      if (local_name(item) != "pt") {
        self(self, item);
        continue;
      }
      const long index = to_long(attribute(item, "idx"));
      if (index < 0 || index >= most_points) continue;
      const std::string_view own = attribute(item, "formatCode");
      const std::string text = text_below(item, "v");
      Cell point;
      point.text = text;
      double value = 0;
      const char* const end = text.data() + text.size();
      if (numbers && std::from_chars(text.data(), end, value).ptr == end && !text.empty())
        set_number(point, value, formats.date1904, own.empty() ? of_all : formats.known.add(0, own));
      out[index] = std::move(point);
    }
  };
  collect(collect, holder);
  return out;
}

struct Series {
  std::string name;
  Points names, values;
};

std::vector<Series> series_of(pugi::xml_node chart, Formats& formats) {
  std::vector<Series> out;
  const auto collect = [&](const auto& self, pugi::xml_node node) -> void {
    for (const pugi::xml_node item : node.children()) {
      if (local_name(item) != "ser") {
        self(self, item);
        continue;
      }
      if (static_cast<int>(out.size()) == most_series) return;
      const pugi::xml_node names = child(item, "cat") ? child(item, "cat") : child(item, "xVal");
      const pugi::xml_node values = child(item, "val") ? child(item, "val") : child(item, "yVal");
      out.push_back({text_below(child(item, "tx"), "v"), points_of(names, formats), points_of(values, formats)});
    }
  };
  collect(collect, child(chart, "plotArea"));
  return out;
}

// Written there, or the copy of a cell.
std::string title_of(pugi::xml_node chart) {
  const pugi::xml_node title = child(chart, "title");
  const std::string written = text_below(title, "t");
  return written.empty() ? text_below(title, "v") : written;
}

class GraphicsReader {
 public:
  GraphicsReader(TableSource found_by, const Place& place, bool hidden, Document& document)
      : found_by_(found_by), place_(place), hidden_(hidden), document_(document) {}

  void read_chart(pugi::xml_node root, const std::string& part, bool values) {
    at(part);
    const pugi::xml_node chart = child(root, "chart");
    const std::string title = title_of(chart);
    add(BlockKind::caption, title);
    read_chart_words(child(chart, "plotArea"));
    if (!values) return;
    Formats formats{flag(attribute(child(root, "date1904"), "val"), static_cast<bool>(child(root, "date1904")))};
    const std::vector<Series> series = series_of(chart, formats);
    Points names;
    for (const Series& one : series) {
      for (const auto& [index, point] : one.values) names.try_emplace(index);
      for (const auto& [index, point] : one.names)
        if (Cell& name = names[index]; name.text.empty()) name = point;
    }
    if (names.empty()) return;
    add_table(series, names, title, formats.known);
  }

  // What is written in a chart beside its title: of its axes, lines and points.
  void read_chart_words(pugi::xml_node node) {
    for (const pugi::xml_node item : node.children()) {
      const auto name = local_name(item);
      if (name == "rich")
        add(BlockKind::caption, text_below(item, "t"));
      else if (name == "trendline" && child(item, "name"))
        add(BlockKind::caption, child(item, "name").child_value());
      if (name != "rich") read_chart_words(item);
    }
  }

  void read_diagram(pugi::xml_node root, const std::string& part) {
    at(part);
    for (const pugi::xml_node point : child(root, "ptLst").children()) {
      for (const pugi::xml_node paragraph : child(point, "t").children())
        if (local_name(paragraph) == "p") add(BlockKind::list_item, text_below(paragraph, "t"));
    }
  }

 private:
  void at(const std::string& part) {
    if (place_.part.empty()) place_.part = part;
  }

  void add(BlockKind kind, std::string text) {
    if (text.empty()) return;
    Block block;
    block.kind = kind;
    block.text = std::move(text);
    block.hidden = hidden_;
    block.place = place_;
    document_.blocks.push_back(std::move(block));
  }

  // A row for each name on the axis, a column for each series, as in the sheet that the chart was made from.
  void add_table(const std::vector<Series>& series, const Points& names, const std::string& title,
                 const NumberFormats& formats) {
    Table table;
    table.cells.set_formats(formats.shared());
    table.found_by = found_by_;
    table.place = place_;
    table.hidden = hidden_;
    table.title = title;
    table.columns = 1 + static_cast<int>(series.size());
    const bool named = std::any_of(series.begin(), series.end(), [](const Series& s) { return !s.name.empty(); });
    table.header_rows = named ? 1 : 0;
    table.rows = table.header_rows;
    for (std::size_t i = 0; named && i < series.size(); ++i) {
      Cell name;
      name.text = series[i].name;
      put(table, 0, static_cast<int>(i) + 1, std::move(name));
    }
    for (const auto& [index, name] : names) {
      put(table, table.rows, 0, name);
      for (std::size_t i = 0; i < series.size(); ++i) {
        const auto found = series[i].values.find(index);
        if (found != series[i].values.end()) put(table, table.rows, static_cast<int>(i) + 1, found->second);
      }
      ++table.rows;
    }
    append_table(document_, std::move(table));
  }

  static void put(Table& table, int row, int column, Cell cell) {
    if (cell.text.empty()) return;
    cell.row = row;
    cell.column = column;
    table.cells.push_back(std::move(cell));
  }

  TableSource found_by_;
  Place place_;
  bool hidden_;
  Document& document_;
};

}  // namespace

void read_graphics(Package& package, const std::vector<Relationship>& parts, TableSource found_by, const Place& place,
                   bool hidden, Document& document) {
  for (const Relationship& item : distinct_members(package, parts)) {
    const bool values = found_by != TableSource::sheet;
    const bool chart = item.type == "chart", diagram = item.type == "diagramData";
    pugi::xml_document tree;
    if ((!chart && !diagram) || !parse_part(package, item.target, tree)) continue;
    GraphicsReader reader(found_by, place, hidden, document);
    if (chart)
      reader.read_chart(tree.document_element(), item.target, values);
    else
      reader.read_diagram(tree.document_element(), item.target);
  }
}

}  // namespace assay::office
