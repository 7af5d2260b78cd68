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
    style.based_on = attribute(child(node, "basedOn"), "val");
    if (attribute(node, "type") == "paragraph" && flag(attribute(node, "default"), false)) default_paragraph_ = id;
    styles_.emplace(id, std::move(style));
  }
  for (auto& [id, style] : styles_) {
    std::set<std::string> seen{id};
    for (auto it = styles_.find(style.based_on); it != styles_.end() && seen.insert(it->first).second;
         it = styles_.find(it->second.based_on)) {
      inherit(style.outline_level, it->second.outline_level);
      inherit(style.list, it->second.list);
      style.hidden = style.hidden || it->second.hidden;
      style.caption = style.caption || it->second.name == "caption";
    }
  }
}

const WordStyle& WordStyles::paragraph(std::string_view id) const {
  const auto it = styles_.find(id.empty() ? std::string_view(default_paragraph_) : id);
  return it == styles_.end() ? none_ : it->second;
}

// What a style says itself, or by a link of the list's, goes before what it inherits; a link goes before the style.
int WordStyles::list_level(std::string_view id, const WordNumbering& numbering, int list) const {
  constexpr int deepest = 50;  // styles that are based on one another
  auto style = styles_.find(id.empty() ? std::string_view(default_paragraph_) : id);
  for (int depth = 0; depth < deepest && style != styles_.end(); ++depth) {
    if (const auto linked = numbering.level_of_style(list, style->first)) return *linked;
    if (style->second.list_level) return *style->second.list_level;
    style = styles_.find(style->second.based_on);
  }
  return 0;
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
