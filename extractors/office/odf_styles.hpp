// Styles of an OpenDocument text: what those of its paragraphs and letters say about what is shown, and what it is.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace assay::office {

class OdfStyles {
 public:
  OdfStyles() = default;  // knows no style: all is shown
  // The roots of the part whose text is read and of styles.xml; the second may be null.
  OdfStyles(pugi::xml_node part, pugi::xml_node styles);

  // Whether a paragraph, heading or span hides its text, by its style or the nearest one that it inherits from which
  // says so; none: as what is around it.
  std::optional<bool> hides(pugi::xml_node node) const;
  // Whether a paragraph is in the style of that name, or in one that inherits from it.
  bool is(std::string_view style, pugi::xml_node paragraph) const;

 private:
  struct Style {
    std::string parent;
    std::optional<bool> hidden;
  };
  using Styles = std::map<std::string, Style, std::less<>>;
  static constexpr int deepest = 20;  // styles that inherit from one another

  void read(pugi::xml_node styles);
  const Styles& of(pugi::xml_node node) const;

  Styles paragraphs_, letters_;
};

}  // namespace assay::office
