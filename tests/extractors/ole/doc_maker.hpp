// Word 97 files made for tests.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "extractors/ole/doc_extractor.hpp"
#include "tests/extractors/ole/biff_maker.hpp"

namespace assay::test {

// A run of letters with the properties of its letters, and of the paragraphs that end in it.
struct DocRun {
  std::string text;
  std::string letters = {}, paragraphs = {};
  unsigned style = 0;
};

constexpr std::size_t text_at = 0x400, letters_at = 0x800, paragraphs_at = 0xA00;

inline void put(std::string& where, std::size_t at, const std::string& what) {
  where.replace(at, what.size(), what);
}

// A page of properties: where runs begin, then for each where its properties lie, which fill the page from behind.
inline std::string page_of(const std::vector<DocRun>& runs, bool paragraphs) {
  std::string page(512, '\0');
  const std::size_t entry = paragraphs ? 13 : 1;
  std::size_t place = text_at;
  std::size_t end = 510;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    put(page, 4 * i, le32(static_cast<std::uint32_t>(place)));
    place += runs[i].text.size();
    const std::string list = paragraphs ? le16(runs[i].style) + runs[i].paragraphs : runs[i].letters;
    if (runs[i].style == 0 && list.size() <= (paragraphs ? 2 : 0)) continue;
    const std::string whole = paragraphs ? le16(static_cast<unsigned>((list.size() + 1) / 2) << 8) + list
                                         : std::string(1, static_cast<char>(list.size())) + list;
    end = (end - whole.size()) & ~std::size_t{1};
    put(page, end, whole);
    page[4 * (runs.size() + 1) + entry * i] = static_cast<char>(end / 2);
  }
  put(page, 4 * runs.size(), le32(static_cast<std::uint32_t>(place)));
  page[511] = static_cast<char>(runs.size());
  return page;
}

// Tables beside the text: the sheet of styles, the schemes of lists with their levels behind them, the lists.
struct DocTables {
  std::string styles = {}, schemes = {}, levels = {}, lists = {};
  std::uint32_t notes = 0;  // letters at the end of the text that are footnotes
  // Where footnotes are marked in the text, and where their texts begin and end.
  std::vector<std::uint32_t> note_marks = {}, note_texts = {};
};

inline std::string make_doc(const std::vector<DocRun>& runs, const DocTables& tables = {}, unsigned flags = 0,
                            const std::vector<std::pair<std::string, std::string>>& more = {}) {
  std::string text;
  for (const DocRun& run : runs) text += run.text;
  const auto length = static_cast<std::uint32_t>(text.size());
  std::string main(0xC00, '\0');
  put(main, 0, le16(0xA5EC) + le16(0x00C1));
  put(main, 10, le16(flags));
  put(main, 0x4C, le32(length - tables.notes) + le32(tables.notes));
  put(main, text_at, text);
  put(main, letters_at, page_of(runs, false));
  put(main, paragraphs_at, page_of(runs, true));
  std::string table(8, '\0');
  const auto part = [&](std::size_t index, const std::string& bytes) {
    put(main, 0x9A + 8 * index,
        le32(static_cast<std::uint32_t>(table.size())) + le32(static_cast<std::uint32_t>(bytes.size())));
    table += bytes;
  };
  const std::string piece = le32(0) + le32(length) + le16(0) + le32(text_at * 2 | 0x40000000) + le16(0);
  part(33, '\x02' + le32(static_cast<std::uint32_t>(piece.size())) + piece);
  const std::string whole = le32(text_at) + le32(static_cast<std::uint32_t>(text_at) + length);
  part(12, whole + le32(letters_at / 512));
  part(13, whole + le32(paragraphs_at / 512));
  part(51, le16(0xFFFF) + le16(2) + le16(0) + le16(1) + le16('?') + le16(3) + le16('A') + le16('d') + le16('a'));
  part(1, tables.styles);
  std::string marks, texts;
  for (const std::uint32_t place : tables.note_marks) marks += le32(place);
  if (!marks.empty()) marks += le32(length) + std::string(2 * tables.note_marks.size(), '\0');
  for (const std::uint32_t place : tables.note_texts) texts += le32(place);
  part(2, marks);
  part(3, texts);
  part(73, tables.schemes);
  table += tables.levels;
  part(74, tables.lists);
  std::vector<std::pair<std::string, std::string>> streams{{"WordDocument", main}, {"0Table", table}};
  streams.insert(streams.end(), more.begin(), more.end());
  return make_compound(streams);
}

// A style with properties of paragraphs and of their letters.
inline std::string style_of(unsigned number, unsigned base, const std::string& properties, unsigned built_in = 0x0FFE,
                            const std::string& letters = {}) {
  std::string out = le16(built_in) + le16(base << 4 | 1) + le16(2) + le16(0) + le16(0);
  out += le16(1) + le16('N') + le16(0);
  out += le16(static_cast<unsigned>(2 + properties.size())) + le16(number) + properties;
  if (out.size() % 2 != 0) out += '\0';
  out += le16(static_cast<unsigned>(letters.size())) + letters;
  return le16(static_cast<unsigned>(out.size())) + out + (out.size() % 2 != 0 ? std::string(1, '\0') : std::string());
}

// A style of letters alone.
inline std::string letter_style_of(unsigned base, const std::string& letters) {
  std::string out = le16(0x0FFE) + le16(base << 4 | 2) + le16(1) + le16(0) + le16(0) + le16(1) + le16('N') + le16(0);
  out += le16(static_cast<unsigned>(letters.size())) + letters;
  return le16(static_cast<unsigned>(out.size())) + out + (out.size() % 2 != 0 ? std::string(1, '\0') : std::string());
}

inline std::string sheet_of(const std::vector<std::string>& styles) {
  std::string out = le16(4) + le16(static_cast<unsigned>(styles.size())) + le16(10);
  for (const std::string& style : styles) out += style;
  return out;
}

inline Result<Document> try_doc(const std::string& bytes, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  NoProgress progress;
  return doc_extractor().extract(as_bytes(bytes), options, progress);
}

inline Document read_doc(const std::vector<DocRun>& runs, RevisionView view = RevisionView::accepted,
                         const DocTables& tables = {}) {
  auto document = try_doc(make_doc(runs, tables), view);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace assay::test
