#include "rules/measures/line_view.hpp"

#include "rules/measures/text.hpp"

namespace assay {
namespace {

void add_rows(const Table& table, int index, std::vector<LineView>& out) {
  int row = 0;
  const std::string text = tab_separated(table);
  std::string_view rest = text;
  for (; !rest.empty(); ++row) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!trimmed(line).empty()) out.push_back({std::string(line), cell_place(table, row, 0), index, row});
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

std::vector<LineView> visible_lines(const Document& document, std::size_t most) {
  std::vector<LineView> out;
  for (const Block& block : document.blocks) {
    if (out.size() >= most) break;
    if (block.hidden || block.kind == BlockKind::comment) continue;
    for (const std::string_view line : lines(block.text)) out.push_back({std::string(line), block.place});
    if (!block.table || *block.table < 0 || static_cast<std::size_t>(*block.table) >= document.tables.size()) continue;
    const Table& table = document.tables[static_cast<std::size_t>(*block.table)];
    if (!table.hidden) add_rows(table, *block.table, out);
  }
  if (out.size() > most) out.resize(most);
  return out;
}

std::vector<std::string_view> cells_of_line(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = line.find('\t');
    out.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return out;
    line.remove_prefix(end + 1);
  }
}

}  // namespace assay
