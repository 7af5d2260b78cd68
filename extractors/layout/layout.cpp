#include "extractors/layout/layout.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>

#include "extractors/layout/aligned.hpp"
#include "extractors/layout/banded.hpp"
#include "extractors/layout/blocks.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/lines.hpp"
#include "extractors/layout/regions.hpp"
#include "extractors/layout/ruled.hpp"
#include "extractors/layout/shades.hpp"
#include "extractors/layout/side_notes.hpp"
#include "extractors/layout/struck_words.hpp"
#include "extractors/layout/turn.hpp"
#include "extractors/layout/underlines.hpp"

namespace assay {
namespace {

using namespace layout;

class PageLayout {
 public:
  explicit PageLayout(const LayoutPage& page)
      : page_(page), underlines_(find_underlines(page.rules)), style_(find_style(page.words, page.height)) {}

  LayoutResult run() {
    result_.words_in = static_cast<int>(page_.words.size());
    std::vector<Element> elements;
    take_drawn(elements);
    std::vector<int> rest;
    for (int i = 0; i < static_cast<int>(page_.words.size()); ++i)
      if (!taken_.contains(i)) (page_.words[static_cast<std::size_t>(i)].rotation == 0 ? rest : sideways_).push_back(i);
    std::vector<Segment> segments = find_segments(page_.words, rest, rules_);
    for (std::size_t i = 0; i < segments.size(); ++i) elements.push_back({segments[i].box, static_cast<int>(i), -1});
    for (const Region& region : find_regions(page_, segments, std::move(elements), rules_))
      read_region(region, segments);
    read_sideways();
    check_conservation();
    return std::move(result_);
  }

 private:
  void take_drawn(std::vector<Element>& elements) {
    const std::vector<Box> shades = cell_shades(page_);
    RuledTables found = find_ruled(page_, shades);
    // Lines across the columns of a magazine part nothing.
    for (const RulingLine& rule : page_.rules) {
      const bool in_prose = std::any_of(found.prose.begin(), found.prose.end(), [&](const Box& box) {
        return contains(box, middle_x(rule.box), middle_y(rule.box));
      });
      if (!in_prose || !rule.horizontal()) rules_.push_back(rule);
    }
    for (Grid& grid : found.tables) take(std::move(grid), elements);
    const std::vector<LinesAcross> across = find_lines_across(page_, shades);
    std::vector<Grid> banded;
    if (!across.empty()) banded = find_banded(page_, shades, across, upright_rest());
    const auto better = [&](const Grid& grid) { return reads_better_without_lines(grid); };
    std::erase_if(banded, better);
    std::erase_if(found.shaded, better);
    for (Grid& grid : larger(std::move(banded), std::move(found.shaded))) take(std::move(grid), elements);
  }

  // Lines and shades show rows or columns, not both: where they make a table that is hardly one, and the white between
  // the words a likelier one of most of them, with more columns, that is it.
  bool reads_better_without_lines(const Grid& drawn) const {
    constexpr double hardly = 0.15;
    const double as_drawn = confidence_of(drawn);
    if (as_drawn > hardly) return false;
    std::vector<int> words;
    for (const GridCell& cell : drawn.cells) words.insert(words.end(), cell.words.begin(), cell.words.end());
    double likely = 0;
    std::size_t in_tables = 0;
    int columns = 0;
    for (const AlignedTable& table :
         find_aligned(page_, underlines_, find_rows(find_segments(page_.words, words, rules_)))) {
      std::size_t own = 0;
      for (const GridCell& cell : table.grid.cells) own += cell.words.size();
      likely += static_cast<double>(own) * confidence_of(table.grid);
      in_tables += own;
      columns = std::max(columns, table.grid.columns);
    }
    return columns > drawn.columns && 3 * in_tables > words.size() &&
           likely > 2 * as_drawn * static_cast<double>(in_tables);
  }

  // As if it had been found by its white: that lines were drawn says nothing for one reading of the same words.
  double confidence_of(Grid grid) const {
    grid.found_by = TableSource::aligned;
    std::map<std::string, double> signals;
    return make_table(page_.words, std::move(grid), page_.number, signals).confidence.value_or(0);
  }

  std::vector<int> upright_rest() const {
    std::vector<int> out;
    for (int i = 0; i < static_cast<int>(page_.words.size()); ++i)
      if (!taken_.contains(i) && page_.words[static_cast<std::size_t>(i)].rotation == 0) out.push_back(i);
    return out;
  }

  // Where two tables are over each other, the one with more words: shades of single rows make grids of these alone.
  static std::vector<Grid> larger(std::vector<Grid> banded, std::vector<Grid> shaded) {
    const auto words = [](const Grid& grid) {
      std::size_t out = 0;
      for (const GridCell& cell : grid.cells) out += cell.words.size();
      return out;
    };
    const auto meet = [](const Grid& a, const Grid& b) {
      return overlap_x(a.box, b.box) > 0 && overlap_y(a.box, b.box) > 0;
    };
    std::erase_if(banded, [&](const Grid& grid) {
      std::size_t others = 0;
      bool finer = false;
      for (const Grid& other : shaded) {
        others += meet(grid, other) ? words(other) : 0;
        finer = finer || (meet(grid, other) && other.columns > grid.columns);
      }
      return finer || others >= words(grid);
    });
    std::erase_if(shaded, [&](const Grid& grid) {
      return std::ranges::any_of(banded, [&](const Grid& other) { return meet(grid, other); });
    });
    banded.insert(banded.end(), std::make_move_iterator(shaded.begin()), std::make_move_iterator(shaded.end()));
    return banded;
  }

  void take(Grid grid, std::vector<Element>& elements) {
    for (const GridCell& cell : grid.cells) taken_.insert(cell.words.begin(), cell.words.end());
    elements.push_back({grid.box, -1, static_cast<int>(ruled_.size())});
    ruled_.push_back(std::move(grid));
  }

  // A column from top to bottom: tables found before part its rows.
  void read_region(const Region& region, const std::vector<Segment>& segments) {
    std::vector<Element> tables;
    std::vector<Segment> text;
    for (const Element& element : region.elements) {
      if (element.table >= 0)
        tables.push_back(element);
      else
        text.push_back(segments[static_cast<std::size_t>(element.segment)]);
    }
    std::stable_sort(tables.begin(), tables.end(),
                     [](const Element& a, const Element& b) { return a.box.y0 < b.box.y0; });
    std::vector<Row> rows = find_rows(std::move(text));
    std::vector<Row> run;
    std::size_t next = 0;
    for (Row& row : rows) {
      while (next < tables.size() && middle_y(tables[next].box) < middle_y(row.box)) {
        read_rows(run);
        run.clear();
        add_table(std::move(ruled_[static_cast<std::size_t>(tables[next++].table)]));
      }
      run.push_back(std::move(row));
    }
    read_rows(run);
    while (next < tables.size()) add_table(std::move(ruled_[static_cast<std::size_t>(tables[next++].table)]));
  }

  void read_rows(const std::vector<Row>& rows) {
    if (rows.empty()) return;
    std::size_t next = 0;
    std::vector<AlignedTable> tables = find_aligned(page_, underlines_, rows);
    for (AlignedTable& table : tables) {
      add_text(rows, next, table.first_row);
      add_table(std::move(table.grid));
      next = table.last_row + 1;
    }
    add_text(rows, next, rows.size());
  }

  // Notes in the margin each before the paragraph beside which they begin.
  void add_text(const std::vector<Row>& rows, std::size_t first, std::size_t end) {
    const auto add = [&](Block& block) { result_.blocks.push_back(std::move(block)); };
    while (const std::optional<SideNotes> beside = find_side_notes(page_.words, rows, first, end)) {
      std::ranges::for_each(blocks_of(rows, first, beside->first), add);
      std::vector<Block> notes = blocks_of(beside->notes, 0, beside->notes.size());
      auto next = notes.begin();
      for (Block& block : blocks_of(beside->text, 0, beside->text.size())) {
        while (next != notes.end() && next->place.box->y0 < block.place.box->y1) add(*next++);
        add(block);
      }
      std::for_each(next, notes.end(), add);
      first = beside->end;
    }
    std::ranges::for_each(blocks_of(rows, first, end), add);
  }

  std::vector<Block> blocks_of(const std::vector<Row>& rows, std::size_t first, std::size_t end) {
    const std::vector<TextLine> lines = text_lines(page_.words, rows, first, end);
    for (const TextLine& line : lines) count_words(line.words);
    return make_blocks(page_.words, lines, style_, page_.number);
  }

  void add_table(Grid grid) {
    for (const GridCell& cell : grid.cells) count_words(cell.words);
    Block block;
    block.kind = BlockKind::table;
    block.place.page = page_.number;
    block.place.box = grid.box;
    block.table = static_cast<int>(result_.tables.size());
    std::map<std::string, double> signals;
    result_.tables.push_back(make_table(page_.words, std::move(grid), page_.number, signals));
    for (const auto& [name, value] : signals)
      result_.signals["table." + std::to_string(result_.tables.size()) + "." + name] = value;
    result_.blocks.push_back(std::move(block));
  }

  // Text that runs another way than most of the page: margins, axes of charts. After the rest, by its direction.
  void read_sideways() {
    for (const int rotation : {90, 180, 270}) {
      LayoutPage other;
      other.width = page_.width;
      other.height = page_.height;
      std::vector<int> which;
      for (const int index : sideways_)
        if (page_.words[static_cast<std::size_t>(index)].rotation == rotation) {
          other.words.push_back(page_.words[static_cast<std::size_t>(index)]);
          which.push_back(index);
        }
      if (which.empty()) continue;
      count_words(which);
      other = upright(other, rotation);
      std::vector<int> all(which.size());
      std::iota(all.begin(), all.end(), 0);
      std::vector<TextLine> lines;
      for (const Row& row : find_rows(find_segments(other.words, all, {})))
        lines.push_back(make_line(other.words, row));
      for (Block& block : make_blocks(other.words, lines, find_style(other.words, other.height), page_.number)) {
        block.place.box = turned_back(*block.place.box, rotation, page_.width, page_.height);
        block.kind = BlockKind::paragraph;
        block.level.reset();
        result_.blocks.push_back(std::move(block));
      }
    }
  }

  void count_words(const std::vector<int>& words) {
    result_.words_out += static_cast<int>(words.size());
    for (const int word : words) ++seen_[static_cast<std::size_t>(word)];
  }

  // Each word once. What was lost or doubled is said, with the words.
  void check_conservation() {
    std::string lost, doubled;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i] == 1) continue;
      std::string& list = seen_[i] == 0 ? lost : doubled;
      if (list.size() < 200) list += (list.empty() ? "" : " ") + page_.words[i].text;
    }
    const auto notice = [&](const std::string& evidence, const char* what) {
      if (evidence.empty()) return;
      Notice out;
      out.code = "completeness.words_lost";
      out.message =
          "On page " + std::to_string(page_.number) + " some words were " + what + " when the page was put in order.";
      out.evidence = evidence;
      out.place.page = page_.number;
      result_.notices.push_back(std::move(out));
    };
    notice(lost, "lost");
    notice(doubled, "given twice");
  }

  const LayoutPage& page_;
  std::vector<Underline> underlines_;
  std::vector<RulingLine> rules_;
  PageStyle style_;
  std::vector<Grid> ruled_;
  std::set<int> taken_;
  std::vector<int> sideways_;
  std::vector<int> seen_ = std::vector<int>(page_.words.size(), 0);
  LayoutResult result_;
};

// Lines through words are no borders: tables are looked for without them.
LayoutResult lay_out_upright(const LayoutPage& page) {
  const StruckWords struck = find_struck(page);
  if (struck.words.empty()) return PageLayout(page).run();
  LayoutPage others = page;
  for (auto rule = struck.rules.rbegin(); rule != struck.rules.rend(); ++rule)
    others.rules.erase(others.rules.begin() + *rule);
  LayoutResult out = PageLayout(others).run();
  out.notices.push_back(struck_notice(page, struck));
  return out;
}

}  // namespace

LayoutResult lay_out(const LayoutPage& page) {
  const int rotation = main_rotation(page.words);
  if (rotation == 0) return lay_out_upright(page);
  LayoutResult out = lay_out_upright(upright(page, rotation));
  const auto back = [&](Place& place) {
    if (place.box) place.box = turned_back(*place.box, rotation, page.width, page.height);
  };
  for (Block& block : out.blocks) back(block.place);
  for (Table& table : out.tables) back(table.place);
  for (Notice& notice : out.notices) back(notice.place);
  return out;
}

}  // namespace assay
