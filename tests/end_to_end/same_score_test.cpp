// Scores and findings are the same for any order of the files, any number of jobs and any locale.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

using namespace assay;
using test::TemporaryFolder;

namespace {

// Texts with what locales quarrel about: decimal signs, the Turkish i, letters that sort differently, dates.
std::vector<std::string> write_corpus(const TemporaryFolder& folder) {
  const std::string letter =
      "INVOICE TITLE: Die Lieferung wird im Mai fällig. The price is 1,234.56 EUR or 1.234,56 EUR, as agreed by both "
      "sides on 12.03.2024, and it was paid in İstanbul on 03/14/2024. Iıİi ÄÖÜ äöü Zebra Äpfel.\n";
  const std::map<std::string, std::string> files{
      {"b.txt", letter + "TBD. lorem ipsum dolor sit amet\n"},
      {"a copy.txt", letter + "TBD. lorem ipsum dolor sit amet\n"},
      {"Ä.txt", letter + letter + "Monday, 4 May 2021. MÃ¼nchen und KÃ¶ln, fÃ¼r GrÃ¶ÃŸe.\n"},
      {"i.csv", "TITLE;amount;day\nIstanbul;1,5;12.03.2024\nizmir;2.5;03/14/2024\nIzmir;1.234,5;31.02.2024\n"},
      {"I2.csv", "title,amount\nZürich,\"1,5\"\nAarau,n/a\nAarau,n/a\n"},
      {"empty.txt", ""},
      {"page.html", "<html><body><h1>Ölpreis</h1><p>Öl kostete 1.234,56 &euro;.</p></body></html>"},
      {"mail.eml",
       "From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?q?=C3=96l?=\nDate: Mon, 3 May 2021 10:00:00 "
       "+0200\n\nPlease find attached prices.xlsx. The account is DE89 3704 0044 0532 0130 00.\n"}};
  std::vector<std::string> out;
  for (const auto& [name, content] : files) {
    test::write_file(folder / name, content);
    out.push_back((folder / name).string());
  }
  return out;
}

// By path: score, share assessed and findings.
std::map<std::string, std::string> judged(const std::string& locale, const std::string& jobs,
                                          const std::vector<std::string>& files) {
  std::vector<std::string> command{"/usr/bin/env", "LC_ALL=" + locale, ASSAY_BINARY, "check"};
  command.insert(command.end(), files.begin(), files.end());
  for (const std::string& word : {std::string("--format"), std::string("json"), std::string("--jobs"), jobs})
    command.push_back(word);
  const test::Ran ran = test::run(command);
  CHECK_MESSAGE(ran.code == 0, ran.err);
  std::map<std::string, std::string> out;
  for (const nlohmann::json& document : nlohmann::json::parse(ran.out)) out[document["path"]] = document.dump();
  return out;
}

}  // namespace

TEST_CASE("the order of files, the number of jobs and the locale never change a score or a finding") {
  const TemporaryFolder folder;
  std::vector<std::string> files = write_corpus(folder);
  const auto expected = judged("C", "1", files);
  REQUIRE(expected.size() == files.size());
  const auto flagged = std::count_if(expected.begin(), expected.end(), [](const auto& item) {
    return item.second.find("\"rule\"") != std::string::npos;
  });
  CHECK(flagged > 5);  // there is something to change
  for (const char* locale : {"C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.UTF-8"})
    for (const char* jobs : {"1", "3"}) {
      std::rotate(files.begin(), files.begin() + 3, files.end());
      CHECK_MESSAGE(judged(locale, jobs, files) == expected, locale, " ", jobs);
    }
}
