#include "extractors/office/odf_flat.hpp"

#include <string>
#include <vector>

#include "extractors/office/odf_xml.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {

bool is_flat_odf(ByteView bytes) {
  // Zeros and marks: of UTF-16 and UTF-8.
  using std::string_view_literals::operator""sv;
  const std::string_view text = as_chars(bytes);
  const std::size_t first = text.find_first_not_of("\0 \t\r\n\xef\xbb\xbf\xfe\xff"sv);
  return first != std::string_view::npos && text[first] == '<';
}

FlatOdf::FlatOdf(Package& package, ByteView bytes) {
  std::string_view text = as_chars(bytes);
  if (text.size() > package.limits().unpacked_bytes) {
    package.note_limit("unpacked_bytes", "The file is larger than the limit allows; the rest was not read.", {});
    text = text.substr(0, package.limits().unpacked_bytes);
  }
  if (parse_odf_xml(package, std::string(text), "office:document", tree_)) take_out();
}

// Pictures are written in letters (base64), objects as whole documents: neither are words of the text around them.
void FlatOdf::take_out() {
  std::vector<pugi::xml_node> open{tree_.document_element()};
  while (!open.empty()) {
    pugi::xml_node node = open.back();
    open.pop_back();
    const auto name = local_name(node);
    if (name == "object")
      for (const pugi::xml_node item : node.children())
        if (item.type() == pugi::node_element) objects_.append_copy(item);
    if (name == "object" || name == "binary-data")
      node.remove_children();
    else
      for (pugi::xml_node item = node.last_child(); item; item = item.previous_sibling()) open.push_back(item);
  }
}

}  // namespace assay::office
