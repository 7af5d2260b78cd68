#include "tools/samples/papers.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <span>
#include <stdexcept>

#include "tools/samples/goods.hpp"
#include "tools/samples/names.hpp"
#include "tools/samples/random.hpp"
#include "tools/samples/texts.hpp"

namespace assay::samples {
namespace {

constexpr std::array<std::array<std::string_view, 12>, 3> months = {
    {{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December"},
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember"},
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre"}}};

// What differs between the languages of a letter or an invoice.
struct Locale {
  std::size_t index;  // of its months
  std::span<const std::string_view> companies, people, streets, towns;
  std::string_view currency, greeting, closing, subject;
  bool number_first;  // in an address
};

Locale locale_of(std::string_view language) {
  if (language == "de")
    return {1,
            names::german_companies,
            names::german_people,
            names::german_streets,
            names::german_towns,
            "EUR",
            "Sehr geehrte Damen und Herren,",
            "Mit freundlichen Grüßen",
            "Betreff",
            false};
  if (language == "fr")
    return {2,
            names::french_companies,
            names::french_people,
            names::french_streets,
            names::french_towns,
            "EUR",
            "Madame, Monsieur,",
            "Nous vous prions d'agréer nos salutations distinguées.",
            "Objet",
            true};
  return {0,     names::companies,     names::people,      names::streets, names::towns,
          "GBP", "Dear Madam or Sir,", "Yours faithfully", "Subject",      true};
}

std::string long_date(std::string_view iso, std::string_view language) {
  int month = 0;
  int day = 0;
  std::from_chars(iso.data() + 5, iso.data() + 7, month);
  std::from_chars(iso.data() + 8, iso.data() + 10, day);
  const Locale locale = locale_of(language);
  return fmt::format("{}{} {} {}", day, language == "de" ? "." : "",
                     months[locale.index][static_cast<std::size_t>(month - 1)], iso.substr(0, 4));
}

// 1234567 hundredths as "12,345.67", "12.345,67" or "12 345,67".
std::string money(long long hundredths, std::string_view language) {
  std::string digits = std::to_string(hundredths / 100);
  const std::string_view group = language == "de" ? "." : language == "fr" ? " " : ",";
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), group);
  return fmt::format("{}{}{:02}", digits, language == "en" ? "." : ",", hundredths % 100);
}

// Draws are separate statements: the order in which arguments are evaluated differs between compilers.
std::string address(Random& random, const Locale& locale) {
  const int number = random.between(2, 148);
  const auto street = random.pick(locale.streets);
  const auto town = random.pick(locale.towns);
  return locale.number_first ? fmt::format("{} {}, {}", number, street, town)
                             : fmt::format("{} {}, {}", street, number, town);
}

struct Party {
  std::string_view company, person;
  std::string address;
};

Party party(Random& random, const Locale& locale) {
  Party drawn;
  drawn.company = random.pick(locale.companies);
  drawn.person = random.pick(locale.people);
  drawn.address = address(random, locale);
  return drawn;
}

Party other_party(Random& random, const Locale& locale, const Party& one) {
  Party drawn = party(random, locale);
  while (drawn.company == one.company || drawn.person == one.person) drawn = party(random, locale);
  return drawn;
}

// "Calderport CP4 2LW" and "48213 Altenrode" without their codes.
std::string_view town_of(std::string_view address, std::string_view language) {
  const auto line = address.substr(address.rfind(", ") + 2);
  if (language != "en") return line.substr(line.find(' ') + 1);
  return line.substr(0, line.rfind(' ', line.rfind(' ') - 1));
}

Paper new_paper(Random& random, std::string_view title, std::string_view language, std::string_view date) {
  constexpr std::array<std::string_view, 4> fonts = {"Liberation Serif", "Liberation Sans", "DejaVu Serif",
                                                     "DejaVu Sans"};
  Paper paper;
  paper.title = title;
  paper.author = random.pick(locale_of(language).people);
  paper.language = language;
  paper.date = date;
  const int font = random.below(4);
  paper.font = fonts[static_cast<std::size_t>(font)];
  paper.size = font < 2 ? 11 : 10;  // DejaVu runs wide
  return paper;
}

std::vector<Field> fields_of(Random& random, const Locale& locale, std::string_view language) {
  const long long amount = random.between(31'500, 1'960'000) / 5 * 5LL;
  const char letter = static_cast<char>('A' + random.below(26));
  const int high = random.between(10, 99);
  const int low = random.between(1000, 9999);
  return {{"amount", fmt::format("{} {}", locale.currency, money(amount, language))},
          {"ref", fmt::format("{}{}-{}", letter, high, low)},
          {"person", std::string(random.pick(locale.people))}};
}

// Words of an invoice, by language.
struct InvoiceWords {
  std::string_view invoice, number, date, customer, item, quantity, unit_price, amount, net, vat, total, payable;
};
InvoiceWords words_of(std::string_view language) {
  if (language == "de")
    return {"Rechnung",       "Rechnungsnummer",
            "Rechnungsdatum", "Kunde",
            "Artikel",        "Menge",
            "Einzelpreis",    "Betrag",
            "Nettobetrag",    "Umsatzsteuer 19 %",
            "Gesamtbetrag",   "Zahlbar ohne Abzug innerhalb von 14 Tagen."};
  if (language == "fr")
    return {"Facture",          "Numéro de facture", "Date de facture", "Client",
            "Article",          "Quantité",          "Prix unitaire",   "Montant",
            "Total hors taxes", "TVA 20 %",          "Total à payer",   "Paiement à réception, sans escompte."};
  return {"Invoice",    "Invoice number", "Invoice date", "Customer",
          "Item",       "Quantity",       "Unit price",   "Amount",
          "Net amount", "VAT 20 %",       "Total",        "Payable within 30 days of the invoice date."};
}

}  // namespace

Paper letter(std::string_view key, std::string_view date) {
  const Text& text = letter_text(key);
  Random random(fmt::format("letter {} {}", key, date));
  const Locale locale = locale_of(text.language);
  const auto fields = fields_of(random, locale, text.language);
  Paper paper = new_paper(random, fill(text.title, fields), text.language, date);
  const Party sender = party(random, locale);
  const Party receiver = other_party(random, locale, sender);
  append_markup(paper, fmt::format("> {}\n> {}\n> {}\n{}\n{}\n## {}: {}\n{}\n", sender.company, sender.address,
                                   long_date(date, text.language), receiver.person, receiver.address, locale.subject,
                                   paper.title, locale.greeting));
  append_markup(paper, fill(text.body, fields));
  append_markup(paper, fmt::format("\n{}\n{}\n{}\n", locale.closing, paper.author, sender.company));
  return paper;
}

Paper contract(std::string_view key, std::string_view date, std::string_view from, std::string_view until) {
  const Text& text = contract_text(key);
  Random random(fmt::format("contract {}", key));
  const Locale locale = locale_of(text.language);
  auto fields = fields_of(random, locale, text.language);
  fields.push_back({"from", long_date(from, text.language)});
  fields.push_back({"until", long_date(until, text.language)});
  Paper paper = new_paper(random, text.title, text.language, date);
  const std::string_view between = text.language == "de" ? "zwischen" : text.language == "fr" ? "entre" : "between";
  const std::string_view and_word = text.language == "de" ? "und" : text.language == "fr" ? "et" : "and";
  const Party one = party(random, locale);
  const Party other = other_party(random, locale, one);
  append_markup(paper, fmt::format("# {}\n{} {}, {}\n{} {}, {}\n", text.title, between, one.company, one.address,
                                   and_word, other.company, other.address));
  append_markup(paper, fill(text.body, fields));
  append_markup(paper,
                fmt::format("\n{}, {}\n{}, {}\n{}, {}\n", town_of(one.address, text.language),
                            long_date(date, text.language), one.person, one.company, other.person, other.company));
  paper.footer = fmt::format("{} - {{page}}", text.title);
  return paper;
}

Paper report(std::string_view key, std::string_view date) {
  const Text& text = report_text(key);
  Random random(fmt::format("report {}", key));
  const Locale locale = locale_of(text.language);
  Paper paper = new_paper(random, text.title, text.language, date);
  append_markup(paper, fmt::format("# {}\n{}, {}\n\n", text.title, paper.author, long_date(date, text.language)));
  append_markup(paper, fill(text.body, fields_of(random, locale, text.language)));
  paper.header = text.title;
  paper.footer = fmt::format("{} - {{page}}", long_date(date, text.language));
  return paper;
}

Paper invoice(std::string_view number, std::string_view date, std::string_view language,
              const InvoiceOptions& options) {
  Random random(fmt::format("invoice {}", number));
  const Locale locale = locale_of(language);
  const InvoiceWords words = words_of(language);
  Paper paper = new_paper(random, fmt::format("{} {}", words.invoice, number), language, date);
  const Party seller = party(random, locale);
  const Party buyer = other_party(random, locale, seller);
  append_markup(paper, fmt::format("> {}\n> {}\n# {}\n", seller.company, seller.address, words.invoice));
  if (options.number) append_markup(paper, fmt::format("{}: {}\n", words.number, number));
  append_markup(paper, fmt::format("{}: {}\n{}: {}, {}\n", words.date, long_date(date, language), words.customer,
                                   buyer.company, buyer.address));

  const auto families = offered_in(language);
  const auto first_family = static_cast<std::size_t>(random.below(static_cast<int>(families.size())));
  const std::string mark = options.ruled ? "| " : ": ";
  const std::string bar = options.ruled ? " | " : " : ";
  std::string table = fmt::format("{0}{2}{1}{3}{1}{4}{1}{5} {6}\n", mark, bar, words.item, words.quantity,
                                  words.unit_price, words.amount, locale.currency);
  long long net = 0;
  const int first = random.below(14);
  for (int i = 0; i < options.lines; ++i) {
    // No article twice: a long invoice goes on with the next family.
    const Family& family = families[(first_family + static_cast<std::size_t>(i) / 14) % families.size()];
    const Article& article = family.articles[static_cast<std::size_t>((first + i * 3) % 14)];
    const int quantity = random.between(1, 24);
    const int price = price_in(article, 2025);
    net += static_cast<long long>(quantity) * price;
    table += fmt::format("{0}{2}{1}{3}{1}{4}{1}{5}\n", mark, bar, article.name, quantity, money(price, language),
                         money(static_cast<long long>(quantity) * price, language));
  }
  const long long vat = (net * (language == "de" ? 19 : 20) + 50) / 100;
  append_markup(paper, table);
  append_markup(paper,
                fmt::format("\n> {}: {} {}\n> {}: {} {}\n> {}: {} {}\n\n{}\n", words.net, locale.currency,
                            money(net, language), words.vat, locale.currency, money(vat, language), words.total,
                            locale.currency, money(net + vat + 100LL * options.wrong_total, language), words.payable));
  return paper;
}

Paper price_list(std::string_view key, int year, std::string_view date, bool ruled) {
  const Family& family = family_of(key);
  Random random(fmt::format("price list {}", key));
  Paper paper = new_paper(random, fmt::format("{}: price list {}", family.title, year), "en", date);
  append_markup(
      paper,
      fmt::format("# {}\nPrices in GBP without VAT, valid from {}. {} is happy to quote for larger quantities.\n\n",
                  paper.title, long_date(date, "en"), paper.author));
  paper.blocks.push_back({BlockKind::table, {}, {price_rows(key, year), 1, ruled}});
  return paper;
}

}  // namespace assay::samples
