#include "extractors/office/odf_styles.hpp"

#include "extractors/office/xml.hpp"

namespace assay::office {

OdfStyles::OdfStyles(pugi::xml_node part, pugi::xml_node styles) {
  read(child(styles, "styles"));
  read(child(part, "automatic-styles"));
}

void OdfStyles::read(pugi::xml_node styles) {
  for (const pugi::xml_node node : styles.children()) {
    const auto family = attribute(node, "family");
    if (local_name(node) != "style" || (family != "paragraph" && family != "text")) continue;
    Style& style = (family == "text" ? letters_ : paragraphs_)[std::string(attribute(node, "name"))];
    style.parent = attribute(node, "parent-style-name");
    const auto display = attribute(child(node, "text-properties"), "display");
    if (display == "none" || display == "true") style.hidden = display == "none";
  }
}

const OdfStyles::Styles& OdfStyles::of(pugi::xml_node node) const {
  const auto name = local_name(node);
  return name == "p" || name == "h" ? paragraphs_ : letters_;
}

std::optional<bool> OdfStyles::hides(pugi::xml_node node) const {
  const Styles& styles = of(node);
  std::string_view name = attribute(node, "style-name");
  for (int depth = 0; depth < deepest; ++depth) {
    const auto style = styles.find(name);
    if (style == styles.end()) return {};
    if (style->second.hidden) return style->second.hidden;
    name = style->second.parent;
  }
  return {};
}

bool OdfStyles::is(std::string_view wanted, pugi::xml_node paragraph) const {
  std::string_view name = attribute(paragraph, "style-name");
  for (int depth = 0; depth < deepest; ++depth) {
    if (name == wanted) return true;
    const auto style = paragraphs_.find(name);
    if (style == paragraphs_.end()) return false;
    name = style->second.parent;
  }
  return false;
}

}  // namespace assay::office
