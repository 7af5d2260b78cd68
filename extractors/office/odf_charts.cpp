#include "extractors/office/odf_charts.hpp"

#include <string>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/odf_sheet.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/odf_xml.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Of the chart and its axes.
void add_titles(pugi::xml_node node, const std::string& part, Document& document) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "table") continue;
    if (name != "title" && name != "subtitle") {
      add_titles(item, part, document);
      continue;
    }
    Block block;
    block.kind = BlockKind::caption;
    block.place.part = part;
    for (const pugi::xml_node line : item.children()) {
      OdfChanges changes;
      OdfAside aside;
      if (!block.text.empty()) block.text += '\n';
      add_odf_text(line, changes, aside, block.text);
    }
    if (!block.text.empty()) document.blocks.push_back(std::move(block));
  }
}

}  // namespace

bool read_odf_chart(pugi::xml_node root, const std::string& part, bool tables, Budget& budget, Document& document) {
  const pugi::xml_node chart = child(child(child(root, "body"), "chart"), "chart");
  if (!chart) return true;
  const std::size_t first = document.blocks.size();
  add_titles(chart, part, document);
  if (!tables) return true;
  Grid grid;
  OdfNumbering numbering;
  OdfChanges changes;
  OdfBeside beside;
  const bool whole =
      read_odf_sheet(child(chart, "table"), OdfNumberFormats(), numbering, changes, budget, grid, beside);
  Table about;
  about.place.part = part;
  if (document.blocks.size() > first) about.title = document.blocks[first].text;
  append_odf_table(std::move(grid), std::move(about), document);
  return whole;
}

bool read_odf_charts(Package& package, bool tables, Budget& budget, Document& document) {
  bool whole = true;
  for (const std::string& part : package.names()) {
    pugi::xml_document tree;
    if (part.ends_with("/content.xml") && whole && parse_odf_part(package, part, tree))
      whole = read_odf_chart(tree.document_element(), part, tables, budget, document);
  }
  return whole;
}

}  // namespace assay::office
