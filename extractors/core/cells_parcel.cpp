#include "extractors/core/cells_parcel.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "extractors/core/letters.hpp"
#include "extractors/core/packed_value.hpp"
#include "extractors/core/utf8.hpp"

namespace assay {

using namespace packed_cell;

namespace {

constexpr int most = std::numeric_limits<int>::max();

void demand(bool holds, const char* what) {
  if (!holds) throw CellsError(what);
}

}  // namespace

// Copies what it reads, numbers of texts and formats aside.
class CellsSender::Renumbering : public OwnBytes {
 public:
  Renumbering(CellsSender& sender, const char* from) : OwnBytes{from}, sender_(sender), copied_(from) {}

  std::uint32_t text_number() {
    copy();
    const std::uint32_t text = OwnBytes::text_number();
    std::uint32_t& number = sender_.text_numbers_.at(text);
    if (number == own_text) {
      number = sender_.texts_++;
      sender_.new_texts_.push_back(text);
    }
    put_instead(number);
    return text;
  }
  std::uint32_t format_number() {
    copy();
    const std::uint32_t format = OwnBytes::format_number();
    std::uint32_t number = 0;  // of one that does not exist
    if (format > 0 && format <= sender_.format_numbers_.size()) {
      std::uint32_t& known = sender_.format_numbers_[format - 1];
      if (known == 0) {
        known = ++sender_.formats_;
        sender_.new_formats_.push_back(format - 1);
      }
      number = known;
    }
    put_instead(number);
    return format;
  }
  void copy() { sender_.bytes_.append(copied_, static_cast<std::size_t>(at - copied_)); }

 private:
  void put_instead(std::uint32_t number) {
    std::array<char, 10> room;
    sender_.bytes_.append(room.data(), static_cast<std::size_t>(put(room.data(), number) - room.data()));
    copied_ = at;
  }

  CellsSender& sender_;
  const char* copied_;
};

CellsSender::CellsSender(const Cells& cells)
    : cells_(cells),
      text_numbers_(cells.texts() ? cells.texts()->size() : 0, own_text),
      format_numbers_(cells.formats() ? cells.formats()->size() : 0, 0) {}

bool CellsSender::next() {
  bytes_.clear();
  new_texts_.clear();
  new_formats_.clear();
  if (chunk_ == cells_.chunks_.size()) return false;
  const std::string& chunk = cells_.chunks_[chunk_++];
  const char* const end = chunk.data() + (chunk_ == cells_.chunks_.size() ? cells_.used_ : chunk.size());
  Renumbering from(*this, chunk.data());
  for (Parts cell; from.at != end;) read(from, cell);
  from.copy();
  return true;
}

// Nothing is read behind the end, and nothing refers to what is not there.
class CellsReceiver::Unproven {
 public:
  Unproven(const Cells& cells, std::string_view bytes, std::uint32_t& texts_met)
      : at_(bytes.data()),
        end_(at_ + bytes.size()),
        texts_(*cells.texts()),
        formats_(cells.formats()->size()),
        texts_met_(texts_met) {}
  bool at_end() const { return at_ == end_; }
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  std::uint64_t letters_again() const { return letters_again_; }

  unsigned char byte() {
    demand(at_ != end_, "a cell that is cut off");
    return static_cast<unsigned char>(*at_++);
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const unsigned char part = byte();
      value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
      if (part < 0x80) return value;
    }
    throw CellsError("a number in a cell without an end");
  }
  // Each is met in the order of the numbers.
  std::uint32_t text_number() {
    const std::uint64_t text = number();
    demand(text < texts_.size() && text <= texts_met_, "a text that does not exist");
    if (text == texts_met_)
      ++texts_met_;
    else
      letters_again_ += texts_[text].size();
    return static_cast<std::uint32_t>(text);
  }
  std::uint32_t format_number() {
    const std::uint64_t format = number();
    demand(format <= formats_, "a format that does not exist");
    return static_cast<std::uint32_t>(format);
  }
  std::string_view letters(std::uint64_t size) {
    demand(size <= static_cast<std::size_t>(end_ - at_), "a cell that is cut off");
    const std::string_view out(at_, static_cast<std::size_t>(size));
    at_ += size;
    return out;
  }
  static int step(int from, std::uint64_t by) {
    demand(by <= most, "a cell nowhere");
    return whole(from + static_cast<std::int64_t>(by));
  }
  static int whole(std::int64_t value) {
    demand(value >= std::numeric_limits<int>::min() && value <= most, "a cell nowhere");
    return static_cast<int>(value);
  }

 private:
  const char* at_;
  const char* end_;
  const Cells::Texts& texts_;
  std::size_t formats_;
  std::uint32_t& texts_met_;
  std::uint64_t letters_again_ = 0;
};

CellsReceiver::CellsReceiver(std::shared_ptr<const Cells::Texts> texts, std::shared_ptr<const Cells::Formats> formats)
    : cells_(Cells::packed(std::move(texts))) {
  cells_.set_formats(std::move(formats));
}

CellsReceiver::Cost CellsReceiver::add(std::string bytes) {
  demand(!bytes.empty(), "a chunk of no cells");
  const std::string& chunk = cells_.chunks_.emplace_back(std::move(bytes));
  cells_.used_ = chunk.size();
  const std::size_t before = size();
  Unproven from(cells_, chunk, texts_met_);
  while (!from.at_end()) {
    cells_.mark_point(chunk.size() - from.left());
    read(from, last_);
    prove(last_);
    take_in(last_);
  }
  return {size() - before, from.letters_again()};
}

void CellsReceiver::prove(const Parts& cell) {
  switch (cell.coding()) {
    case own_text_coding:
    case shared_coding:
      return;
    case whole_coding:
    case decimal_coding:
      return demand(is_packed_number({cell.digits, cell.decimals}), "a number that is none");
    case day_coding:
      return demand(is_packed_day(cell.digits), "a day in no year");
    case general_coding:
      demand(!to_string(cell.type).empty(), "a cell of no type");
      demand(cell.more <= (type_bits | number_bit | formula_bit | spans_bit | shared_bit), "a cell of no form");
      demand((cell.more & number_bit) == 0 || std::isfinite(cell.real), "a number that is none");
      return demand(cell.row_span >= 1 && cell.column_span >= 1, "a cell nowhere");
    default:
      throw CellsError("a cell of no form");
  }
}

void CellsReceiver::take_in(const Parts& cell) {
  cells_.count(cell.standing(), cell.row, cell.column, cell.has(hidden_bit));
  const bool general = cell.coding() == general_coding;
  if (!general && cell.coding() != own_text_coding) return;
  if (!is_ascii(cell.letters)) {
    cells_.own_ascii_ = false;
    utf8_ = utf8_ && assay::is_utf8(cell.letters);
  }
  if (!general) return;
  utf8_ = utf8_ && assay::is_utf8(cell.formula);
  cells_.reach(std::int64_t{cell.row} + cell.row_span - 1, std::int64_t{cell.column} + cell.column_span - 1);
}

Cells CellsReceiver::take(int row_offset, int column_offset) {
  cells_.row_offset_ = row_offset;
  cells_.column_offset_ = column_offset;
  const Cells::Extent area = cells_.extent();
  demand(cells_.empty() || (area.row0 >= 0 && area.column0 >= 0 && area.row1 < most && area.column1 < most),
         "a cell nowhere");
  return std::move(cells_);
}

}  // namespace assay
