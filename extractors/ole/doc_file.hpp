// The text of a Word 97–2003 file with what is said about its characters and paragraphs ([MS-DOC]): the header (FIB),
// the table of pieces, the pages of properties (FKP).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ole/doc_properties.hpp"
#include "extractors/ole/doc_styles.hpp"

namespace assay::ole {

// Parts of the text, in the order in which they follow one another.
enum class DocStory { body, footnotes, headers, macros, comments, endnotes, text_boxes, header_boxes };

struct DocLetter {
  char32_t letter = 0;
  std::uint32_t at = 0;  // in the stream, for its properties
  int piece = 0;
  std::uint32_t place = 0;  // as the tables of the file count
};

class DocFile {
 public:
  // `main` is the stream "WordDocument", `table` the one that the header names, `data` the stream "Data".
  DocFile(std::string main, std::string table, std::string data);

  static bool encrypted(std::string_view main);
  // "0Table" or "1Table".
  static const char* table_name(std::string_view main);
  // Of Word 6 and 95: text alone is read, without properties.
  bool old() const { return old_; }
  // Whether the list of pieces is missing or breaks off.
  bool damaged() const { return damaged_; }

  // First and last place (exclusive) of a story.
  std::pair<std::uint32_t, std::uint32_t> story(DocStory which) const;
  // Letters of [first, last); fewer where the file has not so many.
  std::vector<DocLetter> letters(std::uint32_t first, std::uint32_t last, std::size_t most) const;
  DocCharacter character(const DocLetter& letter) const;
  DocParagraph paragraph(const DocLetter& mark) const;

  // The places that a table of the header lists; `index` is its number in the header ([MS-DOC] 2.5.6).
  std::vector<std::uint32_t> places(int index, std::size_t data_size) const;
  std::string_view part(int index) const;
  // The table stream from where a part begins to its end; empty where there is no such part.
  std::string_view from_part(int index) const;
  std::vector<std::string> strings(int index) const;
  std::vector<std::string> fonts() const;
  const DocStyle& style(int number) const { return styles_[number]; }
  bool styles_hide() const { return styles_.any_hidden(); }

 private:
  struct Piece {
    std::uint32_t first = 0, last = 0;  // places
    std::uint32_t at = 0;               // in the stream
    bool wide = false;
    std::string_view changes;  // properties on top of the pages'
  };
  struct Run {
    std::uint32_t first = 0, last = 0;
    std::string_view properties;
  };
  void read_pieces();
  void read_runs(int index, bool paragraphs, std::vector<Run>& out) const;
  static const Run* find(const std::vector<Run>& runs, std::uint32_t at);

  std::string main_, table_, data_;
  bool old_ = false, damaged_ = false;
  std::vector<Piece> pieces_;
  std::vector<std::string_view> extra_;  // properties that pieces refer to
  std::vector<Run> characters_, paragraphs_;
  DocStyles styles_;
  std::array<char32_t, 256> latin_{};
};

}  // namespace assay::ole
