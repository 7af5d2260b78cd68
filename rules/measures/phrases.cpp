// Words that say something about the document that holds them: what was left open, what no longer holds, what a
// machine is told. Each is one pattern over the text, headers and footers included; the first case gives the place.
#include <vector>

#include "rules/measures/list.hpp"
#include "rules/measures/phrase_search.hpp"

namespace assay {
namespace {

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
       "<(?:name|title|date|address|amount|number|position|betrag|datum|firma|nom|adresse) (?:of|des|der|du|de) "
       "[^<>\\n/=\"]{1,40}>|\\{ ?(?:MERGEFIELD|FILLIN|DOCPROPERTY) [^{}\\n]{1,60}\\}|"
       "%(?:first|last|full|customer|client|company|order|invoice|recipient)_?[a-z_]{0,20}%|\\bx{1,3}[.,]xxx\\b|"
       "\\bthis is (?:a )?(?:dummy|filler|blind) text\\b|\\breplace (?:this text|with (?:your|final) (?:text|copy))|"
       "li europan lingues|hinter den wortbergen|behind the word mountains|\\bblindtexte?\\b|"
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
       "(?:^\\s*|\\bthis (?:document )?is an? )(?:preliminary|working|discussion) draft\\b|\\bvorläufige fassung\\b|"
       "^\\s*(?:draft|entwurf|brouillon)\\s*(?:$|[-–—:(,]|v?\\d))"},
      {{"freshness.withdrawn_marks", "count", "Words that withdraw the document",
        "\"has been superseded by\", \"is obsolete\", \"no longer valid\": said of this document, version or edition; "
        "\"this "
        "order has been cancelled\"."},
       "(?i)\\bthis (?:document|version|edition|issue|revision|policy|procedure|price "
       "list|form|page|file|specification)"
       "[^.\\n]{0,30}\\b(?:superseded|obsolete|withdrawn|outdated|no longer (?:valid|in force|current|maintained))\\b|"
       "\\b(?:superseded|replaced) by (?:revision|version|edition|issue)\\b|"
       "\\bdiese[sr]? (?:dokument|fassung|version|ausgabe|richtlinie|preisliste)[^.\\n]{0,30}"
       "(?:ungültig|überholt|ersetzt|außer kraft|nicht mehr gültig)\\b|"
       "\\bce(?:tte)? (?:document|version|édition)[^.\\n]{0,30}(?:obsolète|remplacée?|caduque?|n'est plus valable)|"
       "\\bwurde durch (?:die |eine )?(?:neue |neuere )?(?:version|fassung|ausgabe|revision)[^\\n]{0,30} ersetzt\\b|"
       "\\bthis (?:order|invoice|offer|quote|contract|agreement|policy|certificate|event|meeting) (?:has been|was|is) "
       "(?:cancell?ed|withdrawn|revoked|annulled|voided|terminated)\\b"},
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
        "Files that the text says are attached, by their name, and lists of enclosures (English, German, French)."},
       "(?i)\\b(?:attached|enclosed|beigefügte?[rsn]?|angehängte?[rsn]?|ci-jointe?s?|attachment|anlage|anhang)\\b[^."
       "\\n]{0,60}"
       "[^\\s/]\\.(?:xlsx?|docx?|pdf|pptx?|csv|zip|txt)\\b|\\bsee attachment \\d+|\\bin attachment \\d+|"
       "(?m)^\\s*(?:enclosures?|encl\\.?|enc\\.|attachments?|anlagen?|beilagen?|pièces? jointes?|p\\.j\\.) ?: *\\S"},
  };
  return list;
}

}  // namespace

const Measurer& phrase_measures() {
  static const PhraseMeasurer measurer("phrases", 3, infos_of(phrases()), phrases());
  return measurer;
}

}  // namespace assay
