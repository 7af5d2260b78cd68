#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extractors/core/sha256.hpp"
#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tools/zip/zip_package.hpp"

namespace {

using namespace assay;
using test::notice_of;

using Members = std::vector<ZipMember>;

Result<Document> try_read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  return read_document(as_bytes(bytes), options, progress);
}

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  auto document = try_read(bytes, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace

TEST_CASE("members are parts of the document, each under its name") {
  const Document document = read(zip_package({{"notes/a.txt", "First words.\n\nMore."},
                                              {"sums.csv", "Name,Sum\nAda,1\nBo,2\n"},
                                              {"notes/A.txt", "Other words."},
                                              {"tool",
                                               "\x7f"
                                               "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"}}));
  CHECK(document.source.media_type == "application/zip");
  const std::string text = plain_text(document);
  CHECK(text.find("First words.") != std::string::npos);
  CHECK(text.find("Other words.") != std::string::npos);
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.part == "sums.csv");
  const Notice* tool = notice_of(document, "completeness.embedded_document", "'tool'");
  REQUIRE(tool != nullptr);
  CHECK(tool->place.part == "tool");
  CHECK(document.signals.at("parts") == 4);
  CHECK_FALSE(document.partial);
  REQUIRE(document.children.size() == 4);
  const auto child = [&](const char* path) {
    const auto found = std::ranges::find(document.children, path, [](const Child& one) { return one.source.path; });
    REQUIRE(found != document.children.end());
    return *found;
  };
  const Child text_file = child("notes/a.txt");
  CHECK(text_file.source.bytes == 19);
  CHECK(text_file.source.sha256 == sha256_of(as_bytes("First words.\n\nMore.")));
  CHECK(text_file.source.media_type == "text/plain");
  CHECK(text_file.read);
  CHECK_FALSE(child("tool").read);
  const auto named = std::find_if(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
    return block.kind == BlockKind::heading && block.text == "notes/a.txt";
  });
  CHECK(named != document.blocks.end());
}

TEST_CASE("archives in archives, to a depth") {
  std::string inner = zip_package({{"deep.txt", "Deep words."}});
  const Document outer = read(zip_package({{"inner.zip", inner}}));
  CHECK(plain_text(outer).find("Deep words.") != std::string::npos);
  REQUIRE(outer.children.size() == 2);
  CHECK(outer.children[0].source.path == "inner.zip");
  CHECK(outer.children[1].source.path == "inner.zip > deep.txt");
  CHECK(outer.blocks.back().place.part == outer.children[1].source.path);
  for (int i = 0; i < 10; ++i) inner = zip_package({{"inner.zip", inner}});
  const Document document = read(inner);
  CHECK(document.partial);
  CHECK(notice_of(document, "completeness.limit", "nesting") != nullptr);
}

TEST_CASE("limits of parts, of text and of bytes; names that point outside; passwords") {
  Members many;
  for (int i = 0; i < 30; ++i) many.emplace_back("f" + std::to_string(i) + ".txt", "some words " + std::to_string(i));
  ExtractOptions options;
  options.limits.package_entries = 10;
  CHECK(notice_of(read(zip_package(many), options), "completeness.limit", "package_entries") != nullptr);
  options = {};
  options.limits.text_bytes = 100;
  CHECK(notice_of(read(zip_package(many), options), "completeness.limit", "text_bytes") != nullptr);
  options = {};
  options.limits.unpacked_bytes = 1000;
  const Document bomb = read(zip_package({{"a.txt", std::string(5000, 'a')}, {"b.txt", "b"}}), options);
  CHECK(notice_of(bomb, "completeness.limit", "unpacked_bytes") != nullptr);
  CHECK(bomb.partial);

  options = {};
  options.limits.member_bytes = 10;
  const Document large =
      read(zip_package({{"a.txt", std::string(5000, 'a')}, {"b.txt", "b"}, {"c.txt", std::string(11, 'c')}}), options);
  REQUIRE(large.children.size() == 3);
  CHECK(large.children[0].source.path == "a.txt");
  CHECK(large.children[0].source.media_type == "text/plain");
  CHECK_FALSE(large.children[0].read);
  CHECK(large.children[1].read);
  CHECK(notice_of(large, "completeness.limit", "'a.txt'") != nullptr);
  CHECK(notice_of(large, "completeness.limit", "'c.txt'") != nullptr);
  CHECK(large.partial);

  const Document tricks = read(zip_package({{"../../etc/x.txt", "words"}}));
  CHECK(notice_of(tricks, "format.package_path", "../../etc/x.txt") != nullptr);

  const Document locked = read(zip_package({{"locked.txt", "words", "secret"}, {"open.txt", "open words"}}));
  CHECK(notice_of(locked, "format.encrypted_part", "'locked.txt'") != nullptr);
  CHECK(plain_text(locked).find("open words") != std::string::npos);
  const auto all_locked = try_read(zip_package({{"locked.txt", "words", "secret"}}));
  REQUIRE_FALSE(all_locked.has_value());
  CHECK(all_locked.error().kind == FailureKind::encrypted);
}

TEST_CASE("many archives in one share the limits") {
  Members archives;
  for (int i = 0; i < 20; ++i)
    archives.emplace_back("z" + std::to_string(i) + ".zip",
                          zip_package({{"a.txt", std::string(1000, 'a')}, {"b.txt", std::string(1000, 'b')}}));
  ExtractOptions options;
  options.limits.package_entries = 25;
  const Document document = read(zip_package(archives), options);
  CHECK(notice_of(document, "completeness.limit", "package_entries") != nullptr);
  CHECK(document.signals.at("parts") <= 26);
  options = {};
  options.limits.unpacked_bytes = 10'000;
  CHECK(read(zip_package(archives), options).signals.at("parts.bytes") <= 12'000);
}

TEST_CASE("damaged archives are read or refused") {
  const std::string good =
      zip_package({{"a.txt", std::string(300, 'x')}, {"b.zip", zip_package({{"c.csv", "a,b\n1,2\n"}})}});
  rc::check("bytes changed and the end cut", [&good]() {
    std::string bytes = good;
    const auto changes = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(4, static_cast<int>(good.size())), rc::gen::inRange(0, 256)));
    for (const auto& [at, value] : changes) bytes[static_cast<std::size_t>(at)] = static_cast<char>(value);
    bytes.resize(static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(good.size()) + 1)));
    const auto document = try_read(bytes);
    RC_ASSERT(document.has_value() || !document.error().message.empty());
  });
}
