#include "extractors/core/number_display.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace assay;

namespace {

std::string shown(double value, std::string_view code) {
  return NumberFormat(code).display(value).value_or("(none)");
}

}  // namespace

TEST_CASE("digits: decimals, thousands, leading zeros") {
  CHECK(shown(1234567.891, "#,##0.00") == "1,234,567.89");
  CHECK(shown(1234.5, "0") == "1235");
  CHECK(shown(12, "00000") == "00012");
  CHECK(shown(5, "000,000") == "000,005");
  CHECK(shown(0.5, "#.##") == ".5");
  CHECK(shown(5, "0.##") == "5.");
  CHECK(shown(12.5, ".00") == "12.50");
  CHECK(shown(3, "?0.0?") == "3.0");
  CHECK(shown(0, "#,##0") == "0");
  CHECK(shown(0, "#") == "");
  CHECK(shown(1234567, "0,") == "1235");
  CHECK(shown(1234567, "0.0,,\"M\"") == "1.2M");
  CHECK(shown(1234, "# ##0") == "1 234");
  CHECK(shown(1e15, "0") == "(none)");
}

TEST_CASE("digits are rounded as they are written, half away from zero") {
  CHECK(shown(2.675, "0.00") == "2.68");
  CHECK(shown(1.005, "0.00") == "1.01");
  CHECK(shown(99999.995, "#,##0.00") == "100,000.00");
  CHECK(shown(0.1 + 0.2, "0.0000000000000000") == "0.3000000000000000");
  CHECK(shown(0.00001, "0.00") == "0.00");
  CHECK(shown(-0.001, "0.00") == "(none)");  // with a sign in some programs
}

TEST_CASE("letters stand between digits") {
  CHECK(shown(5551234567, "(000) 000-0000") == "(555) 123-4567");
  CHECK(shown(123456789, "000-00-0000") == "123-45-6789");
  CHECK(shown(3, "0\" St\u00fcck\"") == "3 St\u00fcck");
  CHECK(shown(3, "0\\ \\x") == "3 x");
  CHECK(shown(1234.5678, "#,##0.00 \u20ac") == "1,234.57 \u20ac");
  CHECK(shown(1234.5, "[$\u20ac-407] #,##0.00") == "\u20ac 1,234.50");
  CHECK(shown(5, "[$-409]0.0") == "5.0");
  CHECK(shown(5, "[$-2000401]0.0") == "(none)");  // digits of another script
  CHECK(shown(5, "_(* 0_)") == "5");
  CHECK(shown(7, "\"yes\";\"no\"") == "yes");
}

TEST_CASE("percent, powers of ten and fractions") {
  CHECK(shown(0.1234, "0.0%") == "12.3%");
  CHECK(shown(0.285, "0%") == "29%");
  CHECK(shown(12, "0\\%") == "12%");
  CHECK(shown(12345.678, "0.00E+00") == "1.23E+04");
  CHECK(shown(0.00012345, "0.00E+00") == "1.23E-04");
  CHECK(shown(9.999, "0.0E-0") == "1.0E1");
  CHECK(shown(0, "0.00E+00") == "0.00E+00");
  CHECK(shown(12345, "##0.0E+0") == "(none)");
  CHECK(shown(5.25, "# ?/?") == "5 1/4");
  CHECK(shown(0.5, "# ?/?") == "1/2");
  CHECK(shown(5, "# ?/?") == "5");
  CHECK(shown(0.3125, "# ?\?/16") == "5/16");
  CHECK(shown(0.3, "# ?\?/100") == "30/100");
  CHECK(shown(3.7, "?/?") == "(none)");  // 11/3, or 26/7, which is nearer
  CHECK(shown(-1.5, "# ?/?") == "-1 1/2");
  CHECK(shown(-0.05, "?/?") == "(none)");
  CHECK(shown(5, "0 0/0") == "(none)");
  CHECK(shown(3.14159265, "?\?/?\?") == "(none)");  // 22/7, or 311/99
  CHECK(shown(0.0001, "?\?\?/?\?\?") == "0/1");
  CHECK(shown(0.0011, "# ?\?\?/?\?\?") == "1/909");
  CHECK(shown(1.0 / 3, "# ?\?\?/?\?\?") == "1/3");
}

TEST_CASE("sections: of negative numbers, of zero, by conditions") {
  CHECK(shown(-5, "$0.00") == "-$5.00");
  CHECK(shown(-1234.5, "$#,##0.00_);($#,##0.00)") == "($1,234.50)");
  CHECK(shown(0, "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)") == "-");
  CHECK(shown(-3, "0;[Red]0") == "3");
  CHECK(shown(0, "0;-0;;@") == "");
  CHECK(shown(5, ";;;") == "");
  CHECK(shown(0.5, "[<1]0.00;dd/mm/yyyy") == "0.50");
  CHECK(shown(45000, "[<1]0.00;dd/mm/yyyy") == "(none)");
  CHECK(shown(12, "[>=100]0;[>=10]0.0;0.00") == "12.0");
  CHECK(shown(-12, "[>=100]0;[>=10]0.0;0.00") == "(none)");
  CHECK(shown(-5, "0;") == "(none)");
  CHECK(shown(5, "[Red]") == "(none)");
}

TEST_CASE("what is no number, or not understood, is left as it is") {
  for (const char* code :
       {"", "@", "dd/mm/yyyy", "[h]:mm", "0 kg", "0/0/0", "0,.0,0", "[DBNum1]0", "0E", "[<x]0", "[", "\"", "\\", "*"})
    CHECK(shown(5, code) == "(none)");
  CHECK(shown(5, "0\"" + std::string(33, 'x') + '"') == "(none)");
  CHECK(shown(5, std::string(256, '0')) == "(none)");
  CHECK(shown(5, std::string(41, '0')) == "(none)");  // millions of cells would become a huge text
}

TEST_CASE("General has room for eleven digits and point") {
  CHECK(shown(1.0 / 3, "General") == "0.333333333");
  CHECK(shown(-1.0 / 3, "General") == "-0.333333333");
  CHECK(shown(0.1 + 0.2, "General") == "0.3");
  CHECK(shown(1.10000000000001, "General") == "1.1");
  CHECK(shown(1234.56789012, "General") == "1234.56789");
  CHECK(shown(9999999999.6, "General") == "10000000000");
  CHECK(shown(12345678901.5, "General") == "12345678902");
  CHECK(shown(0.99999999999, "General") == "1");
  CHECK(shown(0.000123456789, "General") == "0.000123457");
  CHECK(shown(0.00001234, "General") == "0.00001234");
  CHECK(shown(0.0000123456789, "General") == "1.23457E-05");
  CHECK(shown(5e-17, "General") == "5E-17");
  CHECK(shown(4006381333931, "General") == "4006381333931");  // an article: its digits are looked for
  CHECK(shown(123456789012.5, "General") == "(none)");
  CHECK(shown(1.5, "General\" kg\"") == "1.5 kg");
  CHECK(shown(1.0 / 3, "General\" kg\"") == "0.333333333 kg");
  CHECK(shown(-5, "General;-General") == "-5");
  CHECK(shown(-5, "General;[Red]General") == "(none)");
}

TEST_CASE("built-in formats") {
  CHECK(built_in_number_format(10) == "0.00%");
  CHECK(shown(0, built_in_number_format(44)) == "-");
  CHECK(built_in_number_format(0).empty());
  CHECK(built_in_number_format(14).empty());
}
