#include "extractors/ole/doc_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "extractors/core/utf8.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/text_flow.hpp"
#include "extractors/office/word_fields.hpp"
#include "extractors/office/word_numbering.hpp"
#include "extractors/office/word_symbols.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/ole/doc_file.hpp"
#include "extractors/ole/doc_numbering.hpp"
#include "extractors/ole/held_file.hpp"

namespace assay {
namespace {

using namespace ole;
using office::Flow;

constexpr int part_footnotes = 2, part_comments = 4, part_headers = 11, part_comment_authors = 36, part_endnotes = 46,
              part_authors = 51, part_schemes = 73, part_lists = 74;
constexpr std::size_t comment_size = 30;
constexpr int title_style = 62, body_text = 9;

class DocReading {
 public:
  DocReading(DocFile file, const ExtractOptions& options, Progress& progress, Document& document)
      : file_(std::move(file)), options_(options), progress_(progress), document_(document) {
    authors_ = file_.strings(part_authors);
    fonts_ = file_.fonts();
    if (!file_.old()) numbering_ = read_numbering(file_.from_part(part_schemes), file_.part(part_lists));
    const auto footnotes = file_.places(part_footnotes, 2), endnotes = file_.places(part_endnotes, 2);
    footnotes_.insert(footnotes.begin(), footnotes.end());
    endnotes_.insert(endnotes.begin(), endnotes.end());
  }

  void read() {
    read_headers(false);
    read_story(DocStory::body, BlockKind::paragraph, "body");
    read_story(DocStory::text_boxes, BlockKind::text_box, "body");
    read_notes(DocStory::footnotes, BlockKind::footnote, "footnotes");
    read_notes(DocStory::endnotes, BlockKind::endnote, "endnotes");
    read_comments();
    read_headers(true);
    if (!limit_.empty()) {
      document_.partial = true;
      document_.notices.push_back({"completeness.limit",
                                   Severity::error,
                                   "The document holds more than the limit allows; the rest was not read.",
                                   fmt::format("limit: {}", limit_),
                                   {}});
    }
    note_field_numbers(fields_.numbers, document_);
    document_.signals["images"] = images_;
    document_.signals["revisions"] = static_cast<double>(document_.revisions.size());
  }

 private:
  void read_story(DocStory which, BlockKind kind, const char* part) {
    const auto [first, last] = file_.story(which);
    notes_ = 0;
    begin_story(which == DocStory::text_boxes);
    read_range(first, last, kind, part);
  }

  // Their texts lie in the order of their marks. A note whose mark is not in the view is not in it either: it is read
  // for its changes alone.
  void read_notes(DocStory which, BlockKind kind, const char* part) {
    const int table = kind == BlockKind::endnote ? part_endnotes : part_footnotes;
    const std::vector<std::uint32_t> marks = file_.places(table, 2), texts = file_.places(table + 1, 0);
    const auto [first, last] = file_.story(which);
    // One place more than there are marks; the texts one more, and one that says nothing.
    if (gone_.empty() || marks.empty() || texts.size() < marks.size() || texts.front() != 0 ||
        !std::is_sorted(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(marks.size())))
      return read_story(which, kind, part);
    notes_ = 0;
    begin_story(false);
    for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
      const std::uint32_t end = i + 2 < marks.size() ? std::min(first + texts[i + 1], last) : last;
      const int before = notes_;
      const bool shown = !gone_.contains(marks[i]);
      read_range(std::min(first + texts[i], last), end, kind, part, shown);
      if (!shown) notes_ = before;
    }
  }

  // Lists and fields that number begin anew; they go on from one note or comment to the next.
  void begin_story(bool box) {
    numbering_.begin_story();
    fields_.numbers.begin_story();
    fields_.numbers.set_apart(file_.old() || box);
  }

  // Each section's: even header, odd header, even footer, odd footer, first header, first footer; before them six lines
  // that part notes from the text.
  void read_headers(bool footers) {
    const auto [first, last] = file_.story(DocStory::headers);
    const std::vector<std::uint32_t> places = file_.places(part_headers, 0);
    std::set<std::string> seen;
    for (std::size_t i = 6; i + 1 < places.size(); ++i) {
      const std::size_t kind = (i - 6) % 6;
      if ((kind == 2 || kind == 3 || kind == 5) != footers || places[i] >= places[i + 1]) continue;
      const std::size_t before = document_.blocks.size();
      begin_story(false);
      read_range(std::min(first + places[i], last), std::min(first + places[i + 1], last),
                 footers ? BlockKind::page_footer : BlockKind::page_header, footers ? "footer" : "header");
      auto& blocks = document_.blocks;
      for (std::size_t k = before; k < blocks.size();)
        if (blocks[k].table || seen.insert(blocks[k].text).second)
          ++k;
        else
          blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }

  void read_comments() {
    const auto [first, last] = file_.story(DocStory::comments);
    const std::vector<std::uint32_t> texts = file_.places(part_comments + 1, 0);
    const std::string_view references = file_.part(part_comments);
    const std::size_t count = references.size() < 4 ? 0 : (references.size() - 4) / (4 + comment_size);
    const std::vector<std::string> authors = file_.strings(part_comment_authors);
    begin_story(false);
    for (std::size_t i = 0; i < count && i + 1 < texts.size(); ++i) {
      const std::size_t before = document_.blocks.size();
      read_range(std::min(first + texts[i], last), std::min(first + texts[i + 1], last), BlockKind::comment, "body");
      const std::size_t author = u16(references, 4 * (count + 1) + comment_size * i + 20);
      if (before < document_.blocks.size() && author < authors.size() && !document_.blocks[before].table)
        document_.blocks[before].text.insert(0, authors[author] + ": ");
    }
    document_.signals["comments"] = static_cast<double>(count);
  }

  void read_range(std::uint32_t first, std::uint32_t last, BlockKind kind, const char* part, bool shown = true) {
    if (first >= last || !limit_.empty()) return;
    const auto room =
        static_cast<std::size_t>(options_.limits.text_bytes - std::min(options_.limits.text_bytes, text_));
    const std::vector<DocLetter> letters = file_.letters(first, last, room);
    text_ += letters.size();
    if (letters.size() == room) limit_ = "text_bytes";
    Flow flow(kind, part);
    fields_.clear();
    goes_on_ = false;
    std::size_t end = 0;  // behind the mark of the paragraph
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const DocLetter& letter = letters[i];
      if (letter.place % 100'000 == 0) progress_.advance("letters", static_cast<int>(letter.place), 0);
      if (letter.letter == 0x13 && i >= end) end = begin_numbers(letters, i);
      if (file_.styles_hide() && (i == 0 || ends_paragraph(letters[i - 1]))) style_hides_ = paragraph_hides(letters, i);
      if (ends_paragraph(letter))
        end_paragraph(letter, flow);
      else
        read_letter(letter, kind, flow);
      if (cells_ > options_.limits.cells || text_ > options_.limits.text_bytes) break;
    }
    flow.end();
    if (shown) flow.move_to(document_);
  }

  static bool ends_paragraph(const DocLetter& letter) {
    return letter.letter == 0x0D || letter.letter == 0x0C || letter.letter == 0x07;
  }

  static std::size_t mark_after(const std::vector<DocLetter>& letters, std::size_t at) {
    while (at < letters.size() && !ends_paragraph(letters[at])) ++at;
    return at;
  }

  bool paragraph_hides(const std::vector<DocLetter>& letters, std::size_t at) const {
    const std::size_t mark = mark_after(letters, at);
    return mark < letters.size() && file_.style(file_.paragraph(letters[mark]).style).hidden.value_or(false);
  }

  bool is_hidden(const DocCharacter& says) const {
    return is_on(says.hidden, file_.style(says.style).hidden.value_or(style_hides_));
  }

  // Of fields in the paragraph around `at`; gives what is behind its mark.
  std::size_t begin_numbers(const std::vector<DocLetter>& letters, std::size_t at) {
    at = mark_after(letters, at);
    if (at == letters.size() || file_.old()) return at + 1;
    const DocParagraph says = file_.paragraph(letters[at]);
    const int style = file_.style(says.style).built_in;
    fields_.numbers.begin_paragraph(style >= 1 && style <= 9 ? style : 0, numbering_.knows(says.list.value_or(0)));
    return at + 1;
  }

  void read_letter(const DocLetter& letter, BlockKind kind, Flow& flow) {
    const DocCharacter says = file_.character(letter);
    std::string text;
    switch (letter.letter) {
      case 0x13:
        fields_.begin();
        return;
      case 0x14:
        fields_.separate();
        return;
      case 0x15:
        text = fields_.end(flow.paragraph.text.find_first_not_of(" \t\r\n\xc2\xa0") != std::string::npos);
        break;
      case 0x01:
      case 0x08:
        images_ += says.special ? 1 : 0;
        return;
      case 0x02:
        if (!out_of_view(says)) text = note_mark(letter, kind);
        break;
      case 0x09:
        text = "\t";
        break;
      case 0x0B:
        text = "\n";
        break;
      case 0x1E:
        text = "\u2011";
        break;
      default:
        if (letter.letter < 0x20) return;
        if (letter.letter == 0x28 && says.special && says.symbol != 0)
          text = office::symbol_text(font(says.symbol_font), fmt::format("{:04X}", says.symbol));
        else
          append_utf8(text, letter.letter);
    }
    const bool note = letter.letter == 0x02;
    if (text.empty() && !note) return;
    if (fields_.in_code()) return fields_.add_to_code(text);
    fields_.see_result();
    const std::string_view told = note ? std::string_view() : text;  // its number is another in each view
    if (says.deleted)
      keep_change(RevisionKind::deletion, says.deleter, says.deletion_date, told);
    else if (says.inserted)
      keep_change(RevisionKind::insertion, says.author, says.date, told);
    else
      goes_on_ = false;
    if (out_of_view(says)) {
      if (kind == BlockKind::paragraph && (footnotes_.contains(letter.place) || endnotes_.contains(letter.place)))
        gone_.insert(letter.place);
      return;
    }
    (is_hidden(says) ? flow.paragraph.hidden : flow.paragraph.text) += text;
  }

  std::string font(int index) const {
    return index >= 0 && static_cast<std::size_t>(index) < fonts_.size() ? fonts_[static_cast<std::size_t>(index)] : "";
  }

  bool out_of_view(const DocCharacter& says) const {
    return (says.deleted && options_.revisions == RevisionView::accepted) ||
           (says.inserted && options_.revisions == RevisionView::rejected);
  }

  std::string note_mark(const DocLetter& mark, BlockKind kind) {
    const bool endnote = kind == BlockKind::endnote || (kind == BlockKind::paragraph && endnotes_.contains(mark.place));
    int& number = kind == BlockKind::paragraph && endnote ? endnotes_seen_ : notes_;
    return fmt::format("[{}]", office::formatted_number(++number, endnote ? "lowerRoman" : "decimal"));
  }

  void keep_change(RevisionKind kind, int author, std::uint32_t date, std::string_view text) {
    Revision change;
    change.kind = kind;
    if (author >= 0 && static_cast<std::size_t>(author) < authors_.size())
      change.author = authors_[static_cast<std::size_t>(author)];
    change.date = office::packed_date(date);
    change.text = text;
    change.place.part = "body";
    office::add_change(std::move(change), std::exchange(goes_on_, true), document_.revisions);
  }

  void end_paragraph(const DocLetter& mark, Flow& flow) {
    if (file_.old()) return end_old_paragraph(mark, flow);
    DocParagraph says = file_.paragraph(mark);
    flow.paragraph.in_table = says.in_table;
    flow.paragraph.depth = says.depth;
    if (mark.letter == 0x07 || says.ends_inner_cell || says.ends_inner_row) {
      if (++cells_ > options_.limits.cells) limit_ = "cells";
      const int depth = mark.letter == 0x07 ? 1 : std::max(says.depth, 2);
      if (says.ends_row || says.ends_inner_row) return flow.end_row(depth, std::move(says.row));
      number(says, flow.paragraph);
      return flow.end_cell(depth);
    }
    const DocCharacter its = file_.character(mark);
    const bool gone = (its.deleted && options_.revisions == RevisionView::accepted) ||
                      (its.inserted && options_.revisions == RevisionView::rejected);
    if (gone && mark.letter == 0x0D && !says.in_table) {  // joined to the next one
      if (!flow.paragraph.text.empty()) flow.paragraph.text += ' ';
      return;
    }
    number(says, flow.paragraph);
    flow.end_paragraph(heading_level(says));
  }

  // A paragraph without text counts as others do, as its number is printed; a hidden one does not.
  void number(const DocParagraph& says, office::Paragraph& paragraph) {
    const int list = says.list.value_or(0);
    paragraph.listed = numbering_.knows(list);
    const bool blank = paragraph.text.find_first_not_of(" \t\r\n\xc2\xa0") == std::string::npos;
    if (!paragraph.listed || (blank && !paragraph.hidden.empty())) return;
    paragraph.mark = numbering_.next(list, says.list_level.value_or(0));
    text_ += paragraph.mark.size();  // a long one before each of many paragraphs is more than the file has letters
    if (text_ > options_.limits.text_bytes) limit_ = "text_bytes";
  }

  // A heading style keeps its level whatever a paragraph in it says; other styles have one of their own, or inherit it.
  std::optional<int> heading_level(const DocParagraph& says) const {
    const DocStyle& style = file_.style(says.style);
    const bool heading = style.built_in >= 1 && style.built_in <= 9;
    const int outline = (heading || !says.outline ? style.outline : says.outline).value_or(body_text);
    if (outline < body_text) return outline + 1;
    return style.built_in == title_style ? std::optional(1) : std::nullopt;
  }

  // Where rows end is not known: cells are parted by tabs, and an empty one ends a row.
  void end_old_paragraph(const DocLetter& mark, Flow& flow) {
    const std::string& text = flow.paragraph.text;
    if (mark.letter == 0x07 && !text.empty() && !text.ends_with('\t')) {
      flow.paragraph.text += '\t';
      return;
    }
    flow.end_paragraph({});
  }

  DocFile file_;
  const ExtractOptions& options_;
  Progress& progress_;
  Document& document_;
  std::vector<std::string> authors_, fonts_;
  std::set<std::uint32_t> footnotes_, endnotes_;  // places of their marks
  std::set<std::uint32_t> gone_;                  // of these, those that the view leaves out
  office::OpenFields fields_;
  office::WordNumbering numbering_;
  int notes_ = 0, endnotes_seen_ = 0;
  bool goes_on_ = false;
  bool style_hides_ = false;  // that of the paragraph that is being read
  std::uint64_t text_ = 0, cells_ = 0;
  std::string limit_;
  int images_ = 0;
};

void tell_about(const CompoundFile& file, Document& document) {
  if (file.has("Macros"))
    document.notices.push_back(
        {"format.macros", Severity::info, "The document holds macros; they were not run.", {}, {}});
}

class DocExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "doc"; }
  int version() const override { return 9; }
  bool reads(std::string_view media_type) const override { return media_type == "application/msword"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    std::string why;
    const auto file = CompoundFile::open(as_chars(bytes), why);
    if (!file)
      return fail(FailureKind::damaged, "The document is damaged: it cannot be opened. Ask for a new copy.", why);
    std::string main = file->read("WordDocument");
    if (file->has("\x09"
                  "DRMContent") ||
        DocFile::encrypted(main))
      return fail(FailureKind::encrypted,
                  "The document is locked with a password or by rights; save it without to have it read.");
    if (main.size() < 0x200)
      return fail(FailureKind::damaged, "The document is damaged: its text is missing. Ask for a new copy.");
    Document document;
    file->read_properties(document.metadata);
    tell_about(*file, document);
    std::string table = file->read(DocFile::table_name(main));
    DocFile doc(std::move(main), std::move(table), file->read("Data"));
    if (doc.damaged()) {
      document.partial = true;
      document.notices.push_back({"format.damaged",
                                  Severity::error,
                                  "The file is damaged: where its pieces of text lie is lost; what could be found was "
                                  "read, and may lack text.",
                                  {},
                                  {}});
    }
    DocReading(std::move(doc), options, progress, document).read();
    if (const auto pool = file->folder("ObjectPool")) read_objects(*pool, {}, options, progress, document);
    office::finish(document);
    return document;
  }
};

}  // namespace

const Extractor& doc_extractor() {
  static const DocExtractor extractor;
  return extractor;
}

}  // namespace assay
