#include "pipeline/store/packed_facts.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

using namespace assay;

namespace {

double any_number() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return 0;
    case 1:
      return *rc::gen::inRange(0, 1'000'000);
    case 2:
      return -*rc::gen::inRange(1, 1000);
    case 3:
      return 2147483648.0 + *rc::gen::inRange(-1, 2);
    case 4:
      return *rc::gen::element(1e300, 5e-324, std::numeric_limits<double>::infinity());
    default:
      return *rc::gen::inRange(-1'000'000, 1'000'000) / 7919.0;
  }
}

std::string any_text() {
  return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

Place any_place() {
  Place place;
  if (*rc::gen::arbitrary<bool>()) return place;
  if (*rc::gen::arbitrary<bool>()) place.page = *rc::gen::arbitrary<int>();
  if (*rc::gen::arbitrary<bool>()) place.box = Box{any_number(), any_number(), 0.1, -3};
  if (*rc::gen::arbitrary<bool>()) place.sheet = any_text();
  if (*rc::gen::arbitrary<bool>()) place.range = "B7";
  if (*rc::gen::arbitrary<bool>()) place.part = "body";
  if (*rc::gen::arbitrary<bool>()) place.paragraph = *rc::gen::inRange(1, 1000);
  return place;
}

Facts any_facts() {
  Facts facts;
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    Measure& one = facts.measures.emplace_back();
    one.name = "m" + std::to_string(*rc::gen::inRange(0, 20));
    one.scope = static_cast<Scope>(*rc::gen::inRange(0, 3));
    one.index = *rc::gen::inRange(-1, 300);
    one.value = any_number();
    if (!std::isfinite(one.value)) one.value = 1;
    if (*rc::gen::arbitrary<bool>()) one.low = any_number();
    if (*rc::gen::arbitrary<bool>()) one.high = any_number();
    one.n = any_number();
    one.place = any_place();
    one.evidence = any_text();
  }
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) facts.categories.push_back({"c" + std::to_string(i), any_text()});
  return facts;
}

auto key(const Measure& one) {
  return std::make_tuple(one.name, static_cast<int>(one.scope), one.index);
}

auto members(const Place& one) {
  const Box box = one.box.value_or(Box{});
  return std::make_tuple(one.page, one.box.has_value(), box.x0, box.y0, box.x1, box.y1, one.sheet, one.range, one.part,
                         one.paragraph);
}

bool same(const Measure& a, const Measure& b) {
  return key(a) == key(b) && a.value == b.value && a.low == b.low && a.high == b.high && a.n == b.n &&
         members(a.place) == members(b.place) && a.evidence == b.evidence;
}

// The names of one store.
struct Names {
  std::vector<std::string> list;
  std::string pack(const Facts& facts) {
    return pack_facts(facts, [this](const std::string& name) {
      const auto found = std::find(list.begin(), list.end(), name);
      if (found != list.end()) return static_cast<std::uint64_t>(found - list.begin());
      list.push_back(name);
      return static_cast<std::uint64_t>(list.size() - 1);
    });
  }
  Facts unpack(std::string_view bytes) const {
    Facts facts;
    unpack_facts(
        bytes,
        [this](std::uint64_t number) -> const std::string& {
          if (number >= list.size()) throw std::runtime_error("no such name");
          return list[number];
        },
        facts);
    return facts;
  }
};

}  // namespace

TEST_CASE("property: facts come back as they were, by name, scope and number") {
  CHECK(rc::check([] {
    Facts facts = any_facts();
    Names names;
    const Facts back = names.unpack(names.pack(facts));
    std::stable_sort(facts.measures.begin(), facts.measures.end(),
                     [](const Measure& a, const Measure& b) { return key(a) < key(b); });
    RC_ASSERT(back.measures.size() == facts.measures.size());
    for (std::size_t i = 0; i < facts.measures.size(); ++i) RC_ASSERT(same(back.measures[i], facts.measures[i]));
    // Found by the order of their names as by looking at each.
    RC_ASSERT(back.are_by_name && !facts.are_by_name);
    for (const Measure& one : facts.measures) {
      RC_ASSERT(back.all(one.name).size() == facts.all(one.name).size());
      RC_ASSERT((back.find(one.name) == nullptr) == (facts.find(one.name) == nullptr));
      RC_ASSERT(back.all(one.name).front() - back.measures.data() ==
                facts.all(one.name).front() - facts.measures.data());
    }
    RC_ASSERT(!back.find("no such measure") && back.all("no such measure").empty());
    RC_ASSERT(back.categories.size() == facts.categories.size());
    for (const Category& one : facts.categories)
      RC_ASSERT(std::any_of(back.categories.begin(), back.categories.end(),
                            [&](const Category& c) { return c.name == one.name && c.value == one.value; }));
  }));
}

TEST_CASE("what is not known is not packed, as the tables do not keep it") {
  Facts facts;
  facts.measures.resize(3);
  facts.measures[0].name = "a";
  facts.measures[0].value = std::nan("");
  facts.measures[1].name = "b";
  facts.measures[1].low = std::nan("");
  facts.measures[1].value = -0.0;
  facts.measures[2].name = "c";
  facts.measures[2].value = std::numeric_limits<double>::infinity();
  Names names;
  const Facts back = names.unpack(names.pack(facts));
  REQUIRE(back.measures.size() == 1);
  CHECK(back.measures[0].name == "b");
  CHECK_FALSE(back.measures[0].low.has_value());
  CHECK_FALSE(std::signbit(back.measures[0].value));
}

TEST_CASE("property: damaged bytes are an error or other facts, never a crash") {
  CHECK(rc::check([] {
    Names names;
    std::string bytes = names.pack(any_facts());
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    if (*rc::gen::arbitrary<bool>())
      bytes.resize(at);
    else
      bytes[at] = *rc::gen::arbitrary<char>();
    try {
      names.unpack(bytes);
    } catch (const std::runtime_error&) {
    }
  }));
  CHECK_THROWS(Names().unpack(""));
  CHECK_THROWS(Names().unpack(std::string("\x01\x00\x00\x00", 4)));  // something behind it
}
