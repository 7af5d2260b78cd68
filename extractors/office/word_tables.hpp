// One Word table: grid columns, spans, rows and cells that a tracked change takes away; or a frame around others.
#pragma once

#include <map>
#include <vector>

#include "extractors/office/word_blocks.hpp"

namespace assay::office {

// Whether a table only sets a page: one cell in each row, none merged, and tables in them. What it holds is read in its
// order; as a table, its texts would stand before all the tables inside it.
bool is_frame(pugi::xml_node table);

class WordTableReader {
 public:
  explicit WordTableReader(WordReader& reader) : reader_(reader) {}
  // The table's block, then those of what its cells hold besides text: tables inside, text boxes, hidden text.
  void read(pugi::xml_node node, std::vector<Block>& out);

  // The blocks of what the cells of a frame hold.
  void read_frame(pugi::xml_node node, std::vector<Block>& out);

 private:
  void read_rows(pugi::xml_node node);
  void read_row(pugi::xml_node row);
  void read_cells(pugi::xml_node row, int& column);
  void read_cell(pugi::xml_node cell, int& column);
  std::string cell_text(pugi::xml_node cell, bool covered);

  WordReader& reader_;
  Table table_;
  std::vector<Block> after_;
  std::map<int, std::size_t> open_;  // by column: the cell that a vertical merge goes on with
  int row_ = 0;
  bool header_goes_on_ = true;
};

}  // namespace assay::office
