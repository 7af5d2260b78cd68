// A document before it has a format: what the PDF, DOCX, HTML and text writers share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::samples {

struct Grid {
  std::vector<std::vector<std::string>> rows;
  int header_rows = 1;
  bool ruled = true;  // lines are drawn around the cells
};

enum class BlockKind { title, heading, subheading, paragraph, list_item, right_aligned, table, page_break };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string text;
  Grid grid;  // of tables
};

struct Paper {
  std::string title;
  std::string author;
  std::string language = "en";
  std::string date;    // ISO 8601, of creation
  std::string header;  // runs along the top of each page; empty: none
  std::string footer;  // along the foot; "{page}" is the number of the page
  int columns = 1;
  std::string font = "Liberation Serif";
  double size = 11;  // pt
  std::vector<Block> blocks;
};

// Appends blocks from a small markup, one a line: "# title", "## heading", "### subheading", "- item",
// "> right-aligned line", "---" page break, "| a | b" ruled table row, ": a : b" table row without lines (the first row
// of a table is its header); any other line is a paragraph. Writers of DOCX read revisions within a text: {+inserted+},
// {-deleted-}, {!comment!}, {^footnote^}.
void append_markup(Paper& paper, std::string_view markup);

// Every "{key}" in the text is replaced by its value.
struct Field {
  std::string key;
  std::string value;
};
std::string fill(std::string_view text, const std::vector<Field>& fields);

std::string replaced(std::string text, std::string_view from, std::string_view to);

bool looks_numeric(std::string_view cell);  // digits with signs, separators, currency and percent

}  // namespace assay::samples
