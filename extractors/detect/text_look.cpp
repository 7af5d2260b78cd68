#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "extractors/detect/looks.hpp"
#include "extractors/text/encoding.hpp"
#include "extractors/text/guess_encoding.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t head_size = std::size_t{64} << 10;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_nocase(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// The head without a byte order mark, as UTF-8 where its ASCII is not ASCII: markup and separators are.
std::string ascii_head(std::string_view bytes) {
  std::string_view head = bytes.substr(0, head_size);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff") || encoding_without_ascii(head))
    return decode_text(as_bytes(head), head_size).text;
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  return std::string(head);
}

std::string_view after_space(std::string_view text) {
  text.remove_prefix(static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_space) - text.begin()));
  return text;
}

// Behind white space, comments and processing instructions.
std::string_view first_tag(std::string_view text) {
  for (text = after_space(text); text.starts_with("<!--") || text.starts_with("<?"); text = after_space(text)) {
    const std::string_view close = text.starts_with("<?") ? "?>" : "-->";
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + close.size());
  }
  return text;
}

bool is_html(std::string_view head, std::string_view extension) {
  const std::string_view tag = first_tag(head);
  for (const std::string_view start : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<title"sv, "<meta"sv,
                                       "<table"sv, "<div"sv, "<script"sv, "<style"sv, "<h1"sv})
    if (starts_with_nocase(tag, start)) return true;
  if (!extension.starts_with("htm")) return false;
  return head.find('<') != std::string_view::npos && head.find("</") != std::string_view::npos;
}

bool is_header_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

// RFC 5322: fields at the very start, of which at least two are the ones every message has.
bool is_mail(std::string_view head) {
  int known = 0;
  while (!head.empty() && head.front() != '\n' && head.front() != '\r') {
    const std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (is_space(line.front())) continue;  // folded
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || !std::all_of(name.begin(), name.end(), is_header_char)) return false;
    for (const std::string_view field :
         {"from"sv, "to"sv, "subject"sv, "date"sv, "received"sv, "return-path"sv, "message-id"sv, "mime-version"sv,
          "delivered-to"sv, "content-type"sv, "reply-to"sv})
      known += name.size() == field.size() && starts_with_nocase(name, field);
    if (known >= 2) return true;
  }
  return false;
}

bool is_json(std::string_view head) {
  std::string_view text = after_space(head);
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
  const bool object = text.front() == '{';
  text = after_space(text.substr(1));
  if (text.empty()) return false;
  if (object) return text.front() == '}' || (text.front() == '"' && text.find("\":") != std::string_view::npos);
  return std::string_view("{[\"]-0123456789").find(text.front()) != std::string_view::npos &&
         text.find_first_of(",]}") != std::string_view::npos && text.find("](") == std::string_view::npos;
}

// What no table begins with: an object with a key, or a list of objects or texts.
bool is_json_for_sure(std::string_view head) {
  std::string_view text = after_space(head);
  if (!is_json(head)) return false;
  const char opened = text.front();
  text = after_space(text.substr(1));
  return opened == '{' ? text.front() == '"' : text.front() == '{' || text.front() == '"';
}

// How often `separator` stands in each of the first lines, outside quotes; empty lines don't count.
std::vector<int> counts_per_line(std::string_view head, char separator) {
  std::vector<int> out;
  int count = 0;
  bool quoted = false;
  bool blank = true;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      if (!blank) out.push_back(count);
      if (out.size() == 50) break;
      count = 0;
      blank = true;
    } else {
      blank = blank && is_space(c);
      count += !quoted && c == separator;
    }
  }
  return out;
}

// For names that claim nothing: a table is what has the same separators in nearly every one of its lines. Prose has
// commas too, so those must be two or more a line.
char separator_of(std::string_view head) {
  for (const char separator : {'\t', ';', '|', ','}) {
    std::vector<int> counts = counts_per_line(head, separator);
    if (counts.size() < 3) continue;
    std::sort(counts.begin(), counts.end());
    const int usual = counts[counts.size() / 2];
    const auto same = std::count(counts.begin(), counts.end(), usual);
    const int least = separator == ',' ? 2 : 1;
    if (usual >= least && static_cast<std::size_t>(same) * 10 >= counts.size() * 9) return separator;
  }
  return 0;
}

Detected kind_of_text(const std::string& head, std::string_view extension) {
  const bool named_table = extension == "csv" || extension == "tsv" || extension == "tab";
  if (named_table && is_json_for_sure(head)) return {"application/json", "starts as JSON does"};
  if (extension == "csv") return {"text/csv", "text, named .csv"};
  if (named_table) return {"text/tab-separated-values", "text, named ." + std::string(extension)};
  for (const std::string_view markdown : {"md", "markdown", "mdown", "mkd"})
    if (extension == markdown) return {"text/markdown", fmt::format("text, named .{}", extension)};
  if (is_json(head)) return {"application/json", "starts as JSON does"};
  const char separator = separator_of(head);
  if (separator == '\t') return {"text/tab-separated-values", "as many tabs in every line"};
  if (separator != 0) return {"text/csv", fmt::format("as many '{}' in every line", separator)};
  return {"text/plain", "nothing but text"};
}

}  // namespace

bool is_text(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, head_size);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;
  std::size_t zeros = 0;
  std::size_t odd_controls = 0;
  for (const char byte : head) {
    const auto c = static_cast<unsigned char>(byte);
    zeros += c == 0;
    odd_controls += c != 0 && c < 0x20 && !is_space(byte) && c != 0x1b && c != 0x0b && c != 0x08 && c != 0x1a;
  }
  // A stray control character happens in exports; one in a hundred bytes does not, but for the halves of UTF-16.
  if (odd_controls * 100 <= head.size() && zeros * 1000 < std::max<std::size_t>(head.size(), 1)) return true;
  return encoding_without_ascii(head).has_value();
}

namespace {

// OpenDocument in one XML file: its root names the type that a package has in its member mimetype.
std::optional<Detected> look_at_flat_odf(std::string_view tag) {
  tag = tag.substr(0, tag.find('>'));
  if (tag.find("urn:oasis:names:tc:opendocument:xmlns:office:1.0") == std::string_view::npos) return std::nullopt;
  const std::string_view key = "mimetype=";
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos || at + key.size() >= tag.size()) return std::nullopt;
  const std::string_view value = tag.substr(at + key.size() + 1);
  const std::string_view type = value.substr(0, value.find(tag[at + key.size()]));
  if (!type.starts_with(open_document)) return std::nullopt;
  return Detected{without_template(type), fmt::format("the element document says {}", type)};
}

}  // namespace

std::optional<Detected> look_at_text(std::string_view bytes, std::string_view extension) {
  if (!is_text(bytes)) return std::nullopt;
  const std::string head = ascii_head(bytes);
  if (is_html(head, extension)) return Detected{"text/html", "starts as a web page does"};
  if (head.starts_with("From ") && head.find("\nFrom: ") != std::string::npos)
    return Detected{"application/mbox", "starts with a line From"};
  if (is_mail(head)) return Detected{"message/rfc822", "starts with the fields of a message"};
  const std::string_view tag = first_tag(head);
  if (starts_with_nocase(tag, "<svg")) return Detected{"image/svg+xml", "the element svg"};
  const bool of_excel = head.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos;
  const std::string_view root = tag.substr(0, tag.find_first_of(" \t\n\r>"));
  if (root == "<document" || root.ends_with(":document"))
    if (auto found = look_at_flat_odf(tag)) return found;
  if (of_excel && (root == "<Workbook" || root.ends_with(":Workbook")))
    return Detected{"application/vnd.ms-spreadsheetml", "the element Workbook of Excel"};
  if (after_space(head).starts_with("<?xml")) return Detected{"application/xml", "starts with <?xml"};
  return kind_of_text(head, extension);
}

}  // namespace assay
