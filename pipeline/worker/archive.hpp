// Structs to bytes and back, along their fields() lists. Included by wire.cpp alone.
//
// The bytes carry no structure of their own: types decide what is read next, so nesting can't go deeper than the types
// do, whatever a hostile writer sends. The reader pays for each element, in bytes and in memory, from a budget, and
// never makes room for more than was paid. Numbers little-endian as this machine has them: both ends are one binary.
#pragma once

#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

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
  // A text that cells share goes once, the first time one has it; from then on by its number.
  void put(const Cells& cells) {
    std::unordered_map<std::uint32_t, std::uint32_t> sent;
    put(static_cast<std::uint32_t>(cells.size()));
    for (auto at = cells.begin(); at != cells.end(); ++at) {
      fields(*this, *at);
      if (at.text() == Cells::own_text) {
        put(Cells::own_text);
        put(at->text);
        continue;
      }
      const auto [number, is_new] = sent.emplace(at.text(), static_cast<std::uint32_t>(sent.size()));
      put(number->second);
      if (is_new) put(at->text);
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) { fields(*this, value); }

 private:
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
    cells = Cells::packed(texts);
    std::uint32_t count = 0;
    get(count);
    Cell cell;
    for (std::uint32_t i = 0; i < count; ++i) {
      charge(sizeof(Cell));
      fields(*this, cell);
      cells.push_back(cell, get_text(cell.text, *texts));
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
  // A cell's text: its own, or one that others share, whose number is the result.
  std::uint32_t get_text(std::string& text, Cells::Texts& texts) {
    std::uint32_t number = 0;
    get(number);
    if (number == Cells::own_text) {
      get(text);
      return number;
    }
    if (number > texts.size()) throw WireError("a text that does not exist");
    if (number == texts.size()) {
      charge(sizeof(std::string));
      get(texts.emplace_back());
    } else {
      charge(texts[number].size());
    }
    text = texts[number];
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
