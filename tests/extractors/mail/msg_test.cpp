#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/mail/msg_extractor.hpp"
#include "extractors/mail/rtf_body.hpp"
#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/ole/compound_maker.hpp"

namespace {

using namespace assay;
using test::has_notice;
using Streams = std::vector<std::pair<std::string, std::string>>;

std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 255);
  return out;
}

std::string property(unsigned id, unsigned type, std::uint64_t value) {
  return little(type, 2) + little(id, 2) + little(6, 4) + little(value, 8);
}

std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

// 2020-01-02T03:04:05 as a count of 100 nanoseconds since 1601.
constexpr std::uint64_t a_time = (std::uint64_t{1577934245} + 11'644'473'600) * 10'000'000;

Streams message(const std::string& folder, int header) {
  return {{folder + "__properties_version1.0", std::string(static_cast<std::size_t>(header), '\0') +
                                                   property(0x0039, 0x40, a_time) + property(0x3FFD, 3, 1252)},
          {folder + "__substg1.0_0037001F", wide("Offer")},
          {folder + "__substg1.0_0C1A001E", "J\xF6rg"},
          {folder + "__substg1.0_5D01001F", wide("joerg@example.org")}};
}

Result<Document> try_read(const Streams& streams, const ExtractOptions& options = {}) {
  NoProgress progress;
  const std::string bytes = test::make_compound(streams);
  return read_document(as_bytes(bytes), options, progress);
}

Document read(const Streams& streams, const ExtractOptions& options = {}) {
  auto document = try_read(streams, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace

TEST_CASE("a message: head, receivers, body, attachments") {
  Streams streams = message("", 32);
  streams.emplace_back("__substg1.0_1000001F", wide("Dear Bo,\r\n\r\nhere it is."));
  streams.emplace_back("__recip_version1.0_#00000000/__properties_version1.0",
                       std::string(8, '\0') + property(0x0C15, 3, 2));
  streams.emplace_back("__recip_version1.0_#00000000/__substg1.0_3001001F", wide("Bo"));
  streams.emplace_back("__attach_version1.0_#00000000/__properties_version1.0", std::string(8, '\0'));
  streams.emplace_back("__attach_version1.0_#00000000/__substg1.0_3707001F", wide("a.csv"));
  streams.emplace_back("__attach_version1.0_#00000000/__substg1.0_37010102", "name,sum\nx,1\ny,2\n");
  const Document document = read(streams);
  CHECK(document.metadata.title == "Offer");
  CHECK(document.metadata.author == "Jörg <joerg@example.org>");
  CHECK(document.metadata.created == "2020-01-02T03:04:05+00:00");
  CHECK(plain_text(document) ==
        "Offer\n\nFrom: Jörg <joerg@example.org>\nCc: Bo\nDate: 2020-01-02T03:04:05+00:00\n\nDear Bo,\n\nhere it "
        "is.\n\na.csv\n\nname\tsum\nx\t1\ny\t2");
  CHECK(document.signals.at("parts") == 1);
}

TEST_CASE("the body is read from the page or the Rich Text where there is one") {
  Streams page = message("", 32);
  page.emplace_back("__substg1.0_1000001F", wide("plain"));
  page.emplace_back("__substg1.0_10130102", "<p>from the page</p>");
  CHECK(plain_text(read(page)).ends_with("from the page"));
  const auto packed = [](const std::string& rtf) {
    return little(rtf.size() + 12, 4) + little(rtf.size(), 4) + "MELA" + little(0, 4) + rtf;
  };
  Streams hidden_page = message("", 32);
  hidden_page.emplace_back("__substg1.0_10090102",
                           packed("{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}caf\\'e9 \\htmlrtf {\\b \\htmlrtf0 "
                                  "bold\\htmlrtf }\\htmlrtf0{\\*\\htmltag72 </p>}}"));
  CHECK(plain_text(read(hidden_page)).ends_with("café bold"));
  Streams rtf = message("", 32);
  rtf.emplace_back("__substg1.0_10090102", packed("{\\rtf1 rich\\par text}"));
  CHECK(plain_text(read(rtf)).ends_with("rich\n\ntext"));
}

TEST_CASE("packed Rich Text is unpacked with references into what was before") {
  // "ab", then 4 bytes from where "ab" was put, then the end: the window begins with 207 known bytes.
  std::string packed = std::string("\x0C", 1) + "ab";
  const unsigned reference = 207U << 4 | 2, end = (207U + 6) << 4;
  for (const unsigned its : {reference, end}) packed += {static_cast<char>(its >> 8), static_cast<char>(its & 255)};
  const std::string whole = little(packed.size() + 12, 4) + little(100, 4) + "LZFu" + little(0, 4) + packed;
  CHECK(mail::unpacked_rtf(whole, 1000) == "ababab");
  CHECK(mail::unpacked_rtf(whole, 3)->size() <= 10);
  CHECK(!mail::unpacked_rtf("short", 10));
}

TEST_CASE("messages inside of messages, and limits") {
  Streams streams = message("", 32);
  const std::string inner = "__attach_version1.0_#00000000/__substg1.0_3701000D/";
  streams.emplace_back("__attach_version1.0_#00000000/__properties_version1.0", std::string(8, '\0'));
  streams.emplace_back("__attach_version1.0_#00000000/__substg1.0_3001001F", wide("Fwd"));
  for (auto& its : message(inner, 24)) streams.push_back(its);
  streams.emplace_back(inner + "__substg1.0_1000001F", wide("inside"));
  const Document document = read(streams);
  CHECK(plain_text(document).ends_with("inside"));
  CHECK(document.blocks.back().place.part == "Fwd");
  ExtractOptions shallow;
  shallow.limits.nesting = 0;
  CHECK(has_notice(read(streams, shallow), "completeness.limit"));
  CHECK(!try_read({{"__properties_version1.1", "x"}, {"__substg1.0_0037001F", wide("no table")}}).has_value());
}
