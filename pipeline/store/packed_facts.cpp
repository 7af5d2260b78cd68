#include "pipeline/store/packed_facts.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <tuple>

namespace assay {
namespace {

static_assert(std::endian::native == std::endian::little, "doubles are written as they lie in memory");

constexpr char format = 1;
constexpr double most_whole = 2147483648.0;
enum Flag : unsigned { page = 1, table = 2, index = 4, low = 8, high = 16, n = 32, place = 64, evidence = 128 };

class Writer {
 public:
  void byte(unsigned value) { bytes_ += static_cast<char>(value); }
  void varint(std::uint64_t value) {
    for (; value >= 128; value >>= 7) byte(static_cast<unsigned>(value & 127) | 128);
    byte(static_cast<unsigned>(value));
  }
  void text(std::string_view value) {
    varint(value.size());
    bytes_ += value;
  }
  void whole(int value) { varint(static_cast<std::uint32_t>(value)); }
  void number(double value) {
    if (value >= 0 && value <= most_whole && value == std::floor(value)) return varint(std::uint64_t(value) + 1);
    varint(0);
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof raw);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_ = std::string(1, format);
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  unsigned byte() { return static_cast<unsigned char>(take(1)[0]); }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const unsigned next = byte();
      value |= std::uint64_t(next & 127) << shift;
      if (next < 128) return value;
    }
    fail();
  }
  std::string_view text() { return take(varint()); }
  int whole() { return static_cast<int>(static_cast<std::uint32_t>(varint())); }
  double number() {
    if (const std::uint64_t whole = varint()) return static_cast<double>(whole - 1);
    double value = 0;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  // Of things that take a byte at least.
  std::size_t count() {
    const std::uint64_t count = varint();
    if (count > left_.size()) fail();
    return static_cast<std::size_t>(count);
  }
  void end() const {
    if (!left_.empty()) fail();
  }
  [[noreturn]] static void fail() { throw std::runtime_error("the packed measures of a document are damaged"); }

 private:
  std::string_view take(std::uint64_t size) {
    if (size > left_.size()) fail();
    const std::string_view taken = left_.substr(0, static_cast<std::size_t>(size));
    left_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view left_;
};

// As the tables give them back: a number that is none is NULL there.
bool is_told(const std::optional<double>& bound) {
  return bound && !std::isnan(*bound);
}

unsigned flags_of(const Place& where) {
  return (where.page ? 1U : 0U) | (where.box ? 2U : 0U) | (where.sheet.empty() ? 0U : 4U) |
         (where.range.empty() ? 0U : 8U) | (where.part.empty() ? 0U : 16U) | (where.paragraph ? 32U : 0U);
}

void put(Writer& out, const Place& where) {
  out.byte(flags_of(where));
  if (where.page) out.whole(*where.page);
  if (where.box)
    for (const double edge : {where.box->x0, where.box->y0, where.box->x1, where.box->y1}) out.number(edge);
  for (const std::string* text : {&where.sheet, &where.range, &where.part})
    if (!text->empty()) out.text(*text);
  if (where.paragraph) out.whole(*where.paragraph);
}

void take(Reader& in, Place& where) {
  const unsigned flags = in.byte();
  if (flags & 1U) where.page = in.whole();
  if (flags & 2U) {
    Box& box = where.box.emplace();
    for (auto* edge : {&box.x0, &box.y0, &box.x1, &box.y1}) *edge = in.number();
  }
  if (flags & 4U) where.sheet = in.text();
  if (flags & 8U) where.range = in.text();
  if (flags & 16U) where.part = in.text();
  if (flags & 32U) where.paragraph = in.whole();
}

void put(Writer& out, const Measure& measure, std::uint64_t number) {
  const bool is_placed = flags_of(measure.place) != 0;
  out.varint(number);
  out.byte((measure.scope == Scope::page ? page : 0U) | (measure.scope == Scope::table ? table : 0U) |
           (measure.index != 0 ? index : 0U) | (is_told(measure.low) ? low : 0U) | (is_told(measure.high) ? high : 0U) |
           (measure.n != 0 ? n : 0U) | (is_placed ? place : 0U) | (measure.evidence.empty() ? 0U : evidence));
  out.number(measure.value);
  if (measure.index != 0) out.whole(measure.index);
  if (is_told(measure.low)) out.number(*measure.low);
  if (is_told(measure.high)) out.number(*measure.high);
  if (measure.n != 0) out.number(measure.n);
  if (is_placed) put(out, measure.place);
  if (!measure.evidence.empty()) out.text(measure.evidence);
}

void take(Reader& in, unsigned flags, Measure& measure) {
  measure.scope = flags & page ? Scope::page : flags & table ? Scope::table : Scope::document;
  measure.value = in.number();
  if (flags & index) measure.index = in.whole();
  if (flags & low) measure.low = in.number();
  if (flags & high) measure.high = in.number();
  if (flags & n) measure.n = in.number();
  if (flags & place) take(in, measure.place);
  if (flags & evidence) measure.evidence = in.text();
}

template <class T, class Key>
std::vector<const T*> sorted(const std::vector<T>& list, Key key) {
  std::vector<const T*> out;
  for (const T& item : list) out.push_back(&item);
  std::stable_sort(out.begin(), out.end(), [&key](const T* a, const T* b) { return key(*a) < key(*b); });
  return out;
}

}  // namespace

std::string pack_facts(const Facts& facts, const std::function<std::uint64_t(const std::string&)>& number_of) {
  std::vector<const Measure*> measures = sorted(facts.measures, [](const Measure& one) {
    return std::make_tuple(std::string_view(one.name), static_cast<int>(one.scope), one.index);
  });
  std::erase_if(measures, [](const Measure* one) { return !std::isfinite(one->value); });
  Writer out;
  out.varint(measures.size());
  for (const Measure* measure : measures) put(out, *measure, number_of(measure->name));
  out.varint(facts.categories.size());
  for (const Category* one : sorted(facts.categories, [](const Category& c) { return std::string_view(c.name); })) {
    out.text(one->name);
    out.text(one->value);
  }
  return out.take();
}

void unpack_facts(std::string_view bytes, const std::function<const std::string&(std::uint64_t)>& name_of,
                  Facts& facts) {
  Reader in(bytes);
  facts.are_by_name = facts.measures.empty();
  if (in.byte() != static_cast<unsigned char>(format)) Reader::fail();
  const std::size_t count = in.count();
  facts.measures.reserve(facts.measures.size() + count);
  for (std::size_t i = 0; i < count; ++i) {
    Measure& measure = facts.measures.emplace_back();
    measure.name = name_of(in.varint());
    take(in, in.byte(), measure);
  }
  for (std::size_t left = in.count(); left > 0; --left) {
    Category& one = facts.categories.emplace_back();
    one.name = in.text();
    one.value = in.text();
  }
  in.end();
}

}  // namespace assay
