#include "extractors/office/xml.hpp"

#include <fmt/format.h>

#include <charconv>

namespace assay::office {
namespace {

constexpr unsigned parse_flags = pugi::parse_default | pugi::parse_ws_pcdata_single;
constexpr unsigned with_spaces = pugi::parse_default | pugi::parse_ws_pcdata;

// Walks without recursion: the tree of a hostile part may be a million deep.
bool deeper_than(pugi::xml_node root, int limit) {
  int depth = 0;
  for (pugi::xml_node node = root.first_child(); node;) {
    if (const pugi::xml_node first = node.first_child()) {
      node = first;
      if (++depth > limit) return true;
      continue;
    }
    pugi::xml_node next = node.next_sibling();
    for (; !next && depth > 0; --depth) {
      node = node.parent();
      next = node.next_sibling();
    }
    node = next;
  }
  return false;
}

}  // namespace

bool parse_xml(Package& package, std::string bytes, std::string_view name, pugi::xml_document& tree, Between between) {
  tree.reset();
  const std::string part(name);
  if (std::string_view(bytes).substr(0, 4096).find("<!DOCTYPE") != std::string_view::npos)
    package.note("format.xml_dtd", Severity::warning,
                 "The file declares XML entities, which no office program does; they were not expanded.", {}, part);
  const pugi::xml_parse_result result =
      tree.load_buffer(bytes.data(), bytes.size(), between == Between::spaces ? with_spaces : parse_flags);
  if (deeper_than(tree, package.limits().xml_depth)) {
    package.note_limit("xml_depth", "A part of the file is nested more deeply than the limit allows; it was not read.",
                       part);
    tree.reset();
    return false;
  }
  if (!result && !bytes.empty())
    package.note("format.damaged", Severity::error,
                 fmt::format("The part '{}' of the file is damaged; what could be read of it was read.", part),
                 fmt::format("{} at byte {}", result.description(), result.offset), part);
  return static_cast<bool>(tree.document_element());
}

bool parse_part(Package& package, std::string_view name, pugi::xml_document& tree) {
  return parse_xml(package, package.read(name), name, tree);
}

pugi::xml_node child(pugi::xml_node node, std::string_view local) {
  for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling())
    if (local_name(item) == local) return item;
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view local) {
  for (pugi::xml_attribute item = node.first_attribute(); item; item = item.next_attribute())
    if (local_name(item.name()) == local) return item.value();
  return {};
}

bool has_attribute(pugi::xml_node node, std::string_view local) {
  for (pugi::xml_attribute item = node.first_attribute(); item; item = item.next_attribute())
    if (local_name(item.name()) == local) return true;
  return false;
}

bool flag(std::string_view value, bool fallback) {
  if (value.empty()) return fallback;
  return value == "1" || value == "true" || value == "on" || value == "t";
}

long any_to_long(std::string_view text) {
  long value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

}  // namespace assay::office
