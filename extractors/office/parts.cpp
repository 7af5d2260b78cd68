#include "extractors/office/parts.hpp"

#include <set>
#include <utility>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::string folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
}

// "xl/worksheets/" and "../styles.xml" give "xl/styles.xml".
std::string resolved(const std::string& folder, std::string_view target) {
  const std::string path = target.starts_with("/") ? std::string(target.substr(1)) : folder + std::string(target);
  std::vector<std::string_view> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const auto slash = std::min(path.find('/', at), path.size());
    const std::string_view step = std::string_view(path).substr(at, slash - at);
    at = slash + 1;
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps.push_back(step);
    } else if (!steps.empty()) {
      steps.pop_back();
    }
  }
  std::string out;
  for (const auto step : steps) {
    if (!out.empty()) out += '/';
    out += step;
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  const auto hex = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void set_property(std::string_view name, std::string value, Metadata& metadata) {
  if (value.empty()) return;
  if (name == "title")
    metadata.title = std::move(value);
  else if (name == "creator")
    metadata.author = std::move(value);
  else if (name == "subject")
    metadata.subject = std::move(value);
  else if (name == "keywords")
    metadata.keywords = std::move(value);
  else if (name == "created")
    metadata.created = std::move(value);
  else if (name == "modified")
    metadata.modified = std::move(value);
  else if (name == "Application")
    metadata.producer = std::move(value);
  else if (name == "language")
    metadata.language = value.substr(0, 2);
  else if (name == "lastModifiedBy" || name == "revision" || name == "category" || name == "description" ||
           name == "contentStatus" || name == "Company" || name == "Manager" || name == "Template" ||
           name == "AppVersion")
    metadata.other[std::string(name)] = std::move(value);
}

void read_flat_properties(Package& package, const std::string& part, Metadata& metadata) {
  pugi::xml_document tree;
  if (!package.has(part) || !parse_part(package, part, tree)) return;
  for (const pugi::xml_node node : tree.document_element().children())
    set_property(local_name(node), node.text().as_string(), metadata);
}

void read_custom_properties(Package& package, const std::string& part, Metadata& metadata) {
  pugi::xml_document tree;
  if (!package.has(part) || !parse_part(package, part, tree)) return;
  for (const pugi::xml_node node : tree.document_element().children()) {
    const std::string value = node.first_child().text().as_string();
    if (!value.empty() && metadata.other.size() < 1000)
      metadata.other["custom." + std::string(attribute(node, "name"))] = value;
  }
}

std::string by_content_type(Package& package) {
  pugi::xml_document tree;
  if (!package.has("[Content_Types].xml") || !parse_part(package, "[Content_Types].xml", tree)) return {};
  for (const pugi::xml_node node : tree.document_element().children()) {
    const std::string_view type = attribute(node, "ContentType");
    if (type.find(".main+xml") == std::string_view::npos) continue;
    std::string part = resolved({}, attribute(node, "PartName"));
    if (package.has(part)) return part;
  }
  return {};
}

}  // namespace

std::vector<Relationship> relationships(Package& package, std::string_view part) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
  std::vector<Relationship> out;
  pugi::xml_document tree;
  if (!package.has(name) || !parse_part(package, name, tree)) return out;
  for (const pugi::xml_node node : tree.document_element().children()) {
    Relationship item;
    item.id = attribute(node, "Id");
    const std::string_view type = attribute(node, "Type");
    item.type = type.substr(type.rfind('/') + 1);
    item.external = attribute(node, "TargetMode") == "External";
    item.target = attribute(node, "Target");
    if (!item.external) {
      const std::string plain = resolved(folder, item.target);
      item.target = package.has(plain) ? plain : resolved(folder, percent_decoded(item.target));
    }
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<Relationship> distinct_members(const Package& package, const std::vector<Relationship>& list) {
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Relationship> out;
  for (const Relationship& item : list)
    if (!item.external && package.has(item.target) && seen.emplace(item.type, item.target).second) out.push_back(item);
  return out;
}

const Relationship* find_type(const std::vector<Relationship>& list, std::string_view type) {
  for (const Relationship& item : list)
    if (item.type == type) return &item;
  return nullptr;
}

const Relationship* find_id(const std::vector<Relationship>& list, std::string_view id) {
  for (const Relationship& item : list)
    if (item.id == id) return &item;
  return nullptr;
}

std::string main_part(Package& package, std::string_view usual) {
  const auto roots = relationships(package, {});
  for (const Relationship& root : roots)
    if (root.type == "officeDocument" && !root.external && package.has(root.target)) return root.target;
  std::string found = by_content_type(package);
  if (found.empty() && package.has(usual)) found = usual;
  if (!found.empty())
    package.note("format.damaged", Severity::warning,
                 "The file does not say which of its parts is the document; the usual one was read.", found, found);
  return found;
}

void read_properties(Package& package, Metadata& metadata) {
  std::string core = "docProps/core.xml";
  std::string app = "docProps/app.xml";
  std::string custom = "docProps/custom.xml";
  for (const Relationship& root : relationships(package, {})) {
    if (root.external) continue;
    if (root.type == "core-properties") core = root.target;
    if (root.type == "extended-properties" || root.type == "extendedProperties") app = root.target;
    if (root.type == "custom-properties" || root.type == "customProperties") custom = root.target;
  }
  read_flat_properties(package, core, metadata);
  read_flat_properties(package, app, metadata);
  read_custom_properties(package, custom, metadata);
}

}  // namespace assay::office
