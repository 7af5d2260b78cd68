#include <fmt/format.h>

#include <algorithm>

#include "extractors/core/document_json.hpp"
#include "extractors/core/hidden_lines.hpp"

namespace assay {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A line that would begin a list, a quotation or a heading if it stood there as it is.
bool starts_markup(std::string_view line) {
  if (line.empty()) return false;
  if (line.front() == '#' || line.front() == '>') return true;
  if ((line.front() == '-' || line.front() == '+') && (line.size() == 1 || line[1] == ' ' || line[1] == line[0]))
    return true;
  const auto digits = static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_digit) - line.begin());
  return digits > 0 && digits < 10 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
}

std::string escaped(std::string_view text) {
  std::string out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (begin > 0) out += '\n';
    const bool number = !line.empty() && is_digit(line.front());
    bool marked = starts_markup(line);
    if (marked && !number) {
      out += '\\';
      marked = false;
    }
    for (const char c : line) {
      if (marked && !is_digit(c)) {
        out += '\\';
        marked = false;
      } else if (std::string_view("\\`*_<[]|").find(c) != std::string_view::npos) {
        out += '\\';
      }
      out += c;
    }
    begin = end + 1;
  }
  return out;
}

std::string in_table(std::string_view text) {
  std::string out;
  for (const char c : escaped(text)) {
    if (c == '\n') {
      out += "<br>";
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Walks the cells, with the texts that a person sees, row by row without ever laying out the whole rectangle.
template <class Row>
void each_row(const Table& table, Shown shown, Row&& row) {
  std::vector<Cell> cells;
  auto next = table.cells.begin();
  for (int r = 0; next != table.cells.end(); ++r) {
    cells.clear();
    for (; next != table.cells.end() && next->row <= r; ++next) {
      cells.push_back(*next);
      if (std::optional<std::string> display = displayed(next, shown)) cells.back().text = std::move(*display);
    }
    row(r, cells);
  }
}

std::string pipe_table(const Table& table, Shown shown) {
  std::string out;
  const auto line = [&](const std::vector<Cell>& cells) {
    out += '|';
    int column = 0;
    for (const Cell& cell : cells) {
      for (; column < cell.column; ++column) out += " |";
      out += ' ' + in_table(cell.text) + " |";
      ++column;
    }
    for (; column < table.columns; ++column) out += " |";
    out += '\n';
  };
  const auto rule = [&] {
    out += '|';
    for (int i = 0; i < table.columns; ++i) out += " --- |";
    out += '\n';
  };
  if (table.header_rows == 0) {
    line({});
    rule();
  }
  each_row(table, shown, [&](int r, const std::vector<Cell>& cells) {
    line(cells);
    if (r == 0 && table.header_rows > 0) rule();
  });
  return out;
}

std::string html_table(const Table& table, Shown shown) {
  std::string out = "<table>\n";
  std::vector<int> free_from(static_cast<std::size_t>(std::max(table.columns, 0)), 0);  // row, by column
  each_row(table, shown, [&](int r, const std::vector<Cell>& cells) {
    const std::string_view tag = r < table.header_rows ? "th" : "td";
    out += "<tr>";
    int column = 0;
    for (const Cell& cell : cells) {
      for (; column < cell.column; ++column)
        if (r >= free_from[static_cast<std::size_t>(column)]) out += fmt::format("<{0}></{0}>", tag);
      out += fmt::format("<{}", tag);
      if (cell.column_span > 1) out += fmt::format(" colspan=\"{}\"", cell.column_span);
      if (cell.row_span > 1) out += fmt::format(" rowspan=\"{}\"", cell.row_span);
      out += fmt::format(">{}</{}>", html(cell.text), tag);
      const int end = std::min(cell.column + cell.column_span, table.columns);
      for (; column < end; ++column) free_from[static_cast<std::size_t>(column)] = r + cell.row_span;
    }
    out += "</tr>\n";
  });
  return out + "</table>\n";
}

std::string whole_markdown(const Table& table, Shown shown) {
  const bool spans =
      std::ranges::any_of(table.cells, [](const Cell& c) { return c.row_span > 1 || c.column_span > 1; });
  std::string out = table.title.empty() ? "" : "**" + escaped(table.title) + "**\n\n";
  return out + (spans ? html_table(table, shown) : pipe_table(table, shown));
}

// Nothing where all of it is hidden.
std::string table_markdown(const Table& table, Shown shown) {
  if (shown == Shown::visible && table.cells.any_hidden()) {
    const Table visible = without_hidden(table);
    return visible.cells.empty() ? std::string() : whole_markdown(visible, shown);
  }
  return whole_markdown(table, shown);
}

std::string code_block(std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fmt::format("{0}\n{1}\n{0}\n", fence, text);
}

std::string block_markdown(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading: {
      std::string line = escaped(block.text);
      std::replace(line.begin(), line.end(), '\n', ' ');
      const auto level = static_cast<std::size_t>(std::clamp(block.level.value_or(1), 1, 6));
      return std::string(level, '#') + ' ' + line + '\n';
    }
    case BlockKind::list_item:
      return "- " + escaped(block.text) + '\n';
    case BlockKind::code:
      return code_block(block.text);
    default:
      return escaped(block.text) + '\n';
  }
}

bool stands_in(const Document& document, const Block& block, Shown shown) {
  if (block.hidden && shown == Shown::visible) return false;
  if (block.table) return shown == Shown::all || !document.tables.at(static_cast<std::size_t>(*block.table)).hidden;
  return !block.text.empty() && block.kind != BlockKind::page_header && block.kind != BlockKind::page_footer &&
         block.kind != BlockKind::comment;
}

}  // namespace

std::string to_markdown(const Document& document, Shown shown) {
  std::string out;
  const Block* last = nullptr;
  for (const Block& block : document.blocks) {
    if (!stands_in(document, block, shown)) continue;
    const std::string markdown = block.table
                                     ? table_markdown(document.tables[static_cast<std::size_t>(*block.table)], shown)
                                     : block_markdown(block);
    if (markdown.empty()) continue;
    const bool same_list = last && last->kind == BlockKind::list_item && block.kind == BlockKind::list_item;
    if (last && !same_list) out += '\n';
    out += markdown;
    last = &block;
  }
  return out;
}

}  // namespace assay
