#include <re2/re2.h>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

void count_matches(std::string_view name, std::string_view text, const RE2& pattern, std::vector<Measure>& out) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece found;
  double count = 0;
  std::string evidence;
  while (RE2::FindAndConsume(&rest, pattern, &found)) {
    if (count++ == 0) evidence = around(text, static_cast<std::size_t>(found.data() - text.data()), found.size());
  }
  out.push_back(document_measure(name, count, text.empty() ? 0 : 1, {}, evidence));
}

void measure_placeholders(const Document&, std::string_view text, std::vector<Measure>& out) {
  static const RE2 left(
      "(?i)(lorem ipsum|\\[(?:insert|your|enter|add|please|einfügen|bitte|insérer|votre|hier)\\b[^\\]\\n]{0,60}\\]|"
      "click (?:or tap )?here to enter text|klicken sie hier, um text|cliquez ici pour (?:taper|entrer) (?:du )?texte|"
      "<(?:insert|enter|your)\\b[^>\\n]{0,60}>)");
  static const RE2 open("\\b(TBD|TBC|T\\.B\\.D\\.|TODO|FIXME|to be determined|to be confirmed|n\\.n\\.b\\.)\\b");
  count_matches("completeness.placeholders", text, left, out);
  count_matches("completeness.open_points", text, open, out);
}

}  // namespace

const Measurer& placeholder_measures() {
  static const FunctionMeasurer measurer(
      "placeholders", 1,
      {{"completeness.placeholders", "count", "Placeholders",
        "Text of a template that nobody replaced: lorem ipsum, [insert …], \"click here to enter text\"."},
       {"completeness.open_points", "count", "Open points", "TBD, TBC, TODO, \"to be confirmed\"."}},
      measure_placeholders);
  return measurer;
}

}  // namespace assay
