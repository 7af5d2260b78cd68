#include "extractors/text/dialect.hpp"

namespace assay {
namespace {

// Each quote that never closes is looked for until the end of the text, so that a file of nothing but such quotes
// would cost the square of its length: after this many, quotes are text.
constexpr int max_unclosed = 16;

}  // namespace

DelimitedReader::DelimitedReader(std::string_view text, const Dialect& dialect) : text_(text), dialect_(dialect) {}

bool DelimitedReader::next(std::vector<Cell>& cells) {
  std::size_t count = 0;
  doubtful_ = false;
  if (at_ >= text_.size()) return false;
  if (text_[at_] == '\n') {
    ++at_;
    cells.clear();
    return true;
  }
  for (End end = End::cell; end == End::cell; ++count) {
    if (count == cells.size()) cells.emplace_back();
    cells[count].text.clear();
    cells[count].quoted = false;
    end = read_cell(cells[count]);
  }
  cells.resize(count);
  return true;
}

DelimitedReader::End DelimitedReader::read_cell(Cell& cell) {
  if (dialect_.quote != 0 && unclosed_ < max_unclosed) {
    std::size_t start = at_;
    // Spaces before an opening quote belong to nobody.
    while (dialect_.delimiter != ' ' && start < text_.size() && text_[start] == ' ') ++start;
    if (start < text_.size() && text_[start] == dialect_.quote) {
      const std::size_t before = at_;
      at_ = start + 1;
      if (read_quoted(cell)) {
        const std::size_t size = cell.text.size();
        const End end = read_plain(cell);
        cell.quoted = cell.text.find_first_not_of(' ', size) == std::string::npos;
        if (cell.quoted)
          cell.text.resize(size);
        else
          doubtful_ = true;
        return end;
      }
      ++unclosed_;
      at_ = before;
      cell.text.clear();
    }
  }
  return read_plain(cell);
}

// Up to the closing quote; false when there is none.
bool DelimitedReader::read_quoted(Cell& cell) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (escapes(at_)) {
      cell.text += text_[at_ + 1];
      at_ += 2;
    } else if (c != dialect_.quote) {
      cell.text += c;
      ++at_;
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == dialect_.quote) {
      cell.text += c;
      at_ += 2;
    } else {
      ++at_;
      return true;
    }
  }
  return false;
}

DelimitedReader::End DelimitedReader::read_plain(Cell& cell) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      return End::record;
    }
    if (c == dialect_.delimiter && dialect_.delimiter != 0) {
      ++at_;
      return End::cell;
    }
    if (escapes(at_)) ++at_;
    cell.text += text_[at_++];
  }
  return End::record;
}

bool DelimitedReader::escapes(std::size_t at) const {
  if (dialect_.escape == 0 || text_[at] != dialect_.escape || at + 1 >= text_.size()) return false;
  const char next = text_[at + 1];
  return next == dialect_.escape || (next == dialect_.quote && next != 0) || (next == dialect_.delimiter && next != 0);
}

}  // namespace assay
