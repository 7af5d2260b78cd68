#include "extractors/text/dialect.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "extractors/text/cell_value.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t sample_size = std::size_t{256} << 10;

// In order of preference where scores are equal. The second row stands inside values more often than between them, so
// these have to part every row alike.
constexpr std::string_view usual_delimiters = ",;\t|^~";
constexpr std::string_view rare_delimiters = " :#*&";

constexpr double least_pattern = 1e-3;  // alpha of the paper: what a row of one cell counts for
constexpr double least_type = 1e-10;    // beta of the paper

struct Trial {
  Dialect dialect;
  std::map<std::size_t, double> rows_of_width;
  double rows = 0;
  double known = 0;
  double cells = 0;
  bool clean_quotes = true;  // each quote opens a cell, closes it, or is doubled or escaped inside one
  int quoted = 0;

  // The score of the paper: rows of few widths, wide ones, times cells of known types.
  double score() const {
    if (cells == 0) return 0;
    double pattern = 0;
    for (const auto& [width, count] : rows_of_width) {
      const auto w = static_cast<double>(width);
      pattern += count * std::max(least_pattern, w - 1) / w;
    }
    return pattern / static_cast<double>(rows_of_width.size()) * std::max(least_type, known / cells);
  }

  // Not in the paper: a separator in a line or two does not make a table of a list. Most rows hold it, or three of the
  // same width hold it twice (a table behind a long preamble).
  bool is_plausible() const {
    if (dialect.delimiter == 0) return true;
    const auto single = rows_of_width.find(1);
    const double wide = rows - (single == rows_of_width.end() ? 0 : single->second);
    if (rare_delimiters.find(dialect.delimiter) != std::string_view::npos)
      return rows >= 3 && rows_of_width.size() == 1 && rows_of_width.begin()->first >= 3;
    return wide * 2 >= rows || std::any_of(rows_of_width.begin(), rows_of_width.end(),
                                           [](const auto& w) { return w.first >= 3 && w.second >= 3; });
  }
};

Trial attempt(std::string_view sample, const Dialect& dialect) {
  Trial trial;
  trial.dialect = dialect;
  DelimitedReader reader(sample, dialect);
  std::vector<DelimitedReader::Cell> cells;
  while (reader.next(cells)) {
    if (cells.empty()) continue;
    ++trial.rows_of_width[cells.size()];
    ++trial.rows;
    trial.cells += static_cast<double>(cells.size());
    for (const auto& cell : cells) {
      trial.known += has_known_type(cell.text, cell.quoted);
      trial.quoted += cell.quoted;
      if (!cell.quoted && dialect.quote != 0 && cell.text.find(dialect.quote) != std::string::npos)
        trial.clean_quotes = false;
    }
  }
  trial.clean_quotes = trial.clean_quotes && trial.quoted > 0;
  return trial;
}

bool has(std::string_view text, char c) {
  return text.find(c) != std::string_view::npos;
}

std::vector<Trial> attempt_all(std::string_view sample, char named) {
  std::string delimiters(1, named);
  if (named == 0) {
    for (const char c : std::string(usual_delimiters) + std::string(rare_delimiters))
      if (has(sample, c)) delimiters.insert(delimiters.size() - 1, 1, c);
  }
  std::vector<Trial> trials;
  for (const char delimiter : delimiters) {
    for (const char quote : {'"', '\'', '\0'}) {
      if (quote != 0 && !has(sample, quote)) continue;
      for (const char escape : {'\0', '\\'}) {
        if (escape != 0 && !has(sample, escape)) continue;
        Trial trial = attempt(sample, {delimiter, quote, escape});
        if (named != 0 || trial.is_plausible()) trials.push_back(std::move(trial));
      }
    }
  }
  return trials;
}

std::string_view sample_of(std::string_view text) {
  if (text.size() <= sample_size) return text;
  const std::size_t end = text.rfind('\n', sample_size);
  return text.substr(0, end == std::string_view::npos ? sample_size : end + 1);
}

}  // namespace

SeparatorLine separator_line(std::string_view text) {
  const std::size_t start = text.starts_with("\"sep=") ? 1 : 0;
  if (!text.substr(start).starts_with("sep=") || text.size() < start + 5) return {};
  const std::size_t end = std::min(text.find('\n'), text.size());
  if (end > start + 6) return {};
  return {text[start + 4], std::min(end + 1, text.size())};
}

Dialect detect_dialect(std::string_view text) {
  const SeparatorLine named = separator_line(text);
  const std::string_view sample = sample_of(text.substr(named.length));
  const std::vector<Trial> trials = attempt_all(sample, named.delimiter);
  // Where double quotes are used without a flaw they are quotes: no dialect that takes them for text competes.
  const bool quotes = std::any_of(trials.begin(), trials.end(),
                                  [](const Trial& t) { return t.dialect.quote == '"' && t.clean_quotes; });
  Dialect best{named.delimiter, '"', 0};
  double best_score = -1;
  for (const Trial& trial : trials) {
    if (quotes && trial.dialect.quote != '"') continue;
    const double score = trial.score();
    if (score > best_score * (1 + 1e-9)) {
      best = trial.dialect;
      best_score = score;
    }
  }
  return best;
}

}  // namespace assay
