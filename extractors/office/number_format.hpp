// What a number format makes of a number: whether it shows a date, and the texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractors/core/cells.hpp"

namespace assay::office {

enum class Shows { number, text, date, date_time, time, elapsed };

// Of a built-in format (ECMA-376 part 1, 18.8.30) or, where `code` is not empty, of that code.
Shows shows_of(int id, std::string_view code);

// What the format of a cell says: whether its number shows a date, and Cell::format, which days have none of.
struct CellFormat {
  static constexpr std::uint32_t general = 1;  // the number of "General" in each workbook
  Shows shows = Shows::number;
  std::uint32_t number = 0;
  bool hides_texts = false;

  // Cell::format of a number in full, whose text has that size: a short one is shown by "General" as it is.
  std::uint32_t of_text(std::size_t size) const { return number == general && size <= general_letters ? 0 : number; }
  // Cell::format of what is no number.
  std::uint32_t of_words() const { return hides_texts ? number : 0; }
};

// The number formats of a workbook, each once.
class NumberFormats {
 public:
  // As for shows_of.
  CellFormat add(int id, std::string_view code);
  Cells::SharedFormats shared() const { return formats_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> known_;
  std::shared_ptr<Cells::Formats> formats_ = std::make_shared<Cells::Formats>(Cells::Formats{NumberFormat("General")});
};

// In full, as a spreadsheet shows it: 15 significant digits, no exponent below 1e20.
std::string number_text(double value);

struct DateText {
  std::string text;            // ISO 8601: "2024-03-05", "2024-03-05T12:30:00", "12:30:00"; elapsed: "26:30:00"
  std::optional<double> days;  // since 1970-01-01; none for times of day and durations
};
// None where the serial number lies outside of what dates can show (then it is shown as a number). Counts from 1900
// with its 29 February 1900 that never was, or from 1904.
std::optional<DateText> date_text(double serial, bool date1904, Shows shows);
// The same of a whole number that shows as a date: the day since 1970-01-01. None where date_text knows better.
std::optional<std::int64_t> day_of(std::int64_t serial, bool date1904);

}  // namespace assay::office
