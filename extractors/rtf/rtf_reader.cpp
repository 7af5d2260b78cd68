#include "extractors/rtf/rtf_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "extractors/core/utf8.hpp"
#include "extractors/office/word_numbering.hpp"
#include "extractors/office/word_symbols.hpp"
#include "extractors/ole/compound_file.hpp"

namespace assay::rtf {
namespace {

constexpr int symbol_page = 42;
constexpr int farthest = 1'000'000'000;  // edge of a cell, so that the distance of two can be counted

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Control letters that a program wrote as text: those that end a line do, the others show nothing.
std::string without_controls(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\v'; }, '\n');
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n'; });
  return text;
}

// Where the last control word begins; 0: there is none.
std::size_t last_word_of(std::string_view input) {
  for (std::size_t at = input.rfind('\\'); at != 0 && at != std::string_view::npos; at = input.rfind('\\', at - 1))
    if (at + 1 < input.size() && input[at + 1] >= 'a' && input[at + 1] <= 'z') return at;
  return 0;
}

std::string mark_of(int note, std::string_view format) {
  return fmt::format("[{}]", office::formatted_number(note, format));
}

}  // namespace

Reader::Reader(const ExtractOptions& options, Progress& progress, Document& document)
    : options_(options), progress_(progress), document_(document) {
  flows_.push_back(std::make_unique<office::Flow>(BlockKind::paragraph, "body"));
  groups_.emplace_back();
  fields_.numbers.set_apart(true);  // how they are counted here is not looked at: they are told
}

void Reader::read(std::string_view input) {
  const std::size_t last_word = last_word_of(input);
  Tokens tokens(input);
  Token token;
  for (int count = 0; limit_.empty() && tokens.next(token); ++count) {
    if (count % 100'000 == 0) progress_.advance("tokens", count, 0);
    const bool text = token.kind == Token::Kind::text || token.kind == Token::Kind::byte;
    if (!text) flush();
    switch (token.kind) {
      case Token::Kind::open:
        open_group();
        break;
      case Token::Kind::close:
        close_group();
        // Where words go on, the end was a bracket too many.
        if (groups_.size() == 1 && tokens.at() > last_word) return finish(input.substr(tokens.at()));
        break;
      case Token::Kind::word:
        word(token.text, token.number);
        break;
      case Token::Kind::symbol:
        symbol(token.text.front());
        break;
      case Token::Kind::byte: {
        const char byte = static_cast<char>(token.number.value_or(0));
        bytes({&byte, 1});
        break;
      }
      case Token::Kind::text:
        bytes(token.text);
        break;
      case Token::Kind::binary:
        break;
    }
  }
  finish({});
}

void Reader::open_group() {
  if (groups_.size() > static_cast<std::size_t>(options_.limits.xml_depth)) return stop("xml_depth");
  Group inner = groups_.back();
  inner.opens_flow = inner.opens_field = inner.optional = false;
  inner.fresh = true;
  groups_.push_back(inner);
  skip_ = 0;
  if (inner.destination == Destination::styles) entry_ = 0;
}

void Reader::close_group() {
  skip_ = 0;
  if (groups_.size() <= 1) return;
  if (group().opens_flow) close_flow();
  if (group().destination == Destination::authors) author_.clear();
  if (group().destination == Destination::mark) end_mark();
  const bool field = group().opens_field;
  groups_.pop_back();
  if (field) close_field();
}

void Reader::close_field() {
  const bool text_before = flow().paragraph.text.find_first_not_of(" \t\n") != std::string::npos;
  fields_.set_shown(forms_.back().shown());
  forms_.pop_back();
  const std::string drawn = fields_.end(text_before);
  if (!drawn.empty()) say(drawn);
}

void Reader::begin(Destination destination, std::string_view name) {
  Group& now = group();
  now.destination = destination;
  now.sink = destination == Destination::collect ? sink_of(name) : nullptr;
  if (name == "pict") ++images_;
  if (name == "creatim" || name == "revtim")
    date_ = name == "creatim" ? &document_.metadata.created : &document_.metadata.modified;
  const auto open = [&](BlockKind kind, const char* part) {
    flows_.push_back(std::make_unique<office::Flow>(kind, part));
    now.destination = Destination::flow;
    now.opens_flow = true;
    change_goes_on_ = false;
  };
  if (destination == Destination::header) open(BlockKind::page_header, "header");
  if (destination == Destination::footer) open(BlockKind::page_footer, "footer");
  if (destination == Destination::comment) open(BlockKind::comment, "body");
  if (destination == Destination::text_box) open(BlockKind::text_box, "body");
  if (destination == Destination::footnote) {
    now.out_of_view = out_of_view();  // with its mark
    if (!now.out_of_view) ++footnotes_.seen;
    open(BlockKind::footnote, "footnotes");
  }
}

void Reader::close_flow() {
  if (flows_.size() <= 1) return;
  std::unique_ptr<office::Flow> done = std::move(flows_.back());
  flows_.pop_back();
  done->end();
  change_goes_on_ = false;
  switch (done->kind()) {
    case BlockKind::page_header:
      headers_.push_back(std::move(done));
      break;
    case BlockKind::page_footer:
      footers_.push_back(std::move(done));
      break;
    case BlockKind::footnote:
    case BlockKind::endnote:
      if (!group().out_of_view)
        (done->kind() == BlockKind::footnote ? notes_ : endnote_texts_).push_back(std::move(done));
      break;
    case BlockKind::comment:
      comments_.push_back(std::move(done));
      comment_authors_.push_back(std::exchange(comment_author_, {}));
      break;
    default:
      flow().take_in(std::move(*done));
  }
}

// In the code of a field, what fields in it give is code, and what they consist of is not.
void Reader::code_word(std::string_view name, std::optional<int> number) {
  Group& now = group();
  const bool fresh = std::exchange(now.fresh, false);
  if (now.destination == Destination::form) {
    forms_.back().word(name, number.value_or(0));
    if (fresh && name == "ffl") {
      now.destination = Destination::form_choice;
      forms_.back().begin_choice();
    } else if (now.optional && name != "formfield") {
      now.destination = Destination::skip;
    }
  } else if (fresh && name == "formfield" && !forms_.empty()) {
    now.destination = Destination::form;
  } else if (fresh && now.optional) {
    now.destination = Destination::skip;
  } else {
    plain_word(name, number);
  }
}

void Reader::word(std::string_view name, std::optional<int> number) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  Group& now = group();
  if (now.destination == Destination::skip) return;
  if (now.destination == Destination::code || now.destination == Destination::form ||
      now.destination == Destination::form_choice)
    return code_word(name, number);
  if (std::exchange(now.fresh, false)) {
    if (name == "field") {
      now.opens_field = true;
      fields_.begin();
      forms_.emplace_back();
      return;
    }
    if (name == "fldrslt") fields_.separate();
    if (const auto destination = destination_of(name)) return begin(*destination, name);
    if (now.optional) {
      now.destination = Destination::skip;
      return;
    }
  }
  plain_word(name, number);
}

void Reader::plain_word(std::string_view name, std::optional<int> number) {
  if (name == "u") return unicode(number.value_or(0));
  if (const std::string_view text = text_of(name); !text.empty()) return say(text);
  if (entry_word(name, number.value_or(0))) return;
  if (character_word(name, number.value_or(1)) || document_word(name, number.value_or(0))) return;
  if (group().destination != Destination::flow) return;
  if (!paragraph_word(name, number.value_or(0))) table_word(name, number.value_or(0));
}

bool Reader::entry_word(std::string_view name, int number) {
  if (group().destination == Destination::fonts) {
    if (name == "f") entry_ = number;
    if (name == "fcharset") fonts_[entry_].code_page = code_page_of_charset(number);
    if (name == "cpg") fonts_[entry_].code_page = number;
    return true;
  }
  if (group().destination != Destination::styles) return false;
  if (name == "s") entry_ = number;
  if (name == "cs" || name == "ds" || name == "ts") entry_ = -1;
  if (name == "outlinelevel" && entry_ >= 0) style_outlines_[entry_] = number;
  return true;
}

bool Reader::character_word(std::string_view name, int number) {
  Group& now = group();
  if (name == "f")
    now.font = number;
  else if (name == "uc")
    now.fallback = std::clamp(number, 0, 100);
  else if (name == "v")
    now.hidden = number != 0;
  else if (name == "deleted")
    now.deleted = number != 0;
  else if (name == "revised")
    now.inserted = number != 0;
  else if (name == "revauth")
    now.author = number;
  else if (name == "revauthdel")
    now.deleter = number;
  else if (name == "revdttm")
    now.date = number;
  else if (name == "revdttmdel")
    now.deletion_date = number;
  else if (name == "plain") {
    now.font = default_font_;
    now.hidden = now.deleted = now.inserted = false;
  } else
    return false;
  return true;
}

bool Reader::paragraph_word(std::string_view name, int number) {
  if (name == "par" || name == "sect" || name == "page" || name == "column")
    end_paragraph();
  else if (name == "pard") {
    flow().paragraph.in_table = false;
    flow().paragraph.depth = 0;
    style_ = 0;
    outline_ = -1;
  } else if (name == "s")
    style_ = number;
  else if (name == "outlinelevel")
    outline_ = number;
  else if (name == "chftn")
    say_note_mark();
  else if (name == "ftnalt")
    make_endnote();
  else
    return false;
  return true;
}

// A note whose mark is not in the view is not counted. Its number is no part of what a change says: no view but this
// has the same.
void Reader::say_note_mark() {
  const BlockKind kind = flow().kind();
  const bool in_note = kind == BlockKind::footnote || kind == BlockKind::endnote;
  if (!in_note) tell_change({});
  if (out_of_view() || group().out_of_view) return;
  fields_.see_result();
  const NoteCount& count = kind == BlockKind::endnote ? endnotes_ : footnotes_;
  std::string& text = group().hidden ? flow().paragraph.hidden : flow().paragraph.text;
  text += mark_of(in_note ? count.seen : count.seen + 1, count.format);
}

// That it is one is said behind its mark, which was that of a footnote so far.
void Reader::make_endnote() {
  if (!group().opens_flow || flow().kind() != BlockKind::footnote) return;
  flows_.back() = std::make_unique<office::Flow>(BlockKind::endnote, "endnotes");
  if (group().out_of_view) return;
  const std::string mark = mark_of(footnotes_.seen--, footnotes_.format);
  ++endnotes_.seen;
  office::Paragraph& above = flows_[flows_.size() - 2]->paragraph;
  for (std::string* text : {&above.text, &above.hidden})
    if (text->ends_with(mark))
      text->replace(text->size() - mark.size(), mark.size(), mark_of(endnotes_.seen, endnotes_.format));
}

// "ftnnar" of footnotes, "aftnnar" of endnotes, with an s before it those of a section.
bool Reader::note_word(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> formats{{{"ar", "decimal"},
                                                                                         {"alc", "lowerLetter"},
                                                                                         {"auc", "upperLetter"},
                                                                                         {"rlc", "lowerRoman"},
                                                                                         {"ruc", "upperRoman"}}};
  if (name.starts_with('s')) name.remove_prefix(1);
  NoteCount& count = name.starts_with('a') ? endnotes_ : footnotes_;
  if (name.starts_with('a')) name.remove_prefix(1);
  if (!name.starts_with("ftnn")) return false;
  for (const auto& [word, format] : formats)
    if (name.substr(4) == word) count.format = format;
  return true;
}

bool Reader::table_word(std::string_view name, int number) {
  office::Paragraph& paragraph = flow().paragraph;
  if (name == "intbl")
    paragraph.in_table = true;
  else if (name == "itap")
    paragraph.depth = std::max(number, 0);
  else if (name == "trowd") {
    row_ = {};
    cell_ = {};
    row_left_ = 0;
  } else if (name == "trleft")
    row_left_ = std::clamp(number, -farthest, farthest);
  else if (name == "trhdr")
    row_.header = true;
  else if (name == "clmrg")
    cell_.merged_left = true;
  else if (name == "clvmrg")
    cell_.merged_up = true;
  else if (name == "cellx") {
    cell_.left = row_.cells.empty() ? row_left_ : row_.cells.back().right;
    cell_.right = std::clamp(number, cell_.left, farthest);
    if (row_.cells.size() < 1000) row_.cells.push_back(cell_);
    cell_ = {};
  } else if (name == "cell")
    end_cell(1);
  else if (name == "nestcell")
    end_cell(std::max(2, paragraph.depth));
  else if (name == "row")
    flow().end_row(1, row_);
  else if (name == "nestrow")
    flow().end_row(std::max(2, paragraph.depth), row_);
  else
    return false;
  return true;
}

bool Reader::document_word(std::string_view name, int number) {
  if (name == "ansicpg")
    document_page_ = number;
  else if (name == "mac")
    document_page_ = 10000;
  else if (name == "pc")
    document_page_ = 437;
  else if (name == "pca")
    document_page_ = 850;
  else if (name == "deff")
    default_font_ = group().font = number;
  else if (name == "object")
    ++objects_;
  else if (name == "revprot" || name == "formprot" || name == "annotprot" || name == "readprot")
    document_.notices.push_back(
        {"format.protected", Severity::info, "The document is protected against changes.", std::string(name), {}});
  else
    return note_word(name) || date_word(name, number);
  return true;
}

// "2020-02-03"; a part that is 0 is not known, nor is what would follow it.
bool Reader::date_word(std::string_view name, int number) {
  if (!date_) return false;
  if (name == "yr")
    *date_ = number > 0 && number < 10'000 ? fmt::format("{:04}", number) : std::string();
  else if (name == "mo" && date_->size() == std::string_view("2020").size() && number > 0 && number <= 12)
    *date_ += fmt::format("-{:02}", number);
  else if (name == "dy" && date_->size() == std::string_view("2020-02").size() && number > 0 && number <= 31)
    *date_ += fmt::format("-{:02}", number);
  else
    return name == "mo" || name == "dy";
  return true;
}

void Reader::symbol(char sign) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  switch (sign) {
    case '*':
      group().optional = true;
      return;
    case '~':
      return say("\u00a0");
    case '_':
      return say("\u2011");
    case '\\':
    case '{':
    case '}':
      return say({&sign, 1});
    case '\n':
    case '\r':
      if (group().destination == Destination::flow) end_paragraph();
      return;
    case '\t':
      return say("\t");
    default:
      return;  // an optional hyphen, an index entry's mark, something unknown
  }
}

void Reader::unicode(int value) {
  const auto c = static_cast<char32_t>(value < 0 ? value + 0x10000 : value);
  skip_ = group().fallback;
  std::string out;
  if (c == 0xFEFF) return;  // joins two words and shows nothing
  if (c >= 0xD800 && c < 0xDC00) {
    high_ = c;
    return;
  }
  if (c >= 0xDC00 && c < 0xE000) {
    if (high_ == 0) return;
    append_utf8(out, 0x10000 + ((high_ - 0xD800) << 10) + (c - 0xDC00));
  } else if (c > 0 && c < 0x10000) {
    append_utf8(out, c);
  }
  high_ = 0;
  if (c >= 0xF000 && c < 0xF100) out = sign(std::move(out));
  say(without_controls(std::move(out)));
}

void Reader::bytes(std::string_view text) {
  const auto skipped = std::min(static_cast<std::size_t>(skip_), text.size());
  skip_ -= static_cast<int>(skipped);
  text.remove_prefix(skipped);
  if (group().destination != Destination::skip) pending_ += text;
  if (!text.empty()) group().fresh = false;
}

int Reader::code_page() const {
  const auto font = fonts_.find(groups_.back().font);
  if (font == fonts_.end() || font->second.code_page == 0) return document_page_;
  return font->second.code_page;
}

void Reader::flush() {
  if (pending_.empty()) return;
  const std::string raw = std::exchange(pending_, {});
  const int page = code_page();
  if (page != symbol_page) return say(without_controls(is_ascii(raw) ? raw : ole::decode_code_page(raw, page)));
  std::string out;
  for (const char c : raw) {
    const auto value = static_cast<unsigned char>(c);
    if (value < 0x20) continue;
    append_utf8(out, 0xF000 + char32_t{value});
  }
  say(sign(std::move(out)));
}

// Of a symbol font; before an item of a list any is a bullet (end_mark()).
std::string Reader::sign(std::string letters) const {
  if (groups_.back().destination == Destination::mark) return letters;
  const auto font = fonts_.find(groups_.back().font);
  return office::without_private(std::move(letters), font == fonts_.end() ? std::string() : font->second.name);
}

// The letter that stands for one in lists of a second level, in the font of typewriters.
bool Reader::is_round_bullet(std::string_view mark) const {
  const auto font = fonts_.find(groups_.back().font);
  return mark == "o" && font != fonts_.end() && font->second.name.starts_with("Courier");
}

void Reader::say(std::string_view utf8) {
  switch (group().destination) {
    case Destination::flow:
      return say_in_flow(utf8);
    case Destination::mark:
      flow().paragraph.mark += is_round_bullet(utf8) ? "\u2022" : utf8;
      return;
    case Destination::code:
      if (!left_out()) fields_.add_to_code(utf8);
      return;
    case Destination::form_choice:
      return forms_.back().add_to_choice(utf8);
    case Destination::collect:
      if (group().sink) *group().sink += utf8;
      return;
    case Destination::fonts:
    case Destination::styles:
    case Destination::authors:
      return say_in_entry(utf8);
    default:
      return;
  }
}

void Reader::say_in_entry(std::string_view utf8) {
  for (const char c : utf8) {
    if (group().destination == Destination::authors) {
      if (c == ';')
        authors_.push_back(std::exchange(author_, {}));
      else
        author_ += c;
    } else if (c != ';') {
      (group().destination == Destination::fonts ? fonts_[entry_].name : style_names_[entry_]) += c;
    }
  }
}

bool Reader::out_of_view() {
  return (group().deleted && options_.revisions == RevisionView::accepted) ||
         (group().inserted && options_.revisions == RevisionView::rejected);
}

// What the view leaves out of a field's code, or hides: nothing is drawn from it.
bool Reader::left_out() {
  return group().hidden || out_of_view();
}

void Reader::say_in_flow(std::string_view utf8) {
  text_bytes_ += utf8.size();
  if (text_bytes_ > options_.limits.text_bytes) return stop("text_bytes");
  tell_change(utf8);
  if (out_of_view()) return;
  fields_.see_result();
  (group().hidden ? flow().paragraph.hidden : flow().paragraph.text) += utf8;
}

void Reader::tell_change(std::string_view text) {
  const Group& now = group();
  if (now.deleted)
    keep_change(RevisionKind::deletion, now.deleter > 0 ? now.deleter : now.author,
                now.deletion_date != 0 ? now.deletion_date : now.date, text);
  else if (now.inserted)
    keep_change(RevisionKind::insertion, now.author, now.date, text);
  else
    change_goes_on_ = false;
}

void Reader::keep_change(RevisionKind kind, int author, int date, std::string_view text) {
  Revision change;
  change.kind = kind;
  if (author >= 0 && static_cast<std::size_t>(author) < authors_.size())
    change.author = authors_[static_cast<std::size_t>(author)];
  change.date = office::packed_date(static_cast<std::uint32_t>(date));
  change.text = text;
  change.place.part = "body";
  office::add_change(std::move(change), std::exchange(change_goes_on_, true), document_.revisions);
}

void Reader::end_paragraph() {
  office::WordStyle style;
  if (const auto name = style_names_.find(style_); name != style_names_.end()) {
    style.name = name->second;
    for (char& c : style.name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  if (const auto level = style_outlines_.find(style_); level != style_outlines_.end())
    style.outline_level = level->second;
  if (outline_ >= 0) style.outline_level = outline_;
  flow().end_paragraph(office::heading_level(style));
}

void Reader::end_mark() {
  std::string& mark = flow().paragraph.mark;
  mark.erase(0, mark.find_first_not_of("\t "));
  while (!mark.empty() && (mark.back() == '\t' || mark.back() == ' ')) mark.pop_back();
  if (mark.starts_with("\xef")) mark = "\u2022";  // a sign of a symbol font
}

void Reader::end_cell(int depth) {
  if (++cells_ > options_.limits.cells) return stop("cells");
  flow().end_cell(depth);
}

std::string* Reader::sink_of(std::string_view name) {
  Metadata& metadata = document_.metadata;
  if (name == "title") return &metadata.title;
  if (name == "author") return &metadata.author;
  if (name == "subject") return &metadata.subject;
  if (name == "keywords") return &metadata.keywords;
  if (name == "atnauthor") return &comment_author_;
  return name == "company" ? &metadata.other["company"] : nullptr;
}

void Reader::stop(std::string_view limit) {
  if (limit_.empty()) limit_ = limit;
}

void Reader::finish(std::string_view behind) {
  flush();
  const bool cut = groups_.size() > 1 && limit_.empty();
  while (flows_.size() > 1) close_flow();
  flow().end();
  std::set<std::string> seen;
  const auto add_furniture = [&](std::vector<std::unique_ptr<office::Flow>>& flows) {
    for (auto& its : flows) {
      const std::size_t first = document_.blocks.size();
      its->move_to(document_);
      auto& blocks = document_.blocks;
      for (std::size_t i = first; i < blocks.size();)
        if (blocks[i].table || seen.insert(blocks[i].text).second)
          ++i;
        else
          blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i));
    }
  };
  add_furniture(headers_);
  flow().move_to(document_);
  for (auto& note : notes_) note->move_to(document_);
  for (auto& note : endnote_texts_) note->move_to(document_);
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    const std::size_t first = document_.blocks.size();
    comments_[i]->move_to(document_);
    if (first < document_.blocks.size() && !comment_authors_[i].empty())
      document_.blocks[first].text.insert(0, comment_authors_[i] + ": ");
  }
  add_furniture(footers_);
  if (!limit_.empty())
    document_.notices.push_back({"completeness.limit",
                                 Severity::error,
                                 "The document holds more than the limit allows; the rest was not read.",
                                 fmt::format("limit: {}", limit_),
                                 {}});
  if (cut)
    document_.notices.push_back({"format.damaged",
                                 Severity::warning,
                                 "The file ends before its time: it was cut short, or damaged.",
                                 fmt::format("{} groups without an end", groups_.size() - 1),
                                 {}});
  if (behind.find_first_not_of(std::string_view(" \t\r\n\0\x1a}", 7)) != std::string_view::npos)
    document_.notices.push_back({"format.damaged",
                                 Severity::info,
                                 "Behind the end of the document stands something that is none of it; it was not read.",
                                 fmt::format("{} bytes", behind.size()),
                                 {}});
  document_.partial = document_.partial || cut || !limit_.empty();
  note_field_numbers(fields_.numbers, document_);
  document_.signals["images"] = images_;
  document_.signals["embedded_objects"] = objects_;
  document_.signals["comments"] = static_cast<double>(comments_.size());
  document_.signals["revisions"] = static_cast<double>(document_.revisions.size());
}

}  // namespace assay::rtf
