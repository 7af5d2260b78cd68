#include "extractors/mail/mime.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "extractors/text/encoding.hpp"

namespace assay::mail {
namespace {

void say_nothing(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

// A line's depth of quotation; what stands behind the marks.
std::size_t quote_depth(std::string_view line) {
  const std::size_t depth = line.find_first_not_of('>');
  return depth == std::string_view::npos ? line.size() : depth;
}

// "=?utf-8?B?w7Y=?="
struct EncodedWord {
  std::string_view charset, base64;
  std::size_t end = 0;  // behind it
};

// None where another encoding or no such word stands; longer than programs write them, none is looked for.
std::optional<EncodedWord> base64_word(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 4096;
  const std::string_view word = text.substr(at, longest);
  if (!word.starts_with("=?")) return std::nullopt;
  const std::size_t encoding = word.find('?', 2);
  if (encoding == std::string_view::npos) return std::nullopt;
  const std::string_view says = word.substr(encoding, 3);
  if (says != "?B?" && says != "?b?") return std::nullopt;
  const std::size_t begin = encoding + says.size(), end = word.find_first_of("? \t\r\n", begin);
  if (end == std::string_view::npos || word.substr(end, 2) != "?=") return std::nullopt;
  return EncodedWord{word.substr(2, encoding - 2), word.substr(begin, end - begin), at + end + 2};
}

bool same_charset(std::string_view a, std::string_view b) {
  return a.size() == b.size() && g_ascii_strncasecmp(a.data(), b.data(), a.size()) == 0;
}

void append_decoded(std::string_view base64, std::string& out) {
  gsize size = 0;
  guchar* const bytes = g_base64_decode(std::string(base64).c_str(), &size);
  out.append(reinterpret_cast<const char*>(bytes), size);
  g_free(bytes);
}

// Nothing but white space stands between those that are joined.
std::string with_joined_words(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = base64_word(text, at);
    if (!first) {
      out += text[at++];
      continue;
    }
    std::string bytes;
    append_decoded(first->base64, bytes);
    at = first->end;
    for (auto next = first; next;) {
      const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
      next = begin == std::string_view::npos ? std::nullopt : base64_word(text, begin);
      if (!next || !same_charset(next->charset, first->charset)) break;
      append_decoded(next->base64, bytes);
      at = next->end;
    }
    gchar* const base64 = g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size());
    out += fmt::format("=?{}?B?{}?=", first->charset, base64);
    g_free(base64);
  }
  return out;
}

}  // namespace

void start_library() {
  static const bool started = [] {
    g_log_set_handler("gmime", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK), say_nothing, nullptr);
    g_mime_init();
    return true;
  }();
  (void)started;
}

void join_encoded_words(GMimeObject* object) {
  GMimeHeaderList* const head = g_mime_object_get_header_list(object);
  const int count = head == nullptr ? 0 : g_mime_header_list_get_count(head);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* const line = g_mime_header_list_get_header_at(head, i);
    const char* const raw = g_mime_header_get_raw_value(line);
    if (raw == nullptr) continue;
    const std::string_view text = raw;
    const std::size_t first = text.find("=?");
    if (first == std::string_view::npos || text.find("=?", first + 2) == std::string_view::npos) continue;
    if (const std::string joined = with_joined_words(text); joined != text)
      g_mime_header_set_raw_value(line, joined.c_str());
  }
}

std::string clean(const char* text) {
  if (text == nullptr) return {};
  const std::string whole = to_nfc(text);
  const std::size_t first = whole.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return whole.substr(first, whole.find_last_not_of(" \t\r\n") + 1 - first);
}

std::string addresses(InternetAddressList* list) {
  if (list == nullptr || internet_address_list_length(list) == 0) return {};
  gchar* text = internet_address_list_to_string(list, nullptr, FALSE);
  std::string out = clean(text);
  g_free(text);
  return out;
}

std::string date_of(GMimeMessage* message) {
  GDateTime* const date = g_mime_message_get_date(message);
  if (date == nullptr) return {};
  gchar* text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z");
  std::string out = text == nullptr ? "" : text;
  g_free(text);
  return out;
}

std::string type_of(GMimeObject* part) {
  GMimeContentType* const type = g_mime_object_get_content_type(part);
  if (type == nullptr) return {};
  gchar* text = g_mime_content_type_get_mime_type(type);
  gchar* lower = g_ascii_strdown(text, -1);
  std::string out = lower;
  g_free(lower);
  g_free(text);
  return out;
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* const content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  return bytes->len == 0 ? std::string() : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

std::string without_soft_breaks(const std::string& text, bool delete_space) {
  std::string out;
  bool goes_on = false;
  std::size_t depth_before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t depth = quote_depth(line);
    std::string_view words = line.substr(depth);
    if (words.starts_with(' ')) words.remove_prefix(1);  // a space that was stuffed in, or that sets off the marks
    if (goes_on && depth == depth_before) {
      out += words;
    } else {
      if (goes_on) out += '\n';
      out += std::string(depth, '>') + (depth > 0 ? " " : "");
      out += words;
    }
    goes_on = words.ends_with(' ') && words != "-- ";
    depth_before = depth;
    if (goes_on && delete_space) out.pop_back();
    if (!goes_on) out += '\n';
  }
  return out;
}

}  // namespace assay::mail
