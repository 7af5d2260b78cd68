#include "extractors/core/edit_distance.hpp"

#include <doctest/doctest.h>

#include <string_view>

using assay::edit_distance;
using namespace std::string_view_literals;

TEST_CASE("the fewest insertions, deletions and replacements") {
  CHECK(edit_distance(""sv, ""sv) == 0);
  CHECK(edit_distance(""sv, "four"sv) == 4);
  CHECK(edit_distance("invoice"sv, "invoice"sv) == 0);
  CHECK(edit_distance("kitten"sv, "sitting"sv) == 3);
  CHECK(edit_distance("abcd"sv, "bcd"sv) == 1);
  CHECK(edit_distance("Maß"sv, "Mass"sv) == 2);    // bytes
  CHECK(edit_distance(u"Maß"sv, u"Mass"sv) == 2);  // UTF-16: one replaced, one more
  CHECK(edit_distance(u"Müller"sv, u"Muller"sv) == 1);
}
