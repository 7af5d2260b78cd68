// Words that say something about the document that holds them: what was left open, what no longer holds, what a
// machine is told. Each is one pattern over the text, headers and footers included; the first case gives the place.
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

struct Phrase {
  MeasureInfo info;
  const char* pattern;  // RE2
  bool outside_tables = false;
};

// English, German and French, where a language is needed. In order of the catalogue.
const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> list{
      {{"completeness.placeholders", "count", "Placeholders",
        "Text of a template that nobody replaced: lorem ipsum, [insert …], {{name}}, «Name», \"click here to enter "
        "text\", and the page that a form shows while it waits for its viewer."},
       "(?i)lorem ipsum|dolor sit amet|consectetur adipisc|ut enim ad minim|sed ut perspiciatis|duis aute irure|"
       "\\[(?:insert|your|enter|add|please|client|customer|company|supplier|employee|recipient|einfügen|bitte|firma|"
       "insérer|votre|hier|nom|société)\\b[^\\]\\n]{0,60}\\]|\\[(?:date|name|address|amount|datum|adresse|betrag)\\]|"
       "click (?:or tap )?here to enter (?:text|a date)|\\bchoose an item\\.|klicken sie hier, um text|"
       "cliquez ici pour (?:taper|entrer) (?:du )?texte|"
       "<(?:insert|enter|your|customer|company|client|recipient|first|last|full)\\b[^<>\\n/=\"]{0,40}>|"
       "\\{\\{ ?[^{}\\n|%]{1,40}\\}\\}|\\$\\{[a-z_][a-z0-9_.]*\\}|«[^«»\\s.,;]+[_A-Z][^«»\\s.,;]*»|"
       "\\bx{4,}\\b|\\bxx[/.]xx[/.]xx(?:xx)?\\b|"
       "if this message is not eventually replaced"},
      {{"completeness.open_points", "count", "Open points",
        "TBD, TBC, TODO, \"to be confirmed\", ???, \"note to self\"."},
       "\\b(?:TBD|TBC|T\\.B\\.D\\.|TODO|FIXME|(?i:to be (?:determined|confirmed|completed)|n\\.n\\.b\\.|note to self|"
       "noch zu klären|à compléter))\\b|\\?\\?\\?"},
      {{"completeness.blanks", "count", "Blanks to fill in", "Lines of ten underscores or more, as forms have them."},
       "_{10,}"},
      {{"format.broken_references", "count", "References that lead nowhere",
        "What a word processor writes where the target of a field is gone: \"Error! Reference source not found.\""},
       "(?i)error! (?:reference source not found|bookmark not defined|not a valid|no (?:text|table|index)|unknown)|"
       "fehler! (?:verweisquelle|textmarke|keine (?:gültige|text)|unbekannt)|"
       "erreur ?! (?:source du renvoi|signet non défini|référence de lien)|"
       "¡error! (?:no se encuentra|marcador no definido)"},
      {{"format.error_values_in_text", "count", "Error values in the text",
        "#REF!, #DIV/0! and the like outside of a table: a number that a spreadsheet could not give."},
       "#(?:REF!|DIV/0!|VALUE!|NAME\\?|NULL!|NUM!|N/A\\b)",
       true},
      {{"format.markup_in_text", "count", "Markup in the text",
        "Tags and entities of HTML that stand as text: <br/>, &nbsp;."},
       "(?i)</?(?:b|i|u|p|br|div|span|td|tr|font|strong|em)(?: [^<>\\n]{0,80})? "
       "?/?>|&(?:nbsp|amp|lt|gt|quot|#\\d{2,5});"},
      {{"freshness.draft_marks", "count", "Marks of a draft", "The word DRAFT, ENTWURF, PROJET as a mark."},
       "(?m)\\bDRAFT\\b|\\bENTWURF\\b|\\bBROUILLON\\b|(?i:\\bdo not (?:cite|quote|distribute)\\b|"
       "^\\s*(?:draft|entwurf|brouillon|preliminary draft|working draft)\\s*$)"},
      {{"freshness.withdrawn_marks", "count", "Words that withdraw the document",
        "\"has been superseded by\", \"is obsolete\", \"no longer valid\": said of this document, version or edition."},
       "(?i)\\bthis (?:document|version|edition|issue|revision|policy|procedure|price "
       "list|form|page|file|specification)"
       "[^.\\n]{0,30}\\b(?:superseded|obsolete|withdrawn|outdated|no longer (?:valid|in force|current|maintained))\\b|"
       "\\b(?:superseded|replaced) by (?:revision|version|edition|issue)\\b|"
       "\\bdiese[sr]? (?:dokument|fassung|version|ausgabe|richtlinie|preisliste)[^.\\n]{0,30}"
       "(?:ungültig|überholt|ersetzt|außer kraft|nicht mehr gültig)\\b|"
       "\\bce(?:tte)? (?:document|version|édition)[^.\\n]{0,30}(?:obsolète|remplacée?|caduque?|n'est plus valable)"},
      {{"format.confidential_marks", "count", "Marks of confidentiality",
        "CONFIDENTIAL, INTERNAL USE ONLY, VERTRAULICH."},
       "\\b(?:STRICTLY )?CONFIDENTIAL\\b|\\bSTRENG VERTRAULICH\\b|\\bVERTRAULICH\\b|\\bCONFIDENTIEL\\b|"
       "(?i:\\b(?:for )?internal use only\\b|\\bnur für den internen gebrauch\\b|\\bnot for distribution\\b)"},
      {{"consistency.machine_instructions", "count", "Instructions to a machine",
        "Sentences that tell a language model what to do, as they are hidden in documents to steer answers."},
       "(?i)\\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier|"
       "preceding) (?:instructions?|prompts?|directions?|rules)\\b|\\byou are now (?:an? )?(?:unrestricted|"
       "jailbroken|dan\\b)|\\b(?:reveal|print|repeat) (?:your|the) system prompt\\b|"
       "\\bignorier[ea]n? (?:sie )?(?:alle )?(?:vorherigen|bisherigen|obigen) (?:anweisungen|instruktionen)\\b|"
       "\\bignore[rz]? (?:toutes )?les (?:instructions|consignes) précédentes\\b"},
      {{"completeness.named_attachments", "count", "Attachments that are named",
        "Files that the text says are attached, by their name."},
       "(?i)\\b(?:attached|enclosed|beigefügte?[rsn]?|angehängte?[rsn]?|ci-jointe?s?|attachment|anlage|anhang)\\b[^."
       "\\n]{0,60}"
       "[^\\s/]\\.(?:xlsx?|docx?|pdf|pptx?|csv|zip|txt)\\b|\\bsee attachment \\d+|\\bin attachment \\d+"},
  };
  return list;
}

bool is_frame(const Block& block) {
  return block.kind == BlockKind::page_header || block.kind == BlockKind::page_footer;
}

// Of the first block or cell that holds the words.
Place place_of(const Document& document, std::string_view words) {
  for (const Block& block : document.blocks)
    if (!block.hidden && block.text.find(words) != std::string::npos) return block.place;
  for (const Table& table : document.tables)
    for (const Cell& cell : table.cells)
      if (cell.text.find(words) != std::string::npos) return cell_place(table, cell.row, cell.column);
  return {};
}

Measure count_phrase(const Phrase& phrase, const RE2& pattern, const Document& document, std::string_view text) {
  re2::StringPiece found;
  double count = 0;
  std::string evidence;
  Place place;
  for (std::size_t at = 0; pattern.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &found, 1);) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    at = begin + std::max<std::size_t>(found.size(), 1);
    if (count++ > 0) continue;
    evidence = around(text, begin, found.size());
    place = place_of(document, {found.data(), found.size()});
  }
  return document_measure(phrase.info.name, count, text.empty() ? 0 : 1, place, evidence);
}

void measure_phrases(const Document& document, std::string_view text, std::vector<Measure>& out) {
  static const std::vector<std::unique_ptr<RE2>> patterns = [] {
    RE2::Options options;
    options.set_max_mem(std::int64_t{64} << 20);  // of many words, folded: the default falls back to a slow search
    std::vector<std::unique_ptr<RE2>> made;
    for (const Phrase& phrase : phrases()) made.push_back(std::make_unique<RE2>(phrase.pattern, options));
    return made;
  }();
  const std::string running = running_text(document);
  std::string whole(text);
  std::set<std::string_view> frames;  // the same on every page counts once
  for (const Block& block : document.blocks)
    if (is_frame(block) && !block.hidden && frames.insert(block.text).second) whole += "\n" + block.text;
  for (std::size_t i = 0; i < patterns.size(); ++i)
    out.push_back(count_phrase(phrases()[i], *patterns[i], document,
                               phrases()[i].outside_tables ? std::string_view(running) : std::string_view(whole)));
}

std::vector<MeasureInfo> infos() {
  std::vector<MeasureInfo> out;
  for (const Phrase& phrase : phrases()) out.push_back(phrase.info);
  return out;
}

}  // namespace

const Measurer& phrase_measures() {
  static const FunctionMeasurer measurer("phrases", 1, infos(), measure_phrases);
  return measurer;
}

}  // namespace assay
