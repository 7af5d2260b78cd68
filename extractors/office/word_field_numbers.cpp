#include "extractors/office/word_field_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "extractors/office/word_numbering.hpp"

namespace assay::office {
namespace {

constexpr int most = 32'767;  // that Word counts to

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Words, and what stands in quotes as one.
std::vector<std::string> words_of(std::string_view code) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < code.size();) {
    if (std::isspace(static_cast<unsigned char>(code[at])) != 0) {
      ++at;
      continue;
    }
    const bool quoted = code[at] == '"';
    const std::size_t first = at + (quoted ? 1 : 0);
    at = std::min(code.find_first_of(quoted ? "\"" : " \t\r\n", first), code.size());
    out.emplace_back(code.substr(first, at - first));
    if (quoted) ++at;
  }
  return out;
}

// The format that "\* alphabetic" names; none: not known.
std::optional<std::string> format_of(const std::string& name) {
  if (name == "alphabetic") return "lowerLetter";
  if (name == "ALPHABETIC" || name == "Alphabetic") return "upperLetter";
  if (name == "roman") return "lowerRoman";
  if (name == "ROMAN" || name == "Roman") return "upperRoman";
  const std::string small = lower(name);
  if (small == "ordinal") return "ordinal";
  if (small == "arabic" || small == "mergeformat" || small == "charformat") return "decimal";
  return {};
}

std::optional<int> whole_number(const std::string& word) {
  const bool digits = !word.empty() && word.size() <= 5 &&
                      std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  const int value = digits ? std::stoi(word) : most + 1;
  return value <= most ? std::optional(value) : std::nullopt;
}

struct Look {
  std::string format = "decimal", behind = ".";
};

// What the switches of an AUTONUM field say; none: something that is not known.
std::optional<Look> look_of(const std::vector<std::string>& words) {
  Look out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool more = i + 1 < words.size();
    if (words[i] == "\\*" && more) {
      const auto named = format_of(words[++i]);
      if (!named) return {};
      if (*named != "decimal") out.format = *named;
    } else if (words[i] == "\\s" && more) {
      out.behind = words[++i];
    } else if (words[i] == "\\e") {
      out.behind.clear();
    } else {
      return {};
    }
  }
  return out;
}

// How the level of a list that Word brings along is written: what stands before, the format, what stands behind.
struct ListLook {
  std::string_view before, format, behind;
};
constexpr ListLook number_looks[] = {{"", "decimal", ")"},  {"", "lowerLetter", ")"},  {"", "lowerRoman", ")"},
                                     {"(", "decimal", ")"}, {"(", "lowerLetter", ")"}, {"(", "lowerRoman", ")"},
                                     {"", "decimal", "."},  {"", "lowerLetter", "."},  {"", "lowerRoman", "."}};
constexpr ListLook outline_looks[] = {{"", "upperRoman", "."},  {"", "upperLetter", "."},  {"", "decimal", "."},
                                      {"", "lowerLetter", ")"}, {"(", "decimal", ")"},     {"(", "lowerLetter", ")"},
                                      {"(", "lowerRoman", ")"}, {"(", "lowerLetter", ")"}, {"(", "lowerRoman", ")"}};

}  // namespace

struct FieldNumbers::ListCode {
  std::string list;  // empty: it says none
  std::optional<int> level, start;
};

void FieldNumbers::begin_story() {
  paragraphs_ = {};
  lists_.clear();
  last_ = {};
  kind_.clear();
  mixed_ = lost_ = false;
}

void FieldNumbers::begin_paragraph(int heading, bool listed) {
  heading_ = heading;
  listed_ = listed;
  last_.here = false;
}

std::string FieldNumbers::next(std::string_view code, bool text_before, bool stored) {
  const auto first = code.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  code.remove_prefix(first);
  const std::string kind = lower(std::string(code.substr(0, code.find_first_of(" \t\r\n\\\""))));
  const bool list = kind == "listnum";
  if (!list && kind != "autonum" && kind != "autonumlgl" && kind != "autonumout") return {};
  const int before = unknown;
  const std::string_view rest = code.substr(kind.size());
  std::string out = apart_ ? not_known(code) : list ? list_number(rest, text_before) : paragraph_number(kind, rest);
  if (stored) unknown = before;
  return out;
}

std::string FieldNumbers::not_known(std::string_view code) {
  constexpr std::size_t enough = 80;
  if (unknown++ == 0) first_unknown = code.substr(0, enough);
  return {};
}

// Text that is no heading is one level below all headings, so that a number in a heading begins its numbers anew.
std::string FieldNumbers::paragraph_number(const std::string& kind, std::string_view code) {
  const std::string whole = kind + std::string(code);
  mixed_ = mixed_ || (!kind_.empty() && kind_ != kind);
  kind_ = kind;
  auto& count = paragraphs_.count;
  const auto level = static_cast<std::size_t>(heading_ > 0 ? heading_ - 1 : levels);
  count[level] = std::min(count[level] + 1, most);
  std::fill(count.begin() + static_cast<std::ptrdiff_t>(level) + 1, count.end(), 0);
  const std::optional<Look> look = look_of(words_of(code));
  if (!look || mixed_) return not_known(whole);
  if (kind == "autonumout" && heading_ > 0) return shown("outlinedefault", heading_, paragraphs_);
  std::string above;
  for (std::size_t i = 0; kind == "autonumlgl" && i < level; ++i) {
    if (count[i] > 0)
      above += std::to_string(count[i]) + ".";
    else if (heading_ > 0)
      return not_known(whole);  // a heading below a level that has no number
  }
  if (look->behind != "." && !look->behind.empty() && !above.empty()) return not_known(whole);
  return above + formatted_number(count[level], look->format) + look->behind;
}

// None: something that is not known.
std::optional<FieldNumbers::ListCode> FieldNumbers::list_code_of(const std::vector<std::string>& words) {
  ListCode out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = lower(words[i]);
    const bool more = i + 1 < words.size();
    if ((word == "\\l" || word == "\\s") && more) {
      auto& value = word == "\\l" ? out.level : out.start;
      if (!(value = whole_number(words[++i]))) return {};
    } else if (word == "\\*" && more) {
      ++i;
    } else if (out.list.empty() && !word.starts_with('\\')) {
      out.list = word;
    } else {
      return {};
    }
  }
  return out;
}

std::string FieldNumbers::list_number(std::string_view code, bool text_before) {
  const auto says = list_code_of(words_of(code));
  const auto place = says && !lost_ ? place_of(*says, text_before) : std::nullopt;
  if (!place) {
    lost_ = true;  // those that follow may count on
    return not_known("LISTNUM" + std::string(code));
  }
  last_ = *place;
  Series& series = lists_[place->list];
  int& at = series.count[static_cast<std::size_t>(place->level) - 1];
  at = says->start ? *says->start : std::min(at + 1, most);
  std::fill(series.count.begin() + place->level, series.count.end(), 0);
  return shown(place->list, place->level, series);
}

// A field that says no level goes on with the one before it in its paragraph: on that level where its code said so,
// else one below. At the beginning of a paragraph it is on the first, unless levels were said before.
std::optional<FieldNumbers::ListPlace> FieldNumbers::place_of(const ListCode& says, bool text_before) const {
  ListPlace out;
  const bool any = last_.level > 0, goes_on = any && (says.list.empty() || says.list == last_.list);
  out.list = !says.list.empty() ? says.list : any ? last_.list : "numberdefault";
  out.here = true;
  const bool brought = out.list == "numberdefault" || out.list == "outlinedefault" || out.list == "legaldefault";
  if (!brought || (any && !goes_on && !says.start)) return {};  // another list may count on where this one stopped
  if (listed_ && says.list.empty()) return {};                  // the paragraph's own
  out.said = says.level || (goes_on && last_.here && last_.said);
  if (says.level)
    out.level = *says.level;
  else if (goes_on && last_.here)
    out.level = last_.level + (last_.said ? 0 : 1);
  else if (!text_before && !(any && last_.said))
    out.level = 1;
  return out.level >= 1 && out.level <= levels ? std::optional(out) : std::nullopt;
}

void note_field_numbers(const FieldNumbers& numbers, Document& document) {
  if (numbers.unknown == 0) return;
  Notice notice;
  notice.code = "completeness.field_number";
  notice.severity = Severity::warning;
  notice.message = fmt::format("Word prints a number for {} field(s) that the file does not hold.", numbers.unknown);
  notice.evidence = numbers.first_unknown;
  document.notices.push_back(std::move(notice));
}

std::string FieldNumbers::shown(std::string_view list, int level, const Series& series) {
  const auto at = static_cast<std::size_t>(level) - 1;
  if (list == "legaldefault") {
    std::string out;
    for (std::size_t i = 0; i <= at; ++i)
      out += std::to_string(i == at ? series.count[i] : std::max(series.count[i], 1)) + ".";
    return out;
  }
  const ListLook& look = (list == "outlinedefault" ? outline_looks : number_looks)[at];
  return std::string(look.before) + formatted_number(series.count[at], look.format) + std::string(look.behind);
}

}  // namespace assay::office
