// Structs to bytes and back, along their fields() lists. Included by wire.cpp alone.
//
// The bytes carry no structure of their own: types decide what is read next, so nesting can't go deeper than the types
// do, whatever a hostile writer sends. The reader pays for each element, in bytes and in memory, from a budget, and
// never makes room for more than was paid. Numbers little-endian as this machine has them: both ends are one binary.
#pragma once

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "extractors/core/document_fields.hpp"
#include "pipeline/worker/wire.hpp"

namespace assay::wire {

template <class T>
concept Number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

// The first byte of a cell: its form (three bits), and what it is marked with.
using CellForm = Cells::Iterator::Form;
inline constexpr unsigned form_bits = 7, hidden_bit = 8, number_as_text_bit = 16, format_bit = 32;
// That byte, row, column, digits and their decimals.
inline constexpr std::size_t most_sent = 1 + 4 + 4 + 8 + 1;

class Writer {
 public:
  explicit Writer(const Sink& sink) : sink_(sink) {}
  template <class T>
  void operator()(std::string_view, const T& value) {
    put(value);
  }
  void flush() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
  }

  void put(Number auto value) { raw(&value, sizeof value); }
  void put(bool value) { put(static_cast<std::uint8_t>(value)); }
  template <class E>
  requires std::is_enum_v<E>
  void put(E value) { put(static_cast<std::uint8_t>(value)); }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    raw(text.data(), text.size());
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<std::uint32_t>(list.size()));
    for (const T& item : list) put(item);
  }
  template <class T>
  void put(const std::map<std::string, T>& map) {
    put(static_cast<std::uint32_t>(map.size()));
    for (const auto& [key, value] : map) {
      put(key);
      put(value);
    }
  }
  // Each by a first byte that says how it goes on. A text that cells share goes once, the first time one has it; from
  // then on by its number.
  void put(const Cells& cells) {
    SentTexts sent(cells.texts() ? cells.texts()->size() : 0, Cells::own_text);
    texts_sent_ = 0;
    formats_sent_.clear();
    put(static_cast<std::uint32_t>(cells.size()));
    for (auto at = cells.begin(); at != cells.end(); ++at) {
      if (const CellForm form = at.form(); form != CellForm::whole) {
        put_packed(cells, at, form, sent);
        continue;
      }
      put(static_cast<std::uint8_t>(CellForm::whole));
      fields(*this, *at);
      const auto [number, is_new] = number_of(at.text(), sent);
      put(number);
      if (is_new || number == Cells::own_text) put(at->text);
      put_format(cells, at.format());
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) { fields(*this, value); }

 private:
  using SentTexts = std::vector<std::uint32_t>;  // by their index: their number, own_text if they were not sent

  // And whether it has it from now on.
  std::pair<std::uint32_t, bool> number_of(std::uint32_t text, SentTexts& sent) {
    if (text == Cells::own_text) return {text, false};
    if (sent[text] != Cells::own_text) return {sent[text], false};
    return {sent[text] = texts_sent_++, true};
  }
  // A sheet has millions of them: in one piece.
  void put_packed(const Cells& cells, const Cells::Iterator& at, CellForm form, SentTexts& sent) {
    std::array<char, most_sent> bytes;
    char* out = bytes.data();
    const auto add = [&out](auto value) {
      std::memcpy(out, &value, sizeof value);
      out += sizeof value;
    };
    const CellSpan span = at.span();
    add(static_cast<std::uint8_t>(static_cast<unsigned>(form) | (at.hidden() ? hidden_bit : 0) |
                                  (at.number_as_text() ? number_as_text_bit : 0) |
                                  (at.format() != 0 ? format_bit : 0)));
    add(span.row);
    add(span.column);
    bool text_follows = form == CellForm::own;
    if (form == CellForm::shared) {
      const auto [number, is_new] = number_of(at.text(), sent);
      add(number);
      text_follows = is_new;
    } else if (form != CellForm::own) {
      const PackedValue value = at.value();
      add(value.digits);
      if (form == CellForm::number) add(static_cast<std::uint8_t>(value.decimals));
    }
    raw(bytes.data(), static_cast<std::size_t>(out - bytes.data()));
    if (text_follows) put(at->text);
    if (at.format() != 0) put_format(cells, at.format());
  }
  // Its number, from 1 in the order in which they are met, and the first time its code; 0: none.
  void put_format(const Cells& cells, std::uint32_t format) {
    if (format == 0 || !cells.formats() || format > cells.formats()->size()) return put(std::uint32_t{0});
    const auto [known, is_new] = formats_sent_.emplace(format, static_cast<std::uint32_t>(formats_sent_.size() + 1));
    put(known->second);
    if (is_new) put((*cells.formats())[format - 1].code());
  }
  void raw(const void* data, std::size_t size) {
    const char* from = static_cast<const char*>(data);
    while (size > 0) {
      const std::size_t part = std::min(size, max_payload - buffer_.size());
      buffer_.append(from, part);
      from += part;
      size -= part;
      if (buffer_.size() == max_payload) flush();
    }
  }

  const Sink& sink_;
  std::string buffer_;
  // Of the cells that are on their way:
  std::uint32_t texts_sent_ = 0;
  std::map<std::uint32_t, std::uint32_t> formats_sent_;  // by their number among all: their own
};

class Reader {
 public:
  Reader(const Source& source, std::uint64_t budget) : source_(source), budget_(budget) {}
  template <class T>
  void operator()(std::string_view, T& value) {
    get(value);
  }
  bool at_end() const { return at_ == piece_.size(); }
  std::uint64_t left() const { return budget_; }

  void get(Number auto& value) {
    raw(&value, sizeof value);
    // Lengths and shares: what isn't a number is no information. Optional values become unknown instead.
    if constexpr (std::is_floating_point_v<std::remove_reference_t<decltype(value)>>)
      if (!std::isfinite(value)) value = 0;
  }
  void get(bool& value) {
    std::uint8_t byte = 0;
    get(byte);
    if (byte > 1) throw WireError("a truth value that is neither");
    value = byte == 1;
  }
  template <class E>
  requires std::is_enum_v<E>
  void get(E& value) {
    std::uint8_t byte = 0;
    get(byte);
    value = static_cast<E>(byte);
    if (to_string(value).empty()) throw WireError("an enumerator that does not exist");
  }
  void get(std::string& text) {
    std::uint32_t size = 0;
    get(size);
    charge(size);
    text.clear();
    while (text.size() < size) {  // grows with what really comes
      if (at_end()) refill();
      const std::size_t part = std::min<std::size_t>(size - text.size(), piece_.size() - at_);
      text.append(piece_, at_, part);
      at_ += part;
    }
    repair_utf8(text);
  }
  void get(std::optional<double>& value) {
    bool has = false;
    get(has);
    if (has)
      get_present(value);
    else
      value.reset();
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool has = false;
    get(has);
    value.reset();
    if (has) get(value.emplace());
  }
  // A value that is always there; none afterwards if it is a double that is no number.
  template <class T>
  void get_present(std::optional<T>& value) {
    get(value.emplace());
  }
  void get_present(std::optional<double>& value) {
    double number = 0;
    raw(&number, sizeof number);
    value = std::isfinite(number) ? std::optional(number) : std::nullopt;
  }
  template <class T>
  void get(std::vector<T>& list) {
    std::uint32_t count = 0;
    get(count);
    list.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      charge(sizeof(T));
      get(list.emplace_back());
    }
  }
  void get(Cells& cells) {
    const auto texts = std::make_shared<Cells::Texts>();
    const auto formats = std::make_shared<Cells::Formats>();
    cells = Cells::packed(texts);
    cells.set_formats(formats);
    std::uint32_t count = 0;
    get(count);
    Cell cell;
    for (std::uint32_t i = 0; i < count; ++i) {
      std::uint8_t head = 0;
      get(head);
      if (static_cast<CellForm>(head) == CellForm::whole) {
        charge(sizeof(Cell));
        fields(*this, cell);
        const std::uint32_t text = get_text_number(*texts);
        if (text == Cells::own_text)
          get(cell.text);
        else
          cell.text = (*texts)[text];
        cell.format = get_format(*formats);
        cells.push_back(cell, text);
      } else {
        charge(most_packed);
        get_packed(head, *texts, *formats, cells);
      }
    }
  }
  template <class T>
  void get(std::map<std::string, T>& map) {
    std::uint32_t count = 0;
    get(count);
    map.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      charge(sizeof(T) + 64);
      std::string key;
      get(key);
      std::optional<T> value;
      get_present(value);
      if (value) map[std::move(key)] = std::move(*value);
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void get(T& value) { fields(*this, value); }

 private:
  // What a cell that is no whole one takes in memory, at most.
  static constexpr std::uint64_t most_packed = 24;

  void get_packed(std::uint8_t head, Cells::Texts& texts, Cells::Formats& formats, Cells& cells) {
    if (head > (form_bits | hidden_bit | number_as_text_bit | format_bit)) throw WireError("a cell of no form");
    const auto form = static_cast<CellForm>(head & form_bits);
    std::array<char, most_sent> bytes;
    const bool has_value = form == CellForm::number || form == CellForm::day;
    const std::size_t value_bytes = !has_value ? 0 : form == CellForm::day ? 8 : 9;
    raw(bytes.data(), 2 * sizeof(int) + value_bytes);
    const char* in = bytes.data();
    const auto take = [&in](auto& value) {
      std::memcpy(&value, in, sizeof value);
      in += sizeof value;
    };
    Cells::Spot spot{0, 0, (head & hidden_bit) != 0, (head & number_as_text_bit) != 0};
    take(spot.row);
    take(spot.column);
    if (form == CellForm::own) {
      Cell cell;
      cell.row = spot.row;
      cell.column = spot.column;
      cell.hidden = spot.hidden;
      cell.number_as_text = spot.number_as_text;
      get(cell.text);
      if ((head & format_bit) != 0) cell.format = get_format(formats);
      return cells.push_back(cell, Cells::own_text);
    }
    if (form == CellForm::shared) {
      const std::uint32_t text = get_text_number(texts);
      if (text == Cells::own_text) throw WireError("a shared text that is none");
      if ((head & format_bit) != 0) spot.format = get_format(formats);
      return cells.push_shared(spot, text);
    }
    if (!has_value) throw WireError("a cell of no form");
    PackedValue value;
    take(value.digits);
    if (form == CellForm::day) {
      if (!is_packed_day(value.digits)) throw WireError("a day in no year");
      if ((head & format_bit) != 0) spot.format = get_format(formats);
      return cells.push_day(spot, value.digits);
    }
    std::uint8_t decimals = 0;
    take(decimals);
    value.decimals = decimals;
    if (!is_packed_number(value)) throw WireError("a number that is none");
    if ((head & format_bit) != 0) spot.format = get_format(formats);
    cells.push_number(spot, value);
  }
  // Of a text that cells share, which is there afterwards; own_text: the cell's own one follows.
  std::uint32_t get_text_number(Cells::Texts& texts) {
    std::uint32_t number = 0;
    get(number);
    if (number == Cells::own_text) return number;
    if (number > texts.size()) throw WireError("a text that does not exist");
    if (number == texts.size()) {
      charge(sizeof(std::string));
      get(texts.emplace_back());
    } else {
      charge(texts[number].size());
    }
    return number;
  }
  std::uint32_t get_format(Cells::Formats& formats) {
    constexpr std::uint64_t most_of_a_letter = 64;  // that its part of the format takes
    std::uint32_t number = 0;
    get(number);
    if (number > formats.size() + 1) throw WireError("a format that does not exist");
    if (number == formats.size() + 1) {
      std::string code;
      get(code);
      charge(sizeof(NumberFormat) + most_of_a_letter * code.size());
      formats.emplace_back(code);
    }
    return number;
  }
  void charge(std::uint64_t bytes) {
    if (bytes > budget_) throw WireError("more than one document may hold", true);
    budget_ -= bytes;
  }
  void refill() {
    piece_ = source_();
    at_ = 0;
    if (piece_.empty()) throw WireError("the data ends too early");
    charge(piece_.size());
  }
  void raw(void* to, std::size_t size) {
    char* out = static_cast<char*>(to);
    while (size > 0) {
      if (at_end()) refill();
      const std::size_t part = std::min(size, piece_.size() - at_);
      std::memcpy(out, piece_.data() + at_, part);
      at_ += part;
      out += part;
      size -= part;
    }
  }

  const Source& source_;
  std::uint64_t budget_;
  std::string piece_;
  std::size_t at_ = 0;
};

}  // namespace assay::wire
