// One flow of text (the body, a header, a note, a text box) of a file that keeps text as a chain of marked paragraphs,
// as Rich Text and Word 97 files do: made into blocks and tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/office/edge_table.hpp"

namespace assay::office {

struct Paragraph {
  std::string text;
  std::string hidden;  // runs that are not shown
  std::string mark;    // of a list, as printed
  bool listed = false;
  bool in_table = false;
  int depth = 0;  // of the table that holds it, as the file says; 0: it does not say
};

class Flow {
 public:
  Flow(BlockKind kind, std::string part) : kind_(kind), part_(std::move(part)) {}

  Paragraph paragraph;
  BlockKind kind() const { return kind_; }

  // The paragraph is complete; `level` is that of a heading.
  void end_paragraph(std::optional<int> level);
  void end_cell(int depth);
  // `row` holds the places of the cells; their texts are those that were ended since the last row.
  void end_row(int depth, EdgeRow row);
  void end();
  // Puts what a text box holds behind the paragraph that is being read.
  void take_in(Flow box);
  // Adds blocks and tables, those of tables in tables behind them.
  void move_to(Document& document);

 private:
  struct OpenTable {
    std::vector<EdgeRow> rows;
    std::vector<std::string> cells;  // of the row that is being read
    std::string cell;                // text of the cell that is being read
  };
  int depth() const;
  OpenTable& open(int depth);
  void end_tables(std::size_t from);
  void add_table(Table table);
  void add(Block block);

  BlockKind kind_;
  std::string part_;
  int number_ = 0;
  std::vector<OpenTable> open_;
  std::vector<Block> blocks_;
  std::vector<Block> after_;  // what stands in cells besides text
  std::vector<Block> boxes_;  // of the paragraph that is being read
  std::vector<Table> tables_;
};

// Adds a tracked change; where it `goes_on` from the one added last, its text does.
void add_change(Revision change, bool goes_on, std::vector<Revision>& out);

// "2004-05-06T07:08:00" from the packed date of a change ([MS-DOC] 2.9.70); empty: none.
std::string packed_date(std::uint32_t bits);

}  // namespace assay::office
