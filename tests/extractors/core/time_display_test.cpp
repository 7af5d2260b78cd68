#include "extractors/core/time_display.hpp"

#include <doctest/doctest.h>

#include <string>

using assay::display_clock;

TEST_CASE("times and durations are shown by the letters of their format") {
  CHECK(display_clock("[h]:mm", "36:00:00") == "36:00");
  CHECK(display_clock("[hh]:mm:ss", "06:05:04") == "06:05:04");
  CHECK(display_clock("[mm]:ss", "01:30:05") == "90:05");
  CHECK(display_clock("[ss]", "00:02:05") == "125");
  CHECK(display_clock("h:mm", "09:05:59") == "9:05");
  CHECK(display_clock("hh:mm", "09:05:00") == "09:05");
  CHECK(display_clock("mm:ss", "01:02:03") == "02:03");
  CHECK(display_clock("h:mm AM/PM", "13:05:00") == "1:05 PM");
  CHECK(display_clock("h:mm am/pm", "00:05:00") == "12:05 AM");
  CHECK(display_clock("[$-409]h:mm:ss A/P;@", "12:00:01") == "12:00:01 P");
  CHECK(display_clock("h\\.mm \"Uhr\"", "14:30:00") == "14.30 Uhr");
  CHECK(display_clock("hh.mm", "14:30:00") == "14.30");
  CHECK(display_clock("[h] \"h\" m \"min\"", "26:30:00") == "26 h 30 min");
}

TEST_CASE("what is no time, or not certain, is not shown by a format") {
  for (const char* code : {"yyyy-mm-dd", "mm", "h:mm yy", "mm:ss.0", "[$-F400]h:mm:ss", "[$-404]h:mm AM/PM", "[<1]h:mm",
                           "[$-2000401]h:mm", "hhh:mm", "General", "0.00", "", "[h", "[]", "@", "\"only words\""})
    CHECK_MESSAGE(!display_clock(code, "13:05:00"), code);
  for (const char* clock : {"2024-03-05", "-01:00:00", "1:2:3", "00:00:00.5", "", "1234567890:00:00", "::"})
    CHECK_MESSAGE(!display_clock("h:mm:ss", clock), clock);
  CHECK_FALSE(display_clock("h:mm", "24:00:00"));
  CHECK_FALSE(display_clock("h:mm;;", "00:00:00"));
  CHECK_FALSE(display_clock(std::string(300, 'h'), "01:00:00"));
}
