// What whole passages and pages say: some stand twice, are in another language, in the wrong order, or in characters
// that no one sees.
#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>
#include <set>

#include "rules/measures/language.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

std::string words_only(std::string_view text) {
  std::string out;
  for (const std::string_view token : tokens(text)) out += lower(token) + ' ';
  return out;
}

// A sentence or more; shorter ones (table headings, refrains of a form) come again rightly.
void measure_repeated_passages(const Document& document, std::vector<Measure>& out) {
  constexpr std::size_t least_words = 12;
  Cases cases;
  std::set<std::string> seen;
  for (const Block& block : document.blocks) {
    if (block.table || !is_running_text(block) || tokens(block.text).size() < least_words) continue;
    ++cases.n;
    if (!seen.insert(words_only(block.text)).second) cases.add(block.place, shortened(block.text, 80));
  }
  out.push_back(cases.measure("uniqueness.repeated_passages"));
}

// The words of each page, tables included; headers and footers left out, for their page number differs.
std::map<int, std::string> text_of_pages(const Document& document) {
  std::map<int, std::string> out;
  for (const Block& block : document.blocks) {
    if (!block.place.page || block.hidden || block.kind == BlockKind::page_header ||
        block.kind == BlockKind::page_footer)
      continue;
    std::string& text = out[*block.place.page];
    text += words_only(block.text);
    if (block.table)
      for (const Cell& cell : document.tables[static_cast<std::size_t>(*block.table)].cells)
        text += words_only(cell.text);
  }
  return out;
}

void measure_repeated_pages(const Document& document, std::vector<Measure>& out) {
  constexpr std::size_t least_words = 30;
  static const RE2 number("^\\W*\\d{1,4}\\W|\\W\\d{1,4}\\W*$");  // of the page, where it was not told from the text
  Cases cases;
  std::map<std::string, int> first;
  for (auto& [page, text] : text_of_pages(document)) {
    if (tokens(text).size() < least_words) continue;
    ++cases.n;
    RE2::GlobalReplace(&text, number, "");
    const auto [it, added] = first.emplace(std::move(text), page);
    if (added) continue;
    Place place;
    place.page = page;
    cases.add(place, fmt::format("page {} is page {} again", page, it->second));
  }
  out.push_back(cases.measure("uniqueness.repeated_pages"));
}

// The number that is printed on each page; pages with none, or with several, are left out.
std::map<int, int> printed_numbers(const Document& document) {
  static const RE2 alone(
      "(?i)[-–—\\s|]*(?:page|seite|p\\.|s\\.)?\\s*(\\d{1,4})\\s*(?:(?:of|von|sur|de|/)\\s*\\d{1,4})?[-–—\\s|]*");
  static const RE2 inside("(?i)\\b(?:page|seite)\\s{0,3}(\\d{1,4})\\s{0,3}(?:of|von|sur|/)\\s{0,3}\\d{1,4}\\b");
  std::map<int, std::set<int>> found;
  for (const Block& block : document.blocks) {
    int number = 0;
    if (!block.place.page || block.table || block.hidden) continue;
    if (RE2::FullMatch(block.text, alone, &number) || RE2::PartialMatch(block.text, inside, &number))
      found[*block.place.page].insert(number);
  }
  std::map<int, int> out;
  for (const auto& [page, numbers] : found)
    if (numbers.size() == 1) out.emplace(page, *numbers.begin());
  return out;
}

void measure_page_order(const Document& document, std::vector<Measure>& out) {
  Cases order, gaps;
  const std::map<int, int> numbers = printed_numbers(document);
  // Of nearly all pages, or the numbers are something else; a title page has none.
  const std::size_t titled = numbers.contains(1) || document.pages.empty() ? 0 : 1;
  const bool known = numbers.size() >= 3 && numbers.size() * 10 >= (document.pages.size() - titled) * 9;
  for (auto it = numbers.begin(); known && std::next(it) != numbers.end(); ++it) {
    const auto& [page, number] = *it;
    const auto& [next_page, next] = *std::next(it);
    ++order.n;
    ++gaps.n;
    Place place;
    place.page = next_page;
    const std::string what = fmt::format("page {} says {}, page {} says {}", page, number, next_page, next);
    if (next <= number && next != 1) order.add(place, what);  // 1: the numbers begin anew
    if (next - number > next_page - page) gaps.add(place, what);
  }
  // Pages that were exchanged leave gaps too.
  if (order.count > 0) gaps = {0, gaps.n, {}, {}};
  out.push_back(order.measure("consistency.page_order"));
  out.push_back(gaps.measure("completeness.page_gaps"));
}

// Runs of paragraphs long enough to tell their language, which is not that of most of the document.
void measure_languages(const Document& document, std::string_view text, std::vector<Measure>& out) {
  constexpr std::size_t least_bytes = 250;
  constexpr double sure = 0.9;
  const std::string main = main_language(document, text);
  Cases cases;
  std::string run;
  Place begin;
  for (const Block& block : document.blocks) {
    if (block.table || !is_running_text(block)) continue;
    if (run.empty()) begin = block.place;
    run += block.text + "\n";
    if (run.size() < least_bytes) continue;
    const auto languages = languages_of(run);
    if (!languages.empty() && !main.empty() && languages.front().share >= sure) {
      ++cases.n;
      if (languages.front().language != main)
        cases.add(begin, fmt::format("in '{}', most of the text in '{}': {}", languages.front().language, main,
                                     shortened(run, 80)));
    }
    run.clear();
  }
  out.push_back(cases.measure("consistency.passages_in_another_language"));
}

bool is_zero_width(char32_t c) {
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x180E;
}

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return U_SUCCESS(status) ? script : USCRIPT_UNKNOWN;
}

bool is_western(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
}

struct OddWord {
  bool zero_width = false, soft_hyphen = false, mixed = false;
};

// Joiners are part of the spelling in many scripts (Persian, Devanagari), not in these three. μ and Ω stand for units.
OddWord look_at(std::string_view token) {
  OddWord out;
  const std::u32string characters = to_characters(token);
  std::map<UScriptCode, int> scripts;
  bool word = true;  // no formula: β_0+β_tx
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const UScriptCode script = script_of(characters[i]);
    if (is_western(script) && is_letter(characters[i])) ++scripts[script];
    if (i == 0 || i + 1 == characters.size()) continue;
    word = word && (is_letter(characters[i]) || is_zero_width(characters[i]) || characters[i] == U'-' ||
                    characters[i] == U'\'' || characters[i] == U'’');
    const bool inside = is_western(script_of(characters[i - 1]));
    out.zero_width = out.zero_width || (inside && is_zero_width(characters[i]));
    out.soft_hyphen = out.soft_hyphen || (inside && characters[i] == 0xAD);
  }
  out.mixed = word && scripts.contains(USCRIPT_LATIN) && scripts.contains(USCRIPT_CYRILLIC);
  if (word && scripts.contains(USCRIPT_LATIN) && scripts.contains(USCRIPT_GREEK))
    out.mixed = out.mixed || scripts[USCRIPT_LATIN] + scripts[USCRIPT_GREEK] >= 5;
  return out;
}

void measure_odd_words(std::string_view text, std::vector<Measure>& out) {
  double words = 0;
  Cases hidden, hyphens, mixed;
  for (const std::string_view token : tokens(text)) {
    ++words;
    const bool ascii = std::all_of(token.begin(), token.end(), [](char c) { return (c & 0x80) == 0; });
    if (ascii) continue;
    const OddWord word = look_at(token);
    if (word.zero_width) hidden.add({}, shortened(token, 60));
    if (word.soft_hyphen) hyphens.add({}, shortened(token, 60));
    if (word.mixed) mixed.add({}, shortened(token, 60));
  }
  for (Cases* cases : {&hidden, &hyphens, &mixed}) cases->n = words;
  out.push_back(hidden.measure("readability.invisible_characters"));
  out.push_back(hyphens.measure("format.soft_hyphens"));
  out.push_back(mixed.measure("readability.mixed_scripts"));
}

// Sentences that firms put below every message, and nothing beside them.
void measure_boilerplate(std::string_view text, std::vector<Measure>& out) {
  static const RE2 pattern(
      "(?i)intended (?:solely|only) for|not the intended recipient|(?:notify|inform) the sender|delete this "
      "(?:e-?mail|message)|consider the environment|all rights reserved|terms and conditions apply|subject to change "
      "without notice|nicht der (?:richtige|beabsichtigte) (?:adressat|empfänger)|informieren sie bitte (?:sofort "
      ")?den absender|alle rechte vorbehalten|änderungen vorbehalten|pas le destinataire|tous droits réservés");
  double whole = 0;
  double sentences = 0;
  std::string evidence;
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece sentence;
  static const RE2 parts("([^.!?\\n]+)");
  while (RE2::FindAndConsume(&rest, parts, &sentence)) {
    if (tokens({sentence.data(), sentence.size()}).size() < 3) continue;
    ++whole;
    if (!RE2::PartialMatch(sentence, pattern)) continue;
    if (sentences++ == 0) evidence = shortened({sentence.data(), sentence.size()}, 120);
  }
  const bool only = whole <= 12 && sentences >= 2 && sentences * 2 >= whole;
  out.push_back(document_measure("completeness.boilerplate_only", only ? 1 : 0, whole, {}, only ? evidence : ""));
}

// Tables of a text whose cells below the header were never filled in.
void measure_empty_tables(const Document& document, std::vector<Measure>& out) {
  Cases cases;
  for (const Table& table : document.tables) {
    if (table.hidden || is_data_table(table) || table.rows < 3 || table.columns < 2) continue;
    ++cases.n;
    const bool filled = std::ranges::any_of(
        table.cells, [&](const Cell& cell) { return cell.row > 0 && cell.column > 0 && !trimmed(cell.text).empty(); });
    if (!filled) cases.add(table.place, fmt::format("{} rows of {} columns", table.rows, table.columns));
  }
  out.push_back(cases.measure("completeness.empty_tables"));
}

// Text that the file holds and does not show; hidden sheets and slides have words of their own, and a description of a
// picture stands for what is shown.
void measure_hidden_text(const Document& document, std::vector<Measure>& out) {
  Cases cases;
  cases.n = 1;
  for (const Block& block : document.blocks)
    if (block.hidden && !block.table && block.place.sheet.empty() && block.kind != BlockKind::comment &&
        block.kind != BlockKind::figure && !block.place.page)
      for (std::size_t i = 0; i < tokens(block.text).size(); ++i) cases.add(block.place, shortened(block.text, 80));
  out.push_back(cases.measure("consistency.hidden_text"));
}

// A text that ends in a table whose last row stops before its end, where all other rows are filled to the last column.
const Table* table_that_stops(const Document& document) {
  const Block* last = nullptr;
  for (const Block& block : document.blocks)
    if (!block.hidden && (block.table || (is_running_text(block) && !trimmed(block.text).empty()))) last = &block;
  if (!last || !last->table || !document.pages.empty()) return nullptr;
  const Table& table = document.tables[static_cast<std::size_t>(*last->table)];
  if (is_data_table(table) || table.rows < 4 || table.columns < 2) return nullptr;
  std::vector<int> filled_to(static_cast<std::size_t>(table.rows), 0);
  for (const Cell& cell : table.cells)
    if (!trimmed(cell.text).empty() && cell.row >= 0 && cell.row < table.rows) {
      int& to = filled_to[static_cast<std::size_t>(cell.row)];
      to = std::max(to, cell.column + std::max(1, cell.column_span));
    }
  const bool others = std::all_of(filled_to.begin(), filled_to.end() - 1, [&](int to) { return to >= table.columns; });
  return others && filled_to.back() < table.columns ? &table : nullptr;
}

// The last paragraph stops without a mark where the others end with one.
void measure_open_end(const Document& document, std::vector<Measure>& out) {
  constexpr std::size_t least_words = 5;
  static const RE2 ended("[.!?:;…\"“”»)\\]*]\\s*(?:\\[?\\d{1,3}\\]?)?\\s*$");
  double paragraphs = 0;
  double with_mark = 0;
  const Block* last = nullptr;
  for (const Block& block : document.blocks) {
    if (block.table || block.kind == BlockKind::figure) last = nullptr;
    if (!is_running_text(block) || trimmed(block.text).empty() || block.table) continue;
    const bool prose = block.kind == BlockKind::paragraph && tokens(block.text).size() >= least_words;
    last = prose ? &block : nullptr;
    if (!prose) continue;
    ++paragraphs;
    with_mark += RE2::PartialMatch(block.text, ended) ? 1 : 0;
  }
  // All but the last, and enough of them to tell what the writer does. Files of pages may be excerpts.
  static const RE2 sentence("\\pL{3}[.!?] +\\p{Lu}");  // one that ends inside the paragraph: the writer sets marks
  const bool usual = paragraphs >= 3 && with_mark + 1 >= paragraphs * 0.75;
  const bool open = last && document.pages.empty() && !RE2::PartialMatch(last->text, ended) &&
                    (usual || RE2::PartialMatch(last->text, sentence));
  if (const Table* table = table_that_stops(document)) {
    out.push_back(document_measure("completeness.open_end", 1, paragraphs + 1, table->place,
                                   "the table at the end stops in the middle of its last row"));
    return;
  }
  const std::string_view text = open ? std::string_view(last->text) : std::string_view();
  out.push_back(document_measure("completeness.open_end", open ? 1 : 0, paragraphs, open ? last->place : Place{},
                                 shortened(text)));
}

void measure_passages(const Document& document, std::string_view text, std::vector<Measure>& out) {
  measure_repeated_passages(document, out);
  measure_repeated_pages(document, out);
  measure_page_order(document, out);
  measure_languages(document, text, out);
  measure_odd_words(text, out);
  measure_boilerplate(text, out);
  measure_empty_tables(document, out);
  measure_hidden_text(document, out);
  measure_open_end(document, out);
}

}  // namespace

const Measurer& passage_measures() {
  static const FunctionMeasurer measurer(
      "passages", 4,
      {{"uniqueness.repeated_passages", "count", "Passages that stand twice",
        "Paragraphs of twelve words and more equal to one before."},
       {"uniqueness.repeated_pages", "count", "Pages that stand twice",
        "Pages of thirty words and more whose text equals that of one before, headers and footers left out."},
       {"consistency.page_order", "count", "Pages out of order",
        "Printed page numbers that do not rise, where nine in ten pages have one; beginning anew at 1 is no error."},
       {"completeness.page_gaps", "count", "Gaps in the page numbers",
        "Printed page numbers that rise by more than the pages between them."},
       {"consistency.passages_in_another_language", "count", "Passages in another language",
        "Of 250 bytes and more, by CLD2, where it gives one language nine tenths of the passage."},
       {"readability.invisible_characters", "count", "Words with invisible characters",
        "Zero-width spaces, joiners and byte order marks inside words of Latin, Cyrillic or Greek."},
       {"format.soft_hyphens", "count", "Words with soft hyphens", "U+00AD inside of words."},
       {"readability.mixed_scripts", "count", "Words of two alphabets",
        "Latin with Cyrillic, and with Greek in words of five letters and more: look-alikes are not found."},
       {"completeness.boilerplate_only", "count", "Nothing but boilerplate",
        "1 for a text of twelve sentences or fewer of which half are disclaimers (English, German, French)."},
       {"completeness.open_end", "count", "The text may break off",
        "1 for a text whose last paragraph has no mark at its end, while three in four of three and more have, or "
        "while sentences in it have."},
       {"completeness.empty_tables", "count", "Tables that nobody filled in",
        "Of texts, three rows and two columns or more, without a value beside and below their names."},
       {"consistency.hidden_text", "count", "Hidden words", "Words that a text document holds and does not show."}},
      measure_passages);
  return measurer;
}

}  // namespace assay
