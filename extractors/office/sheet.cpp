#include "extractors/office/sheet.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/office/cell_reader.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/item_stream.hpp"
#include "extractors/office/merges.hpp"
#include "extractors/office/row_scanner.hpp"
#include "extractors/office/sheet_cells.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Nearly always one piece, which needs no copy; `joined` holds it where there are several.
std::string_view text_of(pugi::xml_node node, std::string& joined) {
  const pugi::xml_node first = node.first_child();
  if (!first) return {};
  if (!first.next_sibling()) return first.value();
  joined.clear();
  for (const pugi::xml_node part : node.children()) joined += part.value();
  return joined;
}

// Of odd pages, and of even ones and the first where they say something else.
std::string printed_codes(pugi::xml_node furniture, const std::string& kind) {
  std::string out;
  for (const char* pages : {"odd", "even", "first"}) {
    const std::string codes = child(furniture, pages + kind).text().as_string();
    if (out.find(codes) == std::string::npos) out += (out.empty() ? "" : "&L") + codes;
  }
  return out;
}

bool is(std::string_view name, char letter) {
  return name.size() == 1 && name.front() == letter;
}

class SheetReader {
 public:
  SheetReader(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget, Progress& progress)
      : package_(package),
        sheet_(sheet),
        progress_(progress),
        cells_(package, book, sheet, budget),
        reader_(package, book, sheet, cells_, out_) {}

  SheetContent read() {
    ItemStream rows(package_, sheet_.part, "sheetData", "row");
    read_head(rows.head());
    while (const std::string* const run = rows.next_text()) {
      if (!cells_.full()) read_run(*run, rows);
      progress_.advance("rows of " + sheet_.name, reader_.rows(), 0);
    }
    reader_.end_rows();
    out_.hidden = cells_.hidden();
    out_.grid = cells_.take();
    read_tail(rows.tail());
    return std::move(out_);
  }

 private:
  void read_head(const std::string& head) {
    pugi::xml_document tree;
    tree.load_buffer(head.data(), head.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = tree.document_element();
    if (flag(attribute(child(root, "sheetFormatPr"), "zeroHeight"), false)) reader_.hide_rows();
    for (const pugi::xml_node column : child(root, "cols").children())
      if (flag(attribute(column, "hidden"), false))
        cells_.hide_columns(static_cast<int>(to_long(attribute(column, "min"))) - 1,
                            static_cast<int>(to_long(attribute(column, "max"))) - 1);
  }

  void read_run(const std::string& run, ItemStream& rows) {
    RowScanner scanner(run);
    for (;;) {
      const RowScanner::Step step = scanner.next();
      if (step == RowScanner::Step::strange) return read_tree(scanner, rows);
      if (step == RowScanner::Step::end || cells_.full()) return;
      if (step == RowScanner::Step::row)
        reader_.begin_row(scanner.row());
      else
        reader_.take(scanner.cell());
    }
  }

  // The rest of the run, from the row that the scanner did not understand. Of that row it gave out some cells already.
  void read_tree(const RowScanner& scanner, ItemStream& rows) {
    int known = scanner.cells_of_row();
    bool begun = scanner.in_row();
    pugi::xml_document run;
    rows.parse(scanner.row_begins(), run);
    for (const pugi::xml_node row : run.children()) {
      if (local_name(row) != "row" || cells_.full()) continue;
      if (!std::exchange(begun, false))
        reader_.begin_row({attribute(row, "r"), attribute(row, "hidden"), has_attribute(row, "ht")});
      for (pugi::xml_node cell = row.first_child(); cell && !cells_.full(); cell = cell.next_sibling())
        if (is(local_name(cell), 'c') && known-- <= 0) read_cell(cell);
      known = 0;
    }
  }

  void read_cell(pugi::xml_node node) {
    CellSource cell;
    for (pugi::xml_attribute a = node.first_attribute(); a; a = a.next_attribute()) {
      const std::string_view key = a.name();
      if (is(key, 'r'))
        cell.name = a.value();
      else if (is(key, 't'))
        cell.type = a.value();
      else if (is(key, 's'))
        cell.style = a.value();
    }
    std::string value, formula, inline_text;
    for (pugi::xml_node part = node.first_child(); part; part = part.next_sibling()) {
      const auto name = local_name(part);
      if (is(name, 'v')) {
        cell.has_value = true;
        cell.value = text_of(part, value);
      } else if (is(name, 'f')) {
        cell.has_formula = true;
        cell.formula = text_of(part, formula);
      } else if (name == "is") {
        cell.has_inline = true;
        inline_text = string_item_text(part);
      }
    }
    if (cell.has_inline) cell.inline_text = inline_text;
    reader_.take(cell);
  }

  void read_tail(const std::string& tail) {
    pugi::xml_document tree;
    tree.load_buffer(tail.data(), tail.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    std::vector<MergedRange> merges;
    for (const pugi::xml_node node : tree.children()) {
      const auto name = local_name(node);
      if (name == "headerFooter") {
        out_.header_text = printed_codes(node, "Header");
        out_.footer_text = printed_codes(node, "Footer");
      }
      if (name == "sheetProtection") out_.is_protected = flag(attribute(node, "sheet"), false);
      if (name == "dataValidations") add_entry_rules(node);
      if (name == "extLst")  // what refers to other sheets
        for (const pugi::xml_node extension : node.children()) add_entry_rules(child(extension, "dataValidations"));
      if (name != "mergeCells") continue;
      for (const pugi::xml_node merge : node.children()) {
        if (const auto range = parse_range(attribute(merge, "ref")))
          merges.push_back({range->row0, range->column0, range->row1, range->column1});
      }
    }
    if (!apply_merges(out_.grid, merges, out_.hidden, out_.covered_values))
      package_.note_limit("merged_ranges",
                          "The sheet has more merged cells than can be honest; the rest was left alone.", sheet_.part);
  }

  void add_entry_rules(pugi::xml_node list) {
    for (const pugi::xml_node rule : list.children()) {
      if (local_name(rule) != "dataValidation") continue;
      const std::string_view range = attribute(rule, "sqref");
      const pugi::xml_node formula = child(rule, "formula1"), inside = child(formula, "f");
      out_.entry_rules.add(range.empty() ? child(rule, "sqref").text().get() : range,
                           {attribute(rule, "type") == "list" ? typed_list((inside ? inside : formula).text().get())
                                                              : std::string_view(),
                            attribute(rule, "promptTitle"), attribute(rule, "prompt"), attribute(rule, "errorTitle"),
                            attribute(rule, "error")});
    }
  }

  Package& package_;
  const SheetEntry& sheet_;
  Progress& progress_;
  SheetCells cells_;
  SheetContent out_;
  CellReader reader_;
};

}  // namespace

SheetContent read_sheet(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget,
                        Progress& progress) {
  SheetContent content = SheetReader(package, book, sheet, budget, progress).read();
  content.declared = read_declared_tables(package, sheet);
  return content;
}

}  // namespace assay::office
