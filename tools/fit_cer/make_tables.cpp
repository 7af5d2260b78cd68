// Makes tables by chance, lays them out as pages of words, and writes what the layout finds beside what is true, for
// tools/fit_cer/fit_tables.py: published tables with a truth are few, and the layout was built by looking at them.
//
//   fit_make_tables OUT COUNT      OUT/0001.json and OUT/0001.truth, and OUT/list for fit_tables.py
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "extractors/layout/layout.hpp"
#include "tools/fit_cer/found_tables.hpp"
#include "tools/samples/random.hpp"

namespace {

using assay::LayoutPage;
using assay::samples::Random;

constexpr double letter = 0.5, space = 0.28;  // widths, of the font size
constexpr double left = 50, page_width = 595, page_height = 842;
constexpr std::array<std::string_view, 24> vocabulary{
    "harbour", "cargo", "tide", "of",    "the",   "northern", "district", "rate",    "total", "cost", "and", "pump",
    "station", "loan",  "farm", "local", "water", "annual",   "grants",   "repairs", "per",   "unit", "in",  "schools"};

std::string words(Random& random, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += random.pick(std::span(vocabulary));
  }
  return out;
}

enum class Kind { words, number, amount, year };

std::string value(Random& random, Kind kind, int longest) {
  switch (kind) {
    case Kind::words:
      return words(random, random.between(1, longest));
    case Kind::number:
      return std::to_string(random.below(9000));
    case Kind::amount:
      return std::to_string(random.between(1, 99)) + "," + std::to_string(random.between(100, 999)) + "." +
             std::to_string(random.between(10, 99));
    case Kind::year:
      return std::to_string(random.between(1950, 2024));
  }
  return {};
}

struct TrueCell {
  int row, column, last_column;
  std::string text;
};

struct Column {
  Kind kind = Kind::number;
  int align = 0;  // 0 left, 1 right, 2 centre
  double x0 = 0, width = 0;
};

// One table with the chances of its own.
class Maker {
 public:
  explicit Maker(Random& random) : random_(random) {
    page_.number = 1;
    page_.width = page_width;
    page_.height = page_height;
    size_ = 7 + 4 * random.unit();
    jitter_ = random.below(2) == 0 ? 0 : 0.12 * random.unit();
  }

  void make() {
    draw_columns();
    fill();
    place_columns();
    double y = 60;
    if (random_.below(3) > 0) y = prose(y) + size_ * (0.3 + 2.5 * random_.unit());
    y = rows(y);
    if (random_.below(3) > 0) prose(y + size_ * (0.3 + 2.5 * random_.unit()));
  }

  const LayoutPage& page() const { return page_; }

  nlohmann::json truth() const {
    nlohmann::json cells = nlohmann::json::array();
    for (const TrueCell& cell : cells_) cells.push_back({cell.row, cell.column, cell.row, cell.last_column, cell.text});
    return {{"tables", {{{"regions", {{{"page", 1}, {"cells", cells}}}}}}}};
  }

 private:
  void draw_columns() {
    columns_.resize(static_cast<std::size_t>(random_.between(2, 8)));
    const bool texts = random_.below(4) == 0;
    for (Column& column : columns_) {
      column.kind = static_cast<Kind>(texts ? 0 : random_.below(4));
      column.align = column.kind == Kind::words ? 2 * (random_.below(6) == 0) : random_.between(0, 2);
    }
    columns_[0].kind = random_.below(5) == 0 ? Kind::year : Kind::words;
    columns_[0].align = 0;
  }

  void fill() {
    const int count = static_cast<int>(columns_.size()), longest = random_.between(1, 5);
    const double missing = random_.below(2) == 0 ? 0 : 0.35 * random_.unit();
    body_rows_ = random_.between(2, 22);
    if (count >= 4 && random_.below(3) == 0) {
      group_row_ = true;
      for (int c = 1; c + 1 < count; c += 2) cells_.push_back({0, c, c + 1, words(random_, random_.between(1, 2))});
    }
    const int header = group_row_ ? 1 : 0;
    const bool years = random_.below(4) == 0;
    for (int c = 0; c < count; ++c)
      if (c > 0 || random_.below(3) > 0)
        cells_.push_back(
            {header, c, c, c > 0 && years ? value(random_, Kind::year, 1) : words(random_, random_.between(1, 2))});
    for (int r = 1; r <= body_rows_; ++r) {
      const bool section = random_.below(14) == 0;
      for (int c = 0; c < count; ++c)
        if (c == 0 || (!section && random_.unit() >= missing))
          cells_.push_back({header + r, c, c, value(random_, columns_[static_cast<std::size_t>(c)].kind, longest)});
    }
  }

  double width_of(const std::string& text) const {
    double out = 0;
    for (const char c : text) out += size_ * (c == ' ' ? space : letter);
    return out;
  }

  void place_columns() {
    const double gutter = size_ * (0.5 + 2.5 * random_.unit() * random_.unit());
    for (const TrueCell& cell : cells_) {
      Column& column = columns_[static_cast<std::size_t>(cell.column)];
      const double share = width_of(cell.text) / (cell.last_column - cell.column + 1);
      column.width = std::max(column.width, share);
    }
    wrap_ = random_.below(4) == 0 ? 8 * size_ : 1e9;
    double x = left;
    for (Column& column : columns_) {
      column.width = std::min(column.width, wrap_);
      column.x0 = x;
      x += column.width + gutter;
    }
    gutter_ = gutter;
    right_ = x - gutter;
  }

  // The text of a cell in lines that its columns hold.
  std::vector<std::string> lines_of(const TrueCell& cell) const {
    const double room = end_of(cell) - columns_[static_cast<std::size_t>(cell.column)].x0 + 0.01;
    std::vector<std::string> out{""};
    std::size_t at = 0;
    while (at < cell.text.size()) {
      const std::size_t end = std::min(cell.text.find(' ', at), cell.text.size());
      const std::string word = cell.text.substr(at, end - at);
      if (!out.back().empty() && width_of(out.back() + " " + word) > room)
        out.push_back(word);
      else
        out.back() += (out.back().empty() ? "" : " ") + word;
      at = end + 1;
    }
    return out;
  }

  double end_of(const TrueCell& cell) const {
    const Column& last = columns_[static_cast<std::size_t>(cell.last_column)];
    return last.x0 + last.width;
  }

  double rows(double y) {
    const double pad = size_ * (0.1 + 0.5 * random_.unit());
    const int rules = random_.below(4);  // none, below the header, below each row, all
    const double top = y;
    const int count = body_rows_ + 1 + (group_row_ ? 1 : 0);
    rule(rules > 0, left - gutter_ / 2, y, right_ + gutter_ / 2, y);
    for (int r = 0; r < count; ++r) {
      std::size_t most = 1;
      for (const TrueCell& cell : cells_)
        if (cell.row == r) {
          const auto lines = lines_of(cell);
          for (std::size_t i = 0; i < lines.size(); ++i)
            line(cell, lines[i], y + pad + static_cast<double>(i) * 1.1 * size_);
          most = std::max(most, lines.size());
        }
      y += 2 * pad + (1.1 * static_cast<double>(most) - 0.1) * size_;
      const bool header = r == count - body_rows_ - 1;
      rule(rules >= 2 || (rules == 1 && (header || r + 1 == count)), left - gutter_ / 2, y, right_ + gutter_ / 2, y);
    }
    for (const Column& column : columns_) rule(rules == 3, column.x0 - gutter_ / 2, top, column.x0 - gutter_ / 2, y);
    rule(rules == 3, right_ + gutter_ / 2, top, right_ + gutter_ / 2, y);
    return y;
  }

  void rule(bool drawn, double x0, double y0, double x1, double y1) {
    if (drawn) page_.rules.push_back({{x0, y0, std::max(x1, x0 + 0.5), std::max(y1, y0 + 0.5)}});
  }

  void line(const TrueCell& cell, const std::string& text, double y) {
    const Column& column = columns_[static_cast<std::size_t>(cell.column)];
    const double room = end_of(cell) - column.x0 - width_of(text);
    const int align = cell.last_column > cell.column ? 2 : column.align;
    put(column.x0 + (align == 1 ? room : align == 2 ? room / 2 : 0), y, text);
  }

  void put(double x, double y, const std::string& text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      assay::LayoutWord word;
      word.text = text.substr(at, end - at);
      word.font_size = size_;
      const double dx = jitter_ * size_ * random_.gaussian(), dy = jitter_ / 2 * size_ * random_.gaussian();
      const double wide = width_of(word.text);
      word.box = {x + dx, y + dy, x + dx + wide, y + dy + size_};
      x += wide + space * size_;
      page_.words.push_back(std::move(word));
      at = end + 1;
    }
  }

  double prose(double y) {
    for (int i = random_.between(1, 4); i > 0; --i, y += 1.2 * size_)
      put(left, y, words(random_, random_.between(4, 11)));
    return y - 0.2 * size_;
  }

  Random& random_;
  LayoutPage page_;
  double size_ = 10, jitter_ = 0, wrap_ = 0, gutter_ = 0, right_ = 0;
  bool group_row_ = false;
  int body_rows_ = 0;
  std::vector<Column> columns_;
  std::vector<TrueCell> cells_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: fit_make_tables OUT COUNT\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  std::ofstream list(folder / "list");
  for (int i = 1; i <= std::atoi(argv[2]); ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "%04d", i);
    Random random(std::string("fit table ") + name);
    Maker maker(random);
    maker.make();
    const assay::LayoutResult found = assay::lay_out(maker.page());
    nlohmann::json out{{"tables", nlohmann::json::array()}};
    for (std::size_t t = 0; t < found.tables.size(); ++t)
      out["tables"].push_back(
          assay::found_table(found.tables[t], false, assay::signals_of(found.signals, static_cast<int>(t) + 1)));
    const std::string stem = (folder / name).string();
    std::ofstream(stem + ".json") << out << '\n';
    std::ofstream(stem + ".truth") << maker.truth() << '\n';
    list << "made\t" << name << '\t' << stem << ".json\t" << stem << ".truth\n";
  }
}
