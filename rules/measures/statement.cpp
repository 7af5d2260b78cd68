#include "rules/measures/statement.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "rules/measures/money.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t label_bytes = 80;  // what stands farther ahead of an amount is not its label

// "vat 20 %: eur" of "VAT 20 %: EUR" without rate, currency and marks: "vat".
std::string bare_label(std::string_view label) {
  static const RE2 rate("(?:@|\\bat|\\bvon|\\bde|à)?\\s*\\(?\\d+(?:[.,]\\d+)?\\s*%\\)?");
  static const RE2 currency("\\b(?:eur|gbp|usd|chf|euros?|pounds?)\\b|[€£$]");
  static const RE2 ends("^[^\\pL]+|[^\\pL.)]+$");
  std::string out = lower(shortened(label));
  RE2::GlobalReplace(&out, rate, " ");
  RE2::GlobalReplace(&out, currency, " ");
  while (RE2::Replace(&out, ends, "")) {
  }
  return shortened(out);
}

// For people: without the currency and the colon.
std::string quotable(std::string_view label) {
  static const RE2 ends("[\\s:=€£$(]*(?:(?:EUR|GBP|USD|CHF)[\\s:=(]*)?$");
  std::string out = shortened(label.substr(label.size() - std::min(label.size(), label_bytes)));
  RE2::Replace(&out, ends, "");
  return out;
}

bool has_letters(std::string_view label) {
  return !bare_label(label).empty();
}

// The amounts of one statement stand on lines that follow each other, or in one paragraph.
bool stand_together(const LabelledAmount& a, const LabelledAmount& b) {
  constexpr std::size_t lines_apart = 4;
  constexpr std::size_t bytes_apart = 120;
  if (a.line != b.line) return b.line - a.line <= lines_apart;
  return b.begin - a.end <= bytes_apart;
}

void add(const LabelledAmount& amount, Statement& out) {
  switch (amount.kind) {
    case AmountKind::net:
      out.nets.push_back(amount);
      break;
    case AmountKind::tax:
      out.taxes.push_back(amount);
      break;
    case AmountKind::total:
      out.totals.push_back(amount);
      break;
    case AmountKind::none:
    case AmountKind::adjustment:
      out.adjustments.push_back(amount);
      break;
  }
}

using Sums = std::vector<std::int64_t>;

void unite(Sums& sums) {
  std::sort(sums.begin(), sums.end());
  sums.erase(std::unique(sums.begin(), sums.end()), sums.end());
}

// Every sum of some of the parts, each with any of its readings, with the factors given.
Sums partial_sums(const std::vector<LabelledAmount>& parts, std::initializer_list<int> factors) {
  Sums sums{0};
  for (const LabelledAmount& part : parts) {
    const Sums before = sums;
    for (const std::int64_t sum : before)
      for (const std::int64_t value : part.hundredths)
        for (const int factor : factors) sums.push_back(sum + factor * value);
    unite(sums);
    if (sums.size() > 2000) return {};
  }
  return sums;
}

}  // namespace

AmountKind kind_of_label(std::string_view label) {
  static const RE2 net(
      "(?:^|[^\\pL])(?:net|net (?:amount|total|sum|value|price|invoice amount)|total net(?: amount)?|sub-? ?total|"
      "(?:total|amount)[ (,-]*(?:excl|excluding|exclusive|ex|before|without)[a-z.]*(?: of)? (?:vat|tax|gst)|"
      "netto|netto(?:betrag|summe|wert|rechnungsbetrag|gesamtbetrag)|zwischensumme|"
      "(?:gesamt|summe|betrag|gesamtbetrag|gesamtsumme|total)[ (,-]*netto|"
      "(?:gesamtbetrag|gesamtsumme|rechnungssumme|summe|gesamt)[ (,-]*(?:ohne|exkl\\.?|zzgl\\.?) (?:mwst|ust)\\.?|"
      "(?:total|montant|sous-total)[ (,-]*(?:net )?(?:hors ?taxes?|h\\.?t\\.?)|sous-total)[.)]*$");
  static const RE2 total(
      "(?:^|[^\\pL])(?:(?:grand |invoice |gross |overall |final )?total(?: amount| sum| price| payable| due)*|"
      "(?:total|amount|sum|gesamt\\w*|summe|rechnungsbetrag|endbetrag|betrag|montant)[ (,-]*"
      "(?:incl|inc|inkl|einschl)[a-z.]*(?: of)? (?:vat|tax|gst|mwst|ust|tva)\\.?|"
      "gesamt(?:betrag|summe|preis)?|rechnungs(?:betrag|summe)|end(?:betrag|summe)|zahlbetrag|summe|"
      "brutto(?:betrag|summe)?|(?:gesamt|gesamtbetrag|gesamtsumme|summe|total)[ (,-]*brutto|"
      "(?:total|montant)[ (,-]*(?:t\\.?t\\.?c\\.?|toutes taxes comprises)|(?:total|net|montant|somme) à payer|"
      "amount (?:due|payable)|due payable|balance due)[.)]*$");
  static const RE2 tax(
      "(?:^|[^\\pL])(?:vat|v\\.a\\.t|(?:sales|value added|plus|add|total) tax|gst|hst|"
      "mwst|mw\\.-?st|ust|umsatzsteuer|mehrwertsteuer|steuerbetrag|tva|t\\.v\\.a|total taxes)(?: amount| "
      "total|-?betrag)?[.)]*$|^tax$");
  const std::string bare = bare_label(label.substr(label.size() - std::min(label.size(), label_bytes)));
  if (bare.empty()) return AmountKind::none;
  // "Net à payer" and "gesamtbetrag (inkl. MwSt)" end like another kind as well.
  static const RE2 surely_total(
      "(?:à payer|incl\\S*|inkl\\S*|einschl\\S*)(?: (?:vat|tax|gst|mwst|ust|tva)\\S*)?[.)]*$");
  if (RE2::PartialMatch(bare, surely_total) && RE2::PartialMatch(bare, total)) return AmountKind::total;
  if (RE2::PartialMatch(bare, net)) return AmountKind::net;
  if (RE2::PartialMatch(bare, tax)) return AmountKind::tax;
  if (RE2::PartialMatch(bare, total)) return AmountKind::total;
  static const RE2 adjustment(
      "shipping|freight|postage|delivery|carriage|handling|discount|rebate|deposit|prepaid|paid|rounding|surcharge|"
      "\\bfee|versand|fracht|porto|rabatt|skonto|anzahlung|gezahlt|pfand|rundung|zuschlag|livraison|frais|remise|"
      "acompte|escompte|arrondi|port\\b");
  return RE2::PartialMatch(bare, adjustment) ? AmountKind::adjustment : AmountKind::none;
}

std::vector<LabelledAmount> labelled_amounts(std::span<const LineView> lines) {
  std::vector<LabelledAmount> out;
  std::string_view label_line;  // a line without amounts, whose text is the label of an amount that stands alone
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i].text;
    const std::vector<Amount> amounts = find_amounts(text);
    std::size_t from = 0;
    for (const Amount& amount : amounts) {
      std::string_view label = text.substr(from, amount.begin - from);
      from = amount.begin + amount.length;
      const bool own = has_letters(label);
      if (!own && !label_line.empty()) label = label_line;
      label_line = {};
      if (!own && !has_letters(label)) {
        if (out.empty() || out.back().line != i) continue;
        LabelledAmount& before = out.back();
        before.hundredths.insert(before.hundredths.end(), amount.hundredths.begin(), amount.hundredths.end());
        before.end = from;
        continue;
      }
      out.push_back({kind_of_label(label), quotable(label), amount.hundredths, i, amount.begin, from});
    }
    if (amounts.empty()) label_line = text;
  }
  return out;
}

std::vector<Statement> statements_of(const std::vector<LabelledAmount>& amounts) {
  constexpr std::size_t most_unknown = 2;  // amounts of unknown labels between two of the statement
  std::vector<Statement> out;
  std::vector<LabelledAmount> group;
  std::vector<LabelledAmount> unknown;
  const auto close = [&] {
    Statement statement;
    for (const LabelledAmount& amount : group) add(amount, statement);
    if (!group.empty()) statement.first_line = group.front().line;
    if (!statement.nets.empty() && !statement.taxes.empty() && !statement.totals.empty())
      out.push_back(std::move(statement));
    group.clear();
    unknown.clear();
  };
  for (const LabelledAmount& amount : amounts) {
    const LabelledAmount* before = !unknown.empty() ? &unknown.back() : !group.empty() ? &group.back() : nullptr;
    if (before && (!stand_together(*before, amount) || unknown.size() > most_unknown)) close();
    if (amount.kind == AmountKind::none || (amount.kind == AmountKind::adjustment && group.empty())) {
      if (!group.empty()) unknown.push_back(amount);
      continue;
    }
    group.insert(group.end(), unknown.begin(), unknown.end());
    unknown.clear();
    group.push_back(amount);
  }
  close();
  return out;
}

std::vector<std::int64_t> possible_totals(const Statement& statement) {
  Sums nets = partial_sums(statement.nets, {1});
  const Sums taxes = partial_sums(statement.taxes, {1});
  const Sums adjustments = partial_sums(statement.adjustments, {1, -1});
  constexpr std::size_t most = 200'000;
  if (nets.empty() || taxes.empty() || adjustments.empty() || nets.size() * taxes.size() * adjustments.size() > most)
    return {};
  Sums out;
  for (const std::int64_t net : nets)
    for (const std::int64_t tax : taxes)
      for (const std::int64_t adjustment : adjustments)
        if (net != 0) out.push_back(net + tax + adjustment);
  unite(out);
  return out;
}

}  // namespace assay
