#include "extractors/office/odf_xml.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// OpenDocument 1.2 part 1, 6: paragraphs, and what marks a part of one.
bool holds_words(std::string_view name) {
  static constexpr std::array names{"p", "h", "span", "a", "meta", "meta-field"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata &&
         std::string_view(node.value()).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void drop_layout(pugi::xml_node root) {
  std::vector<pugi::xml_node> open{root};
  while (!open.empty()) {
    pugi::xml_node node = open.back();
    open.pop_back();
    const bool words = holds_words(local_name(node));
    for (pugi::xml_node item = node.first_child(); item;) {
      const pugi::xml_node next = item.next_sibling();
      if (item.first_child())
        open.push_back(item);
      else if (!words && is_space(item) && (next || item.previous_sibling()))
        node.remove_child(item);
      item = next;
    }
  }
}

}  // namespace

bool parse_odf_xml(Package& package, std::string bytes, std::string_view name, pugi::xml_document& tree) {
  const bool holds = parse_xml(package, std::move(bytes), name, tree, Between::spaces);
  drop_layout(tree);
  return holds;
}

bool parse_odf_part(Package& package, std::string_view name, pugi::xml_document& tree) {
  return parse_odf_xml(package, package.read(name), name, tree);
}

}  // namespace assay::office
