#include "extractors/office/odf_number_formats.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr long most_digits = 40;  // as many as NumberFormat takes

bool is_number_style(std::string_view name) {
  return name == "number-style" || name == "percentage-style" || name == "currency-style";
}

// From 0; `fallback` where there is none, none where it is too large or no number.
std::optional<std::size_t> digits_of(pugi::xml_node node, std::string_view name, std::size_t fallback) {
  if (!has_attribute(node, name)) return fallback;
  const long digits = to_long(attribute(node, name));
  if (digits < 0 || digits > most_digits) return std::nullopt;
  return static_cast<std::size_t>(digits);
}

std::string quoted(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('"', begin), text.size());
    if (end > begin) out.append("\"").append(text, begin, end - begin).append("\"");
    if (end < text.size()) out += "\\\"";
    begin = end + 1;
  }
  return out;
}

// The decimals that always stand there, and those that stand where they are not zero.
std::optional<std::string> decimals_code(pugi::xml_node node) {
  const auto most = digits_of(node, "decimal-places", 0);
  const bool replaced = has_attribute(node, "decimal-replacement");  // "12.–": no code says so
  if (!most || !attribute(node, "decimal-replacement").empty()) return std::nullopt;
  const auto least = digits_of(node, "min-decimal-places", replaced ? 0 : *most);
  if (!least || *least > *most) return std::nullopt;
  if (*most == 0) return std::string();
  return '.' + std::string(*least, '0') + std::string(*most - *least, '#');
}

// Digits before the point, with the letters that stand between them: "#,##0", "000-00-0000".
std::optional<std::string> wholes_code(pugi::xml_node node) {
  const auto least = digits_of(node, "min-integer-digits", 0);
  if (!least) return std::nullopt;
  const bool grouped = attribute(node, "grouping") == "true";
  std::size_t all = std::max<std::size_t>(*least, grouped ? 4 : 1);
  std::map<std::size_t, std::string> between;  // by how many digits follow
  for (const pugi::xml_node part : node.children()) {
    if (local_name(part) != "embedded-text") continue;
    const auto place = digits_of(part, "position", 0);
    if (!place || *place == 0) return std::nullopt;
    between[*place] += part.text().get();
    all = std::max(all, *place + 1);
  }
  std::string out;
  for (std::size_t left = all; left > 0; --left) {
    if (const auto text = between.find(left); text != between.end()) out += quoted(text->second);
    out += left > *least ? '#' : '0';
    if (grouped && left == all) out += ',';
  }
  return out;
}

std::optional<std::string> number_code(pugi::xml_node node) {
  const auto wholes = wholes_code(node), decimals = decimals_code(node);
  if (!wholes || !decimals) return std::nullopt;
  const bool as_it_is = !has_attribute(node, "decimal-places") && !has_attribute(node, "decimal-replacement");
  if (as_it_is) return *wholes == "0" || *wholes == "#" ? std::optional<std::string>("General") : std::nullopt;
  const auto factor = attribute(node, "display-factor");
  if (!factor.empty() && factor != "1" && factor != "1000" && factor != "1000000" && factor != "1000000000")
    return std::nullopt;
  return *wholes + *decimals + std::string(factor.empty() ? 0 : (factor.size() - 1) / 3, ',');
}

std::optional<std::string> scientific_code(pugi::xml_node node) {
  const auto wholes = wholes_code(node), decimals = decimals_code(node);
  const auto power = digits_of(node, "min-exponent-digits", 1);
  const auto interval = attribute(node, "exponent-interval");
  if (!wholes || !decimals || !power || (!interval.empty() && interval != "1")) return std::nullopt;
  const bool sign = attribute(node, "forced-exponent-sign") != "false";
  return *wholes + *decimals + (sign ? "E+" : "E-") + std::string(std::max<std::size_t>(*power, 1), '0');
}

std::optional<std::string> fraction_code(pugi::xml_node node) {
  const auto whole = digits_of(node, "min-integer-digits", 0), above = digits_of(node, "min-numerator-digits", 1),
             below = digits_of(node, "min-denominator-digits", 1);
  if (!whole || !above || !below) return std::nullopt;
  std::string out;
  if (has_attribute(node, "min-integer-digits")) out = (*whole == 0 ? "#" : std::string(*whole, '0')) + " ";
  const auto fixed = attribute(node, "denominator-value");
  return out + std::string(std::max<std::size_t>(*above, 1), '?') + '/' +
         (fixed.empty() ? std::string(std::max<std::size_t>(*below, 1), '?') : std::string(fixed));
}

// The sign for percent multiplies, wherever it stands; in other styles it is a letter.
std::string letters_code(std::string_view text, bool percentage) {
  const std::size_t sign = percentage ? text.find('%') : std::string_view::npos;
  if (sign == std::string_view::npos) return quoted(text);
  return quoted(text.substr(0, sign)) + '%' + letters_code(text.substr(sign + 1), false);
}

// Without what other styles are applied to.
std::optional<std::string> own_code(pugi::xml_node style) {
  const bool percentage = local_name(style) == "percentage-style";
  bool has_percent = false;
  std::string out;
  for (const pugi::xml_node part : style.children()) {
    const auto name = local_name(part);
    std::optional<std::string> code = "";
    if (name == "number") {
      code = number_code(part);
    } else if (name == "scientific-number") {
      code = scientific_code(part);
    } else if (name == "fraction") {
      code = fraction_code(part);
    } else if (name == "text" || name == "currency-symbol") {
      const std::string_view text = part.text().get();
      code = letters_code(text, percentage && !has_percent);
      has_percent = has_percent || text.find('%') != std::string_view::npos;
    }
    if (!code) return std::nullopt;
    out += *code;
  }
  if (percentage && !has_percent && !out.empty()) return std::nullopt;
  return out;
}

// Of times of day and durations; none where parts of seconds are shown.
std::optional<std::string> time_code(pugi::xml_node style) {
  bool elapsed = attribute(style, "truncate-on-overflow") == "false";  // its largest part counts all of the duration
  std::string out;
  for (const pugi::xml_node part : style.children()) {
    const auto name = local_name(part);
    const bool is_long = attribute(part, "style") == "long";
    std::string code;
    if (name == "hours") {
      code = is_long ? "hh" : "h";
    } else if (name == "minutes") {
      code = is_long ? "mm" : "m";
    } else if (name == "seconds" &&
               attribute(part, "decimal-places").find_first_not_of('0') == std::string_view::npos) {
      code = is_long ? "ss" : "s";
    } else if (name == "am-pm") {
      const auto language = attribute(style, "language");
      if (!language.empty() && language != "en") return std::nullopt;
      out += "AM/PM";
      continue;
    } else if (name == "text") {
      out += quoted(part.text().get());
      continue;
    } else {
      return std::nullopt;
    }
    out += std::exchange(elapsed, false) ? '[' + code + ']' : code;
  }
  return out;
}

// "value()>=0" as ">=0"; empty where it says anything else.
std::string condition_of(std::string_view condition) {
  constexpr std::string_view value = "value()";
  if (!condition.starts_with(value)) return {};
  std::string out(condition.substr(value.size()));
  std::erase(out, ' ');
  if (out.starts_with("!=")) out.replace(0, 2, "<>");
  return out;
}

}  // namespace

std::optional<std::string> format_code(pugi::xml_node style, const OdfCodes& parts) {
  const auto digits = attribute(style, "transliteration-format");  // of other scripts
  if (!digits.empty() && digits != "1") return std::nullopt;
  if (local_name(style) == "time-style") return time_code(style);
  const bool texts = local_name(style) == "text-style";  // what it applies by conditions are numbers
  const std::optional<std::string> own = own_code(style);
  if (!own) return std::nullopt;
  std::vector<std::string> conditions, codes;
  for (const pugi::xml_node map : style.children()) {
    if (local_name(map) != "map") continue;
    const auto applied = parts.find(attribute(map, "apply-style-name"));
    if (applied == parts.end()) return std::nullopt;
    conditions.push_back(condition_of(attribute(map, "condition")));
    codes.push_back(applied->second);
  }
  // As codes have them without saying so: positive numbers, negative ones, zero.
  static const std::array<std::vector<std::string>, 3> usual{{{">=0"}, {">0", "<0"}, {">0", "<0", "=0"}}};
  const bool is_usual = std::find(usual.begin(), usual.end(), conditions) != usual.end();
  if ((texts && conditions != usual.back()) || (!is_usual && conditions.size() > 2)) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < codes.size(); ++i)
    out += (i > 0 ? ";" : "") + (is_usual ? std::string() : '[' + conditions[i] + ']') + codes[i];
  if (texts) return out + ';' + *own + (child(style, "text-content") ? "@" : "");
  return codes.empty() ? *own : out + ';' + *own;
}

OdfNumberFormats::OdfNumberFormats(pugi::xml_node part, pugi::xml_node styles) {
  read(child(styles, "styles"));
  if (part != styles) read(child(styles, "automatic-styles"));
  read(child(part, "automatic-styles"));
}

// Names of styles of numbers hold within their part: what refers to one is resolved here.
void OdfNumberFormats::read(pugi::xml_node styles) {
  OdfCodes codes;
  for (const pugi::xml_node node : styles.children()) {
    const auto name = local_name(node);
    if (!is_number_style(name) && name != "text-style" && name != "date-style" && name != "time-style" &&
        name != "boolean-style")
      continue;
    const bool numbers = is_number_style(name) || name == "text-style";
    const std::optional<std::string> code = numbers || name == "time-style" ? format_code(node, codes) : std::nullopt;
    const std::string own(attribute(node, "name"));
    if (code && numbers && !child(node, "map")) codes.insert_or_assign(own, *code);
    const bool shows_another = code && !code->empty() && *code != "General";
    numbers_[own] = shows_another ? formats_.add(0, *code) : CellFormat{};
  }
  for (const pugi::xml_node node : styles.children()) {
    if (local_name(node) != "style" || attribute(node, "family") != "table-cell") continue;
    Style style{std::string(attribute(node, "parent-style-name")), {}};
    if (const auto name = attribute(node, "data-style-name"); !name.empty()) {
      const auto number = numbers_.find(name);
      style.format = number == numbers_.end() ? CellFormat{} : number->second;
    }
    cells_.insert_or_assign(std::string(attribute(node, "name")), std::move(style));
  }
}

CellFormat OdfNumberFormats::of(std::string_view name) const {
  for (int depth = 0; depth < deepest; ++depth) {
    const auto style = cells_.find(name);
    if (style == cells_.end()) return {};
    if (style->second.format) return *style->second.format;
    name = style->second.parent;
  }
  return {};
}

}  // namespace assay::office
