#include "extractors/office/cell_reader.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <charconv>
#include <cstdint>
#include <string>

#include "extractors/core/packed_value.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/xlsx_extractor.hpp"
#include "tests/extractors/office/package_maker.hpp"

using namespace assay;

TEST_CASE("whole serial numbers show the day that date_text shows") {
  for (const bool date1904 : {false, true})
    for (std::int64_t serial : {-1, 0, 1, 59, 60, 61, 62, 45000, 2957003, 2957004, 2958465, 2958466, 2958467}) {
      const auto shown = office::date_text(static_cast<double>(serial), date1904, office::Shows::date);
      const auto day = office::day_of(serial, date1904);
      CHECK(day.has_value() == (serial >= 61 && serial <= 2957003));
      if (!day) continue;
      std::string text;
      CHECK(unpack_day({*day, 0}, text) == shown->days);
      CHECK(text == shown->text);
    }
}

TEST_CASE("digits that are packed as they stand read as any number does") {
  CHECK(rc::check([] {
    const auto digits = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::element('0', '0', '1', '5', '9')));
    std::string text = (*rc::gen::element<std::string>("", "", "-")) + digits.substr(0, 17);
    if (*rc::gen::arbitrary<bool>()) text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), ".");
    NoProgress progress;
    const std::string bytes = test::make_workbook("<sheetData><row><c><v>" + text + "</v></c></row></sheetData>");
    const auto document = xlsx_extractor().extract(as_bytes(bytes), {}, progress);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) return;
    RC_ASSERT(document->tables.size() == 1U);
    const Cell cell = document->tables[0].cells[0];
    RC_ASSERT(cell.text == office::number_text(value));
    RC_ASSERT(cell.number == value);
  }));
}
