// Documents built in code, for tests of measures and rules.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/measure.hpp"

namespace assay::test {

// One paragraph each.
inline Document text_document(std::initializer_list<std::string> paragraphs) {
  Document document;
  document.source.media_type = "text/plain";
  int number = 0;
  for (const std::string& text : paragraphs) {
    Block block;
    block.text = text;
    block.place.part = "body";
    block.place.paragraph = ++number;
    document.blocks.push_back(block);
  }
  return document;
}

inline Cell cell_of(const std::string& text, int row, int column) {
  Cell cell;
  cell.row = row;
  cell.column = column;
  cell.text = text;
  if (!text.empty() && text[0] == '=') {  // "=12.5": a number
    cell.text = text.substr(1);
    cell.type = CellType::number;
    cell.number = std::stod(cell.text);
  }
  return cell;
}

// A sheet 'Data' from A1, its first row the header; "=12" is a number, other texts are text.
inline Document sheet_document(const std::vector<std::vector<std::string>>& rows, int header_rows = 1) {
  Document document;
  document.source.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  document.signals["sheets"] = 1;
  Table table;
  table.found_by = TableSource::sheet;
  table.header_rows = header_rows;
  table.rows = static_cast<int>(rows.size());
  table.place.sheet = "Data";
  table.place.range = "A1";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    table.columns = std::max(table.columns, static_cast<int>(rows[row].size()));
    for (std::size_t column = 0; column < rows[row].size(); ++column)
      if (!rows[row][column].empty())
        table.cells.push_back(cell_of(rows[row][column], static_cast<int>(row), static_cast<int>(column)));
  }
  document.tables.push_back(table);
  Block block;
  block.kind = BlockKind::table;
  block.table = 0;
  block.place = table.place;
  document.blocks.push_back(block);
  return document;
}

inline Page page_of(int number, TextSource source, PageOrigin origin, double ink) {
  Page page;
  page.number = number;
  page.text_source = source;
  page.origin = origin;
  page.ink_coverage = ink;
  return page;
}

inline Facts facts_of(const Document& document) {
  Facts facts;
  facts.path = document.source.path;
  facts.media_type = document.source.media_type;
  facts.notices = document.notices;
  facts.metadata = document.metadata;
  facts.measures = measure_all(document, default_policy().classes);
  facts.categories = categories_of(document);
  return facts;
}

inline Measure measure_of(const Document& document, std::string_view name) {
  for (const Measure& measure : measure_all(document, default_policy().classes))
    if (measure.name == name && measure.scope == Scope::document) return measure;
  Measure none;
  none.n = -1;
  return none;
}

// The findings of one rule.
inline std::vector<Finding> findings_of(const Document& document, std::string_view rule,
                                        std::string_view today = "2024-06-01") {
  std::vector<Finding> out;
  for (Finding& finding : assess(facts_of(document), default_policy(), today).findings)
    if (finding.rule == rule) out.push_back(std::move(finding));
  return out;
}

// Rules with a finding of warning or worse.
inline std::vector<std::string> complaints(const Document& document, std::string_view today = "2024-06-01") {
  std::vector<std::string> out;
  for (const Finding& finding : assess(facts_of(document), default_policy(), today).findings)
    if (finding.severity >= Severity::warning) out.push_back(finding.rule + ": " + finding.message);
  return out;
}

inline std::string prose() {
  return "The supplier delivers the goods to the warehouse of the buyer and bears the risk until they have been "
         "unloaded. "
         "The buyer examines the goods at once and tells the supplier of any defect that can be seen. Payment is due "
         "thirty days after the invoice has been received. If the buyer is late, the supplier may ask for interest. "
         "This agreement is governed by the law of the place where the buyer has its seat, and any change to it has to "
         "be made in writing and signed by both sides.";
}

}  // namespace assay::test
