#include "extractors/office/word_styles.hpp"

#include <cctype>
#include <set>
#include <vector>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::optional<int> number_in(pugi::xml_node node) {
  const long value = to_long(attribute(node, "val"));
  return node && value >= 0 ? std::optional<int>(static_cast<int>(value)) : std::nullopt;
}

template <class T>
void inherit(std::optional<T>& own, const std::optional<T>& base) {
  if (!own) own = base;
}

}  // namespace

void WordStyles::read(pugi::xml_node root) {
  std::map<std::string, std::string> base;
  for (const pugi::xml_node node : root.children()) {
    if (local_name(node) != "style") continue;
    const std::string id(attribute(node, "styleId"));
    WordStyle style;
    style.name = lower(attribute(child(node, "name"), "val"));
    const pugi::xml_node paragraph = child(node, "pPr");
    style.outline_level = number_in(child(paragraph, "outlineLvl"));
    style.list = number_in(child(child(paragraph, "numPr"), "numId"));
    style.list_level = number_in(child(child(paragraph, "numPr"), "ilvl"));
    const pugi::xml_node vanish = child(child(node, "rPr"), "vanish");
    style.hidden = vanish && flag(attribute(vanish, "val"), true);
    style.caption = style.name == "caption";
    base[id] = attribute(child(node, "basedOn"), "val");
    if (attribute(node, "type") == "paragraph" && flag(attribute(node, "default"), false)) default_paragraph_ = id;
    styles_.emplace(id, std::move(style));
  }
  for (auto& [id, style] : styles_) {
    std::set<std::string> seen{id};
    for (std::string above = base[id]; !above.empty() && seen.insert(above).second; above = base[above]) {
      const auto it = styles_.find(above);
      if (it == styles_.end()) break;
      inherit(style.outline_level, it->second.outline_level);
      inherit(style.list, it->second.list);
      inherit(style.list_level, it->second.list_level);
      style.hidden = style.hidden || it->second.hidden;
      style.caption = style.caption || it->second.name == "caption";
    }
  }
}

const WordStyle& WordStyles::paragraph(std::string_view id) const {
  const auto it = styles_.find(id.empty() ? std::string_view(default_paragraph_) : id);
  return it == styles_.end() ? none_ : it->second;
}

bool WordStyles::hides(std::string_view character_style) const {
  const auto it = styles_.find(character_style);
  return it != styles_.end() && it->second.hidden;
}

std::optional<int> heading_level(const WordStyle& style) {
  if (style.outline_level && *style.outline_level < 9) return *style.outline_level + 1;
  for (const std::string_view word : {"heading ", "überschrift ", "titre "}) {
    if (!style.name.starts_with(word)) continue;
    const long level = to_long(std::string_view(style.name).substr(word.size()));
    if (level >= 1 && level <= 9) return static_cast<int>(level);
  }
  if (style.name == "title") return 1;
  return std::nullopt;
}

}  // namespace assay::office
