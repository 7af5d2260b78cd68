#include "tools/samples/typeset.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <functional>
#include <memory>

// Asked by the leak sanitizer: Fontconfig keeps the fonts that it has read until the process ends.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier): the sanitizer's name
  return "leak:libfontconfig.so\n";
}
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}  // NOLINT: as above

namespace assay::samples {
namespace {

constexpr double margin = 62;
constexpr double gutter = 22;  // between columns
constexpr double cell_padding = 4;

struct LayoutDeleter {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, LayoutDeleter>;

struct Style {
  double scale = 1;  // of the paper's font size
  bool bold = false;
  PangoAlignment align = PANGO_ALIGN_LEFT;
};

class Typesetter {
 public:
  Typesetter(const Paper& paper, PageSink& sink) : paper_(paper), sink_(sink) { open_page(); }

  void set(const Block& block) {
    switch (block.kind) {
      case BlockKind::title:
        return text(block.text, {1.6, true}, 0, 12);
      case BlockKind::heading:
        return keep(60), gap(8), text(block.text, {1.2, true}, 0, 5);
      case BlockKind::subheading:
        return keep(50), gap(4), text(block.text, {1.05, true}, 0, 4);
      case BlockKind::paragraph:
        return text(block.text, {}, 0, 8);
      case BlockKind::list_item:
        return text("\u2022  " + block.text, {}, 14, 3);
      case BlockKind::right_aligned:
        return text(block.text, {1, false, PANGO_ALIGN_RIGHT}, 0, 2);
      case BlockKind::table:
        return table(block.grid);
      case BlockKind::page_break:
        return close_page(), open_page();
    }
  }

  void finish() { close_page(); }

 private:
  double column_width() const { return (page_width - 2 * margin - gutter * (paper_.columns - 1)) / paper_.columns; }
  double left() const { return margin + column_ * (column_width() + gutter); }
  double bottom() const { return page_height - margin; }
  void gap(double height) { y_ += y_ > top_ ? height : 0; }
  void keep(double height) {
    if (y_ + height > bottom()) next_column();
  }

  Layout layout(const std::string& content, const Style& style, double width) const {
    Layout made(pango_cairo_create_layout(cr_));
    PangoContext* context = pango_layout_get_context(made.get());
    pango_cairo_context_set_resolution(context, 72);
    // The same line breaks on paper and in a bitmap of any resolution.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_layout_context_changed(made.get());

    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, paper_.font.c_str());
    pango_font_description_set_size(font, static_cast<int>(paper_.size * style.scale * PANGO_SCALE));
    if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(made.get(), content.c_str(), static_cast<int>(content.size()));
    if (width > 0) pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(made.get(), style.align);
    return made;
  }

  static double height_of(const Layout& made) {
    PangoRectangle box;
    pango_layout_get_extents(made.get(), nullptr, &box);
    return static_cast<double>(box.height) / PANGO_SCALE;
  }

  void text(const std::string& content, const Style& style, double indent, double after) {
    const Layout made = layout(content, style, column_width() - indent);
    PangoLayoutIter* line = pango_layout_get_iter(made.get());
    do {
      PangoRectangle box;
      pango_layout_iter_get_line_extents(line, nullptr, &box);
      const double height = 1.12 * box.height / PANGO_SCALE;
      keep(height);
      const double ascent = static_cast<double>(pango_layout_iter_get_baseline(line)) / PANGO_SCALE -
                            static_cast<double>(box.y) / PANGO_SCALE;
      cairo_move_to(cr_, left() + indent + static_cast<double>(box.x) / PANGO_SCALE, y_ + ascent);
      pango_cairo_show_layout_line(cr_, pango_layout_iter_get_line_readonly(line));
      y_ += height;
    } while (pango_layout_iter_next_line(line) != 0);
    pango_layout_iter_free(line);
    y_ += after;
  }

  std::vector<double> widths_of(const Grid& grid) const {
    std::vector<double> widths;
    for (const auto& row : grid.rows) {
      widths.resize(std::max(widths.size(), row.size()), 20);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Layout made = layout(row[i], {0.9, true}, 0);
        PangoRectangle box;
        pango_layout_get_extents(made.get(), nullptr, &box);
        const double natural = static_cast<double>(box.width) / PANGO_SCALE + 2 * cell_padding + 2;
        widths[i] = std::max(widths[i], std::min(natural, column_width() * 0.45));
      }
    }
    double sum = 0;
    for (const double width : widths) sum += width;
    for (double& width : widths) width *= column_width() / sum;
    return widths;
  }

  double draw_row(const Grid& grid, std::size_t index, const std::vector<double>& widths,
                  const std::vector<bool>& numeric, bool draw) {
    const bool header = static_cast<int>(index) < grid.header_rows;
    double height = 0;
    double x = left();
    for (std::size_t i = 0; i < grid.rows[index].size(); ++i) {
      const Style style{0.9, header, numeric[i] ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT};
      const Layout made = layout(grid.rows[index][i], style, widths[i] - 2 * cell_padding);
      height = std::max(height, height_of(made) + 2 * cell_padding);
      if (draw) {
        cairo_move_to(cr_, x + cell_padding, y_ + cell_padding);
        pango_cairo_show_layout(cr_, made.get());
      }
      x += widths[i];
    }
    return height;
  }

  void rule_row(const std::vector<double>& widths, double height) {
    cairo_set_line_width(cr_, 0.7);
    double x = left();
    for (const double width : widths) {
      cairo_rectangle(cr_, x, y_, width, height);
      x += width;
    }
    cairo_stroke(cr_);
  }

  void table(const Grid& grid) {
    gap(4);
    const std::vector<double> widths = widths_of(grid);
    std::vector<bool> numeric(widths.size(), true);
    for (std::size_t r = static_cast<std::size_t>(grid.header_rows); r < grid.rows.size(); ++r)
      for (std::size_t c = 0; c < grid.rows[r].size(); ++c)
        if (!looks_numeric(grid.rows[r][c])) numeric[c] = false;
    const auto set_row = [&](std::size_t index) {
      const double height = draw_row(grid, index, widths, numeric, true);
      if (grid.ruled) rule_row(widths, height);
      y_ += height;
    };
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      if (y_ + draw_row(grid, r, widths, numeric, false) > bottom()) {
        next_column();
        for (int h = 0; h < grid.header_rows; ++h) set_row(static_cast<std::size_t>(h));
      }
      set_row(r);
    }
    y_ += 10;
  }

  void next_column() {
    if (++column_ < paper_.columns) {
      y_ = top_;
      return;
    }
    close_page();
    open_page();
  }

  void open_page() {
    cr_ = sink_.begin_page();
    ++page_;
    column_ = 0;
    top_ = y_ = margin;
    cairo_set_source_rgb(cr_, 0, 0, 0);
  }

  void close_page() {
    running_line(paper_.header, 30);
    running_line(replaced(paper_.footer, "{page}", std::to_string(page_)), page_height - 42);
    sink_.end_page();
  }

  void running_line(const std::string& content, double y) {
    if (content.empty()) return;
    const Layout made = layout(content, {0.8, false, PANGO_ALIGN_CENTER}, page_width - 2 * margin);
    cairo_move_to(cr_, margin, y);
    pango_cairo_show_layout(cr_, made.get());
  }

  const Paper& paper_;
  PageSink& sink_;
  cairo_t* cr_ = nullptr;
  int page_ = 0;
  int column_ = 0;
  double top_ = margin;
  double y_ = margin;
};

}  // namespace

void typeset(const Paper& paper, PageSink& sink) {
  Typesetter setter(paper, sink);
  for (const Block& block : paper.blocks) setter.set(block);
  setter.finish();
}

}  // namespace assay::samples
