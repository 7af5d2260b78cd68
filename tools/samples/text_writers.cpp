// HTML, plain text, CSV, and the encodings that they are found in.
#include <iconv.h>

#include <algorithm>
#include <stdexcept>

#include "tools/samples/writers.hpp"

namespace assay::samples {
namespace {

std::string escaped(std::string text) {
  text = replaced(std::move(text), "&", "&amp;");
  text = replaced(std::move(text), "<", "&lt;");
  return replaced(std::move(text), ">", "&gt;");
}

std::string html_table(const Grid& grid) {
  std::string out = "<table>\n";
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    const std::string tag = static_cast<int>(r) < grid.header_rows ? "th" : "td";
    out += "<tr>";
    for (const auto& cell : grid.rows[r]) out += "<" + tag + ">" + escaped(cell) + "</" + tag + ">";
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::string wrapped(std::string_view text, std::string_view indent) {
  std::string out;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    if (!line.empty() && characters(line) + 1 + characters(word) > 78) {
      out += line + "\n";
      line = indent;
    } else if (!line.empty()) {
      line += ' ';
    }
    line += word;
    at = end + 1;
  }
  return out + line + "\n";
}

std::string text_table(const Grid& grid) {
  std::vector<std::size_t> widths;
  for (const auto& row : grid.rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], characters(row[i]));
  }
  std::string out;
  for (const auto& row : grid.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(widths[i] - characters(row[i]) + 2, ' ');
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace

std::string html(const Paper& paper) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + paper.language +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escaped(paper.title) +
                    "</title>\n<meta name=\"author\" content=\"" + escaped(paper.author) +
                    "\">\n<meta name=\"date\" content=\"" + paper.date +
                    "\">\n<style>th, td { border: 1px solid; }</style>\n</head>\n<body>\n";
  bool in_list = false;
  for (const Block& block : paper.blocks) {
    if (in_list != (block.kind == BlockKind::list_item)) out += (in_list = !in_list) ? "<ul>\n" : "</ul>\n";
    const std::string text = escaped(block.text);
    switch (block.kind) {
      case BlockKind::title:
        out += "<h1>" + text + "</h1>\n";
        break;
      case BlockKind::heading:
        out += "<h2>" + text + "</h2>\n";
        break;
      case BlockKind::subheading:
        out += "<h3>" + text + "</h3>\n";
        break;
      case BlockKind::list_item:
        out += "<li>" + text + "</li>\n";
        break;
      case BlockKind::paragraph:
      case BlockKind::right_aligned:
        out += "<p>" + text + "</p>\n";
        break;
      case BlockKind::table:
        out += html_table(block.grid);
        break;
      case BlockKind::page_break:
        out += "<hr>\n";
        break;
    }
  }
  return out + (in_list ? "</ul>\n" : "") + "</body>\n</html>\n";
}

std::string plain_text(const Paper& paper) {
  std::string out;
  for (const Block& block : paper.blocks) {
    switch (block.kind) {
      case BlockKind::title:
        out += block.text + "\n" + std::string(characters(block.text), '=') + "\n\n";
        break;
      case BlockKind::heading:
      case BlockKind::subheading:
        out += "\n" + block.text + "\n\n";
        break;
      case BlockKind::list_item:
        out += wrapped("- " + block.text, "  ");
        break;
      case BlockKind::paragraph:
        out += wrapped(block.text, "") + "\n";
        break;
      case BlockKind::right_aligned:
        out += block.text + "\n";
        break;
      case BlockKind::table:
        out += text_table(block.grid) + "\n";
        break;
      case BlockKind::page_break:
        out += "\f";
        break;
    }
  }
  return out;
}

std::string csv(const Rows& rows, char delimiter) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += delimiter;
      const bool quote = row[i].find_first_of(std::string("\"\r\n") + delimiter) != std::string::npos;
      out += quote ? "\"" + replaced(row[i], "\"", "\"\"") + "\"" : row[i];
    }
    out += "\r\n";
  }
  return out;
}

std::string encoded(std::string_view utf8, const char* encoding) {
  iconv_t converter = iconv_open(encoding, "UTF-8");
  if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error(std::string("no encoding ") + encoding);
  std::string out(utf8.size() * 4 + 4, '\0');
  auto* from = const_cast<char*>(utf8.data());  // iconv reads it only
  char* to = out.data();
  std::size_t from_left = utf8.size();
  std::size_t to_left = out.size();
  const std::size_t failed = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (failed == static_cast<std::size_t>(-1))
    throw std::runtime_error(std::string("a sample has a character that is not in ") + encoding);
  out.resize(out.size() - to_left);
  return out;
}

std::string mojibake(std::string_view utf8) {
  std::string out;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);  // Latin-1 as UTF-8; the C1 range stays as control characters
    if (byte < 0x80)
      out += c;
    else
      out += {static_cast<char>(0xC0U | (byte >> 6U)), static_cast<char>(0x80U | (byte & 0x3FU))};
  }
  return out;
}

}  // namespace assay::samples
