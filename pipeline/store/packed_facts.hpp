// What rules look at, measures and categories of one extraction, as bytes: a hundred rows of a table take ten times as
// long to read, and judging a store again reads nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "rules/core/rule.hpp"

namespace assay {

// Of `facts` the measures (finite ones) and categories, in the order in which the tables give them: by name, scope and
// number. Names of measures by number, `number_of`, since they are the same in every document.
//
// A varint (7 bits a byte, least first) is 0 … 2^64 − 1; a text is its length and its bytes; a number is the varint v +
// 1 for a whole number v from 0 to 2^31, else 0 and the 8 bytes of the double, little-endian.
//   1 (the format) | count | measure… | count | (name, value)…
//   measure: number of its name | flags | number: value | what the flags say is there, in their order:
//     1, 2 scope page, table; 4 varint: index; 8, 16 number: low, high; 32 number: n; 64 place; 128 text: evidence
//   place: flags | 1 varint: page; 2 four numbers: box; 4, 8, 16 text: sheet, range, part; 32 varint: paragraph
std::string pack_facts(const Facts& facts, const std::function<std::uint64_t(const std::string& name)>& number_of);

// Appends them to `facts`. Throws std::runtime_error when the bytes are no such facts.
void unpack_facts(std::string_view bytes, const std::function<const std::string&(std::uint64_t number)>& name_of,
                  Facts& facts);

}  // namespace assay
