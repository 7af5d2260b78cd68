#include "extractors/ole/doc_styles.hpp"

#include "extractors/ole/biff.hpp"
#include "extractors/ole/doc_properties.hpp"

namespace assay::ole {
namespace {

constexpr int paragraph_style = 1, character_style = 2;
constexpr int deepest = 20;  // styles that are based on one another; Word makes no more than a dozen

// Lists of properties, each behind its size: after the fixed part and the name.
struct Lists {
  std::string_view first, second;
};
Lists lists_of(std::string_view style, std::size_t fixed_part) {
  const std::size_t at = fixed_part + 2 + 2 * (u16(style, fixed_part) + std::size_t{1});
  const std::size_t size = u16(style, at), next = at + 2 + size + size % 2;
  return {cut(style, at + 2, size), cut(style, next + 2, u16(style, next))};
}

}  // namespace

DocStyles::DocStyles(std::string_view sheet) {
  const std::size_t count = u16(sheet, 2), fixed_part = u16(sheet, 4);
  std::vector<std::size_t> base;
  for (std::size_t at = 2U + u16(sheet, 0); at + 2 <= sheet.size() && styles_.size() < count;) {
    const std::size_t size = u16(sheet, at);
    const std::string_view its = cut(sheet, at + 2, size);
    DocStyle style;
    if (size > 0) style.built_in = u16(its, 0) & 0x0FFF;
    const int kind = u16(its, 2) & 15;
    const Lists lists = lists_of(its, fixed_part);
    DocCharacter letters;
    if (kind == paragraph_style || kind == character_style)
      apply(kind == paragraph_style ? lists.second : lists.first, letters);
    if (letters.hidden) style.hidden = is_on(letters.hidden, false);
    any_hidden_ = any_hidden_ || style.hidden.value_or(false);
    if (kind == paragraph_style) {
      DocParagraph says;
      apply(cut(lists.first, 2, lists.first.size()), says);  // behind the style's own number
      style.outline = says.outline;
      if (style.built_in >= 1 && style.built_in <= 9) style.outline = style.built_in - 1;
      style.list = says.list;
      style.list_level = says.list_level;
    }
    styles_.push_back(style);
    base.push_back(u16(its, 2) >> 4);
    at += 2 + size + size % 2;
  }
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    std::size_t above = base[i];
    for (int depth = 0; depth < deepest && above < styles_.size(); ++depth, above = base[above]) {
      if (!styles_[i].outline) styles_[i].outline = styles_[above].outline;
      if (!styles_[i].list) styles_[i].list = styles_[above].list;
      if (!styles_[i].list_level) styles_[i].list_level = styles_[above].list_level;
      if (!styles_[i].hidden) styles_[i].hidden = styles_[above].hidden;
    }
  }
}

const DocStyle& DocStyles::operator[](int style) const {
  static const DocStyle none;
  return style >= 0 && static_cast<std::size_t>(style) < styles_.size() ? styles_[static_cast<std::size_t>(style)]
                                                                        : none;
}

}  // namespace assay::ole
