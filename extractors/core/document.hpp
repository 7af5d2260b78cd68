// The model of a document: what every extractor produces and everything above reads.
//
// Plain structs, flat vectors in reading order, indices between them. Lengths are PDF points (1/72 inch) from the top
// left of the page as it is shown (after its rotation); all text is UTF-8 in NFC. Unknown is an empty optional or an
// empty string, never a made-up 0. Adding a member: also extractors/core/document_fields.hpp (the wire) and, when users
// should see it, extractors/core/document_json.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/cells.hpp"

namespace assay {

struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// Where something stands. A finding that can't point at its place is a bug; the whole document is a place with all
// members empty.
struct Place {
  std::optional<int> page;       // from 1
  std::optional<Box> box;        // on that page
  std::string sheet;             // name of a sheet
  std::string range;             // "B7" or "A1:F20" in that sheet or delimited file
  std::string part;              // "body", "footnotes", "header 1", or a member of a package
  std::optional<int> paragraph;  // from 1, in that part
};
// "page 3", "sheet 'Data', B7", "paragraph 12 of the body"; empty for the whole document.
std::string to_string(const Place& place);

// An estimate and its 90 % interval.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

enum class Severity { info, warning, error, critical };

// Something an extractor saw that a reader of the document should know. `code` is the id of the finding it becomes,
// "dimension.name" ("format.wrong_extension"), listed in rules/checks/notices.cpp.
struct Notice {
  std::string code;
  Severity severity = Severity::warning;
  std::string message;   // one sentence that the document's owner understands
  std::string evidence;  // what was seen, quoted; may be empty
  Place place;
};

struct Word {
  std::string text;
  Box box;
  std::optional<double> confidence;  // 0..1; none for a text layer
};

enum class TextSource { none, text_layer, ocr, mixed };

// How a page came to be, as far as its content shows.
enum class PageOrigin { unknown, born_digital, scan, fax, photo, blank };

struct Page {
  int number = 0;  // from 1
  double width = 0, height = 0;
  int rotation = 0;  // 0, 90, 180 or 270: how far the page was turned to be read
  TextSource text_source = TextSource::none;
  std::string text_source_reason;  // why this source: "text layer: 412 words", "no text layer: one image of 98 %"
  PageOrigin origin = PageOrigin::unknown;
  std::string language;                   // ISO 639-1; empty: unknown
  std::optional<Estimate> predicted_cer;  // character error rate of this page's text, 0..1; none: not estimated
  std::optional<double> ink_coverage;     // share of dark pixels, 0..1; none: not looked at
  std::map<std::string, double> signals;  // what the estimates rest on: "ocr.word_conf_p10", "image.dpi" …
  std::vector<Word> words;                // of pages read by OCR, in reading order
};

enum class BlockKind {
  heading,
  paragraph,
  list_item,
  table,
  caption,
  page_header,
  page_footer,
  footnote,
  endnote,
  comment,
  text_box,
  figure,
  equation,
  code,
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string text;                  // of a table block: empty, its cells are in tables[table]
  std::optional<int> level;          // of a heading, from 1
  std::optional<int> table;          // index into Document::tables
  std::optional<double> confidence;  // 0..1, of OCR
  bool hidden = false;               // present in the file, but not shown to a reader; left out of the text
  Place place;
};

enum class TableSource { ruled, aligned, sheet, word, delimited, html, slide };

struct Table {
  TableSource found_by = TableSource::aligned;
  int rows = 0, columns = 0;
  int header_rows = 0;
  int header_columns = 0;            // 1: names stand down the first column, and each further column is a record
  Cells cells;                       // row by row; only those that hold something or span; inside the table
  bool hidden = false;               // the sheet is hidden
  std::string title;                 // caption or title line, when one was found
  std::optional<double> confidence;  // 0..1: chance that the structure is right; none: not estimated
  std::optional<int> continues;      // index into Document::tables: where the table begins whose rows go on here
  Place place;                       // page and box, or sheet and range
  // Merged ranges of a sheet that begin in the table and reach beyond its last row or column: their cells span as far
  // as the table goes, these are whole. Each at its cell's place; by row and column, one at a place.
  std::vector<CellSpan> cut_merges;
};

enum class RevisionKind { insertion, deletion, move_from, move_to, formatting };

struct Revision {
  RevisionKind kind = RevisionKind::insertion;
  std::string author;
  std::string date;  // ISO 8601
  std::string text;
  Place place;
};

struct Metadata {
  std::string title, author, subject, keywords;
  std::string producer;           // the program that wrote the file
  std::string created, modified;  // ISO 8601, as the file says
  std::string language;           // ISO 639-1, of most of the text
  std::map<std::string, std::string> other;
};

struct Source {
  std::string path;  // as it was given; set by whoever opened the file, never by an extractor
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string media_type;  // found in the content: "application/pdf"
  std::string extension;   // of the name, lower case, without the dot
};

// A document inside of a document: an attachment, a member of an archive. What was read of it stands in the lists of
// the whole, at places whose part begins with its path.
struct Child {
  Source source;         // its path as places name it: "letters.zip > offer.docx"; unknown bytes: 0
  Metadata metadata;     // its own
  bool read = false;     // a notice says why not
  bool partial = false;  // some of it could not be read
};

// Which part of a document this is: a long document is read in spans of pages, joined by join_spans().
struct Span {
  int first_page = 1;
  int last_page = 0;    // 0: the document has no pages
  int pages_total = 0;  // of the whole document; 0: it has no pages
};

struct Document {
  Source source;
  Metadata metadata;
  Span span;
  bool partial = false;  // some of it could not be read; notices say what
  std::vector<Page> pages;
  std::vector<Block> blocks;  // in reading order
  std::vector<Table> tables;
  std::vector<Revision> revisions;
  std::vector<Child> children;  // in the order of their reading, each before those inside of it
  std::vector<Notice> notices;
  std::map<std::string, double> signals;  // counts about the whole: "sheets", "sheets.hidden", "images" …
};

std::string_view to_string(Severity value);
std::string_view to_string(TextSource value);
std::string_view to_string(PageOrigin value);
std::string_view to_string(BlockKind value);
std::string_view to_string(TableSource value);
std::string_view to_string(RevisionKind value);

// The language of most pages that have one; of equals the first by name. Empty where none has.
std::string main_language(const std::vector<Page>& pages);

// The table whose header rows name the columns of this one: itself, or the one that it goes on with.
const Table& named_by(const Document& document, const Table& table);

// All that a cell of the table spans in the file: beyond the table too, if it is one of cut_merges.
CellSpan whole_span(const Table& table, const CellSpan& cell);

// Indices into the tables of a document whose tables become those of another behind `by` others.
void shift_tables(Document& document, int by);

// Makes the cells of all tables loose: for who keeps references to them.
void loosen(Document& document);

// Adds the table and, at the end of the reading order, the block that stands for it.
void append_table(Document& document, Table table);

// Whether what a file hides (rows, columns, sheets, slides, text) stands among what it shows.
enum class Shown { visible, all };

// What stands for a cell in place of its text: a number as a person sees it. What a format shows as nothing is hidden.
std::optional<std::string> displayed(const Cells::Iterator& cell, Shown shown);

// The whole text in reading order: tables as tab-separated rows, numbers as their format shows them, page headers and
// footers, comments and what is hidden left out; blocks parted by an empty line.
std::string plain_text(const Document& document, Shown shown = Shown::visible);
// One table as tab-separated rows, of which each is one line: a hidden one is empty, hidden columns are left out. A tab
// or line break inside a cell becomes a space.
std::string tab_separated(const Table& table, Shown shown = Shown::visible);

}  // namespace assay
