#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"

namespace {

using namespace assay;
using test::notice_of;

Result<Document> try_read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  return read_document(as_bytes(bytes), options, progress);
}

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  auto document = try_read(bytes, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

std::string head(const std::string& more) {
  return "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nTo: Ada <ada@example.org>, bo@example.org\r\n"
         "Subject: =?iso-8859-1?Q?Gr=FC=DFe?= from here\r\nDate: Tue, 5 Mar 2024 10:20:30 +0100\r\n"
         "MIME-Version: 1.0\r\n" +
         more;
}

std::string mixed(const std::vector<std::string>& parts, const std::string& kind = "mixed",
                  const std::string& mark = "b") {
  std::string out = "Content-Type: multipart/" + kind + "; boundary=\"" + mark + "\"\r\n\r\n";
  for (const std::string& part : parts) out += "--" + mark + "\r\n" + part + "\r\n";
  return out + "--" + mark + "--\r\n";
}

}  // namespace

TEST_CASE("a plain message: head, text in its own encoding, soft breaks") {
  const Document document =
      read(head("Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n"
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                "One sentence that goes =\r\non =\r\n\r\nhere, f=FCr you.\r\n\r\nSecond.\r\n"));
  CHECK(document.source.media_type == "message/rfc822");
  CHECK(document.metadata.title == "Grüße from here");
  CHECK(document.metadata.author == "Jürgen <j@example.org>");
  CHECK(document.metadata.created == "2024-03-05T10:20:30+01:00");
  CHECK(document.metadata.other.at("to") == "Ada <ada@example.org>, bo@example.org");
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[0].kind == BlockKind::heading);
  CHECK(document.blocks[1].text.starts_with("From: Jürgen <j@example.org>\nTo: Ada"));
  CHECK(document.blocks[2].text == "One sentence that goes on here, für you.");
  CHECK(document.blocks[3].text == "Second.");
}

TEST_CASE("words of a head that were encoded in pieces are read to their end") {
  const Document document = read(
      "From: =?utf-8?B?0J7Qu9GM0LPQsCA=?= =?UTF-8?b?0JHQvtC6?= <o@example.org>\r\n"
      "Subject: Re: =?utf-8?B?0L/RgNC40LI=?=\r\n =?utf-8?B?0LXRgiDQ?=\r\n\t=?utf-8?B?vNC40YA=?= =?iso-8859-1?Q?_=FC?= "
      "=?utf-8?B?w7Y=?= end\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain;\r\n name=\"=?utf-8?B?0LDQsQ==?=\r\n =?utf-8?B?0LIudHh0?=\"\r\n"
      "Content-Disposition: attachment;\r\n filename=\"=?utf-8?B?0LDQsQ==?=\r\n "
      "=?utf-8?B?0LIudHh0?=\"\r\n\r\nin\r\n--b--\r\n");
  CHECK(document.metadata.title == "Re: привет мир üö end");
  CHECK(document.metadata.author == "Ольга Бок <o@example.org>");
  REQUIRE(document.children.size() == 1);
  CHECK(document.children[0].source.path == "абв.txt");
}

TEST_CASE("of several forms of one text the best is read, once") {
  const Document document =
      read(head(mixed({"Content-Type: text/plain\r\n\r\nplain words",
                       "Content-Type: text/html; charset=utf-8\r\n\r\n"
                       "<p>web words</p><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"},
                      "alternative")));
  const std::string text = plain_text(document);
  CHECK(text.find("web words") != std::string::npos);
  CHECK(text.find("plain words") == std::string::npos);
  CHECK(document.tables.size() == 1);
  const Document empty_page = read(head(
      mixed({"Content-Type: text/plain\r\n\r\nplain words", "Content-Type: text/html\r\n\r\n<p></p>"}, "alternative")));
  CHECK(plain_text(empty_page).find("plain words") != std::string::npos);
}

TEST_CASE("attachments are read where there is a reader, and named where there is none") {
  const Document document = read(head(mixed(
      {"Content-Type: text/plain\r\n\r\nSee the table.",
       "Content-Type: text/csv\r\nContent-Disposition: attachment; filename=\"sums.csv\"\r\n"
       "Content-Transfer-Encoding: base64\r\n\r\nTmFtZSxTdW0KQWRhLDEKQm8sMgo=",
       "Content-Type: application/x-thing\r\nContent-Disposition: attachment; filename*=utf-8''gr%C3%BC%C3%9Fe.exe\r\n"
       "Content-Transfer-Encoding: base64\r\n\r\nf0VMRgIBAQAAAAAAAAAAAAMAPgABAAAA",
       "Content-Type: message/rfc822\r\n\r\nFrom: x@example.org\r\nTo: y@example.org\r\nSubject: Inner\r\n\r\nInner "
       "words."})));
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.part == "sums.csv");
  CHECK(document.tables[0].place.range == "A1:B3");
  CHECK(notice_of(document, "completeness.embedded_document", "grüße.exe") != nullptr);
  const auto inner = std::find_if(document.blocks.begin(), document.blocks.end(),
                                  [](const Block& block) { return block.text == "Inner words."; });
  REQUIRE(inner != document.blocks.end());
  CHECK(inner->place.part == "message 3");
  CHECK(document.signals.at("parts") == 5);
  REQUIRE(document.children.size() == 3);  // the body is none
  CHECK(document.children[0].source.path == "sums.csv");
  CHECK(document.children[0].source.media_type == "text/csv");
  CHECK(document.children[0].read);
  CHECK(document.children[1].source.path == "grüße.exe");
  CHECK_FALSE(document.children[1].read);
  CHECK(document.children[2].source.media_type == "message/rfc822");
  for (const Block& block : document.blocks)
    if (block.table) CHECK(static_cast<std::size_t>(*block.table) < document.tables.size());
}

TEST_CASE("encrypted, cut short, nested without end") {
  const Document locked = read(head(mixed({"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                                           "Content-Type: application/octet-stream\r\n\r\nxxxx"},
                                          "encrypted; protocol=\"application/pgp-encrypted\"")));
  CHECK(notice_of(locked, "format.encrypted_part") != nullptr);
  CHECK(locked.partial);

  std::string nested = "Subject: end\r\nFrom: a@example.org\r\n\r\ninnermost";
  for (int i = 0; i < 40; ++i)
    nested = "Subject: level\r\nFrom: a@example.org\r\nContent-Type: message/rfc822\r\n\r\n" + nested;
  const Document deep = read(nested);
  CHECK(notice_of(deep, "completeness.limit", "nesting") != nullptr);
  CHECK(deep.partial);

  std::string multiparts = head("");
  multiparts.resize(multiparts.size());
  for (int i = 0; i < 3000; ++i)
    multiparts +=
        "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) + "\r\n";
  CHECK(try_read(multiparts).has_value());

  std::string many = head("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
  for (int i = 0; i < 100; ++i) many += "--b\r\nContent-Type: text/plain\r\n\r\nword\r\n";
  ExtractOptions options;
  options.limits.package_entries = 10;
  CHECK(notice_of(read(many, options), "completeness.limit", "package_entries") != nullptr);
}

TEST_CASE("a mailbox") {
  const Document document = read(
      "From a@example.org Tue Mar  5 10:20:30 2024\nFrom: a@example.org\nSubject: One\n\nfirst\n\n"
      "From b@example.org Tue Mar  5 10:20:31 2024\nFrom: b@example.org\nSubject: Two\n\nsecond\n");
  CHECK(document.source.media_type == "application/mbox");
  CHECK(document.signals.at("messages") == 2);
  CHECK(document.children.size() == 2);
  CHECK(plain_text(document).find("second") != std::string::npos);
}

TEST_CASE("blank lines before the head and an editor's encoding do not hide the message") {
  const std::string message = head("Content-Type: text/plain; charset=utf-8\r\n\r\nThe boat leaves at ten.\r\n");
  CHECK(plain_text(read("   \r\n" + message)).find("leaves at ten") != std::string::npos);
  std::string wide = "\xFF\xFE";
  for (const char c : message) (wide += c) += '\0';
  CHECK(plain_text(read(wide)).find("leaves at ten") != std::string::npos);
}

TEST_CASE("any bytes behind a head are read or refused") {
  rc::check("messages of odd parts", []() {
    const auto lines = *rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(
        rc::gen::elementOf(std::vector<std::string>{
            "--b", "--b--", "", "Content-Type: multipart/mixed; boundary=b", "Content-Type: text/html; charset=utf-7",
            "Content-Transfer-Encoding: base64", "Content-Type: message/rfc822", "Content-Disposition: attachment",
            "Content-Transfer-Encoding: uuencode", "begin 644 a.zip", "Subject: =?utf-8?B?w6?=", "PK\3\4"}),
        rc::gen::string<std::string>()));
    std::string bytes = head("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (const std::string& line : lines) bytes += line + "\r\n";
    const auto document = try_read(bytes);
    RC_ASSERT(document.has_value() || !document.error().message.empty());
  });
}
