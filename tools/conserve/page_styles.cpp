#include "tools/conserve/page_styles.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "extractors/office/xml.hpp"
#include "tools/conserve/exclusions.hpp"

namespace assay {

using namespace office;

PageStyles::PageStyles(Package& package) {
  const std::string content = package.read("content.xml");
  sheets_ = content.find("<office:spreadsheet") != std::string::npos;
  named_ = content + package.read("styles.xml");
}

const char* PageStyles::excluded(pugi::xml_node owner) const {
  static constexpr std::array fields{"page-number", "page-count", "sheet-name", "file-name", "title", "date", "time"};
  if (sheets_ && std::find(fields.begin(), fields.end(), local_name(owner)) != fields.end())
    return "signs that stand for fields on printed sheets";
  bool printed = false;
  for (pugi::xml_node node = owner; node; node = node.parent()) {
    const auto name = local_name(node);
    if (name.starts_with("header") || name.starts_with("footer")) {
      printed = true;
      if (attribute(node, "display") == "false") return "page headers and footers that are switched off";
    }
    if (name != "master-page") continue;
    const std::string style = "=\"" + std::string(attribute(node, "name")) + "\"";
    const bool first = node == child(node.parent(), "master-page");
    if (!first && named_.find("master-page-name" + style) == std::string::npos &&
        named_.find("next-style-name" + style) == std::string::npos)
      return "page headers and footers of styles that no page has";
  }
  return printed ? nullptr : "settings";
}

}  // namespace assay
