// A table of the page.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace assay {

// A table that scrolls by itself where the page is narrow. Cells are HTML; those of numeric columns align right.
class HtmlTable {
 public:
  HtmlTable(std::string_view label, const std::vector<std::string_view>& head, std::string_view numeric)
      : numeric_(numeric) {
    html_ = fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n<thead><tr>",
                        label);
    for (std::size_t i = 0; i < head.size(); ++i)
      html_ += fmt::format("<th scope=\"col\"{}>{}</th>", align(i), head[i]);
    html_ += "</tr></thead>\n<tbody>\n";
  }
  void row(const std::vector<std::string>& cells) {
    html_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
      html_ += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", cells[i])
                      : fmt::format("<td{}>{}</td>", align(i), cells[i]);
    html_ += "</tr>\n";
  }
  std::string done() { return html_ + "</tbody>\n</table>\n</div>\n"; }

 private:
  std::string_view align(std::size_t column) const {
    return column < numeric_.size() && numeric_[column] == 'n' ? " class=\"num\"" : "";
  }
  std::string html_;
  std::string_view numeric_;  // 'n' for each numeric column
};

}  // namespace assay
