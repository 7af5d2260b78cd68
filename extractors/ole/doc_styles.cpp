#include "extractors/ole/doc_styles.hpp"

#include "extractors/ole/biff.hpp"
#include "extractors/ole/doc_properties.hpp"

namespace assay::ole {
namespace {

constexpr int paragraph_style = 1;
constexpr int deepest = 20;  // styles that are based on one another; Word makes no more than a dozen

// Properties of paragraphs: behind the fixed part and the name, a size and the style's own number.
std::string_view paragraph_properties(std::string_view style, std::size_t fixed_part) {
  const std::size_t at = fixed_part + 2 + 2 * (u16(style, fixed_part) + std::size_t{1});
  const std::string_view list = cut(style, at + 2, u16(style, at));
  return cut(list, 2, list.size());
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
    if ((u16(its, 2) & 15) == paragraph_style) {
      DocParagraph says;
      apply(paragraph_properties(its, fixed_part), says);
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
    }
  }
}

const DocStyle& DocStyles::operator[](int style) const {
  static const DocStyle none;
  return style >= 0 && static_cast<std::size_t>(style) < styles_.size() ? styles_[static_cast<std::size_t>(style)]
                                                                        : none;
}

}  // namespace assay::ole
