// Is the document of a class that the policy knows, and does it have what documents of that class must have?
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "rules/measures/line_view.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// A title stands near the top, below a letterhead at most.
constexpr std::size_t title_lines = 25;
// A label that was misread is not missing: above this expected rate of errors it takes luck to find a word of ten
// letters whole (0.95^10 = 0.6).
constexpr double most_reading_errors = 0.05;

bool is_of_class(const DocumentClass& kind, std::span<const LineView> lines, std::string_view text) {
  const std::span<const LineView> first = lines.subspan(0, std::min(title_lines, lines.size()));
  const bool titled = std::any_of(first.begin(), first.end(), [&](const LineView& line) {
    const auto cells = cells_of_line(line.text);
    return std::any_of(cells.begin(), cells.end(), [&](std::string_view cell) { return kind.title.found_in(cell); });
  });
  if (!titled) return false;
  const auto known =
      std::count_if(kind.words.begin(), kind.words.end(), [text](const Pattern& word) { return word.found_in(text); });
  return known >= kind.least && tokens(text).size() <= static_cast<std::size_t>(kind.most_words);
}

// "21 October Customer: ..." of "21 October": what belongs to the next label is cut off.
std::string_view own_part(std::string_view rest) {
  static const RE2 lead("^[\\s:;.,#°º|/()=_-]*");
  static const RE2 next_label("\\pL[^:\\t]{0,40}(:)");
  re2::StringPiece piece(rest.data(), rest.size());
  RE2::Consume(&piece, lead);
  const std::string_view own(piece.data(), piece.size());
  re2::StringPiece colon;
  if (RE2::PartialMatch(piece, next_label, &colon))
    return own.substr(0, static_cast<std::size_t>(colon.data() - piece.data()));
  return own;
}

bool starts_with_label(std::string_view line) {
  static const RE2 label("^\\s*\\pL[^:\\t]{1,40}:");
  return RE2::PartialMatch({line.data(), line.size()}, label);
}

bool value_below(const RequiredField& field, std::span<const LineView> below, std::size_t cell) {
  constexpr std::size_t reach = 2;
  for (std::size_t i = 0; i < std::min(reach, below.size()); ++i) {
    if (starts_with_label(below[i].text)) return false;
    const auto cells = cells_of_line(below[i].text);
    // A line of text below a row of labels, or the other way round, has no columns to go by.
    const bool columns = cell > 0 && cells.size() > cell;
    if (field.value.found_in(columns ? cells[cell] : std::string_view(below[i].text))) return true;
  }
  return false;
}

bool has_value(const RequiredField& field, std::span<const LineView> lines, std::size_t at) {
  const auto cells = cells_of_line(lines[at].text);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    std::size_t end = 0;
    while ((end = field.label.end_of_match(cells[cell], end)) != std::string_view::npos) {
      if (field.value.found_in(own_part(cells[cell].substr(end)))) return true;
      for (std::size_t right = cell + 1; right < cells.size(); ++right)
        if (field.value.found_in(own_part(cells[right]))) return true;
      if (value_below(field, lines.subspan(at + 1), cell)) return true;
      if (end == cells[cell].size()) break;
    }
  }
  return false;
}

bool has_field(const RequiredField& field, std::span<const LineView> lines, std::string_view text) {
  if (field.pattern.found_in(text)) return true;
  if (field.label.empty()) return false;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (has_value(field, lines, i)) return true;
  return false;
}

bool read_badly(const Document& document) {
  return std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
    const bool from_image = page.text_source == TextSource::ocr || page.text_source == TextSource::mixed;
    return from_image && (!page.predicted_cer || page.predicted_cer->value > most_reading_errors);
  });
}

class FieldMeasurer final : public Measurer {
 public:
  std::string_view name() const override { return "fields"; }
  int version() const override { return 2; }
  std::span<const MeasureInfo> measures() const override { return infos_; }

  void measure(const MeasureInput& input, std::vector<Measure>& out) const override {
    const std::vector<LineView> lines = visible_lines(input.document);
    std::string text;
    for (const LineView& line : lines) text += line.text + '\n';
    for (const DocumentClass& kind : input.classes) {
      if (!is_of_class(kind, lines, text)) continue;
      out.push_back(document_measure("completeness.document_class", 1, 1, {}, kind.name));
      if (kind.required.empty()) break;
      if (!read_badly(input.document) && !input.document.partial) out.push_back(missing(kind, lines, text));
      return;
    }
    out.push_back(document_measure("completeness.missing_fields", 0, 0));
  }

 private:
  static Measure missing(const DocumentClass& kind, std::span<const LineView> lines, std::string_view text) {
    double count = 0;
    std::string names;
    for (const RequiredField& field : kind.required) {
      if (has_field(field, lines, text)) continue;
      names += (count++ > 0 ? ", " : "") + field.name;
    }
    const std::string evidence = count > 0 ? fmt::format("{} without {}", kind.name, names) : kind.name;
    return document_measure("completeness.missing_fields", count, static_cast<double>(kind.required.size()), {},
                            evidence);
  }

  const std::vector<MeasureInfo> infos_{
      {"completeness.missing_fields", "count", "Missing fields",
       "Fields that documents of its class must have by the policy and that were not found, over those it must have. "
       "Does not apply to documents of no known class; not known of those that were read badly or in part."},
      {"completeness.document_class", "count", "Class",
       "1 for a document of a class of the policy, its name as evidence.", false, false}};
};

}  // namespace

const Measurer& field_measures() {
  static const FieldMeasurer measurer;
  return measurer;
}

}  // namespace assay
