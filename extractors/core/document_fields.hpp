// The members of the model, named once: the wire between processes and the JSON columns of the store both walk this
// list, so a member that is added here travels and is kept.
//
// `visit(name, member)` is called for each member in a fixed order; T is the struct or its const.
#pragma once

#include "extractors/core/document.hpp"
#include "extractors/core/like.hpp"
#include "extractors/core/result.hpp"

namespace assay {

void fields(auto& visit, Like<Box> auto& box) {
  visit("x0", box.x0);
  visit("y0", box.y0);
  visit("x1", box.x1);
  visit("y1", box.y1);
}

void fields(auto& visit, Like<Place> auto& place) {
  visit("page", place.page);
  visit("box", place.box);
  visit("sheet", place.sheet);
  visit("range", place.range);
  visit("part", place.part);
  visit("paragraph", place.paragraph);
}

void fields(auto& visit, Like<Estimate> auto& estimate) {
  visit("value", estimate.value);
  visit("low", estimate.low);
  visit("high", estimate.high);
}

void fields(auto& visit, Like<Notice> auto& notice) {
  visit("code", notice.code);
  visit("severity", notice.severity);
  visit("message", notice.message);
  visit("evidence", notice.evidence);
  visit("place", notice.place);
}

void fields(auto& visit, Like<Word> auto& word) {
  visit("text", word.text);
  visit("box", word.box);
  visit("confidence", word.confidence);
}

void fields(auto& visit, Like<Page> auto& page) {
  visit("number", page.number);
  visit("width", page.width);
  visit("height", page.height);
  visit("rotation", page.rotation);
  visit("text_source", page.text_source);
  visit("text_source_reason", page.text_source_reason);
  visit("origin", page.origin);
  visit("language", page.language);
  visit("predicted_cer", page.predicted_cer);
  visit("ink_coverage", page.ink_coverage);
  visit("signals", page.signals);
  visit("words", page.words);
}

void fields(auto& visit, Like<Block> auto& block) {
  visit("kind", block.kind);
  visit("text", block.text);
  visit("level", block.level);
  visit("table", block.table);
  visit("confidence", block.confidence);
  visit("hidden", block.hidden);
  visit("place", block.place);
}

void fields(auto& visit, Like<CellSpan> auto& span) {
  visit("row", span.row);
  visit("column", span.column);
  visit("row_span", span.row_span);
  visit("column_span", span.column_span);
}

// But its text, of which Cells::texts() may know.
void fields(auto& visit, Like<Cell> auto& cell) {
  visit("row", cell.row);
  visit("column", cell.column);
  visit("row_span", cell.row_span);
  visit("column_span", cell.column_span);
  visit("type", cell.type);
  visit("number", cell.number);
  std::string formula = cell.formula.text();
  visit("formula", formula);
  if constexpr (!std::is_const_v<std::remove_reference_t<decltype(cell)>>) cell.formula = std::move(formula);
  visit("hidden", cell.hidden);
  visit("number_as_text", cell.number_as_text);
}

void fields(auto& visit, Like<Table> auto& table) {
  visit("found_by", table.found_by);
  visit("rows", table.rows);
  visit("columns", table.columns);
  visit("header_rows", table.header_rows);
  visit("header_columns", table.header_columns);
  visit("cells", table.cells);
  visit("hidden", table.hidden);
  visit("title", table.title);
  visit("confidence", table.confidence);
  visit("continues", table.continues);
  visit("place", table.place);
  visit("cut_merges", table.cut_merges);
}

void fields(auto& visit, Like<Revision> auto& revision) {
  visit("kind", revision.kind);
  visit("author", revision.author);
  visit("date", revision.date);
  visit("text", revision.text);
  visit("place", revision.place);
}

void fields(auto& visit, Like<Metadata> auto& metadata) {
  visit("title", metadata.title);
  visit("author", metadata.author);
  visit("subject", metadata.subject);
  visit("keywords", metadata.keywords);
  visit("producer", metadata.producer);
  visit("created", metadata.created);
  visit("modified", metadata.modified);
  visit("language", metadata.language);
  visit("other", metadata.other);
}

void fields(auto& visit, Like<Source> auto& source) {
  visit("path", source.path);
  visit("sha256", source.sha256);
  visit("bytes", source.bytes);
  visit("media_type", source.media_type);
  visit("extension", source.extension);
}

void fields(auto& visit, Like<Child> auto& child) {
  visit("source", child.source);
  visit("metadata", child.metadata);
  visit("read", child.read);
  visit("partial", child.partial);
}

void fields(auto& visit, Like<Span> auto& span) {
  visit("first_page", span.first_page);
  visit("last_page", span.last_page);
  visit("pages_total", span.pages_total);
}

void fields(auto& visit, Like<Document> auto& document) {
  visit("source", document.source);
  visit("metadata", document.metadata);
  visit("span", document.span);
  visit("partial", document.partial);
  visit("pages", document.pages);
  visit("blocks", document.blocks);
  visit("tables", document.tables);
  visit("revisions", document.revisions);
  visit("children", document.children);
  visit("notices", document.notices);
  visit("signals", document.signals);
}

void fields(auto& visit, Like<Failure> auto& failure) {
  visit("kind", failure.kind);
  visit("message", failure.message);
  visit("detail", failure.detail);
}

}  // namespace assay
