#include "extractors/office/odf_objects.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/office/embedded.hpp"
#include "extractors/office/odf_xml.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Of a text, a sheet or a presentation; empty: something else.
std::string type_of(pugi::xml_node root) {
  for (const char* kind : {"text", "spreadsheet", "presentation"})
    if (child(child(root, "body"), kind)) return std::string("application/vnd.oasis.opendocument.") + kind;
  return {};
}

void append_attributes(pugi::xml_node from, pugi::xml_node to) {
  for (const pugi::xml_attribute a : from.attributes())
    if (!to.attribute(a.name())) to.append_copy(a);
}

void append_children(pugi::xml_node from, pugi::xml_node to, bool automatic) {
  append_attributes(from, to);
  for (const pugi::xml_node item : from.children())
    if (automatic || local_name(item) != "automatic-styles") to.append_copy(item);
}

// In one XML file, whose root says what it is.
// `names`: a root that says what the names in it belong to.
std::string flat_file(const std::string& type, pugi::xml_node content, pugi::xml_node styles, pugi::xml_node names) {
  pugi::xml_document tree;
  pugi::xml_node root = tree.append_child("office:document");
  root.append_attribute("office:mimetype").set_value(type.c_str());
  append_children(styles, root, false);
  append_children(content, root, true);
  append_attributes(names, root);
  std::ostringstream out;
  tree.save(out, "", pugi::format_raw | pugi::format_no_declaration);
  return std::move(out).str();
}

// Members that objects of other programs lie in.
std::vector<std::string> foreign_members(pugi::xml_node content) {
  std::vector<std::string> out;
  content.find_node([&](pugi::xml_node node) {
    if (local_name(node) != "object-ole") return false;
    std::string_view name = attribute(node, "href");
    if (name.starts_with("./")) name.remove_prefix(2);
    if (!name.empty()) out.emplace_back(name);
    return false;
  });
  return out;
}

}  // namespace

void read_odf_objects(Package& package, pugi::xml_node content, PartReader& inside, Document& document) {
  constexpr std::string_view main = "/content.xml";
  ObjectReader objects(inside, document);
  CountedNames missing;
  bool room = true;
  for (const std::string& name : package.names()) {
    pugi::xml_document tree, styles;
    if (!room || !name.ends_with(main) || !parse_odf_part(package, name, tree)) continue;
    const std::string folder = name.substr(0, name.size() - main.size()), type = type_of(tree.document_element());
    if (type.empty()) continue;
    if (package.has(folder + "/styles.xml")) parse_odf_part(package, folder + "/styles.xml", styles);
    const std::string bytes = flat_file(type, tree.document_element(), styles.document_element(), {});
    room = objects.add(folder, as_bytes(bytes), false);
  }
  for (const std::string& name : foreign_members(content)) {
    if (!package.has(name))
      missing.add(name);
    else
      room = room && read_member(package, name, inside,
                                 [&](const std::string& bytes) { return objects.add(name, as_bytes(bytes), false); });
  }
  objects.finish(missing);
}

void read_flat_odf_objects(const FlatOdf& flat, PartReader& inside, Document& document) {
  ObjectReader reader(inside, document);
  int number = 0;
  bool room = true;
  for (const pugi::xml_node object : flat.objects().children()) {
    ++number;
    const std::string type = type_of(object);
    if (type.empty() || !room) continue;
    const std::string bytes = flat_file(type, object, {}, flat.root());
    room = reader.add(fmt::format("object {}", number), as_bytes(bytes), false);
  }
  reader.finish({});
}

}  // namespace assay::office
