// Traces that programs leave in a text: stamps, error messages, marks of a cut, text in a code of transport, letters
// that were lost. Each is one pattern; the first case gives the place.
#include <vector>

#include "rules/measures/list.hpp"
#include "rules/measures/phrase_search.hpp"

namespace assay {
namespace {

// English, German and French, where a language is needed. In order of the catalogue.
const std::vector<Phrase>& traces() {
  static const std::vector<Phrase> list{
      {{"freshness.withdrawn_stamps", "count", "Stamps that withdraw the document",
        "A line that is VOID, CANCELLED, SUPERSEDED, ARCHIVED, UNGÜLTIG and the like, or begins with it and a dash."},
       "(?m)^[ \\t]*(?:ARCHIVED|SUPERSEDED|WITHDRAWN|OBSOLETE|VOID|CANCELL?ED|REVOKED|STORNIERT|STORNO|UNGÜLTIG|"
       "AUFGEHOBEN|ÜBERHOLT|ANNULÉE?|PÉRIMÉE?)[ \\t]*(?:[-–—:!.,(]|$)",
       true},
      {{"format.copy_marks", "count", "Marks of a copy or sample",
        "A line that is COPY, SPECIMEN, SAMPLE, KOPIE, MUSTER; and what trial versions of programs write."},
       "(?m)^[ \\t]*(?:COPY|SPECIMEN|SAMPLE|KOPIE|MUSTER|ABSCHRIFT|SPÉCIMEN|COPIE)[ \\t]*$|"
       "(?i:\\bevaluation (?:only|version|copy)\\b|\\bunregistered version\\b|\\btrial version of\\b|"
       "\\bcreated with (?:an? )?(?:evaluation|trial|demo|unregistered|unlicensed)\\b|\\btestversion von\\b)",
       true},
      {{"format.program_messages", "count", "Messages of programs",
        "What a server, browser, data base or program says when it fails: 404 Not Found, Traceback, ORA-00942, please "
        "enable JavaScript."},
       "\\b(?:403 Forbidden|404 Not Found|500 Internal Server Error|502 Bad Gateway|503 Service (?:Temporarily )?"
       "Unavailable|504 Gateway Time-?out)\\b|Traceback \\(most recent call last\\)|\\bException in thread \"|"
       "\\bORA-\\d{5}\\b|SQLSTATE\\[|\\bFatal error: Uncaught\\b|\\(\\d+ rows? (?:affected|selected)\\)|"
       "(?i:\\benable (?:javascript|cookies)\\b|\\byou must be logged in\\b|\\bplease (?:log|sign) in to "
       "(?:view|continue|"
       "access)\\b|\\byour session has (?:expired|timed out)\\b|\\bverify (?:that )?you are (?:a )?human\\b|"
       "\\bconnection (?:refused|timed out|reset by peer)\\b)"},
      {{"completeness.cut_marks", "count", "Marks of a cut",
        "\"[truncated]\", \"output truncated\", \"42 more rows\"; and \"continued on next page\" at the very end."},
       "(?i)\\[(?:\\.\\.\\.|…)? ?(?:\\w+ )?(?:truncated|cut off|gekürzt|tronqué)(?: [^\\]\\n]{0,40})?\\]|"
       "\\b(?:output|text|message|content|file|results?|list) (?:was |has been |is )?truncated\\b|\\[message "
       "clipped\\]|"
       "(?:\\.\\.\\.|…) ?\\(?(?:and )?\\d[\\d,.]* more (?:rows|lines|records|characters|pages|items)\\b|"
       "\\(?\\b(?:continued (?:on (?:the )?next page|overleaf)|to be continued|fortsetzung (?:folgt|auf der nächsten "
       "seite|nächste seite)|suite (?:à la )?page suivante|à suivre)[ .…)]*\\s*\\z"},
      {{"format.merge_conflicts", "count", "Marks of a merge that failed",
        "<<<<<<< and >>>>>>> at the beginning of a line, as version control leaves them."},
       "(?m)^(?:<{7}|>{7}) \\S"},
      {{"format.encoded_text", "count", "Text in a code of transport",
        "Base64 of 200 characters and more, percent signs of addresses (%20), quoted-printable (=C3=BC) and \\u00fc in "
        "words."},
       "[A-Za-z0-9+/]{200,}={0,2}|(?:^|\\s)[^\\s/%]*(?:%[0-9A-F]{2}[^\\s/%]{0,20}){3,}|"
       "=C[2-9A-F]=[89AB][0-9A-F]|=E2=8[0-9]=[89AB][0-9A-F]|\\pL\\\\u00[c-fC-F][0-9a-fA-F]"},
      {{"format.lost_letters", "count", "Words with a question mark for a letter",
        "As conversions leave them that did not know the letter: M?nchen, Gr??e."},
       "(?:^|[\\s(\"'>])\\pL+\\?{1,2}\\p{Ll}+(?:\\?\\p{Ll}+)*(?:$|[\\s.,;:)\"'<])"},
      {{"readability.direction_marks", "count", "Characters that turn the direction",
        "Overrides U+202D and U+202E, by which a text is read otherwise than it is stored."},
       "[\\x{202D}\\x{202E}]"},
      {{"format.split_words", "count", "Words with a hyphen and a space inside",
        "Words of small letters such as \"docu- ments\": lines that were joined without joining the words. Usual ones "
        "before and, or, und, oder, et, ou are counted too."},
       "\\b\\p{Ll}{2,}- \\p{Ll}{2,}\\b"},
      {{"completeness.empty_items", "count", "Items of a list without text",
        "Lines outside of tables that hold a number with its point, or a bullet, and nothing else."},
       "(?m)^[ \\t]*(?:\\d{1,2}[.)]|[•▪◦●■])[ \\t]*$",
       true},
      {{"completeness.test_entries", "count", "Words that somebody typed to try",
        "asdf, \"test test test\", \"blah blah blah\", \"foo bar baz\"."},
       "(?i)\\b(?:asdf){2,}|\\basdf (?:asdf|jkl)|\\bblah blah blah|\\btest test test\\b|\\bqwert[yz]uiop|"
       "\\bfoo bar baz\\b|\\bbla bla bla\\b"},
      {{"format.unset_values", "count", "Values that a program did not fill in",
        "\"Dear undefined\", \"NaN EUR\", \"[object Object]\"."},
       "(?i)\\b(?:dear|hello|hi|bonjour|chère?|sehr geehrte[rn]?(?: frau| herrn?)?) (?:undefined|null|none|nan)\\b|"
       "\\[object object\\]|\\b(?:null|undefined|nan) (?:eur|usd|gbp|chf|€|\\$|£)|"
       "(?:€|\\$|£|\\b(?:eur|usd|gbp|chf)) ?(?:nan|null|undefined)\\b"},
      {{"consistency.impossible_dates_in_text", "count", "Dates in the text that do not exist",
        "31 February 2022, 31.04.2023, 2022-02-30: days that their month never has."},
       "(?i)\\b(?:30|31)(?:st|th|\\.)? (?:of )?(?:feb(?:ruary|ruar)?|février)\\.?,? \\d{4}\\b|"
       "\\b31(?:st|\\.)? (?:of )?(?:apr(?:il)?|june?|juni|sept?(?:ember)?|nov(?:ember)?|avril|juin)\\.?,? \\d{4}\\b|"
       "\\b(?:feb(?:ruary)?\\.? (?:30|31)|(?:apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?)\\.? 31),? \\d{4}\\b|"
       "\\b(?:(?:30|31)\\.(?:0?2)|31\\.(?:0?[469]|11))\\.(?:19|20)\\d{2}\\b|"
       "\\b(?:19|20)\\d{2}-(?:02-3[01]|(?:0[469]|11)-31)\\b"},
  };
  return list;
}

}  // namespace

const Measurer& trace_measures() {
  static const PhraseMeasurer measurer("traces", 1, not_compared(infos_of(traces())), traces());
  return measurer;
}

}  // namespace assay
