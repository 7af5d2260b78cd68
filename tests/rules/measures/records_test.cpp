// Records that stand twice, texts that break off, required fields.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

std::vector<std::vector<std::string>> staff(int count) {
  std::vector<std::vector<std::string>> rows = {{"Staff ID", "Department", "Hours"}};
  for (int i = 0; i < count; ++i)
    rows.push_back({fmt::format("S-{:03}", 100 + i), i % 2 ? "Sales" : "Stock", fmt::format("={}", 120 + i % 7)});
  return rows;
}

bool breaks_off(const Document& document) {
  return !findings_of(document, "completeness.breaks_off").empty();
}

std::vector<Finding> missing(const Document& document) {
  return findings_of(document, "completeness.missing_fields");
}

Document with_heading(Document document, std::size_t at, const std::string& text, int level) {
  Block block;
  block.kind = BlockKind::heading;
  block.text = text;
  block.level = level;
  document.blocks.insert(document.blocks.begin() + static_cast<std::ptrdiff_t>(at), block);
  return document;
}

}  // namespace

TEST_CASE("a record that stands twice is named with both rows") {
  auto rows = staff(30);
  rows.push_back(rows[3]);
  rows.push_back(rows[7]);
  const std::vector<Finding> found = findings_of(sheet_document(rows), "uniqueness.duplicate_rows");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].message.find("2 records") != std::string::npos);
  CHECK(found[0].evidence.find("row 32 repeats row 4") != std::string::npos);
  CHECK(found[0].place.range == "A32");
}

TEST_CASE("rows that repeat rightly are no records that stand twice") {
  CHECK(findings_of(sheet_document(staff(30)), "uniqueness.duplicate_rows").empty());
  std::vector<std::vector<std::string>> votes = {{"Answer", "Sex", "Group"}};  // no column tells the rows apart
  std::vector<std::vector<std::string>> ranks = {{"Rank", "Grade", "Seat"}};   // numbers too short to be identifiers
  for (int i = 0; i < 40; ++i) {
    votes.push_back({i % 2 ? "yes" : "no", i % 3 ? "f" : "m", fmt::format("G{}", i % 5)});
    ranks.push_back({fmt::format("={}", i % 10), fmt::format("={}", i % 2), fmt::format("={}", i % 5)});
  }
  CHECK(findings_of(sheet_document(votes), "uniqueness.duplicate_rows").empty());
  CHECK(findings_of(sheet_document(ranks), "uniqueness.duplicate_rows").empty());
  auto headers = staff(30);
  headers.push_back(headers[0]);  // printed again on the next page
  headers.push_back({"", "Total", "=100"});
  headers.push_back({"", "Total", "=100"});
  CHECK(findings_of(sheet_document(headers), "uniqueness.duplicate_rows").empty());
}

TEST_CASE("a letter that never ends a sentence, and a text that ends with an article, break off") {
  CHECK(breaks_off(
      text_document({"Subject: your application", "Dear Madam or Sir,", "The panel met on Wednesday and read"})));
  CHECK(breaks_off(text_document({"Sehr geehrte Damen und Herren,", "Wir haben Ihren Antrag erhalten und"})));
  CHECK(breaks_off(text_document({"Madame, Monsieur,", "Nous avons bien reçu votre lettre et nous vous"})));
  CHECK(breaks_off(text_document({prose(), "The buyer has to pay the price within thirty days after the"})));
}

TEST_CASE("texts that end as such texts do, do not break off") {
  CHECK_FALSE(breaks_off(text_document({prose()})));
  CHECK_FALSE(
      breaks_off(text_document({"Dear Ms Smith,", prose(), "Yours faithfully", "Ada Byron", "Pellow Brothers"})));
  CHECK_FALSE(
      breaks_off(text_document({"Dear Ms Smith,", "See you on Monday at the usual place near the town hall."})));
  CHECK_FALSE(breaks_off(text_document({"Menu of the week", "Soup of the day with bread", "Fish and chips"})));
  CHECK_FALSE(breaks_off(text_document({prose(), "Director of the board of trustees and member of the council"})));
  Document page = text_document({prose(), "The buyer has to pay the price within thirty days after the"});
  page.pages = {page_of(1, TextSource::text_layer, PageOrigin::born_digital, 0.1)};
  CHECK_FALSE(breaks_off(page));  // one page of a longer document
}

TEST_CASE("a heading with nothing below is worth knowing, a heading of sections is none") {
  const Document written = with_heading(with_heading(text_document({prose(), prose()}), 0, "Report", 1), 1, "Aims", 2);
  CHECK(findings_of(written, "completeness.sections_without_text").empty());
  const std::vector<Finding> found = findings_of(with_heading(with_heading(written, 4, "Results", 2), 5, "Costs", 2),
                                                 "completeness.sections_without_text");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::info);
  CHECK(found[0].message.find("2 headings") != std::string::npos);
}

TEST_CASE("an invoice without its number, in three languages") {
  const auto check_missing = [](const Document& document, std::string_view what) {
    const std::vector<Finding> found = missing(document);
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::warning);
    CHECK_MESSAGE(found[0].message.find(what) != std::string::npos, found[0].message);
  };
  check_missing(
      text_document({"Pellow Brothers 136 Quay Street", "Invoice",
                     "Invoice date: 21 October 2025 Customer: Calder Bay, 87 Castle Hill", "Item, quantity, unit price",
                     "Net amount: GBP 100.00 VAT 20 %: GBP 20.00 Total: 120.00"}),
      "invoice number");
  check_missing(text_document({"Rechnung", "Rechnungsnummer:", "Rechnungsdatum: 21. Oktober 2025",
                               "Nettobetrag: 100,00 Umsatzsteuer 19 %: 19,00 Gesamtbetrag: 119,00"}),
                "invoice number");
  check_missing(text_document({"Facture", "Numéro de facture: 2025-77", "Client: Vauquelin",
                               "Total hors taxes: 100,00 TVA 20 %: 20,00 Total à payer: 120,00"}),
                "date");
}

TEST_CASE("a field is found beside its label, below it, or without one") {
  const std::string rest = "Invoice date: 2025-10-21. Net amount 100.00, VAT 20.00, Total: 120.00";
  for (const char* number :
       {"Invoice number: 25-0944", "Invoice No. 4711", "INVOICE # 12", "Our reference no: A/77", "INV-20031"})
    CHECK_MESSAGE(missing(text_document({"Invoice", number, rest})).empty(), number);
  CHECK(missing(text_document({"Invoice 25-0117", rest})).empty());
  CHECK(missing(text_document({"Rechnung des Versicherers (575) Nr. 00.123-1", rest})).empty());
  CHECK(missing(text_document({"Invoice", "Invoice number", "25-0944", rest})).empty());
  Document table = sheet_document({{"Customer", "Invoice number"}, {"Calder Bay", "25-0944"}});
  table.tables[0].found_by = TableSource::ruled;
  for (const Block& block : text_document({"Tax invoice", rest}).blocks) table.blocks.push_back(block);
  CHECK(measure_of(table, "completeness.missing_fields").n == 3);
  CHECK(missing(table).empty());
}

TEST_CASE("of a document of no known class nothing is missing, of a badly read one nothing is known") {
  CHECK(measure_of(text_document({"Minutes", prose()}), "completeness.missing_fields").n == 0);
  CHECK(measure_of(text_document({"Invoice processing in small firms", prose()}), "completeness.missing_fields").n ==
        0);
  Document scan = text_document({"Invoice", "Net amount 100.00, VAT 20.00, Total: 120.00"});
  CHECK(missing(scan).size() == 1);
  scan.pages = {page_of(1, TextSource::ocr, PageOrigin::scan, 0.1)};
  scan.pages[0].predicted_cer = Estimate{0.2, 0.1, 0.3};
  CHECK(measure_of(scan, "completeness.missing_fields").n == -1);
  CHECK(missing(scan).empty());
}

TEST_CASE("merged cells of a Word table are worth knowing, no fault") {
  Document document = sheet_document({{"Workshop", "January"}, {"Joinery", "=612"}, {"Paint", "=404"}});
  document.tables[0].found_by = TableSource::word;
  CHECK(findings_of(document, "format.merged_word_cells").empty());
  document.tables[0].cells.loose()[1].column_span = 2;
  const std::vector<Finding> found = findings_of(document, "format.merged_word_cells");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::info);
  CHECK(found[0].message.find("'January' spans 2 columns and 1 row") != std::string::npos);
  document.tables[0].cells.loose()[1].column_span = 1;
  document.tables[0].cells.loose()[1].row_span = 2;
  CHECK(findings_of(document, "format.merged_word_cells")[0].message.find("spans 1 column and 2 rows") !=
        std::string::npos);
  CHECK(findings_of(document, "format.merged_headers").empty());
}
