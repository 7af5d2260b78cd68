#include "extractors/office/row_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "extractors/office/cell_reference.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Kinds of letters, looked up for each byte of a sheet.
using Letters = std::array<bool, 256>;

constexpr Letters make_in_name() {
  Letters out{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) out[c] = out[c - 'a' + 'A'] = true;
  for (unsigned char c = '0'; c <= '9'; ++c) out[c] = true;
  out['_'] = out[':'] = out['-'] = out['.'] = true;
  return out;
}
constexpr Letters in_name = make_in_name();

// Ends plain text, one way or another.
constexpr Letters make_stops() {
  Letters out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = c != '\t' && c != '\n';
  out['<'] = out['&'] = true;
  return out;
}
constexpr Letters stops = make_stops();

// The same of the value of an attribute, in quotes of either kind.
constexpr Letters make_value_stops() {
  Letters out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
  out['<'] = out['&'] = out['"'] = out['\''] = true;
  return out;
}
constexpr Letters value_stops = make_value_stops();

constexpr char shared_text[] = " t=\"s\">";  // the rest of the tag of most cells

bool is_in(const Letters& letters, char c) {
  return letters[static_cast<unsigned char>(c)];
}

}  // namespace

template <std::size_t size>
bool RowScanner::starts(const char (&wanted)[size]) const {
  return static_cast<std::size_t>(end_ - at_) >= size - 1 && std::memcmp(at_, wanted, size - 1) == 0;
}

void RowScanner::skip_spaces() {
  while (is_space(*at_)) ++at_;  // ends at the NUL
}

// From behind a tag's name to behind its '>'.
template <class Take>
RowScanner::Tag RowScanner::attributes(const Take& take) {
  for (;;) {
    if (*at_ == '>') return ++at_, Tag::open;
    if (*at_ == '/') {
      if (at_[1] != '>') return Tag::strange;
      at_ += 2;
      return Tag::closed;
    }
    if (!is_space(*at_)) return Tag::strange;
    const char* name = at_ + 1;
    if (begins_name(*name) && at_[2] == '=') {  // as nearly all are: one letter behind one space
      at_ += 2;
    } else {
      skip_spaces();
      if (!begins_name(*at_)) {
        if (*at_ == '>' || *at_ == '/') continue;
        return Tag::strange;
      }
      name = at_;
      while (is_in(in_name, *at_)) ++at_;
      if (*at_ != '=') return Tag::strange;
    }
    const std::string_view key(name, static_cast<std::size_t>(at_ - name));
    const char quote = *++at_;
    if (quote != '"' && quote != '\'') return Tag::strange;
    const char* const value = ++at_;
    const char other_quote = quote == '"' ? '\'' : '"';
    do {
      while (!is_in(value_stops, *at_)) ++at_;
    } while (*at_ == other_quote && (++at_, true));
    if (*at_ != quote) return Tag::strange;
    if (!take(key, std::string_view(value, static_cast<std::size_t>(at_ - value)))) return Tag::strange;
    ++at_;
  }
}

RowScanner::Step RowScanner::next() {
  for (;;) {
    if (!in_row_) row_begin_ = at_;
    skip_spaces();
    if (!in_row_) {
      if (at_ == end_) return Step::end;
      return begin_row();
    }
    if (*at_ != '<') return Step::strange;
    if (at_[1] == 'c') {
      if (!read_cell()) return Step::strange;
      ++cells_;
      return Step::cell;
    }
    if (!starts("</row>")) return Step::strange;
    at_ += 6;
    in_row_ = false;
  }
}

RowScanner::Step RowScanner::begin_row() {
  cells_ = 0;
  if (!starts("<row")) return Step::strange;
  at_ += 4;
  row_ = {};
  const Tag tag = attributes([this](std::string_view key, std::string_view value) {
    // The first of a name counts, whatever its prefix: who writes two means something else.
    if (key == "r") {
      if (!row_.number.empty()) return false;
      row_.number = value;
    } else if (key == "hidden") {
      if (!row_.hidden.empty()) return false;
      row_.hidden = value;
    } else if (key == "ht") {
      row_.has_height = true;
    } else if (key.ends_with(":r") || key.ends_with(":hidden") || key.ends_with(":ht")) {
      return false;
    }
    return true;
  });
  if (tag == Tag::strange) return Step::strange;
  in_row_ = tag == Tag::open;
  keep_number();
  return Step::row;
}

void RowScanner::keep_number() {
  number_ = number_mask_ = 0;
  const std::size_t size = row_.number.size();
  const long number = to_long(row_.number);
  if (size >= sizeof number_ || number < 1 || number > most_rows) return;
  std::memcpy(&number_, row_.number.data(), size);
  std::memset(reinterpret_cast<char*>(&number_) + size, '"', 1);
  std::memset(&number_mask_, 0xff, size + 1);
}

// Nearly all cells stand where their row says, and among the first columns: a comparison tells it.
void RowScanner::read_name() {
  constexpr std::ptrdiff_t longest = 24;
  if (number_mask_ == 0 || end_ - at_ < longest || !starts(" r=\"")) return;
  const auto numbered = [this](const char* at) {
    std::uint64_t number = 0;
    std::memcpy(&number, at, sizeof number);
    return (number & number_mask_) == number_;
  };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const char* at = at_ + 4;
  if (!letter(*at)) return;
  int column = *at++ - 'A';
  if (letter(*at)) column = (column + 1) * 26 + (*at++ - 'A');
  if (!numbered(at)) return;
  cell_.column = column;
  at_ = at + row_.number.size() + 1;
}

// The rest of a cell with a value and no more; nothing is read where it has more.
bool RowScanner::read_value() {
  if (!starts("<v>")) return false;
  const char* const from = at_ + 3;
  const char* to = from;
  while (!is_in(stops, *to)) ++to;
  constexpr std::string_view end = "</v></c>";
  if (static_cast<std::size_t>(end_ - to) < end.size() || std::memcmp(to, end.data(), end.size()) != 0) return false;
  cell_.value = {from, static_cast<std::size_t>(to - from)};
  cell_.has_value = true;
  at_ = to + end.size();
  return true;
}

RowScanner::Tag RowScanner::cell_attributes() {
  return attributes([this](std::string_view key, std::string_view value) {
    if (key.size() != 1) return true;
    if (key[0] == 'r') {
      cell_.name = value;
      cell_.column = -1;
    } else if (key[0] == 's') {
      cell_.style = value;
    } else if (key[0] == 't') {
      cell_.type = value;
    }
    return true;
  });
}

bool RowScanner::read_cell() {
  at_ += 2;
  cell_ = {};
  read_name();
  if (starts(shared_text)) {
    cell_.type = {at_ + 4, 1};
    at_ += sizeof shared_text - 1;
  } else {
    const Tag tag = cell_attributes();
    if (tag != Tag::open) return tag == Tag::closed;
  }
  if (read_value()) return true;
  for (;;) {
    skip_spaces();
    if (starts("</c>")) {
      at_ += 4;
      return true;
    }
    if (*at_ != '<' || !read_part()) return false;
  }
}

// A value, a formula or an inline text; at its '<'.
bool RowScanner::read_part() {
  if (starts("<is>")) return read_inline();
  const char kind = at_[1];
  if (kind != 'v' && kind != 'f') return false;
  at_ += 2;
  const Tag tag = attributes([](std::string_view, std::string_view) { return true; });
  if (tag == Tag::strange) return false;
  std::string_view out;
  if (tag == Tag::open && !text(kind == 'v' ? "</v>" : "</f>", kind == 'v' ? value_ : formula_, out)) return false;
  if (kind == 'v') {
    cell_.value = out;
    cell_.has_value = true;
  } else {
    cell_.formula = out;
    cell_.has_formula = true;
  }
  return true;
}

bool RowScanner::read_inline() {
  if (cell_.has_inline) return false;
  at_ += 4;
  skip_spaces();
  if (!starts("<t")) return false;
  at_ += 2;
  const Tag tag = attributes([](std::string_view, std::string_view) { return true; });
  if (tag != Tag::open || !text("</t>", inline_, cell_.inline_text)) return false;
  skip_spaces();
  if (!starts("</is>") || cell_.inline_text.find("_x") != std::string_view::npos) return false;
  at_ += 5;
  cell_.has_inline = true;
  return true;
}

// Plain text up to its end tag, which is left behind.
bool RowScanner::text(const char (&end_tag)[5], std::string& decoded, std::string_view& out) {
  const char* const from = at_;
  bool entities = false;
  for (;; ++at_) {
    while (!is_in(stops, *at_)) ++at_;
    if (*at_ != '&') break;
    entities = true;
  }
  if (!starts(end_tag)) return false;
  out = {from, static_cast<std::size_t>(at_ - from)};
  if (entities) {
    if (!decode(from, at_, decoded)) return false;
    out = decoded;
  }
  at_ += sizeof end_tag - 1;
  return true;
}

bool RowScanner::decode(const char* from, const char* to, std::string& decoded) const {
  struct Entity {
    std::string_view name;
    char letter;
  };
  static constexpr Entity entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  decoded.clear();
  for (std::string_view rest(from, static_cast<std::size_t>(to - from)); !rest.empty();) {
    const std::size_t plain = std::min(rest.find('&'), rest.size());
    decoded += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    const Entity* found = nullptr;
    for (const Entity& entity : entities)
      if (rest.starts_with(entity.name)) found = &entity;
    if (!found) return false;
    decoded += found->letter;
    rest.remove_prefix(found->name.size());
  }
  return true;
}

}  // namespace assay::office
