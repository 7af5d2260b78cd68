// Structs to bytes and back, along their fields() lists. Included by wire.cpp alone.
//
// The bytes carry no structure of their own: types decide what is read next, so nesting can't go deeper than the types
// do, whatever a hostile writer sends. The reader pays for each element, in bytes and in memory, from a budget, and
// never makes room for more than was paid. Numbers little-endian as this machine has them: both ends are one binary.
// Only cells have bytes of their own, as they lie in memory; extractors/core/cells_parcel.hpp looks through each of
// them.
#pragma once

#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "extractors/core/cells_parcel.hpp"
#include "extractors/core/document_fields.hpp"
#include "pipeline/worker/wire.hpp"

namespace assay::wire {

template <class T>
concept Number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

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
  // Chunk by chunk: the texts and formats that are new with it, then its bytes as they lie.
  void put(const Cells& cells) {
    if (!cells.is_packed()) return put(packed(cells));
    CellsSender sender(cells);
    put(static_cast<std::uint32_t>(cells.size()));
    put(sender.row_offset());
    put(sender.column_offset());
    while (sender.next()) {
      put(static_cast<std::uint32_t>(sender.new_texts().size()));
      for (const std::uint32_t text : sender.new_texts()) put((*cells.texts())[text]);
      put(static_cast<std::uint32_t>(sender.new_formats().size()));
      for (const std::uint32_t format : sender.new_formats()) put((*cells.formats())[format].code());
      put(sender.bytes());
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) { fields(*this, value); }

 private:
  static Cells packed(const Cells& loose) {
    Cells out = Cells::packed();
    out.set_formats(loose.formats());
    for (const Cell& cell : loose) out.push_back(cell);
    return out;
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
    get_bytes(text);
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
    std::uint32_t count = 0;
    int row_offset = 0;
    int column_offset = 0;
    get(count);
    get(row_offset);
    get(column_offset);
    const auto texts = std::make_shared<Cells::Texts>();
    const auto formats = std::make_shared<Cells::Formats>();
    try {
      CellsReceiver receiver(texts, formats);
      while (receiver.size() < count) get_chunk(receiver, *texts, *formats);
      if (receiver.size() != count) throw WireError("more cells than there are");
      cells = receiver.take(row_offset, column_offset);
      if (!receiver.is_utf8()) cells = repaired(cells);
    } catch (const CellsError& error) {
      throw WireError(error.what());
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
  // What a packed cell takes in memory, at most, its own texts left out.
  static constexpr std::uint64_t most_packed = 24;
  static constexpr std::uint64_t most_repaired = 3;  // letters of UTF-8 in place of a byte that is none

  void get_chunk(CellsReceiver& receiver, Cells::Texts& texts, Cells::Formats& formats) {
    constexpr std::uint64_t most_of_a_letter = 64;  // that its part of a format takes
    std::uint32_t count = 0;
    for (get(count); count > 0; --count) {
      charge(sizeof(std::string));
      get(texts.emplace_back());
    }
    for (get(count); count > 0; --count) {
      std::string code;
      get(code);
      charge(sizeof(NumberFormat) + most_of_a_letter * code.size());
      formats.emplace_back(code);
    }
    std::string bytes;
    get_bytes(bytes);
    const CellsReceiver::Cost cost = receiver.add(std::move(bytes));
    charge(sizeof(std::string) + most_packed * cost.cells);
    charge(cost.letters);
  }
  Cells repaired(const Cells& cells) {
    Cells out = Cells::packed(cells.texts());
    out.set_formats(cells.formats());
    for (auto at = cells.begin(); at != Cells::end(); ++at) {
      Cell cell = *at;
      std::string formula = cell.formula.text();
      charge(most_packed + most_repaired * (at.text() == Cells::own_text ? cell.text.size() : 0));
      charge(most_repaired * formula.size());
      repair_utf8(cell.text);
      repair_utf8(formula);
      cell.formula = std::move(formula);
      out.push_back(cell, at.text());
    }
    return out;
  }
  void get_bytes(std::string& bytes) {
    std::uint32_t size = 0;
    get(size);
    charge(size);
    bytes.clear();
    while (bytes.size() < size) {  // grows with what really comes
      if (at_end()) refill();
      const std::size_t part = std::min<std::size_t>(size - bytes.size(), piece_.size() - at_);
      bytes.append(piece_, at_, part);
      at_ += part;
    }
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
