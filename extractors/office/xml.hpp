// Parts of a package as XML trees: no entities, depth limited, what can be parsed of a broken part kept.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "extractors/office/package.hpp"

namespace assay::office {

// Parses a part; a notice on the package where it is broken, declares a DTD or is nested too deeply (then the tree is
// empty). Walkers may recurse: no tree is deeper than the limit. False where the tree holds nothing.
bool parse_part(Package& package, std::string_view name, pugi::xml_document& tree);
// White space between elements is no text, or may be one. All that an element holds is text either way.
enum class Between { nothing, spaces };
bool parse_xml(Package& package, std::string bytes, std::string_view name, pugi::xml_document& tree,
               Between between = Between::nothing);

// The name without its prefix.
inline std::string_view local_name(const char* qualified) {
  const char* begin = qualified;  // names are short: one walk is cheaper than to measure and search
  const char* end = qualified;
  for (; *end != '\0'; ++end)
    if (*end == ':' && begin == qualified) begin = end + 1;
  return {begin, static_cast<std::size_t>(end - begin)};
}
inline std::string_view local_name(pugi::xml_node node) {
  return local_name(node.name());
}

// First child and attribute by local name; null ones where there are none.
pugi::xml_node child(pugi::xml_node node, std::string_view local);
std::string_view attribute(pugi::xml_node node, std::string_view local);
bool has_attribute(pugi::xml_node node, std::string_view local);
// OOXML booleans: "1", "true", "on"; `fallback` where the attribute is missing.
bool flag(std::string_view value, bool fallback);
// -1 where it is no number.
long any_to_long(std::string_view text);
inline long to_long(std::string_view text) {
  // Digits alone by hand: of a sheet with millions of cells each asks twice.
  constexpr std::size_t surely_fits = 18;
  if (text.empty() || text.size() > surely_fits) return any_to_long(text);
  long digits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return any_to_long(text);
    digits = digits * 10 + (c - '0');
  }
  return digits;
}

}  // namespace assay::office
