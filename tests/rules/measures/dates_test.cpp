#include "rules/measures/dates.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "rules/measures/document_date.hpp"
#include "tests/rules/builder.hpp"

using namespace assay;

namespace {

std::string first_date(std::string_view text) {
  const std::vector<FoundDate> dates = find_dates(text);
  return dates.empty() ? "" : iso_date(days_of(dates[0].year, dates[0].month, dates[0].day));
}

}  // namespace

TEST_CASE("dates in the notations of three languages") {
  for (const char* text : {"on 2024-03-12.", "2024/03/12", "(12.03.2024)", "12. 3. 2024", "12.3.24", "12 March 2024",
                           "12th of March, 2024", "March 12, 2024", "Mar. 12 2024", "12. März 2024", "12. MÄRZ 2024",
                           "le 12 mars 2024", "am 12.03.2024,", "12/3/2024"}) {
    CAPTURE(text);
    CHECK(first_date(text) == "2024-03-12");
  }
  CHECK(first_date("1er août 2023") == "2023-08-01");
  CHECK(first_date("3 février 2020") == "2020-02-03");
  CHECK(first_date("7. Dezember 1999") == "1999-12-07");
  CHECK(first_date("5 juillet 2021") == "2021-07-05");
  CHECK(first_date("6 juin 2021") == "2021-06-06");
}

TEST_CASE("what is no date is none") {
  for (const char* text : {"2024-13-01", "31.02.2024", "1.2.3.4", "10.12.2024.5", "version 1.12.30.2024", "12/25",
                           "99/99/2024", "192.168.10.12", "32 March 2024", "April 2024", "1234-12-121", ""}) {
    CAPTURE(text);
    CHECK(find_dates(text).empty());
  }
}

TEST_CASE("the order of day and month is proven only by a number over 12") {
  CHECK(find_dates("25/12/2023")[0].order == DayOrder::day_first);
  CHECK(find_dates("12/25/2023")[0].order == DayOrder::month_first);
  CHECK(find_dates("11/12/2023")[0].order == DayOrder::unknown);
  CHECK(find_dates("12/25/2023")[0].month == 12);
}

TEST_CASE("neighbouring dates are all found") {
  CHECK(find_dates("2024-01-01 2024-01-02;2024-01-03\n2024-01-04").size() == 4);
}

TEST_CASE("properties: any bytes are looked through; a written date is read back") {
  CHECK(rc::check("any bytes", [](const std::string& text) {
    std::size_t end = 0;
    for (const FoundDate& date : find_dates(text)) {
      RC_ASSERT(date.begin >= end);
      end = date.begin + date.length;
      RC_ASSERT(end <= text.size());
    }
  }));
  CHECK(rc::check("back", [] {
    const long days = *rc::gen::inRange<long>(-25000, 80000);
    RC_ASSERT(parse_iso_days(iso_date(days)).value() == days);
  }));
}

TEST_CASE("the latest date is not after the file was written") {
  Document document =
      test::text_document({"Signed on 3 May 2021. The lease ends on 31 December 2035. Founded 12.03.1998."});
  CHECK(iso_date(latest_date(document, plain_text(document))->days) == "2035-12-31");
  document.metadata.modified = "2021-05-04T10:00:00Z";
  CHECK(iso_date(latest_date(document, plain_text(document))->days) == "2021-05-03");
  CHECK_FALSE(latest_date(test::text_document({"no date at all"}), "no date at all"));
}

TEST_CASE("the end of validity is what the text says") {
  CHECK(iso_date(expiry_date("This offer is valid until 31 March 2023.")->days) == "2023-03-31");
  CHECK(iso_date(expiry_date("Gültig bis: 01.02.2022")->days) == "2022-02-01");
  CHECK(iso_date(expiry_date("Valable jusqu'au 5 juin 2021 inclus")->days) == "2021-06-05");
  CHECK_FALSE(expiry_date("The bridge was opened on 3 May 1999."));
  CHECK_FALSE(expiry_date("valid until further notice, see the letter of 3 May 1999"));
}
