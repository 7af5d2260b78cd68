// Outcomes of pilot documents from a delimited file.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "extractors/text/dialect.hpp"
#include "extractors/text/encoding.hpp"
#include "extractors/text/records.hpp"
#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/transfer.hpp"

namespace assay {
namespace {

constexpr std::string_view good[] = {"yes", "y", "true", "pass", "passed", "right", "correct", "good", "ok"};
constexpr std::string_view bad[] = {"no", "n", "false", "fail", "failed", "wrong", "incorrect", "bad"};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// 0..1; a comma may stand for the point.
std::optional<double> number_in(std::string text) {
  const bool percentage = text.ends_with('%');
  if (percentage) text = trimmed(std::string_view(text).substr(0, text.size() - 1));
  std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  if (percentage) value /= 100;
  return value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

std::optional<double> value_of(std::string_view cell) {
  std::string text(cell);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  if (std::find(std::begin(good), std::end(good), text) != std::end(good)) return 1;
  if (std::find(std::begin(bad), std::end(bad), text) != std::end(bad)) return 0;
  return number_in(text);
}

[[noreturn]] void refuse(std::string_view file, const std::string& what) {
  throw RunError(ExitCode::usage,
                 fmt::format("Labels in {}: {} The first row names the columns; the first column holds the document's "
                             "path, each other one yes or no, a number from 0 to 1, or a percentage.",
                             file, what));
}

}  // namespace

std::vector<PilotOutcome> read_outcomes(ByteView bytes, std::string_view file_name) {
  const DecodedText decoded = decode_text(bytes, Limits{}.text_bytes);
  NoProgress progress;
  const Records records = read_records(decoded.text, detect_dialect(decoded.text), Limits{}.cells, progress);
  if (records.rows.size() < 2 || records.rows[0].size() < 2)
    refuse(file_name, "there is no table of two columns and a row of values.");
  std::vector<PilotOutcome> outcomes;
  for (std::size_t column = 1; column < records.rows[0].size(); ++column)
    outcomes.push_back({std::string(trimmed(records.rows[0][column])), {}});
  for (std::size_t row = 1; row < records.rows.size(); ++row) {
    const Record& cells = records.rows[row];
    const std::string_view path = cells.empty() ? std::string_view() : trimmed(cells[0]);
    for (std::size_t column = 1; column < cells.size() && column <= outcomes.size(); ++column) {
      const std::string_view cell = trimmed(cells[column]);
      if (cell.empty()) continue;
      const auto value = value_of(cell);
      if (!value)
        refuse(file_name,
               fmt::format("row {}, column '{}' holds '{}'.", row + 1, outcomes[column - 1].title, cell.substr(0, 80)));
      if (path.empty()) refuse(file_name, fmt::format("row {} names no document.", row + 1));
      outcomes[column - 1].labels.push_back({std::string(path), *value});
    }
  }
  std::erase_if(outcomes, [](const PilotOutcome& outcome) { return outcome.labels.empty(); });
  if (outcomes.empty()) refuse(file_name, "no cell holds a label.");
  return outcomes;
}

}  // namespace assay
