// A Rich Text document read from its tokens.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/text_flow.hpp"
#include "extractors/office/word_fields.hpp"
#include "extractors/office/word_styles.hpp"
#include "extractors/rtf/rtf_form.hpp"
#include "extractors/rtf/rtf_tokens.hpp"
#include "extractors/rtf/rtf_words.hpp"

namespace assay::rtf {

class Reader {
 public:
  Reader(const ExtractOptions& options, Progress& progress, Document& document);
  void read(std::string_view bytes);

 private:
  struct Group {
    Destination destination = Destination::flow;
    bool opens_flow = false, opens_field = false;
    bool optional = false;     // "\*": nothing in it is text unless its word is known
    bool fresh = true;         // no word has been read yet
    bool out_of_view = false;  // a note whose mark is not in the view
    std::string* sink = nullptr;
    int font = -1;
    bool hidden = false, inserted = false, deleted = false;
    int author = 0, deleter = 0, date = 0, deletion_date = 0;
    int fallback = 1;  // characters after "\u" that stand for it in old programs
  };
  struct Font {
    std::string name;
    int code_page = 0;
  };

  struct NoteCount {
    int seen = 0;
    std::string_view format = "decimal";
  };

  void open_group();
  void close_group();
  void begin(Destination destination, std::string_view word);
  void close_flow();
  void close_field();
  void code_word(std::string_view name, std::optional<int> number);
  void word(std::string_view name, std::optional<int> number);
  void plain_word(std::string_view name, std::optional<int> number);
  bool character_word(std::string_view name, int number);
  bool paragraph_word(std::string_view name, int number);
  void say_note_mark();
  void make_endnote();
  bool note_word(std::string_view name);
  bool table_word(std::string_view name, int number);
  bool document_word(std::string_view name, int number);
  bool date_word(std::string_view name, int number);
  bool entry_word(std::string_view name, int number);
  void symbol(char sign);
  void unicode(int value);
  void bytes(std::string_view text);
  void flush();
  void say(std::string_view utf8);
  bool out_of_view();
  bool left_out();
  void say_in_flow(std::string_view utf8);
  void say_in_entry(std::string_view utf8);
  void tell_change(std::string_view text);
  void keep_change(RevisionKind kind, int author, int date, std::string_view text);
  void end_paragraph();
  void end_mark();
  void end_cell(int depth);
  std::string* sink_of(std::string_view word);
  int code_page() const;
  std::string sign(std::string letters) const;
  bool is_round_bullet(std::string_view mark) const;
  void stop(std::string_view limit);
  // `behind`: what stands behind the end of the document.
  void finish(std::string_view behind);

  Group& group() { return groups_.back(); }
  office::Flow& flow() { return *flows_.back(); }

  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  std::vector<Group> groups_;
  std::vector<std::unique_ptr<office::Flow>> flows_;  // open ones, the body first
  std::vector<std::unique_ptr<office::Flow>> headers_, notes_, endnote_texts_, comments_, footers_;
  std::vector<std::string> comment_authors_;
  std::string comment_author_;
  std::map<int, Font> fonts_;
  std::map<int, std::string> style_names_;
  std::map<int, int> style_outlines_;
  std::vector<std::string> authors_;
  int entry_ = 0;        // of the table of fonts or styles that is being read
  std::string author_;   // of the table of authors, up to its end
  std::string pending_;  // bytes of text in the code page of the font
  int document_page_ = 1252, default_font_ = -1;
  int style_ = 0, outline_ = -1;
  office::OpenFields fields_;
  std::vector<Form> forms_;  // of the fields that are open
  int skip_ = 0;             // characters that repeat the last "\u" for old programs
  char32_t high_ = 0;        // first half of a character beyond the 16 bits of "\u"
  office::EdgeRow row_;
  office::EdgeCell cell_;
  int row_left_ = 0;
  NoteCount footnotes_, endnotes_{0, "lowerRoman"};
  std::string* date_ = nullptr;  // of the document, whose year, month and day are being read
  bool change_goes_on_ = false;
  std::uint64_t text_bytes_ = 0, cells_ = 0;
  std::string limit_;
  int images_ = 0, objects_ = 0;
};

}  // namespace assay::rtf
