// What comparisons between documents need: a hash of the text, a MinHash of its word shingles, its header, its name.
//
// MinHash: A. Broder, "On the resemblance and containment of documents" (1997), over shingles of 2 words, 128 hash
// functions made from one 64-bit XXH3 by the SplitMix64 finaliser with fixed seeds. The standard error of an estimated
// resemblance is at most sqrt(0.25 / 128) = 0.044. A shingle that comes again is another one the second time, so that
// lists and tables, whose values repeat, are not taken for each other. Two words and no more: one changed word of seven
// all over a text leaves a resemblance of 0.57 of two-word shingles and 0.28 of five-word ones, while a letterhead
// that strangers share gives the same of both (measured by tools/bench/duplicates).
#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/normalizer2.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <map>
#include <unordered_map>

#include "extractors/grid/grid.hpp"
#include "rules/measures/dates.hpp"
#include "rules/measures/document_date.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t shingle_words = 2;
constexpr std::size_t hash_functions = 128;
// A text of fewer shingles resembles another by chance.
constexpr std::size_t least_shingles = 20;

std::string compatible(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfkc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

// Words of letters and digits alone, case and compatibility forms folded.
std::vector<std::string> normalised_words(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view token : tokens(text)) {
    std::string word;
    for (const char32_t c : to_characters(compatible(token)))
      if (is_letter(c) || is_digit(c)) word += to_utf8(std::u32string_view(&c, 1));
    if (!word.empty()) out.push_back(std::move(word));
  }
  return out;
}

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 30;
  value *= 0xBF58476D1CE4E5B9ULL;
  value ^= value >> 27;
  value *= 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

std::vector<std::uint32_t> minhash_of(const std::vector<std::string>& words) {
  if (words.size() < shingle_words + least_shingles - 1) return {};
  std::vector<std::uint32_t> out(hash_functions, std::numeric_limits<std::uint32_t>::max());
  std::unordered_map<std::uint64_t, std::uint64_t> times;  // that a shingle came so far
  std::string shingle;
  for (std::size_t i = 0; i + shingle_words <= words.size(); ++i) {
    shingle.clear();
    for (std::size_t k = 0; k < shingle_words; ++k) shingle += words[i + k] + ' ';
    std::uint64_t hash = XXH3_64bits(shingle.data(), shingle.size());
    hash = mixed(hash + times[hash]++);
    for (std::size_t k = 0; k < hash_functions; ++k) {
      const std::uint64_t seed = 0x9E3779B97F4A7C15ULL * (k + 1);
      out[k] = std::min(out[k], static_cast<std::uint32_t>(mixed(hash + seed) >> 32));
    }
  }
  return out;
}

std::string content_hash_of(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

// The largest table that has a header; null: none, or one too wide to be a list of records.
const Table* main_table(const Document& document) {
  const Table* largest = nullptr;
  for (const Table& table : document.tables)
    if (!table.hidden && table.header_rows > 0 && (!largest || table.cells.size() > largest->cells.size()))
      largest = &table;
  return !largest || largest->columns <= 0 || largest->columns > 10'000 ? nullptr : largest;
}

std::string header_key_of(const Table* largest) {
  if (!largest) return {};
  std::vector<std::string> names(static_cast<std::size_t>(largest->columns));
  for (const Cell& cell : largest->cells) {
    if (cell.row >= largest->header_rows) continue;
    for (int column = cell.column; column < std::min(cell.column + std::max(1, cell.column_span), largest->columns);
         ++column) {
      std::string& name = names[static_cast<std::size_t>(std::max(0, column))];
      name += (name.empty() ? "" : " ") + lower(shortened(cell.text));
    }
  }
  std::string key;
  for (std::size_t i = 0; i < names.size(); ++i) key += (i ? "\x1F" : "") + names[i];
  return key.size() < names.size() ? std::string() : key;
}

char type_letter(const Cell& cell) {
  switch (cell.type) {
    case CellType::number:
      return 'n';
    case CellType::date:
      return 'd';
    case CellType::boolean:
      return 'b';
    case CellType::text:
    case CellType::error:
      break;
  }
  return reads_as_number(cell.text) ? 'n' : reads_as_date(cell.text) ? 'd' : 't';
}

// What most cells of each column are, numbers and dates that are stored as text included.
std::string column_types_of(const Table* largest) {
  constexpr std::size_t looked_at = 1000;
  std::string out;
  if (!largest) return out;
  for (const ColumnView& column : columns_of(*largest)) {
    std::map<char, int> counts;
    for (std::size_t i = 0; i < std::min(looked_at, column.body.size()); ++i) ++counts[type_letter(*column.body[i])];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out += most == counts.end() ? '-' : most->first;
  }
  return out;
}

bool names_a_version(std::string_view word) {
  static const RE2 pattern("v|version|rev|revision|ver");
  return RE2::FullMatch(word, pattern);
}

// A bare number is none: files of a series are numbered too. A year or a date is one.
bool is_version_mark(std::string_view word) {
  static const RE2 pattern(
      "(?:v|version|rev|r)\\d+|(?:19|20)\\d{2}(?:\\d{2}){0,2}|final|draft|entwurf|endfassung|brouillon|copy|kopie|"
      "copie|old|"
      "alt|new|neu|signed|latest|superseded|archived?|backup|bak");
  return RE2::FullMatch(word, pattern);
}

// Takes the marks of a version off a name: "Contract_v2 final" gives "contract" and "v2 final", "List 2023-04" gives
// "list" and "2023 04".
void split_name(std::string_view name, Signature& out) {
  static const RE2 parts("([\\pL\\pN]+)");
  const std::string folded = lower(name);
  re2::StringPiece rest(folded);
  std::string word;
  bool number_belongs_to_mark = false;
  while (RE2::FindAndConsume(&rest, parts, &word)) {
    const bool number = word.find_first_not_of("0123456789") == std::string::npos;
    const bool mark = is_version_mark(word) || names_a_version(word) || (number && number_belongs_to_mark);
    // "2023-04-17" and "v 2.1": the numbers right behind a year or a version go with it.
    number_belongs_to_mark = names_a_version(word) || (mark && word.find_first_of("0123456789") != std::string::npos);
    std::string& target = mark ? out.version_mark : out.title_key;
    target += (target.empty() ? "" : " ") + word;
  }
}

Signature signature_of_loose(const Document& document) {
  Signature out;
  const std::string text = plain_text(document);
  const std::vector<std::string> words = normalised_words(text);
  out.content_hash = content_hash_of(words);
  out.minhash = minhash_of(words);
  const Table* table = main_table(document);
  out.header_key = header_key_of(table);
  out.column_types = out.header_key.empty() ? std::string() : column_types_of(table);
  split_name(std::filesystem::path(document.source.path).stem().string(), out);
  if (out.title_key.empty()) split_name(document.metadata.title, out);
  if (const std::optional<DocumentDate> date = latest_date(document, text)) out.latest_date = iso_date(date->days);
  return out;
}

}  // namespace

Signature signature_of(const Document& document) {
  return with_loose_cells(document, signature_of_loose);
}

}  // namespace assay
