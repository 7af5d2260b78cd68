// Texts that end before they have said anything, and headings with nothing below them.
#include <re2/re2.h>

#include <algorithm>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

bool is_prose(const Block& block) {
  return is_running_text(block) && (block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item) &&
         !trimmed(block.text).empty();
}

// Whole sentences: five words or more up to a mark that ends one.
bool has_sentence(const Document& document) {
  static const RE2 sentence(
      "\\pL[\\pL\\pM\\d'’-]*(?:[\\s,;:()\"“”„«»-]+[\\pL\\d][\\pL\\pM\\d'’.-]*){4,}\\s*[.!?…][\"”“»)\\s]*(?:$|[\\s\\[]"
      ")");
  return std::any_of(document.blocks.begin(), document.blocks.end(),
                     [](const Block& block) { return is_prose(block) && RE2::PartialMatch(block.text, sentence); });
}

// What opens a letter; what follows must say something.
bool has_salutation(const Document& document) {
  static const RE2 salutation(
      "(?mi)^\\s*(?:dear (?:mr|mrs|ms|dr|prof|sir|madam|all|team|colleague|customer|\\pL+ ?,)|"
      "to whom it may concern|sehr geehrte|liebe[rs]? \\pL+|guten tag|madame|monsieur|"
      "(?:chère|cher|bonjour) \\pL+).{0,80}[,:]?\\s*$");
  return std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
    return is_running_text(block) && RE2::PartialMatch(block.text, salutation);
  });
}

// A sentence under way: it begins with a capital, goes on in small letters and stops at a word without a mark.
bool is_broken_sentence(std::string_view text) {
  static const RE2 broken(
      "^\\s*\\p{Lu}[\\pL\\d'’-]*(?:[,;]?\\s+[\\pL\\d][\\pL\\d'’.-]*){3,},?\\s+\\p{Ll}[\\pL'’-]*,?\\s*$");
  static const RE2 function_word(
      "(?i)\\b(?:the|a|an|and|or|of|to|in|on|for|with|that|is|are|was|were|we|you|it|"
      "der|die|das|und|oder|den|dem|ein|eine|ist|sind|war|wir|sie|mit|von|"
      "le|la|les|un|une|et|ou|des|du|de|est|sont|nous|vous|que|pour)\\b");
  return RE2::PartialMatch({text.data(), text.size()}, broken) &&
         RE2::PartialMatch({text.data(), text.size()}, function_word);
}

// No sentence ends with these words, and hardly a title: articles, conjunctions and prepositions that want a noun.
bool ends_hanging(std::string_view text) {
  static const RE2 hanging(
      "(?:\\pL+[,;]?\\s+){7,}(?:the|an?|and|or|of|because|which|whose|our|your|their|"
      "der|die|das|dem|des|einen|einer|eines|und|oder|weil|dass|sowie|"
      "les|une|et|ou|du|aux|avec|parce|dont)\\s*$");
  return RE2::PartialMatch({text.data(), text.size()}, hanging);
}

bool is_text_document(const Document& document) {
  const std::string& type = document.source.media_type;
  if (document.partial || type.find("presentation") != std::string::npos || type.starts_with("image/")) return false;
  const bool from_image = std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
    return page.text_source == TextSource::ocr || page.text_source == TextSource::mixed;
  });
  return !from_image && std::none_of(document.tables.begin(), document.tables.end(), is_data_table);
}

const Block* last_block(const Document& document) {
  const auto found = std::find_if(document.blocks.rbegin(), document.blocks.rend(), [](const Block& block) {
    return !block.hidden && block.kind != BlockKind::page_header && block.kind != BlockKind::page_footer &&
           block.kind != BlockKind::comment && block.kind != BlockKind::footnote && block.kind != BlockKind::endnote &&
           (block.table || block.kind == BlockKind::figure || !trimmed(block.text).empty());
  });
  return found == document.blocks.rend() ? nullptr : &*found;
}

void measure_end(const Document& document, std::vector<Measure>& out) {
  const Block* last = last_block(document);
  if (!last || !is_text_document(document)) {
    out.push_back(document_measure("completeness.breaks_off", 0, 0));
    return;
  }
  // A letter that never gets to the end of a sentence; of longer texts only what no end could be. Files of pages may be
  // excerpts that end with the page.
  const bool prose = is_prose(*last);
  const bool unsaid = prose && is_broken_sentence(last->text) && has_salutation(document) && !has_sentence(document);
  const bool hanging = prose && document.pages.empty() && ends_hanging(last->text);
  const bool broken = unsaid || hanging;
  out.push_back(document_measure("completeness.breaks_off", broken ? 1 : 0, 1, broken ? last->place : Place{},
                                 broken ? std::string_view(last->text) : std::string_view()));
}

// Headings that the file itself declares; those of pages are told by their looks alone.
void measure_sections(const Document& document, std::vector<Measure>& out) {
  double headings = 0;
  double empty = 0;
  Place place;
  std::string evidence;
  const Block* open = nullptr;  // the heading before, with nothing below it yet
  const auto close = [&](int level) {
    if (!open || open->level.value_or(1) < level) return;
    if (empty++ > 0) return;
    place = open->place;
    evidence = open->text;
  };
  const bool declared = document.pages.empty() && is_text_document(document);
  for (const Block& block : document.blocks) {
    if (!declared || block.hidden || (!block.table && block.kind != BlockKind::figure && trimmed(block.text).empty()))
      continue;
    if (block.kind != BlockKind::heading) {
      open = nullptr;
      continue;
    }
    ++headings;
    close(block.level.value_or(1));
    open = &block;
  }
  close(0);
  out.push_back(document_measure("completeness.sections_without_text", empty, headings, place, evidence));
}

void measure_break_off(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_end(document, out);
  measure_sections(document, out);
}

}  // namespace

const Measurer& break_off_measures() {
  static const FunctionMeasurer measurer(
      "break_off", 1,
      {{"completeness.breaks_off", "count", "The text breaks off",
        "1 for a letter without one whole sentence whose last paragraph is a sentence without its end, and for a text "
        "without pages whose last paragraph ends with an article or conjunction (English, German, French)."},
       {"completeness.sections_without_text", "count", "Headings with nothing below",
        "Headings declared by the file that the next heading of their level, or the end, follows at once."}},
      measure_break_off);
  return measurer;
}

}  // namespace assay
