#include "extractors/detect/detect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "extractors/detect/looks.hpp"
#include "extractors/detect/media_types.hpp"

namespace assay {
namespace {

// Families that are used for one another without anyone being misled.
bool harmless(const MediaType& found, const MediaType& claimed) {
  if (found.name == claimed.name) return true;
  if (found.family != claimed.family) return false;
  // Data that programs take apart: read as a table, JSON gives rows of braces.
  if (found.name == "application/json") return claimed.name == "text/plain" || claimed.name == "text/markdown";
  return found.family == Family::text || found.family == Family::markup;
}

// A macro-enabled or template workbook named .xlsx is still a workbook: programs refuse it, readers need not.
bool same_words(const MediaType& found, const MediaType& claimed) {
  return found.family == claimed.family && (found.family == Family::word || found.family == Family::sheet) &&
         found.name.starts_with("application/vnd.openxml") == claimed.name.starts_with("application/vnd.openxml") &&
         found.name.find("macro") != std::string_view::npos;
}

}  // namespace

std::string extension_of(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of('/');
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const std::size_t dot = file_name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string out(file_name.substr(dot + 1));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

Detected detect_media_type(ByteView bytes, std::string_view file_name) {
  const std::string_view chars = as_chars(bytes);
  const std::string extension = extension_of(file_name);
  if (auto found = look_at_zip(chars)) return *found;
  if (auto found = look_at_ole(chars)) return *found;
  if (auto found = look_at_signature(chars)) return *found;
  if (auto found = look_for_pdf(chars)) return *found;
  if (auto found = look_at_text(chars, extension)) return *found;
  if (auto found = look_with_magic(chars)) return *found;
  return {std::string(unknown_media_type), "no known signature, and no text"};
}

std::string describe_media_type(std::string_view media_type) {
  if (const MediaType* type = find_media_type(media_type)) return std::string(type->words);
  return fmt::format("a file of type {}", media_type);
}

std::optional<Notice> check_extension(const Detected& found, std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  const MediaType* const claimed = media_type_of_extension(extension);
  const MediaType* const is = find_media_type(found.media_type);
  if (!claimed || (is && (harmless(*is, *claimed) || same_words(*is, *claimed)))) return std::nullopt;
  if (is && std::find(is->extensions.begin(), is->extensions.end(), extension) != is->extensions.end())
    return std::nullopt;
  Notice notice;
  notice.code = "format.wrong_extension";
  notice.severity = Severity::warning;
  notice.message = fmt::format("The name ends in .{}, which stands for {}, but the content is {}.", extension,
                               claimed->words, describe_media_type(found.media_type));
  notice.evidence = found.evidence;
  return notice;
}

}  // namespace assay
