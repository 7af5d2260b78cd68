#include "extractors/text/records.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_set>

#include "extractors/text/cell_value.hpp"

namespace assay {
namespace {

bool is_blank(const std::string& cell) {
  return cell.find_first_not_of(" \t\n") == std::string::npos;
}

std::size_t filled(const Record& row) {
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const auto& c) { return !is_blank(c); }));
}

// Up to the last cell that holds something.
std::size_t used_width(const Record& row) {
  const auto last = std::find_if(row.rbegin(), row.rend(), [](const auto& c) { return !is_blank(c); });
  return static_cast<std::size_t>(row.rend() - last);
}

// The usual number of cells, of two that are as usual the larger one. Lines of one cell count only where there is
// nothing else: notes may outnumber the rows of a short table.
std::size_t usual_width(const std::vector<Record>& rows) {
  std::map<std::size_t, std::size_t> count;
  for (const Record& row : rows)
    if (!row.empty()) ++count[row.size()];
  if (count.size() > 1) count.erase(1);
  std::size_t width = 0;
  for (const auto& [w, n] : count)
    if (width == 0 || n >= count[width]) width = w;
  return width;
}

// Much narrower than the table: a line of text that happens to hold a separator or two.
bool is_narrow(const Record& row, std::size_t width) {
  return row.size() == 1 ? width > 1 : width >= 3 && row.size() * 2 <= width;
}

// With the sign that many programs put before comments, and some before the header.
bool is_marked(const Record& row) {
  return row.front().starts_with('#');
}

bool is_typed(const std::string& cell) {
  return parse_number(cell, false) || parse_number(cell, true) || date_shape(cell).date;
}

// A first row of names: texts, with values of another kind below, or that never come again in their columns.
bool is_header(const std::vector<const Record*>& rows) {
  constexpr std::size_t rows_to_look_at = 1000;
  if (rows.size() < 2) return false;
  const Record& head = *rows.front();
  std::size_t names = 0;
  for (const std::string& cell : head) {
    if (is_blank(cell)) continue;
    if (is_typed(cell) || cell.size() > 200) return false;
    ++names;
  }
  if (names == 0 || names * 2 < used_width(head)) return false;
  const std::size_t end = std::min(rows.size(), rows_to_look_at);
  bool again = false;
  for (std::size_t column = 0; column < head.size(); ++column) {
    std::size_t typed = 0;
    std::size_t cells = 0;
    for (std::size_t i = 1; i < end; ++i) {
      const Record& row = *rows[i];
      if (column >= row.size() || is_blank(row[column])) continue;
      ++cells;
      typed += is_typed(row[column]);
      again = again || row[column] == head[column];
    }
    if (cells > 0 && typed * 10 >= cells * 8 && !is_blank(head[column])) return true;
  }
  const std::unordered_set<std::string> distinct(head.begin(), head.end());
  return !again && distinct.size() == head.size();
}

bool is_year(const std::string& cell) {
  const std::optional<double> number = cell.size() == 4 ? parse_number(cell, false) : std::nullopt;
  return number && *number >= 1800 && *number <= 2100 && *number == std::floor(*number);
}

// What stands in a column below the first two rows.
struct Below {
  std::size_t rows = 0, cells = 0, typed = 0, distinct = 0;
  bool again = false;  // a text of the first two rows

  bool holds_values() const { return cells > 1 && typed * 10 >= cells * 8; }
  // As a column of kinds or names does in which few are used again and again.
  bool repeats() const { return cells >= 4 && distinct * 2 <= cells; }
};

Below look_below(const std::vector<const Record*>& rows, std::size_t column) {
  constexpr std::size_t rows_to_look_at = 1000;
  const std::size_t end = std::min(rows.size(), rows_to_look_at);
  const auto is_at_top = [&](const std::string& cell, std::size_t row) {
    return column < rows[row]->size() && (*rows[row])[column] == cell;
  };
  std::unordered_set<std::string> seen;
  Below below;
  for (std::size_t i = 2; i < end; ++i) {
    ++below.rows;
    if (column >= rows[i]->size() || is_blank((*rows[i])[column])) continue;
    const std::string& cell = (*rows[i])[column];
    ++below.cells;
    below.typed += is_typed(cell);
    below.again = below.again || is_at_top(cell, 0) || is_at_top(cell, 1);
    seen.insert(cell);
  }
  below.distinct = seen.size();
  return below;
}

// Whether a second row names all columns where the first names groups of them: texts in each column, in one of them
// over values of another kind; or over texts alone, where half of the columns use theirs again and again and none of
// the two rows'. A year names a group only over values.
bool is_second_header(const std::vector<const Record*>& rows) {
  if (rows.size() < 4) return false;
  const Record& groups = *rows[0];
  const Record& names = *rows[1];
  if (names.size() < 3 || filled(names) < names.size() || filled(groups) < 2 || filled(groups) >= names.size())
    return false;
  // Only the first is without a name: a column of numbers or names of rows, and the second row is a record.
  if (is_blank(groups[0]) && filled(groups) + 1 == names.size()) return false;
  const auto typed = [](const std::string& cell) { return !is_blank(cell) && is_typed(cell); };
  if (std::any_of(names.begin(), names.end(), typed)) return false;
  bool over_values = false, all_new = is_blank(groups[0]);
  std::size_t repeating = 0;
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::string group = column < groups.size() ? groups[column] : std::string();
    const Below below = look_below(rows, column);
    if (typed(group) && !(is_year(group) && below.holds_values())) return false;
    over_values = over_values || below.holds_values();
    repeating += below.repeats();
    all_new = all_new && !below.again && (!is_blank(group) || below.cells * 10 >= below.rows * 8);
  }
  return over_values || (all_new && repeating * 2 >= names.size());
}

class Layouter {
 public:
  explicit Layouter(const std::vector<Record>& rows) : rows_(rows) {
    out_.roles.resize(rows.size(), RowRole::data);
    width_ = usual_width(rows);
    out_.width = static_cast<int>(width_);
    for (const Record& row : rows)
      if (!row.empty() && !is_marked(row)) filled_ = std::max(filled_, used_width(row));
  }

  RecordLayout run() {
    find_edges();
    find_comments();
    find_header();
    find_widths();
    out_.sheet = is_sheet();
    return std::move(out_);
  }

 private:
  void find_edges() {
    std::size_t first = 0;
    while (first < rows_.size() && (rows_[first].empty() || is_narrow(rows_[first], width_))) ++first;
    if (first == rows_.size()) first = 0;
    first = std::max(first, comments_end());
    std::size_t last = rows_.size();
    while (last > first + 1 && is_footer(last - 1, first)) --last;
    while (last > first + 1 && rows_[last - 1].empty()) --last;
    out_.first = first;
    out_.last = last;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].empty())
        out_.roles[i] = RowRole::blank;
      else if (i < first)
        out_.roles[i] = RowRole::preamble;
      else if (i >= last)
        out_.roles[i] = RowRole::footer;
    }
  }

  // As wide as the rows are written, or as they are filled: a header rarely names columns that are always empty.
  bool can_be_row(const Record& row) const {
    return width_ < 2 || row.size() == width_ || (filled_ > 1 && row.size() == filled_);
  }

  // Behind the block of comments that opens the file. Up to the last one that can't be a row of the table, all of them
  // are comments, whatever separators their sentences hold; behind it, one may be the header ("# id, name").
  std::size_t comments_end() const {
    if (rows_.empty() || rows_.front().empty() || can_be_row(rows_.front())) return 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < rows_.size() && (rows_[i].empty() || is_marked(rows_[i])); ++i)
      if (!rows_[i].empty() && !can_be_row(rows_[i])) end = i + 1;
    return end;
  }

  bool is_footer(std::size_t i, std::size_t first) const {
    if (rows_[i].empty()) return true;
    if (!is_narrow(rows_[i], width_)) return false;
    if (rows_[i].size() == 1 && width_ > 2) return true;
    for (std::size_t above = i; above > first; --above) {  // only behind an empty line
      if (rows_[above - 1].empty()) return true;
      if (!is_narrow(rows_[above - 1], width_)) return false;
    }
    return false;
  }

  void find_comments() {
    for (std::size_t i = out_.first; i < out_.last; ++i)
      if (!rows_[i].empty() && is_marked(rows_[i]) && !can_be_row(rows_[i])) out_.roles[i] = RowRole::comment;
  }

  void find_header() {
    std::vector<const Record*> data;
    std::size_t head = out_.last;
    for (std::size_t i = out_.first; i < out_.last; ++i) {
      if (out_.roles[i] != RowRole::data) continue;
      if (data.empty()) head = i;
      data.push_back(&rows_[i]);
    }
    const bool two = is_second_header(data);
    if (!two && !is_header(data)) return;
    out_.roles[head] = RowRole::header;
    out_.header_rows = 1;
    if (two && out_.roles[head + 1] == RowRole::data) {
      out_.roles[head + 1] = RowRole::header;
      out_.header_rows = 2;
    }
    out_.first = std::min(out_.first, head);
    for (std::size_t i = head + 1; i < out_.last; ++i)
      if (out_.roles[i] == RowRole::data && width_ > 1 && rows_[i] == rows_[head]) out_.repeated_headers.push_back(i);
  }

  void find_widths() {
    std::size_t columns = 0;
    std::size_t full = 0;  // the usual width, what is always empty at the end apart
    std::map<std::size_t, std::size_t> used;
    for_table([&](std::size_t i) { columns = std::max(columns, used_width(rows_[i])); });
    full = std::min(width_, columns);
    out_.columns = static_cast<int>(columns);
    for_table([&](std::size_t i) {
      const bool short_row = rows_[i].size() < full;
      const bool long_row = used_width(rows_[i]) > width_;
      if (short_row || long_row) out_.ragged.push_back(i);
    });
  }

  // Calls with each row that is part of the table.
  template <class Visit>
  void for_table(Visit&& visit) const {
    for (std::size_t i = out_.first; i < out_.last; ++i)
      if (out_.roles[i] == RowRole::data || out_.roles[i] == RowRole::header) visit(i);
  }

  bool is_sheet() const {
    if (width_ < 2) return false;
    std::vector<bool> column_used(static_cast<std::size_t>(out_.columns), false);
    bool blank_row = false;
    bool title = false;
    std::size_t even = 0;
    for_table([&](std::size_t i) {
      const std::size_t cells = filled(rows_[i]);
      blank_row = blank_row || cells == 0;
      title = title || (i == out_.first && cells == 1 && rows_[i].size() > 2);
      even += rows_[i].size() == width_;
      for (std::size_t c = 0; c < rows_[i].size() && c < column_used.size(); ++c)
        if (!is_blank(rows_[i][c])) column_used[c] = true;
    });
    return even == table_rows() && (blank_row || title || has_gap(column_used));
  }

  // A blank column between two parts of two columns and more: tables side by side. One blank column beside a single one
  // is a field that nobody filled in.
  static bool has_gap(const std::vector<bool>& column_used) {
    std::size_t run = 0;
    bool wide_part = false;
    for (std::size_t c = 0; c < column_used.size(); ++c) {
      run = column_used[c] ? run + 1 : 0;
      if (wide_part && run == 2) return true;
      if (run >= 2 && c + 1 < column_used.size() && !column_used[c + 1]) wide_part = true;
      if (!column_used[c] && c > 0 && column_used[c - 1] && (c < 2 || !column_used[c - 2])) wide_part = false;
    }
    return false;
  }

  std::size_t table_rows() const {
    std::size_t count = 0;
    for_table([&count](std::size_t) { ++count; });
    return count;
  }

  const std::vector<Record>& rows_;
  std::size_t width_ = 0, filled_ = 0;
  RecordLayout out_;
};

// A record with text behind a closing quote, and where it stands in the file.
struct Doubtful {
  std::size_t row, start, end;
};

// One quote too many makes one cell of all up to the next one. Where a row has the usual width only if its quotes are
// text, they are. Rows over several lines stay: their quotes hold the lines together.
void mend_stray_quotes(Records& out, std::string_view text, Dialect dialect, const std::vector<Doubtful>& doubtful) {
  if (doubtful.empty()) return;
  const std::size_t width = usual_width(out.rows);
  dialect.quote = 0;
  std::vector<DelimitedReader::Cell> cells;
  for (const auto& [row, start, end] : doubtful) {
    if (out.rows[row].size() == width) continue;
    DelimitedReader plain(text.substr(start, end - start), dialect);
    plain.next(cells);
    if (cells.size() != width || plain.position() != end - start) continue;
    Record read;
    for (auto& cell : cells) read.push_back(std::move(cell.text));
    out.rows[row] = std::move(read);
    if (out.stray_quotes++ == 0) out.first_stray = row;
  }
}

}  // namespace

Records read_records(std::string_view text, const Dialect& dialect, std::uint64_t max_cells, Progress& progress) {
  Records out;
  DelimitedReader reader(text, dialect);
  std::vector<DelimitedReader::Cell> cells;
  std::vector<Doubtful> doubtful;
  std::uint64_t count = 0;
  std::size_t start = 0;
  while (reader.next(cells)) {
    count += std::max<std::size_t>(cells.size(), 1);
    if (count > max_cells || out.rows.size() >= std::numeric_limits<int>::max()) {
      out.cut = true;
      break;
    }
    if (out.unclosed_quotes == 0) out.first_unclosed = out.rows.size();
    out.unclosed_quotes = reader.unclosed_quotes();
    if (reader.doubtful_quote()) doubtful.push_back({out.rows.size(), start, reader.position()});
    start = reader.position();
    Record& row = out.rows.emplace_back();
    row.reserve(cells.size());
    for (auto& cell : cells) row.push_back(std::move(cell.text));
    if (row.size() == 1 && is_blank(row.front())) row.clear();
    if (out.rows.size() % 4096 == 0) progress.advance("rows", static_cast<int>(out.rows.size()), 0);
  }
  mend_stray_quotes(out, text, dialect, doubtful);
  return out;
}

RecordLayout lay_out_records(const std::vector<Record>& rows) {
  return Layouter(rows).run();
}

}  // namespace assay
