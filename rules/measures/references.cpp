// Parts that a text counts on and does not have: an annex, figure or table that it points to, a section left out of the
// count; and shares that are not the whole.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// The kinds of parts, under one name for their English, German and French words.
std::string kind_of(const std::string& word) {
  static const RE2 figure("fig(?:ure|\\.)?|abb(?:ildung|\\.)?");
  static const RE2 table("tab(?:le|elle|leau)");
  if (RE2::FullMatch(word, figure)) return "figure";
  return RE2::FullMatch(word, table) ? "table" : "annex";
}

constexpr const char* part =
    "(?i:(annex(?:e|ure)?|appendix|schedule|exhibit|attachment|anhang|anlage|figure|fig\\.|abbildung|abb\\.|table|"
    "tabelle|"
    "tableau)\\s+(?:no\\.? ?)?)([A-Z]|\\d{1,2}|[IVX]{1,4})";

using Parts = std::map<std::string, std::set<std::string>>;  // kind → numbers

// What begins a line is the part itself, or its caption. Lists of contents begin lines with them too: what is only
// listed there is taken for being there.
Parts parts_of(const Document& document) {
  static const RE2 beginning(fmt::format("^{}(?:$|[^\\pL\\d])", part));
  Parts out;
  const auto look = [&out](std::string_view text) {
    std::string word, number;
    for (const std::string_view line : lines(text))
      if (RE2::PartialMatch({line.data(), std::min<std::size_t>(line.size(), 60)}, beginning, &word, &number))
        out[kind_of(lower(word))].insert(lower(number));
  };
  for (const Block& block : document.blocks) look(block.text);
  for (const Table& table : document.tables) {
    look(table.place.sheet);
    for (const Cell& cell : table.cells) look(cell.text);
  }
  return out;
}

void look_at_references(const Document& document, Cases& cases) {
  static const RE2 reference(
      fmt::format("(?i:\\b(?:see|in|per|as|to|of|and|siehe|vgl\\.|gemäß|laut|voir|dans|cf\\.)\\s+"
                  "(?:also |the |our |attached |enclosed )*){}\\b([^\\n]{{0,16}})",
                  part));
  // Of another text: "Annex II to Regulation …", "Table 3 of the report".
  static const RE2 elsewhere("(?i)^\\s*(?:of|to|in|der|des|zur|zum|du|de)\\s|^[.-]?\\d|^\\s*\\(\\d");
  const Parts parts = parts_of(document);
  std::set<std::string> told;
  for (const Block& block : document.blocks) {
    if (block.table || !is_running_text(block)) continue;
    re2::StringPiece rest(block.text);
    std::string word, number;
    re2::StringPiece behind;
    while (RE2::FindAndConsume(&rest, reference, &word, &number, &behind)) {
      const std::string kind = kind_of(lower(word));
      const std::string what = fmt::format("{} {}", lower(word), number);
      const bool other = RE2::PartialMatch(behind, elsewhere);
      rest = re2::StringPiece(behind.data(),
                              static_cast<std::size_t>(block.text.data() + block.text.size() - behind.data()));
      const auto own = parts.find(kind);
      // A text that names no figure by its number need not have one that is told from the words around.
      if (other || (kind != "annex" && own == parts.end())) continue;
      ++cases.n;
      if ((own != parts.end() && own->second.contains(lower(number))) || !told.insert(what).second) continue;
      cases.add(block.place, fmt::format("'{} {}' is pointed to and not there", word, number));
    }
  }
}

// Headings 1, 2, 4: numbered from 1 on, rising all through the text, with a step or two that is larger.
void look_at_sections(const Document& document, Cases& cases) {
  static const RE2 heading("^(\\d{1,2})[.)]?\\s+(\\p{Lu}[^\\n]{2,70})$");
  static const RE2 sentence("[.!?;:,]\\s*$");
  std::vector<std::pair<int, const Block*>> found;
  for (const Block& block : document.blocks) {
    int number = 0;
    std::string title;
    if (block.hidden || block.table || !is_running_text(block) || block.kind == BlockKind::list_item) continue;
    if (RE2::FullMatch(trimmed(block.text), heading, &number, &title) && !RE2::PartialMatch(title, sentence))
      found.emplace_back(number, &block);
  }
  if (found.size() < 4 || found.front().first != 1) return;
  std::vector<const Block*> behind;
  for (std::size_t i = 1; i < found.size(); ++i) {
    const int step = found[i].first - found[i - 1].first;
    if (step < 1 || step > 3) return;
    if (step > 1) behind.push_back(found[i].second);
  }
  ++cases.n;
  if (behind.size() > 2) return;
  for (const Block* block : behind)
    cases.add(block->place, fmt::format("'{}' comes after a gap", shortened(block->text, 60)));
}

// A column of shares that make up nearly the whole, and not the whole: more than rounding can do.
void look_at_sums(const Table& table, const ColumnView& column, Cases& cases) {
  static const RE2 share("(?i)%|\\b(?:percent(?:age)?|share|anteil|prozent|part)\\b");
  static const RE2 other("(?i)\\b(?:change|growth|rate|increase|veränderung|wachstum|margin|discount|vat|tax)\\b");
  if (column.body.size() < 3 || column.body.size() > 30 || RE2::PartialMatch(column.name, other)) return;
  const bool called_so = RE2::PartialMatch(column.name, share);
  std::vector<double> values;
  double signs = 0;
  for (const Cell* cell : column.body) {
    std::string text(trimmed(cell->text));
    if (!text.empty() && text.back() == '%') {
      ++signs;
      text.pop_back();
    }
    Cell bare = *cell;
    bare.text = text;
    const auto value = number_in(cell->type == CellType::number ? *cell : bare);
    if (!value || *value < 0) return;
    values.push_back(*value);
  }
  if (!called_so && signs * 2 < static_cast<double>(values.size())) return;
  const bool of_one = std::all_of(values.begin(), values.end(), [](double value) { return value <= 1; });
  const double whole = of_one ? 1 : 100;
  const bool has_total = std::fabs(values.back() - whole) < 1e-6;
  if (has_total) values.pop_back();
  double sum = 0;
  for (const double value : values) sum += value;
  const double off = std::fabs(sum / whole - 1);
  const double rounding = 0.005 * static_cast<double>(values.size());  // half a percent each
  if (values.size() < 3 || off > (has_total ? 0.5 : 0.15)) return;
  ++cases.n;
  if (off > rounding + 1e-9)
    cases.add(place_of(table, *column.body.front()),
              fmt::format("{}: the shares add up to {:.4g} %", named(column), 100 * sum / whole));
}

void measure_references(const Document& document, std::string_view, std::vector<Measure>& out) {
  Cases parts, sections, sums;
  look_at_references(document, parts);
  look_at_sections(document, sections);
  for (const Table& table : document.tables)
    if (!table.hidden && table.rows <= 40)
      for (const ColumnView& column : columns_of(table)) look_at_sums(table, column, sums);
  out.push_back(parts.measure("completeness.missing_parts"));
  out.push_back(sections.measure("completeness.section_gaps"));
  out.push_back(sums.measure("consistency.share_sums"));
}

}  // namespace

const Measurer& reference_measures() {
  static const FunctionMeasurer measurer(
      "references", 1,
      not_compared(
          {{"completeness.missing_parts", "count", "Parts that are pointed to and not there",
            "\"see Annex B\" without a line that begins with it; figures and tables of texts that number some of "
            "theirs. Parts of other texts (\"of the report\") are left out. English, German and French."},
           {"completeness.section_gaps", "count", "Gaps in the numbers of the headings",
            "Headings numbered from 1 on, four and more, that rise all through the text by 1, but for a step or "
            "two of 2 or 3."},
           {"consistency.share_sums", "count", "Shares that do not make up the whole",
            "Columns of 3 to 30 percentages or shares that add up to 85 to 115 % (50 to 150 % with a total of "
            "100 below them), but by more than half a percent each from 100 %."}}),
      measure_references);
  return measurer;
}

}  // namespace assay
