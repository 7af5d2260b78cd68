#include "tools/samples/paper.hpp"

#include <algorithm>
#include <cctype>

namespace assay::samples {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string> cells_of(std::string_view line) {
  const std::string separator = {' ', line.front(), ' '};
  const char mark = line.front();
  line.remove_prefix(2);
  if (line.back() == mark) line.remove_suffix(1);  // a row may end with its mark
  std::vector<std::string> cells;
  for (;;) {
    const auto end = line.find(separator);
    cells.emplace_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + separator.size());
  }
}

void append_line(Paper& paper, std::string_view line) {
  const auto starts = [&](std::string_view mark) { return line.substr(0, mark.size()) == mark; };
  const auto add = [&](BlockKind kind, std::size_t mark) {
    paper.blocks.push_back({kind, std::string(trimmed(line.substr(mark))), {}});
  };
  if (line.empty()) return;
  if (line == "---") return add(BlockKind::page_break, 3);
  if (starts("# ")) return add(BlockKind::title, 2);
  if (starts("## ")) return add(BlockKind::heading, 3);
  if (starts("### ")) return add(BlockKind::subheading, 4);
  if (starts("- ")) return add(BlockKind::list_item, 2);
  if (starts("> ")) return add(BlockKind::right_aligned, 2);
  if (!starts("| ") && !starts(": ")) return add(BlockKind::paragraph, 0);

  const bool ruled = line.front() == '|';
  const bool goes_on =
      !paper.blocks.empty() && paper.blocks.back().kind == BlockKind::table && paper.blocks.back().grid.ruled == ruled;
  if (!goes_on) paper.blocks.push_back({BlockKind::table, {}, {{}, 1, ruled}});
  paper.blocks.back().grid.rows.push_back(cells_of(line));
}

}  // namespace

void append_markup(Paper& paper, std::string_view markup) {
  while (!markup.empty()) {
    const auto end = std::min(markup.find('\n'), markup.size());
    append_line(paper, markup.substr(0, end));
    markup.remove_prefix(std::min(end + 1, markup.size()));
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string fill(std::string_view text, const std::vector<Field>& fields) {
  std::string filled(text);
  for (const auto& [key, value] : fields) filled = replaced(std::move(filled), "{" + key + "}", value);
  return filled;
}

bool looks_numeric(std::string_view cell) {
  if (cell.empty()) return true;
  bool digit = false;
  for (const char c : cell) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      digit = true;
    else if (std::string_view("+-.,% \xC2\xA3\xE2\x82\xAC").find(c) == std::string_view::npos)
      return false;
  }
  return digit;
}

}  // namespace assay::samples
