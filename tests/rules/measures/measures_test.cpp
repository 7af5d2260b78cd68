#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "rules/measures/text.hpp"
#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

TEST_CASE("pages: blank, printed without text, from an image") {
  Document document;
  document.pages = {page_of(1, TextSource::text_layer, PageOrigin::born_digital, 0.05),
                    page_of(2, TextSource::none, PageOrigin::blank, 0.0),
                    page_of(3, TextSource::none, PageOrigin::scan, 0.04),
                    page_of(4, TextSource::ocr, PageOrigin::scan, 0.04)};
  CHECK(measure_of(document, "completeness.blank_pages").value == 0.25);
  CHECK(measure_of(document, "completeness.blank_pages").place.page == 2);
  CHECK(measure_of(document, "completeness.pages_with_ink_but_no_text").value == 0.25);
  CHECK(measure_of(document, "format.image_pages").evidence == "pages 3, 4 of 4");
  CHECK(measure_of(Document{}, "completeness.blank_pages").n == 0);
}

TEST_CASE("reading errors are unknown where nothing was estimated, and carry their interval") {
  Document document;
  document.pages = {page_of(1, TextSource::ocr, PageOrigin::scan, 0.05),
                    page_of(2, TextSource::ocr, PageOrigin::scan, 0.05)};
  CHECK(measure_of(document, "readability.predicted_cer").n == -1);
  document.pages[0].predicted_cer = Estimate{0.1, 0.05, 0.2};
  document.pages[1].predicted_cer = Estimate{0.3, 0.2, 0.5};
  const Measure mean = measure_of(document, "readability.predicted_cer");
  CHECK(mean.value == doctest::Approx(0.2));
  CHECK(mean.low.value() == doctest::Approx(0.125));
  CHECK(mean.high.value() == doctest::Approx(0.35));
  CHECK(mean.place.page == 2);
  CHECK(measure_of(document, "readability.worst_predicted_cer").value == doctest::Approx(0.3));
}

TEST_CASE("doubt about tables is known only where a reader had to guess the cells") {
  Document document = sheet_document({{"Name", "Sum"}, {"Pump", "=12"}});
  CHECK(measure_of(document, "readability.table_doubt").n == 0);  // nothing to doubt
  Document page = document;
  page.tables[0].place.page = 1;
  page.tables[0].place.box = Box{0, 0, 10, 10};
  CHECK(measure_of(page, "readability.table_doubt").n == -1);  // unknown
  document.tables.push_back(document.tables[0]);
  document.tables.push_back(document.tables[0]);
  document.tables[1].confidence = 0.9;
  document.tables[2].confidence = 0.25;
  document.tables[2].place.page = 3;
  const Measure mean = measure_of(document, "readability.table_doubt");
  CHECK(mean.value == doctest::Approx(0.425));
  CHECK(mean.n == 2);
  CHECK(mean.evidence == "2 rows, 2 columns: Name | Sum");
  const Measure worst = measure_of(document, "readability.worst_table_doubt");
  CHECK(worst.value == doctest::Approx(0.75));
  CHECK(worst.place.page == 3);
}

TEST_CASE("garbled and broken characters") {
  CHECK(measure_of(text_document({"ab\xEF\xBF\xBD\xEE\x80\x80"}), "readability.garbled_characters").value == 0.5);
  const Measure broken = measure_of(text_document({"fine", "schÃ¶n, itâ€™s grÃ¼n"}), "format.mojibake");
  CHECK(broken.value == 3);
  CHECK(broken.place.paragraph == 2);
  CHECK(measure_of(text_document({"École, SÃO PAULO, «À», ±5 °C, naïve, Ærø – “ja”"}), "format.mojibake").value == 0);
}

TEST_CASE("spacing: letters pulled apart and words glued together") {
  CHECK(measure_of(text_document({"a plain s p a c e d word"}), "readability.spaced_letters").value ==
        doctest::Approx(6.0 / 9));
  CHECK(measure_of(text_document({"I saw a b once"}), "readability.spaced_letters").value == 0);
  CHECK(measure_of(text_document({"thesupplierdeliversthegoods now"}), "readability.glued_words").value == 0.5);
  const std::string chinese =
      "\u6e2f\u53e3\u7684\u8239\u53ea\u5728\u6708\u5e95\u4e4b\u524d\u5fc5\u987b\u66f4\u65b0\u8bc1\u4ef6\u5e76\u7f34"
      "\u7eb3\u5e74\u8d39";
  CHECK(measure_of(text_document({chinese + " harbour"}), "readability.glued_words").value == 0);
  CHECK(measure_of(text_document({"https://www.example.org/a/very/long/address x"}), "readability.glued_words").value ==
        0);
}

TEST_CASE("cells: errors and numbers stored as text") {
  const Document errors = sheet_document({{"a", "b"}, {"=1", "#REF!"}, {"#N/A", "=2"}});
  CHECK(measure_of(errors, "format.error_cells").value == 2);
  CHECK(measure_of(errors, "format.error_cells").place.range == "B2");
  const Document mixed = sheet_document({{"name", "price"}, {"x", "=1"}, {"y", "2,50"}, {"z", "=3"}, {"w", "4.5"}});
  CHECK(measure_of(mixed, "format.numbers_as_text").value == 0.5);
  CHECK(measure_of(mixed, "format.numbers_as_text").place.range == "B3");
  const Document codes = sheet_document({{"name", "code"}, {"x", "1001"}, {"y", "1002"}});
  CHECK(measure_of(codes, "format.numbers_as_text").n == 0);
}

TEST_CASE("numbers stored as text are judged column by column") {
  // Ids and amounts; `odd` stands in row 500 of the amounts.
  const auto sheet = [](const std::vector<std::string>& odd) {
    std::vector<std::vector<std::string>> rows{{"id", "amount"}};
    for (int i = 0; i < 1000; ++i) rows.push_back({"=" + std::to_string(i), "=" + std::to_string(3 * i)});
    for (std::size_t i = 0; i < odd.size(); ++i) rows[500 + i][1] = odd[i];
    return sheet_document(rows);
  };
  const Measure few = measure_of(sheet({"30", "31.5", "-2", "7"}), "format.numbers_as_text");
  CHECK(few.value == 0.004);
  CHECK(few.evidence ==
        "sheet 'Data', column 'amount': 4 of 1000 numbers are text: '30' in B501, '31.5' in B502, '-2' in B503");
  CHECK(few.place.range == "B501");
  // A column with remarks is one of numbers only where more of them are text.
  CHECK(measure_of(sheet(std::vector<std::string>(100, "see note")), "format.numbers_as_text").value == 0);
  std::vector<std::string> remarks(100, "see note");
  remarks.push_back("30");
  CHECK(measure_of(sheet(remarks), "format.numbers_as_text").value == 0);
  for (const char* purpose : {"007", "1234567890123456", "12E4", "+4930", "(1)", "(30,2)", "n/a", "3 kg"})
    CHECK(measure_of(sheet({purpose}), "format.numbers_as_text").value == 0);
  // A year over numbers is a name.
  CHECK(measure_of(sheet_document({{"", "a"}, {"x", "2019"}, {"y", "=5"}, {"z", "=6"}}), "format.numbers_as_text")
            .value == 0);
}

TEST_CASE("a header that stands once more among its numbers is no number stored as text") {
  const auto sheet = [](const std::string& odd) {
    return measure_of(sheet_document({{"Kind", "2019"}, {"a", "=1"}, {"b", "=2"}, {"Kind", odd}, {"c", "=3"}}),
                      "format.numbers_as_text");
  };
  CHECK(sheet("2019").value == 0);
  CHECK(sheet("2020").value == 0.25);
}

TEST_CASE("headers: merged, also where none was found; names used twice") {
  Document document = sheet_document({{"2019", "", "2020", ""}, {"a", "b", "a", "b"}, {"=1", "=2", "=3", "=4"}}, 2);
  document.tables[0].cells.loose()[0].column_span = 2;
  document.tables[0].cells.loose()[1].column_span = 2;
  CHECK(measure_of(document, "format.merged_header_cells").value == 2);
  CHECK(measure_of(document, "consistency.duplicate_column_names").value == 0);
  document.tables[0].header_rows = 0;
  CHECK(measure_of(document, "format.merged_header_cells").value == 2);
  CHECK(measure_of(sheet_document({{"Name", "name"}, {"=1", "=2"}}), "consistency.duplicate_column_names").value == 1);
}

TEST_CASE("merged cells are told with all that they span, beyond their table too") {
  Document document = sheet_document({{"Name", "Sum"}, {"a", "=1"}, {"b", "=3"}});
  document.tables[0].cut_merges = {{0, 1, 1, 12}, {2, 0, 4, 1}};
  const Measure header = measure_of(document, "format.merged_header_cells");
  CHECK(header.value == 1);
  CHECK(header.evidence == "'Sum' spans 12 columns and 1 row");
  const Measure body = measure_of(document, "format.merged_body_cells");
  CHECK(body.value == 1);
  CHECK(body.evidence == "'b' spans 1 column and 4 rows");
}

TEST_CASE("emptiness of sheets and columns") {
  Document empty;
  empty.signals["sheets"] = 2;
  CHECK(measure_of(empty, "completeness.empty_sheets").value == 2);
  CHECK(measure_of(empty, "completeness.tables_with_rows").value == 0);
  CHECK(measure_of(sheet_document({{"a", "b"}}, 0), "completeness.tables_with_rows").value == 0);
  CHECK(measure_of(sheet_document({{"a", "b"}, {"=1"}}), "completeness.tables_with_rows").value == 1);
  const Document columns = sheet_document({{"a", "b"}, {"=1"}, {"=2"}, {"=3"}});
  CHECK(measure_of(columns, "completeness.empty_columns").value == 0.5);
  CHECK(measure_of(text_document({"x"}), "completeness.tables_with_rows").n == 0);
}

TEST_CASE("a row of values is data, a header alone is none") {
  const auto tables = [](const std::vector<std::vector<std::string>>& rows, int header_rows) {
    return measure_of(sheet_document(rows, header_rows), "completeness.tables_with_rows").value;
  };
  CHECK(tables({{"=10", "=20", "=30"}}, 0) == 1);
  CHECK(tables({{"lorem", "=3"}}, 0) == 1);
  CHECK(tables({{"2000-01-01", "x"}}, 0) == 1);
  CHECK(tables({{"=23"}}, 0) == 1);
  CHECK(tables({{"A text that stands alone"}}, 0) == 1);
  CHECK(tables({{"name", "price"}}, 0) == 0);
  CHECK(tables({{"name", "=2023", "=2024"}}, 0) == 0);  // years name columns
  CHECK(tables({{"name", "=2"}}, 1) == 0);              // found to be a header
  CHECK(tables({{""}}, 0) == 0);
  Document sheets = sheet_document({{"name", "price"}}, 0);
  const Measure header = measure_of(sheets, "completeness.tables_with_rows");
  CHECK(header.evidence == "'name', 'price'");
  CHECK(header.place.sheet == "Data");
  sheets.tables.push_back(sheet_document({{"Prices of spring"}}, 0).tables[0]);
  CHECK(measure_of(sheets, "completeness.tables_with_rows").value == 0);  // its title
  sheets.signals["sheets"] = 3;
  sheets.tables.push_back(sheet_document({{"=1"}}, 0).tables[0]);
  CHECK(measure_of(sheets, "completeness.tables_with_rows").value == 1);
}

TEST_CASE("date and decimal notations") {
  CHECK(measure_of(sheet_document({{"d"}, {"2024-01-02"}, {"01.03.2018"}, {"20180127"}}),
                   "consistency.mixed_date_columns")
            .value == 1);
  CHECK(measure_of(sheet_document({{"d"}, {"01/02/2024"}, {"25/02/2024"}}), "consistency.mixed_date_columns").value ==
        0);
  CHECK(measure_of(sheet_document({{"d"}, {"12/25/2024"}, {"25/02/2024"}}), "consistency.mixed_date_columns").value ==
        1);
  CHECK(measure_of(sheet_document({{"id"}, {"20180127"}, {"20180128"}}), "consistency.mixed_date_columns").n == 0);
  CHECK(measure_of(text_document({"on 25/12/2023 and 12/31/2023"}), "consistency.mixed_date_order").value == 1);
  CHECK(measure_of(text_document({"on 25/12/2023 and 02/03/2023"}), "consistency.mixed_date_order").value == 0);
  CHECK(measure_of(sheet_document({{"p"}, {"1.234,50"}, {"1,234.50"}}), "consistency.mixed_decimal_columns").value ==
        1);
  CHECK(measure_of(sheet_document({{"p"}, {"1,234"}, {"1.234"}}), "consistency.mixed_decimal_columns").n == 0);
}

TEST_CASE("page marks: a file cut off, and an excerpt") {
  Document document = text_document({"Page 1 of 7", "Page 2 of 7"});
  document.pages = {page_of(1, TextSource::text_layer, PageOrigin::born_digital, 0.1),
                    page_of(2, TextSource::text_layer, PageOrigin::born_digital, 0.1)};
  CHECK(measure_of(document, "completeness.missing_pages").value == 5);
  document.blocks[0].text = "1/7";
  document.blocks[1].text = "2/7";
  document.blocks[0].place.page = 1;
  document.blocks[1].place.page = 2;
  CHECK(measure_of(document, "completeness.missing_pages").value == 5);
  document.blocks[1].place.page = 1;  // two slides on a sheet
  CHECK(measure_of(document, "completeness.missing_pages").n == 0);
  document.blocks[0].text = document.blocks[1].text = "Seite 5 von 7";
  CHECK(measure_of(document, "completeness.missing_pages").n == 0);
  // Of a text without pages, footers hold fields as they were saved: one of the first page, one of the others.
  Document word = text_document({"Page 1 of 7", "Page 2 of 7"});
  CHECK(measure_of(word, "completeness.missing_pages").value == 5);
  word.blocks[0].kind = word.blocks[1].kind = BlockKind::page_footer;
  CHECK(measure_of(word, "completeness.missing_pages").n == 0);
}

TEST_CASE("tracked changes, and what they would alter") {
  Document document = text_document({"x"});
  document.revisions = {{RevisionKind::formatting, "A", "", "bold", {}},
                        {RevisionKind::insertion, "B. Muster", "", "nice", {}},
                        {RevisionKind::deletion, "B. Muster", "", "does not", {}}};
  CHECK(measure_of(document, "consistency.tracked_changes").value == 2);
  const Measure alterations = measure_of(document, "consistency.pending_alterations");
  CHECK(alterations.value == 1);
  CHECK(alterations.evidence == "a negation: deleted by B. Muster 'does not'");
}

TEST_CASE("a change is of weight by what it would alter") {
  const auto altered = [](std::string text, std::vector<Revision> revisions) {
    Document document = text_document({std::move(text)});
    document.revisions = std::move(revisions);
    const Measure found = measure_of(document, "consistency.pending_alterations");
    return found.value > 0 ? found.evidence.substr(0, found.evidence.find(':')) : "";
  };
  const auto gone = [](std::string text) { return Revision{RevisionKind::deletion, "B", "", std::move(text), {}}; };
  const auto put = [](std::string text) { return Revision{RevisionKind::insertion, "B", "", std::move(text), {}}; };
  CHECK(altered("x", {gone("3"), put("5")}) == "a number");
  CHECK(altered("x", {gone("thirty"), put("sixty")}) == "a number");
  CHECK(altered("x", {put("12 March 2024")}) == "a date");
  CHECK(altered("x", {gone("Freitag"), put("Montag")}) == "a date");
  CHECK(altered("x", {put(" not")}) == "a negation");
  CHECK(altered("x", {put("keinen ")}) == "a negation");
  CHECK(altered(prose(), {put("un")}) == "a negation");
  CHECK(altered("x", {gone("Buyer"), put("Seller")}) == "a party");
  CHECK(altered("Between Halden Ltd and us.", {gone("Halden")}) == "a party");
  CHECK(altered("Made by Mr Thornbury. He signs for Oakes.", {gone("Thornbury"), put("Oakes")}) == "a party");
  CHECK(altered(prose() + " We pay to Oakes Brothers at once.", {gone("Halden"), put("Oakes Brothers")}) == "a party");
  CHECK(altered("x", {gone("shall"), put("may")}) == "a duty or permission");

  CHECK(altered("The Buyer pays the Seller.", {gone("Buyer"), put("Seller"), gone("Seller"), put("Buyer")}) ==
        "a party");
  CHECK(altered("x", {gone("30"), put("ten"), gone("x"), put("30")}) == "a number");

  CHECK(altered("x", {gone("Count"), put("No.")}).empty());  // number
  CHECK(altered("x", {put("every customer")}).empty());
  CHECK(altered("Die Halden GmbH liefert die Ware.", {put("Die Lieferung erfolgt frei Haus.")}).empty());
  CHECK(altered("Between Halden Ltd and us.", {put("Between you and us, this is nothing.")}).empty());
  CHECK(
      altered("Il lit un livre et la lettre que nous avons reçue hier dans le port de la ville.", {put("un")}).empty());
  CHECK(altered("x", {put(",")}).empty());
  CHECK(altered("x", {gone(" ,"), put(", ")}).empty());
  CHECK(altered("x", {gone("within 30 days, of"), put("within 30 days of")}).empty());
  CHECK(altered("x", {gone("however"), put("but")}).empty());
  CHECK(altered("x", {gone("teh"), put("the")}).empty());
  CHECK(altered("This was said. This holds.", {gone("That"), put("This")}).empty());
  CHECK(altered(prose() + " A genius is a génie.", {put("génie")}).empty());
  CHECK(altered("Der Käufer zahlt bei Abnahme der Ware und der Verkäufer liefert die Ware an den Ort der Abnahme.",
                {gone("Lieferung"), put("Abnahme")})
            .empty());
}

TEST_CASE("what is carried forward from another page is a part of the total, from above it is not") {
  const auto wrong = [](const std::vector<std::vector<std::string>>& rows) {
    return measure_of(sheet_document(rows), "consistency.wrong_totals");
  };
  for (const char* label : {"Übertrag", "Carried forward", "Balance carried forward:"}) {
    const std::vector<std::vector<std::string>> first{{"Item", "Amount"}, {label, "=100"},   {"Rent", "=200"},
                                                      {"Power", "=300"},  {"Water", "=400"}, {"Total", "=1000"}};
    CHECK(wrong(first).value == 0);
    CHECK(wrong(first).n == 1);
    CHECK(wrong({{"Item", "Amount"},
                 {"Rent", "=200"},
                 {"Power", "=300"},
                 {label, "=500"},
                 {label, "=500"},
                 {"Water", "=400"},
                 {"Total", "=900"}})
              .value == 0);
  }
}

TEST_CASE("a total is the sum of the items or of the subtotals") {
  const auto sheet = [](const std::string& label, const std::string& subtotal, const std::string& total) {
    return measure_of(sheet_document({{"Region", "Units"},
                                      {"a", "=12"},
                                      {"b", "=15"},
                                      {label + " North", subtotal},
                                      {"c", "=21"},
                                      {"d", "=24"},
                                      {label + " South", "=45"},
                                      {"Grand total", total}}),
                      "consistency.wrong_totals");
  };
  for (const char* label : {"Subtotal", "Sub-total", "Zwischensumme", "Sous-total", "Total"}) {
    CAPTURE(label);
    CHECK(sheet(label, "=27", "=72").n == 1);
    CHECK(sheet(label, "=27", "=72").value == 0);
    CHECK(sheet(label, "=99", "=144").value == 0);  // of the subtotals, of which one is wrong
    const Measure wrong = sheet(label, "=27", "=82");
    CHECK(wrong.value == 1);
    CHECK(wrong.evidence == "column 'Units': the items add up to 72, the subtotals to 72, the total says 82");
  }
  CHECK(sheet("Subtotal", "=27", "=144").n == 0);  // both: nothing shows that it was meant as their sum
  // "Total" may begin the name of a thing.
  CHECK(measure_of(sheet_document(
                       {{"Oil", "Litres"}, {"Total Quartz", "=5"}, {"Castrol", "=7"}, {"Shell", "=9"}, {"Sum", "=21"}}),
                   "consistency.wrong_totals")
            .value == 0);
}

TEST_CASE("hidden rows lack no values") {
  std::vector<std::vector<std::string>> rows{{"Order", "Day"}};
  for (int i = 0; i < 12; ++i) rows.push_back({"=" + std::to_string(40 + i), "Monday"});
  rows.push_back({"Total", ""});
  Document document = sheet_document(rows);
  for (Cell& cell : document.tables[0].cells.loose()) cell.hidden = cell.row == 4 || cell.row == 13;
  CHECK(measure_of(document, "completeness.missing_values").value == 0);
  for (Cell& cell : document.tables[0].cells.loose()) {
    cell.hidden = cell.row == 4 || cell.row == 13;
    if (cell.row == 3 && cell.column == 1) cell.text.clear();
  }
  CHECK(measure_of(document, "completeness.missing_values").evidence == "column 'Day': 1 of 11 values are missing");
  for (Cell& cell : document.tables[0].cells.loose()) cell.hidden = cell.row > 0;  // a filter that lets nothing through
  CHECK(measure_of(document, "completeness.columns_without_values").value == 0);
  CHECK(measure_of(document, "completeness.empty_columns").value == 0);
}

TEST_CASE("names at the left are names, and the kinds of values are those of their rows") {
  std::vector<std::vector<std::string>> rows;
  for (const std::string year : {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"})
    rows.push_back({"Sum " + year, "=17", "=24", "=31"});
  rows.push_back({"Town", "Aton", "Bury", "Cole"});
  rows.push_back({"Head", "Kim", "Lou", "Max"});
  Document document = sheet_document(rows, 0);
  Table& table = document.tables[0];
  CHECK(measure_of(document, "format.mixed_kinds").value == 2);
  CHECK(measure_of(document, "consistency.no_header").value == 1);
  table.header_columns = 1;
  CHECK(measure_of(document, "format.mixed_kinds").value == 0);
  CHECK(measure_of(document, "consistency.no_header").value == 0);
  CHECK(measure_of(document, "consistency.unnamed_columns").value == 0);
}

TEST_CASE("of a table with its names at the left the rows are compared, each with itself") {
  std::vector<std::vector<std::string>> rows{{"Pump"}, {"Price"}, {"Day"}, {"Count"}};
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(40 + i);
    rows[0].push_back("P" + number);
    rows[1].push_back(i == 4 ? "by agreement" : "=" + number);
    rows[2].push_back(i == 5 ? "n/a" : "2024-03-" + std::to_string(10 + i));
    rows[3].push_back(i == 6 ? "7.50" : "=" + number);
  }
  Document document = sheet_document(rows, 0);
  document.tables[0].header_columns = 1;
  const Measure kinds = measure_of(document, "format.mixed_kinds");
  CHECK(kinds.value == 1);
  CHECK(kinds.evidence == "'by agreement' in F2 beside 'Price'");
  const Measure missing = measure_of(document, "completeness.missing_values");
  CHECK(missing.evidence == "row 'Day': 1 of 12 values are missing, some as 'n/a'");
  CHECK(missing.place.range == "A3");
  CHECK(measure_of(document, "format.numbers_as_text").evidence ==
        "sheet 'Data', row 'Count': 1 of 12 numbers are text: '7.50' in H4");
  for (Cell& cell : document.tables[0].cells.loose()) cell.hidden = cell.column == 6;  // the record without a day
  CHECK(measure_of(document, "completeness.missing_values").value == 0);
}

TEST_CASE("rows of sums lack no values, where they are few") {
  std::vector<std::vector<std::string>> rows{{"Order", "Day", "Amount"}};
  for (int i = 0; i < 24; ++i) {
    rows.push_back({"=" + std::to_string(40 + i), "Monday", "=5"});
    if (i % 6 == 5) rows.push_back({"Subtotal", "", "=30"});
  }
  rows.push_back({"Total", "", "=120"});
  CHECK(measure_of(sheet_document(rows), "completeness.missing_values").value == 0);
  rows[3][1] = "";
  const Measure missing = measure_of(sheet_document(rows), "completeness.missing_values");
  CHECK(missing.evidence == "column 'Day': 1 of 24 values are missing");
  std::vector<std::vector<std::string>> people{{"Sex", "Age", "Count"}};
  for (int i = 0; i < 20; ++i) people.push_back({"Total", i < 2 ? "" : "=" + std::to_string(i), "=5"});
  CHECK(measure_of(sheet_document(people), "completeness.missing_values").value == 0.1);
}

TEST_CASE("totals that are not the sum") {
  const Document right =
      sheet_document({{"n", "a", "b"}, {"x", "=1", "=10"}, {"y", "=2", "=20"}, {"Total", "=3", "=30"}});
  CHECK(measure_of(right, "consistency.wrong_totals").value == 0);
  CHECK(measure_of(right, "consistency.wrong_totals").n == 2);
  const Document wrong =
      sheet_document({{"n", "a", "b"}, {"x", "=1", "=10"}, {"y", "=2", "=20"}, {"Total", "=3", "=99"}});
  CHECK(measure_of(wrong, "consistency.wrong_totals").value == 1);
  const Document means = sheet_document({{"n", "a"}, {"x", "=1"}, {"y", "=2"}, {"Total", "=1.5"}});
  CHECK(measure_of(means, "consistency.wrong_totals").n == 0);
}

TEST_CASE("identifiers are checked, and quoted masked") {
  const Document document =
      text_document({"IBAN DE89 3704 0044 0532 0130 00, card 4111 1111 1111 1111, mail jo@example.org"});
  CHECK(measure_of(document, "consistency.invalid_ibans").value == 0);
  CHECK(measure_of(document, "consistency.invalid_ibans").n == 1);
  const Measure personal = measure_of(document, "format.personal_data");
  CHECK(personal.value == 2);
  const Measure identity = measure_of(document, "format.identity_data");
  CHECK(identity.value == 1);
  CHECK(identity.evidence.find("4111 1111") == std::string::npos);
  CHECK(measure_of(text_document({"IBAN DE88 3704 0044 0532 0130 00"}), "consistency.invalid_ibans").value == 1);
  CHECK(measure_of(text_document({"4111 1111 1111 1112"}), "format.identity_data").value == 0);
}

TEST_CASE("placeholders") {
  CHECK(measure_of(text_document({"Dear [insert name], lorem ipsum dolor"}), "completeness.placeholders").value == 2);
  CHECK(measure_of(text_document({"The price is TBD."}), "completeness.open_points").value == 1);
  CHECK(measure_of(text_document({prose()}), "completeness.placeholders").value == 0);
}

TEST_CASE("categories have one value for each name") {
  Document document = text_document({prose()});
  std::map<std::string, std::string> values;
  for (const Category& category : categories_of(document)) CHECK(values.emplace(category.name, category.value).second);
  CHECK(values["media_type"] == "plain text");
  CHECK(values["language"] == "en");
  CHECK(values["origin"] == "born digital");
  CHECK(values["pages"] == "no pages");
}

TEST_CASE("every measure that is made is declared, once for each scope and index") {
  Document document = sheet_document({{"a", "b"}, {"=1", "#REF!"}});
  document.pages = {page_of(1, TextSource::ocr, PageOrigin::scan, 0.05)};
  document.pages[0].predicted_cer = Estimate{0.1, 0.05, 0.2};
  std::set<std::tuple<std::string, Scope, int>> seen;
  for (const Measure& measure : measure_all(document, default_policy().classes)) {
    CAPTURE(measure.name);
    CHECK(find_measure(measure.name) != nullptr);
    CHECK(seen.emplace(measure.name, measure.scope, measure.index).second);
  }
}

TEST_CASE("property: any bytes as text give finite measures and evidence within its length") {
  CHECK(rc::check([](const std::string& text) {
    for (const Measure& measure : measure_all(text_document({text}), default_policy().classes)) {
      RC_ASSERT(std::isfinite(measure.value));
      RC_ASSERT(to_characters(measure.evidence).size() <= evidence_characters);
    }
  }));
}
