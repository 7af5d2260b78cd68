// Amounts of money, what they are by their labels, and whether they add up.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "rules/measures/item_rows.hpp"
#include "rules/measures/money.hpp"
#include "rules/measures/statement.hpp"
#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

using Values = std::vector<std::int64_t>;

std::vector<Values> amounts_in(std::string_view text) {
  std::vector<Values> out;
  for (const Amount& amount : find_amounts(text)) out.push_back(amount.hundredths);
  return out;
}

std::vector<Finding> wrong(const Document& document) {
  return findings_of(document, "consistency.wrong_invoice_totals");
}

bool compared(const Document& document) {
  return measure_of(document, "consistency.wrong_invoice_totals").n > 0;
}

Document goods(const std::string& net, const std::vector<std::vector<std::string>>& more = {}) {
  std::vector<std::vector<std::string>> rows = {
      {"Item", "Quantity", "Price", "Amount"}, {"Lamp", "12", "12.20", "146.40"}, {"Tube", "3", "100.00", "300.00"}};
  rows.insert(rows.end(), more.begin(), more.end());
  Document document = sheet_document(rows);
  document.tables[0].found_by = TableSource::ruled;
  Block block;
  block.text = net;
  document.blocks.push_back(block);
  return document;
}

}  // namespace

TEST_CASE("amounts are read in the notations of four countries, exactly") {
  CHECK(amounts_in("GBP 3,032.99 or 3.032,99 or 3'032.99 or 303299,00") ==
        std::vector<Values>{{303299}, {303299}, {303299}, {30329900}});
  CHECK(amounts_in("2 560,13") == std::vector<Values>{{256013, 56013}});  // or 560,13 behind a quantity of 2
  CHECK(amounts_in("-12.50 and 12,50-") == std::vector<Values>{{-1250}, {-1250}});
  CHECK(amounts_in("It costs 12.50.") == std::vector<Values>{{1250}});
  CHECK(amounts_in("19.00 % of 5.00") == std::vector<Values>{{500}});
  CHECK(amounts_in("on 12.03.2024, at 1.234 or 1.2345, version 1.2.30").empty());
  CHECK(money_text(-1205) == "-12.05");
}

TEST_CASE("a cell is read as every number that it may be") {
  CHECK(read_number("EUR 12,50") == Values{125000});
  CHECK(read_number("1.5") == Values{15000});
  CHECK(read_number("1.234") == Values{12340000, 12340});
  CHECK(read_number("twelve").empty());
  CHECK(read_number("99999999999999999999").empty());
}

TEST_CASE("property: no text is read as an amount that is not in it, none crashes") {
  CHECK(rc::check([](const std::string& text) {
    for (const Amount& amount : find_amounts(text)) RC_ASSERT(amount.begin + amount.length <= text.size());
    read_number(text);
    kind_of_label(text);
  }));
  CHECK(rc::check([] {
    const auto value = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    const std::vector<Amount> found = find_amounts("Total: " + money_text(value) + " EUR");
    RC_ASSERT(found.size() == 1);
    RC_ASSERT(found[0].hundredths == Values{value});
  }));
}

TEST_CASE("labels say what an amount is") {
  for (const char* label :
       {"Net amount: GBP", "Subtotal", "Sub-total", "Total excl. VAT", "Zwischensumme", "Nettobetrag", "Summe netto",
        "Total hors taxes: EUR", "Total HT", "Montant HT", "Rechnungssumme ohne USt."})
    CHECK_MESSAGE(kind_of_label(label) == AmountKind::net, label);
  for (const char* label : {"VAT 20 %:", "plus 19% MwSt.", "Umsatzsteuer 19 %", "TVA (20 %)", "Total VAT", "Tax",
                            "20,0% USt", "Steuerbetrag", "Total taxes"})
    CHECK_MESSAGE(kind_of_label(label) == AmountKind::tax, label);
  for (const char* label : {"Total: GBP", "Grand total", "Amount due", "Gesamtbetrag", "Total incl. VAT", "Total TTC",
                            "Net à payer", "Rechnungsbetrag", "Gesamtbetrag inkl. MwSt"})
    CHECK_MESSAGE(kind_of_label(label) == AmountKind::total, label);
  for (const char* label : {"Net income", "Income tax", "Totally", "Unit price", "", "20 %"})
    CHECK_MESSAGE(kind_of_label(label) == AmountKind::none, label);
  CHECK(kind_of_label("Shipping and handling") == AmountKind::adjustment);
}

TEST_CASE("a total that is not net and tax is named with its numbers") {
  const std::vector<Finding> found =
      wrong(text_document({"Net amount: GBP 3,032.99 VAT 20 %: GBP 606.60 Total: GBP 3,909.59 Payable at once."}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].message.find("3639.59") != std::string::npos);
  CHECK(found[0].message.find("3909.59") != std::string::npos);
  CHECK(found[0].place.paragraph == 1);
  CHECK(wrong(text_document(
                  {"Nettobetrag:", "1.000,00 EUR", "zzgl. 19 % MwSt.:", "190,00 EUR", "Gesamtbetrag:", "1.290,00 EUR"}))
            .size() == 1);
  CHECK(wrong(text_document({"Total hors taxes: EUR 2 560,13", "TVA 20 %: EUR 512,03", "Total à payer: EUR 3 702,16"}))
            .size() == 1);
}

TEST_CASE("totals that add up one way or another are left alone") {
  for (const Document& document :
       {text_document({"Net amount: 100.00", "VAT 20 %: 20.00", "Total: 120.00"}),
        text_document({"Total hors taxes: EUR 2 560,13 TVA 20 %: EUR 512,03 Total à payer: EUR 3 072,16"}),
        text_document({"Subtotal 100.00", "Shipping 5.00", "VAT 21.00", "Total 126.00"}),
        text_document({"Subtotal 100.00", "Discount 10.00", "VAT 18.00", "Total 108.00"}),
        text_document({"Net 100.00", "VAT 20 % 20.00", "VAT 5 % on 40.00: 2.00", "Total 122.00"}),
        text_document({"Zwischensumme 119,00", "enthaltene MwSt. 19,00", "Gesamtbetrag 119,00"}),
        text_document({"Net 33.33", "VAT 6.66", "Total 40.00"}),  // rounded in cash
        text_document({"Total incl. VAT 120.00", "VAT 20.00", "Net amount 100.00"})}) {
    CHECK(compared(document));
    CHECK(wrong(document).empty());
  }
  CHECK_FALSE(compared(text_document({"Net income was 12.50 and income tax 3.10, in total 99.99."})));
  CHECK_FALSE(compared(text_document({"Net amount: 100.00", "Total: 150.00"})));  // the tax is not known
}

TEST_CASE("goods that multiply are held against the net amount") {
  CHECK(item_rows(goods("").tables[0]).value().sum == 44640);
  CHECK(wrong(goods("Net amount: 446.40 VAT 20 %: 89.28 Total: 535.68")).empty());
  const std::vector<Finding> found = wrong(goods("Net amount: 464.40 VAT 20 %: 92.88 Total: 557.28"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.find("2 rows of goods make 446.40, but 'Net amount' 464.40") != std::string::npos);
  // A row that does not multiply may be a discount or misread: nothing can be said of the sum.
  CHECK(wrong(goods("Net amount: 464.40 VAT 20 %: 92.88 Total: 557.28", {{"Rebate", "1", "", "18.00"}})).empty());
  // An amount above that is not in the rows may be one of them that was not read.
  Document document = goods("Net amount: 464.40 VAT 20 %: 92.88 Total: 557.28");
  Block block;
  block.text = "Delivery 18.00";
  document.blocks.insert(document.blocks.begin(), block);
  CHECK(wrong(document).empty());
}
