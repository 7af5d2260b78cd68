#include "rules/measures/alterations.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "rules/measures/dates.hpp"
#include "rules/measures/language.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::string_view a_number = "a number", a_date = "a date", a_negation = "a negation", a_party = "a party",
                           a_duty = "a duty or permission", a_role = "a role";

using Names = std::set<std::string, std::less<>>;
using Weights = std::map<std::string, std::string_view>;  // what is said, folded, and what that is

std::map<std::string, std::string_view, std::less<>> listed(std::string_view words, std::string_view what) {
  std::map<std::string, std::string_view, std::less<>> out;
  for (const std::string_view word : tokens(words)) out.emplace(word, what);
  return out;
}

// Folded words. "one", "ein" and "un" are articles and pronouns more often than numbers.
const std::map<std::string, std::string_view, std::less<>>& words_of_weight() {
  static const auto list = [] {
    auto all = listed(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half "
        "twice double zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
        "sechzig siebzig achtzig neunzig hundert tausend million millionen hälfte doppelt doppelte deux trois quatre "
        "cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille moitié",
        a_number);
    all.merge(
        listed("january february april june july august september october november december monday tuesday wednesday "
               "thursday friday saturday sunday januar februar märz april mai juni juli oktober dezember montag "
               "dienstag mittwoch donnerstag freitag samstag sonntag janvier février avril juin juillet août septembre "
               "octobre novembre décembre",
               a_date));
    all.merge(
        listed("not cannot no none never neither nor without except excluding unless nicht kein keine keinen keinem "
               "keiner keines nie niemals weder ohne außer ausgenommen ne pas aucun aucune jamais ni sans sauf hormis",
               a_negation));
    all.merge(
        listed("shall must may muss müssen darf dürfen soll sollen kann können doit doivent peut peuvent", a_duty));
    all.merge(
        listed("buyer seller supplier customer contractor client licensor licensee lessor lessee tenant landlord "
               "employer employee borrower lender purchaser vendor guarantor käufer verkäufer auftraggeber "
               "auftragnehmer mieter vermieter lieferant besteller arbeitgeber arbeitnehmer darlehensgeber "
               "darlehensnehmer lizenzgeber lizenznehmer acheteur vendeur prestataire fournisseur bailleur locataire "
               "employeur emprunteur prêteur",
               a_role));
    return all;
  }();
  return list;
}

// As they are written: small they are other words.
const std::map<std::string, std::string_view, std::less<>>& names_of_weight() {
  static const auto list = [] {
    auto all = listed("Ltd Limited Inc LLC LLP plc PLC Corp GmbH AG KG SE SA SARL SAS", a_party);
    all.merge(listed("March May", a_date));
    return all;
  }();
  return list;
}

std::string_view weight_of(std::string_view word, const Names& parties) {
  if (const auto name = names_of_weight().find(word); name != names_of_weight().end()) return name->second;
  if (parties.contains(word)) return a_party;
  const std::string folded = lower(word);
  if (folded.ends_with("n't") || folded.ends_with("n’t")) return a_negation;
  const auto found = words_of_weight().find(folded);
  return found == words_of_weight().end() ? std::string_view() : found->second;
}

Weights weights_of(std::string_view text, const Names& parties, bool english) {
  static const RE2 number("(\\d(?:[\\d.,'’/]*\\d)?)");
  static const RE2 word("(\\pL[\\pL\\pM'’]*)");
  static const RE2 prefix("un|non-?|dis");  // put before an English word; "un" alone is French for one
  Weights out;
  const std::string_view digits = find_dates(text).empty() ? a_number : a_date;
  re2::StringPiece found;
  for (re2::StringPiece rest(text.data(), text.size()); RE2::FindAndConsume(&rest, number, &found);)
    out.emplace(std::string(found), digits);
  for (re2::StringPiece rest(text.data(), text.size()); RE2::FindAndConsume(&rest, word, &found);) {
    const std::string_view one(found.data(), found.size());
    if (one == "No" && rest.starts_with(".")) continue;  // number
    if (const std::string_view what = weight_of(one, parties); !what.empty()) out.emplace(lower(one), what);
  }
  if (english && RE2::FullMatch({text.data(), text.size()}, prefix)) out.emplace(std::string(text), a_negation);
  return out;
}

// Words that stand before or in names of companies with a capital and name none of them.
bool names_nobody(std::string_view word) {
  static const auto list = listed(
      "the between this that and with from for our your each both dear company group holding services bank "
      "international die der das den dem des dass zwischen und mit von für unsere ihre jede firma gesellschaft les une "
      "aux entre avec chez par pour notre votre chaque société groupe",
      {});
  return list.contains(lower(word));
}

// The words that stand somewhere without a capital: no names, whatever a sentence or a heading makes of them.
Names small_words(std::string_view text) {
  static const RE2 small("(?:^|[^\\pL\\pM'’-])(\\p{Ll}[\\pL\\pM'’-]*)");
  Names out;
  std::string word;
  for (re2::StringPiece rest(text.data(), text.size()); RE2::FindAndConsume(&rest, small, &word);) out.insert(word);
  return out;
}

// Words of the names of companies, and of people with a title, in the text and in its changes.
Names parties_of(std::string_view text) {
  static const RE2 company(
      "((?:\\p{Lu}[\\pL\\d'’-]*[ ,&]{1,3}){1,4})(?:Ltd|Limited|Inc|LLC|LLP|plc|PLC|Corp|GmbH|AG|KG|SE|SA|SARL|SAS)\\b");
  static const RE2 person("\\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Monsieur|Madame|Mme)\\.? ((?:\\p{Lu}[\\pL'’-]+ ?){1,3})");
  Names out;
  std::string name;
  for (const RE2* pattern : {&company, &person})
    for (re2::StringPiece rest(text.data(), text.size()); RE2::FindAndConsume(&rest, *pattern, &name);)
      for (std::string_view word : tokens(name)) {
        while (!word.empty() && (word.back() == ',' || word.back() == '&')) word.remove_suffix(1);
        if (to_characters(word).size() >= 3 && !names_nobody(word)) out.emplace(word);
      }
  if (out.empty()) return out;
  const Names small = small_words(text);
  std::erase_if(out, [&](const std::string& one) { return small.contains(lower(one)); });
  return out;
}

// Names that replace others within a sentence: "Thornbury" for "Halden". How a word is written at the start of one says
// nothing.
class ReplacedNames {
 public:
  explicit ReplacedNames(std::string_view text) : text_(text.substr(0, most_text)) {}

  bool holds(const Revision& gone, const Revision& put) {
    static const RE2 name("\\s*(?:\\p{Lu}[\\pL'’-]+)(?: (?:\\p{Lu}[\\pL'’-]+|&|of|de|van))*\\s*");
    if (gone.kind != RevisionKind::deletion || put.kind != RevisionKind::insertion) return false;
    if (!RE2::FullMatch(gone.text, name) || !RE2::FullMatch(put.text, name)) return false;
    const std::string written(trimmed(put.text));
    return lower(written) != lower(trimmed(gone.text)) && within_sentence(written);
  }

 private:
  // Each name is looked for once, and not more of them than a contract has: a document may be made of changes.
  bool within_sentence(const std::string& name) {
    const auto known = found_.find(name);
    if (known != found_.end() || found_.size() >= most_names) return known != found_.end() && known->second;
    const RE2 within("[\\p{Ll},]\\s+" + RE2::QuoteMeta(name));
    return found_[name] = RE2::PartialMatch({text_.data(), text_.size()}, within);
  }

  static constexpr std::size_t most_names = 200, most_text = 1'000'000;
  std::string_view text_;
  std::map<std::string, bool> found_;
};

// What changes say and take back: those of one paragraph, or a change with the one that it replaces.
struct Balance {
  std::map<std::string, int> said;
  std::map<std::string_view, std::set<std::string>> gone, put;  // by what they are
  // Words of which one takes the place of another; set alone they say who or how, and change nobody.
  bool replaced(std::string_view what) const {
    const auto before = gone.find(what), after = put.find(what);
    return before != gone.end() && after != put.end() && before->second != after->second;
  }
  void add(const Weights& weights, bool is_put) {
    for (const auto& [word, what] : weights) {
      said[word] += is_put ? 1 : -1;
      (is_put ? put : gone)[what].insert(word);
    }
  }
  bool alters(const std::string& word, std::string_view what) const {
    if (what == a_duty || what == a_role) return replaced(what);
    const auto found = said.find(word);
    return found != said.end() && found->second != 0;
  }
};

// Where the file names no paragraphs, a change stands with the one before it, which it may replace.
std::vector<std::string> groups_of(const std::vector<const Revision*>& changes) {
  std::vector<std::string> groups;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Place& place = changes[i]->place;
    const bool pairs = i > 0 && changes[i]->kind != changes[i - 1]->kind && (i < 2 || groups[i - 1] != groups[i - 2]);
    if (place.paragraph || place.page || !place.range.empty())
      groups.push_back(to_string(place));
    else
      groups.push_back(pairs ? groups[i - 1] : "change " + std::to_string(i));
  }
  return groups;
}

}  // namespace

std::vector<Alteration> alterations_of(const Document& document, std::string_view text) {
  std::vector<const Revision*> changes;  // moved words stay in the text
  std::string all(text);
  for (const Revision& revision : document.revisions) {
    if (revision.kind != RevisionKind::insertion && revision.kind != RevisionKind::deletion) continue;
    changes.push_back(&revision);
    all += "\n" + revision.text;
  }
  if (changes.empty()) return {};
  const Names parties = parties_of(all);
  const std::string language = main_language(document, text);
  const bool names_stand_out = !language.empty() && language != "de";
  const std::vector<std::string> groups = groups_of(changes);
  std::map<std::string, Balance> balances;
  std::vector<Weights> weights;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    weights.push_back(weights_of(changes[i]->text, parties, language == "en"));
    balances[groups[i]].add(weights[i], changes[i]->kind == RevisionKind::insertion);
  }
  ReplacedNames replaced_names(text);
  std::vector<Alteration> out;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Balance pair;  // "Seller" for "Buyer" stays a change where "Buyer" takes the place of "Seller" further on
    if (i > 0 && groups[i] == groups[i - 1] && changes[i]->kind != changes[i - 1]->kind)
      for (const std::size_t k : {i - 1, i}) pair.add(weights[k], changes[k]->kind == RevisionKind::insertion);
    const Balance& balance = balances[groups[i]];
    const auto found = std::find_if(weights[i].begin(), weights[i].end(), [&](const auto& weight) {
      return balance.alters(weight.first, weight.second) || (weight.second == a_role && pair.replaced(a_role));
    });
    if (found != weights[i].end())
      out.push_back({changes[i], found->second == a_role ? a_party : found->second});
    else if (i > 0 && names_stand_out && replaced_names.holds(*changes[i - 1], *changes[i]))
      out.push_back({changes[i], a_party});
  }
  return out;
}

}  // namespace assay
