#include "pipeline/profile/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

namespace assay {
namespace {

constexpr std::string_view unread_prefix = "(not read: ";  // of SideDocument::cause

using Pair = std::pair<std::string_view, std::string_view>;

constexpr auto types = std::to_array<Pair>({
    {"application/pdf", "PDF"},
    {"application/msword", "Word (doc)"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (docx)"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (xlsx)"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint (pptx)"},
    {"application/vnd.ms-excel", "Excel (xls)"},
    {"application/vnd.ms-excel.sheet.binary.macroenabled.12", "Excel (xlsb)"},
    {"application/vnd.ms-powerpoint", "PowerPoint (ppt)"},
    {"application/vnd.ms-outlook", "Outlook (msg)"},
    {"application/vnd.oasis.opendocument.text", "OpenDocument text"},
    {"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument sheet"},
    {"application/rtf", "RTF"},
    {"text/rtf", "RTF"},
    {"application/zip", "ZIP archive"},
    {"application/x-ole-storage", "old Office file"},
    {"application/octet-stream", "unknown type"},
    {"application/x-empty", "empty file"},
    {"inode/x-empty", "empty file"},
    {"text/plain", "text"},
    {"text/csv", "CSV"},
    {"text/tab-separated-values", "TSV"},
    {"text/html", "HTML"},
    {"message/rfc822", "e-mail"},
    {"image/jpeg", "JPEG image"},
    {"image/png", "PNG image"},
    {"image/tiff", "TIFF image"},
});

constexpr auto languages = std::to_array<Pair>({
    {"en", "English"},
    {"de", "German"},
    {"fr", "French"},
    {"es", "Spanish"},
    {"it", "Italian"},
    {"nl", "Dutch"},
    {"pt", "Portuguese"},
    {"pl", "Polish"},
    {"ru", "Russian"},
    {"cs", "Czech"},
    {"sv", "Swedish"},
    {"da", "Danish"},
    {"fi", "Finnish"},
    {"el", "Greek"},
    {"tr", "Turkish"},
    {"ja", "Japanese"},
    {"zh", "Chinese"},
    {"ar", "Arabic"},
});

constexpr auto others = std::to_array<Pair>({
    {"born_digital", "born digital"},
});

constexpr auto categories = std::to_array<Pair>({
    {"media_type", "File type"},
    {"origin", "How pages came to be"},
    {"language", "Language"},
    {"tables", "Tables"},
    {"tracked_changes", "Tracked changes"},
    {"size", "Size"},
});

template <std::size_t N>
std::string_view look_up(const std::array<Pair, N>& table, std::string_view key) {
  for (const auto& [name, title] : table)
    if (name == key) return title;
  return {};
}

std::string plain(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

std::string category_title(std::string_view category) {
  if (const auto title = look_up(categories, category); !title.empty()) return std::string(title);
  std::string words = plain(category);
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::string value_title(std::string_view category, std::string_view value) {
  std::string_view title;
  if (category == "media_type") title = look_up(types, value);
  if (category == "language") title = look_up(languages, value);
  if (title.empty()) title = look_up(others, value);
  return title.empty() ? plain(value) : std::string(title);
}

std::string stratum_title(const std::vector<std::string>& dimensions, const std::vector<std::string>& values) {
  std::string title;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && (values[i] == "none" || values[i] == "no")) continue;
    const std::string word = values[i] == "yes"       ? plain(dimensions[i])
                             : values[i] == "unknown" ? plain(dimensions[i]) + " unknown"
                                                      : value_title(dimensions[i], values[i]);
    title += (title.empty() ? "" : " · ") + word;
  }
  return title.empty() ? "unknown" : title;
}

std::string title_from_id(std::string_view id) {
  if (id.starts_with(unread_prefix)) {
    id.remove_prefix(unread_prefix.size());
    if (id.ends_with(')')) id.remove_suffix(1);
    return "Could not be read: " + plain(id);
  }
  const std::size_t dot = id.find('.');
  return dot == std::string_view::npos ? plain(id) : category_title(id.substr(dot + 1));
}

std::string percent(double share) {
  const double value = share * 100;
  const bool edge = (value > 0 && value < 0.95) || (value < 100 && value >= 99);
  return edge ? fmt::format("{:.1f} %", value < 50 ? std::max(value, 0.1) : std::min(value, 99.9))
              : fmt::format("{:.0f} %", value);
}

std::string points(double value) {
  const double size = std::abs(value);
  return size < 9.95 ? fmt::format("{:.1f}", size == 0 ? 0.0 : value) : fmt::format("{:.0f}", value);
}

std::string signed_points(double value) {
  const std::string size = points(std::abs(value));
  if (size == "0.0") return "0";
  return (value < 0 ? "−" : "+") + size;
}

std::string count(std::int64_t value) {
  std::string digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string number(double value) {
  const double size = std::abs(value);
  if (size >= 1000 && size < 1e15) return count(std::llround(value));
  return fmt::format("{:.3g}", value);
}

std::string interval_words(const Figure& figure, double scale) {
  if (!figure.interval) return "no interval";
  return fmt::format("95 % interval {} to {}", points(figure.interval->low * scale),
                     points(figure.interval->high * scale));
}

}  // namespace assay
