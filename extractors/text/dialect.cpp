#include "extractors/text/dialect.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "extractors/text/cell_value.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t sample_size = std::size_t{256} << 10;

struct Delimiter {
  char character;
  double prior;
};
// In order of preference where scores are equal. Spaces and the like stand inside values more often than between them:
// they have to be twice as regular.
constexpr Delimiter delimiters[] = {{',', 1},   {';', 1},   {'\t', 1},  {'|', 1},   {'^', 1},   {'~', 1},
                                    {' ', 0.5}, {':', 0.5}, {'*', 0.5}, {'#', 0.5}, {'&', 0.5}, {0, 1}};

constexpr double least_pattern = 1e-3;  // alpha of the paper: what a row of one cell counts for
constexpr double least_type = 1e-10;    // beta of the paper

double score(std::string_view sample, const Dialect& dialect) {
  DelimitedReader reader(sample, dialect);
  std::vector<DelimitedReader::Cell> cells;
  std::map<std::size_t, double> rows_of_width;
  double known = 0;
  double total = 0;
  while (reader.next(cells)) {
    if (cells.empty()) continue;
    ++rows_of_width[cells.size()];
    total += static_cast<double>(cells.size());
    for (const auto& cell : cells) known += has_known_type(cell.text, cell.quoted);
  }
  if (total == 0) return 0;
  double pattern = 0;
  for (const auto& [width, rows] : rows_of_width) {
    const auto w = static_cast<double>(width);
    pattern += rows * std::max(least_pattern, w - 1) / w;
  }
  pattern /= static_cast<double>(rows_of_width.size());
  return pattern * std::max(least_type, known / total);
}

std::string_view sample_of(std::string_view text) {
  if (text.size() <= sample_size) return text;
  const std::size_t end = text.rfind('\n', sample_size);
  return text.substr(0, end == std::string_view::npos ? sample_size : end + 1);
}

bool has(std::string_view text, char c) {
  return text.find(c) != std::string_view::npos;
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
  Dialect best{0, 0, 0};
  double best_score = -1;
  for (const Delimiter& delimiter : delimiters) {
    if (named.delimiter != 0 ? delimiter.character != named.delimiter
                             : delimiter.character != 0 && !has(sample, delimiter.character))
      continue;
    for (const char quote : {'"', '\'', '\0'}) {
      if (quote != 0 && !has(sample, quote)) continue;
      for (const char escape : {'\0', '\\'}) {
        if (escape != 0 && !has(sample, escape)) continue;
        const Dialect dialect{delimiter.character, quote, escape};
        const double value = delimiter.prior * score(sample, dialect);
        if (value > best_score * (1 + 1e-9)) {
          best = dialect;
          best_score = value;
        }
      }
    }
  }
  if (named.delimiter != 0 && best_score < 0) best = {named.delimiter, '"', 0};
  return best;
}

}  // namespace assay
