// Word content as blocks and tables, in reading order, in one view of the tracked changes.
#pragma once

#include <functional>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/word_numbering.hpp"
#include "extractors/office/word_runs.hpp"
#include "extractors/office/word_styles.hpp"

namespace assay::office {

class WordReader {
 public:
  WordReader(const WordStyles& styles, WordNumbering& numbering, const ExtractOptions& options, Progress& progress,
             Document& document)
      : runs(styles, options.revisions),
        styles_(styles),
        numbering_(numbering),
        options_(options),
        progress_(progress),
        document_(document) {}

  // What is read next is a story of its own, whose lists begin anew: the body, a header, all footnotes. So are the text
  // boxes in it, one story together.
  void begin_story();

  // Reads the children of `container` (w:body, w:footnote …) into `out`; `part` names them in places. Tables go to the
  // document. Stops adding when a limit is hit (limit_hit()).
  void read_part(pugi::xml_node container, const std::string& part, std::vector<Block>& out);

  // "text_bytes" or "cells"; empty: none.
  const std::string& limit_hit() const { return limit_hit_; }

  RunReader runs;
  // Reads the document that stands here as it is (w:altChunk), named by its relationship; null: nobody does.
  std::function<void(std::string_view id, std::vector<Block>& out)> read_chunk;

 private:
  struct Pending {  // text of paragraphs whose marks are deleted, waiting for the one that they join
    ParagraphText content;
    bool any = false;
  };
  void read_blocks(pugi::xml_node container, std::vector<Block>& out, Pending& pending);
  void count_chunk(const std::function<void()>& read);
  void read_paragraph(pugi::xml_node node, std::vector<Block>& out, Pending& pending);
  void finish_paragraph(pugi::xml_node node, ParagraphText content, std::vector<Block>& out);
  void read_box(pugi::xml_node box, std::vector<Block>& out);
  std::optional<std::string> next_mark(pugi::xml_node properties, const WordStyle& style, const ParagraphText& content);
  void read_table(pugi::xml_node node, std::vector<Block>& out);
  void add(Block block, std::vector<Block>& out);
  friend class WordTableReader;

  const WordStyles& styles_;
  WordNumbering& numbering_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  std::string part_;
  int paragraph_ = 0;
  WordNumbering::Story boxes_;  // of the text boxes, while what holds them is read
  bool in_box_ = false;
  bool bare_marks_ = false;  // numbers of paragraphs without text are text: in the cells of tables
  std::uint64_t text_bytes_ = 0;
  std::uint64_t cells_ = 0;
  std::string limit_hit_;
};

}  // namespace assay::office
