#include "extractors/office/number_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace assay::office {
namespace {

constexpr double last_serial = 2958466;  // 9999-12-31 and a day
constexpr int days_1900_to_1970 = 25569;
constexpr int days_1900_to_1904 = 1462;

Shows built_in(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return Shows::date;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return Shows::time;
  if (id == 22) return Shows::date_time;
  if (id == 46) return Shows::elapsed;
  return id == 49 ? Shows::text : Shows::number;
}

// The letters of the first section that mean something; quoted and escaped text, colours and locales left out.
std::string bare_code(std::string_view code, bool& elapsed) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) elapsed = true;
      i = end;
    } else {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

struct Civil {
  std::int64_t year;
  int month, day;
};

// Days since 1970-01-01 to the Gregorian calendar, by eras of 400 years that begin in March.
Civil civil_of(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

// By hand: a sheet may hold a million dates, and a general formatter takes five times as long.
std::string day_text(const Civil& civil) {
  std::string out = "0000-00-00";
  std::int64_t year = civil.year;
  for (std::size_t i = 4; i-- > 0; year /= 10) out[i] = static_cast<char>('0' + year % 10);
  out[5] = static_cast<char>('0' + civil.month / 10);
  out[6] = static_cast<char>('0' + civil.month % 10);
  out[8] = static_cast<char>('0' + civil.day / 10);
  out[9] = static_cast<char>('0' + civil.day % 10);
  return out;
}

std::string clock_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

Shows shows_of(int id, std::string_view code) {
  if (code.empty()) return built_in(id);
  bool elapsed = false;
  const std::string bare = bare_code(code, elapsed);
  if (elapsed) return Shows::elapsed;
  if (bare == "@") return Shows::text;
  if (bare.find("general") != std::string::npos || bare.find("standard") != std::string::npos) return Shows::number;
  const auto holds = [&bare](std::string_view letters) { return bare.find_first_of(letters) != std::string::npos; };
  const bool time = holds("hs");
  const bool date = holds("yd") || bare.find("mmm") != std::string::npos || (holds("m") && !time);
  if (holds("0#?") && !time) return Shows::number;
  if (date && time) return Shows::date_time;
  if (date) return Shows::date;
  return time ? Shows::time : Shows::number;
}

CellFormat NumberFormats::add(int id, std::string_view code) {
  constexpr std::size_t most = 4096;  // hardly a workbook has a hundred
  const Shows shows = shows_of(id, code);
  if (code.empty()) code = built_in_number_format(id);
  if (shows == Shows::number && (code == "General" || (id == 0 && code.empty()))) return {shows, CellFormat::general};
  const bool shown_by_code = shows == Shows::number || shows == Shows::time || shows == Shows::elapsed;
  if (code.empty() || (!shown_by_code && !NumberFormat(code).hides_texts())) return {shows, 0};
  auto known = known_.find(code);
  if (known == known_.end()) {
    if (formats_->size() >= most) return {shows, 0};
    formats_->emplace_back(code);
    known = known_.emplace(code, static_cast<std::uint32_t>(formats_->size())).first;
  }
  return {shows, known->second, (*formats_)[known->second - 1].hides_texts()};
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (value == 0) return "0";
  std::string text = fmt::format("{:.15g}", value);
  const auto e = text.find('e');
  if (e == std::string::npos) return text;
  const double size = std::fabs(value);
  if (size >= 1e20 || size < 1e-15) return text;
  if (size >= 1) return fmt::format("{:.0f}", value);
  const int exponent = static_cast<int>(std::floor(std::log10(size)));
  text = fmt::format("{:.{}f}", value, 14 - exponent);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

std::optional<DateText> date_text(double serial, bool date1904, Shows shows) {
  if (!std::isfinite(serial) || serial < 0 || serial >= last_serial) return std::nullopt;
  const auto seconds_total = static_cast<std::int64_t>(std::llround(serial * 86400));
  if (shows == Shows::elapsed) return DateText{clock_text(seconds_total), std::nullopt};
  std::int64_t day = seconds_total / 86400;
  const std::int64_t seconds = seconds_total % 86400;
  if (day == 0 && !date1904) return DateText{clock_text(seconds), std::nullopt};
  if (day == 0 && shows == Shows::time) return DateText{clock_text(seconds), std::nullopt};
  if (date1904) {
    day += days_1900_to_1904;
  } else if (day < 60) {
    ++day;
  }
  const std::int64_t since_1970 = day - days_1900_to_1970;
  const Civil civil = civil_of(since_1970);
  DateText out;
  out.text = day_text(civil);
  if (seconds != 0 || shows != Shows::date) out.text += "T" + clock_text(seconds);
  out.days = static_cast<double>(since_1970) + static_cast<double>(seconds) / 86400;
  return out;
}

std::optional<std::int64_t> day_of(std::int64_t serial, bool date1904) {
  constexpr std::int64_t first_true_day = 61;  // 1900-03-01, behind a day that never was
  constexpr auto last = static_cast<std::int64_t>(last_serial) - 1 - days_1900_to_1904;
  if (serial < first_true_day || serial > last) return std::nullopt;
  return serial + (date1904 ? days_1900_to_1904 : 0) - days_1900_to_1970;
}

}  // namespace assay::office
