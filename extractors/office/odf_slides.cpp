#include "extractors/office/odf_slides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "extractors/office/odf_lines.hpp"
#include "extractors/office/odf_number_formats.hpp"
#include "extractors/office/odf_numbering.hpp"
#include "extractors/office/odf_sheet.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/slide_page.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// Styles of slides: what of their masters they show, and whether they are shown themselves.
struct PageStyle {
  bool hidden = false, header = true, footer = true, master = true;
};

std::map<std::string, PageStyle, std::less<>> page_styles(pugi::xml_node content) {
  std::map<std::string, PageStyle, std::less<>> out;
  for (const pugi::xml_node style : child(content, "automatic-styles").children()) {
    const pugi::xml_node says = child(style, "drawing-page-properties");
    if (!says) continue;
    PageStyle& its = out[std::string(attribute(style, "name"))];
    its.hidden = attribute(says, "visibility") == "hidden";
    its.header = attribute(says, "display-header") != "false";
    its.footer = attribute(says, "display-footer") != "false";
    its.master = attribute(says, "background-objects-visible") != "false";
  }
  return out;
}

enum class ShapesOf { slide, notes, master };

class OdfSlidesReader {
 public:
  OdfSlidesReader(pugi::xml_node content, pugi::xml_node styles, const ExtractOptions& options, Progress& progress,
                  Budget& budget, Document& document)
      : options_(options),
        progress_(progress),
        budget_(budget),
        document_(document),
        page_styles_(page_styles(content)),
        formats_(content, styles),
        styles_(content, styles),
        numbering_(content, styles) {
    changes_.styles = &styles_;
    for (const pugi::xml_node master : child(styles, "master-styles").children())
      if (local_name(master) == "master-page") masters_.emplace(attribute(master, "name"), master);
  }

  bool read(pugi::xml_node presentation) {
    for (const pugi::xml_node item : presentation.children()) {
      const auto name = local_name(item);
      if (name == "header-decl") headers_[std::string(attribute(item, "name"))] = trimmed(item.text().as_string());
      if (name == "footer-decl") footers_[std::string(attribute(item, "name"))] = trimmed(item.text().as_string());
      if (name != "page") continue;
      if (number_ >= options_.limits.pages) {
        hit_page_limit();
        break;
      }
      ++number_;
      read_slide(item);
      if (full_) break;
    }
    document_.span = {1, number_, number_};
    document_.signals["slides"] = number_;
    return !full_;
  }

 private:
  void read_slide(pugi::xml_node page) {
    progress_.advance("slide", number_, 0);
    const PageStyle says = style_of(page);
    hidden_ = says.hidden;
    place_ = {};
    place_.page = number_;
    if (hidden_) note_hidden_slide(number_, document_);
    const std::size_t first = document_.blocks.size();
    read_shapes(page, ShapesOf::slide);
    const auto begin = document_.blocks.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_partition(begin, document_.blocks.end(), [](const Block& b) { return b.kind == BlockKind::heading; });
    if (says.master) read_master(attribute(page, "master-page-name"));
    read_furniture(page);
    add_slide_page(number_, {}, first, document_);
    for (const pugi::xml_node item : page.children())
      if (local_name(item) == "annotation") read_comment(item);
    place_.part = fmt::format("notes of slide {}", number_);
    read_shapes(child(page, "notes"), ShapesOf::notes);
    read_furniture(child(page, "notes"));
  }

  PageStyle style_of(pugi::xml_node page) const {
    const auto style = page_styles_.find(attribute(page, "style-name"));
    return style == page_styles_.end() ? PageStyle{} : style->second;
  }

  void read_furniture(pugi::xml_node page) {
    const PageStyle says = style_of(page);
    if (const auto header = headers_.find(attribute(page, "use-header-name")); says.header && header != headers_.end())
      add_printed(BlockKind::page_header, header->second);
    if (const auto footer = footers_.find(attribute(page, "use-footer-name")); says.footer && footer != footers_.end())
      add_printed(BlockKind::page_footer, footer->second);
  }

  // What a master prints on every slide is told with the first of them; what it holds for slides to fill is a prompt.
  void read_master(std::string_view name) {
    const auto master = masters_.find(name);
    if (master == masters_.end() || !told_masters_.insert(std::string(name)).second) return;
    const bool hidden = std::exchange(hidden_, false);
    read_shapes(master->second, ShapesOf::master);
    hidden_ = hidden;
  }

  void read_shapes(pugi::xml_node holder, ShapesOf of) {
    for (const pugi::xml_node shape : holder.children()) {
      const auto name = local_name(shape);
      if (name == "g" || name == "a") read_shapes(shape, of);
      if (is_drawn(name) && name != "g") read_shape(shape, of);
      if (full_) return;
    }
  }

  void read_shape(pugi::xml_node shape, ShapesOf of) {
    const auto holds = attribute(shape, "class");
    if (attribute(shape, "placeholder") == "true" || holds == "page-number" || holds == "date-time") return;
    if (of == ShapesOf::master && !holds.empty()) return;
    const OdfNumbering::Apart apart(numbering_);
    if (of == ShapesOf::master) return add_printed(BlockKind::page_header, lines_of(shape));
    if (holds == "header") return add_printed(BlockKind::page_header, lines_of(shape));
    if (holds == "footer") return add_printed(BlockKind::page_footer, lines_of(shape));
    const bool slide = of == ShapesOf::slide;
    if (slide && holds == "title")
      add(BlockKind::heading, lines_of(shape));
    else
      read_blocks(shape, slide && holds == "outline" ? BlockKind::list_item : BlockKind::paragraph);
    add_unseen(BlockKind::figure, picture_text(shape));
  }

  std::string lines_of(pugi::xml_node shape) {
    std::string text;
    OdfAside aside;
    OdfLines lines(numbering_, changes_, budget_.text_bytes);
    const pugi::xml_node box = child(shape, "text-box");
    lines.add(box ? box : shape, aside, text);
    return text;
  }

  void read_blocks(pugi::xml_node node, BlockKind kind) {
    for (const pugi::xml_node item : node.children()) {
      const auto name = local_name(item);
      if (name == "p" || name == "h")
        read_paragraph(item, kind);
      else if (name == "list")
        read_list(item);
      else if (name == "table")
        read_table(item);
      else if (name == "text-box")
        read_blocks(item, kind);
      if (full_) return;
    }
  }

  void read_list(pugi::xml_node list) {
    numbering_.begin_list(list);
    for (const pugi::xml_node item : list.children()) {
      numbering_.begin_item(item);
      read_blocks(item, BlockKind::list_item);
    }
    numbering_.end_list();
  }

  // Bullets are none of the text, as on slides of other formats; numbers are.
  void read_paragraph(pugi::xml_node node, BlockKind kind) {
    OdfAside aside;
    std::string text;
    add_odf_text(node, changes_, aside, text);
    text = trimmed(text);
    const std::string mark = numbering_.next(node);
    if (!mark.empty() && mark != "\u2022" && !text.empty()) text.insert(0, mark + " ");
    add(kind, std::move(text));
    add_unseen(BlockKind::paragraph, trimmed(aside.hidden));
    for (const std::string& picture : aside.pictures) add_unseen(BlockKind::figure, picture);
  }

  void read_table(pugi::xml_node node) {
    Grid grid;
    OdfBeside beside;
    full_ = !read_odf_sheet(node, formats_, numbering_, changes_, budget_, grid, beside);
    Table about;
    about.place = place_;
    about.hidden = hidden_;
    const std::size_t first = document_.tables.size();
    append_odf_table(std::move(grid), std::move(about), document_);
    for (std::size_t i = first; i < document_.tables.size(); ++i) document_.tables[i].found_by = TableSource::slide;
    if (document_.tables.size() > first) document_.blocks.back().hidden = hidden_;
  }

  void read_comment(pugi::xml_node comment) {
    const std::string text = lines_of(comment), author = child(comment, "creator").text().as_string();
    if (!text.empty()) add(BlockKind::comment, author.empty() ? text : author + ": " + text);
  }

  void add_printed(BlockKind kind, std::string text) {
    text = trimmed(text);
    if (printed_.insert(text).second) add(kind, std::move(text));
  }

  void add_unseen(BlockKind kind, std::string text) {
    const bool hidden = std::exchange(hidden_, true);
    add(kind, std::move(text));
    hidden_ = hidden;
  }

  void add(BlockKind kind, std::string text) {
    if (text.empty() || full_) return;
    if (budget_.text_bytes < text.size()) {
      full_ = true;
      return;
    }
    budget_.text_bytes -= text.size();
    Block block;
    block.kind = kind;
    if (kind == BlockKind::heading) block.level = 1;
    block.text = std::move(text);
    block.hidden = hidden_;
    block.place = place_;
    document_.blocks.push_back(std::move(block));
  }

  void hit_page_limit() {
    document_.partial = true;
    document_.notices.push_back({"completeness.limit",
                                 Severity::error,
                                 "The presentation has more slides than the limit allows.",
                                 "limit: pages",
                                 {}});
  }

  const ExtractOptions& options_;
  Progress& progress_;
  Budget& budget_;
  Document& document_;
  std::map<std::string, PageStyle, std::less<>> page_styles_;
  std::map<std::string, pugi::xml_node, std::less<>> masters_;
  std::map<std::string, std::string, std::less<>> footers_, headers_;
  OdfNumberFormats formats_;
  OdfStyles styles_;
  OdfNumbering numbering_;
  OdfChanges changes_;
  std::set<std::string> told_masters_, printed_;
  Place place_;
  bool hidden_ = false;
  bool full_ = false;
  int number_ = 0;
};

}  // namespace

bool read_odf_slides(pugi::xml_node presentation, pugi::xml_node content, pugi::xml_node styles,
                     const ExtractOptions& options, Progress& progress, Budget& budget, Document& document) {
  return OdfSlidesReader(content, styles, options, progress, budget, document).read(presentation);
}

}  // namespace assay::office
