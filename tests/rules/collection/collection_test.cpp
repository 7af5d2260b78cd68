#include "rules/core/collection.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

Member member(std::int64_t id, std::string path, Document document, std::string sha = {}) {
  Member out;
  document.source.path = path;
  out.id = id;
  out.media_type = document.source.media_type;
  out.sha256 = sha.empty() ? path : std::move(sha);
  out.path = std::move(path);
  out.signature = signature_of(document);
  return out;
}

std::vector<std::string> said(const std::vector<Member>& members) {
  std::vector<std::string> out;
  for (const CollectionFinding& item : assess_collection(members, default_policy()))
    out.push_back(std::to_string(item.id) + " " + item.finding.rule + " " +
                  std::string(to_string(item.finding.severity)) + " " + item.finding.message);
  return out;
}

bool says(const std::vector<std::string>& list, std::string_view start, std::string_view part = "") {
  return std::any_of(list.begin(), list.end(), [&](const std::string& line) {
    return line.starts_with(start) && line.find(part) != std::string::npos;
  });
}

Document with_words(const std::string& more) {
  return text_document({prose(), more});
}

Document orders(const std::string& second_name) {
  return sheet_document({{"order", second_name, "amount"}, {"=1", "Ada", "=2"}, {"=2", "Ben", "=4"}});
}

}  // namespace

TEST_CASE("exact duplicates by bytes and by text: the first path is the original") {
  const std::vector<std::string> list =
      said({member(1, "b.docx", with_words("same"), "S"), member(2, "a.docx", with_words("same"), "S"),
            member(3, "c.pdf", with_words("SAME"))});
  CHECK(says(list, "1 uniqueness.exact_duplicate warning", "'a.docx'"));
  CHECK(says(list, "2 uniqueness.exact_duplicate info"));
  CHECK(says(list, "3 uniqueness.exact_duplicate warning", "identical text"));
}

TEST_CASE("near duplicates are told from different texts") {
  const std::vector<std::string> list =
      said({member(1, "a.docx", with_words("The price is nine.")), member(2, "b.docx", with_words("The price is ten.")),
            member(3, "c.docx",
                   text_document({"Bees gather nectar from early spring until late in autumn, when the last "
                                  "ivy has flowered, and they live through winter in a cluster around their "
                                  "queen, warmed by the shivering of thousands of bodies."}))});
  CHECK(says(list, "2 uniqueness.near_duplicate warning", "'a.docx'"));
  CHECK(says(list, "1 uniqueness.near_duplicate info", "'b.docx'"));  // the original is told, not warned
  CHECK_FALSE(says(list, "1 uniqueness.near_duplicate warning"));
  CHECK_FALSE(says(list, "3 "));
}

TEST_CASE("what lies in an archive or is called a copy is the duplicate, wherever it stands by name") {
  const std::vector<std::string> list = said({member(1, "archive/letter.pdf", with_words("same"), "S"),
                                              member(2, "letters/letter.pdf", with_words("same"), "S"),
                                              member(3, "a copy of the plan.docx", with_words("plan"), "P"),
                                              member(4, "plan.docx", with_words("plan"), "P")});
  CHECK(says(list, "1 uniqueness.exact_duplicate warning", "'letters/letter.pdf'"));
  CHECK(says(list, "2 uniqueness.exact_duplicate info"));
  CHECK(says(list, "3 uniqueness.exact_duplicate warning", "'plan.docx'"));
  CHECK_FALSE(says(list, "2 uniqueness.exact_duplicate warning"));
  CHECK_FALSE(says(list, "4 uniqueness.exact_duplicate warning"));
}

TEST_CASE("of two versions the older one is warned, even where its path comes first") {
  const std::vector<std::string> same =
      said({member(1, "plan_v1.docx", with_words("plan"), "P"), member(2, "plan_v2.docx", with_words("plan"), "P")});
  CHECK(says(same, "1 uniqueness.exact_duplicate warning", "'plan_v2.docx'"));
  CHECK(says(same, "2 uniqueness.exact_duplicate info"));
  const std::vector<std::string> near = said({member(1, "plan.docx", with_words("The price is nine.")),
                                              member(2, "plan_signed.docx", with_words("The price is ten."))});
  CHECK(says(near, "1 freshness.superseded warning"));
  CHECK(says(near, "1 uniqueness.near_duplicate warning", "'plan_signed.docx'"));
  CHECK(says(near, "2 uniqueness.near_duplicate info"));
  CHECK_FALSE(says(near, "2 uniqueness.near_duplicate warning"));
}

TEST_CASE("an older version of the same document is superseded") {
  const std::vector<std::string> list =
      said({member(1, "x/contract_v1.docx", with_words("First draft of the annex on prices and more.")),
            member(2, "x/contract_v2 final.docx", with_words("The annex on prices has been agreed as follows."))});
  CHECK(says(list, "1 freshness.superseded warning", "contract_v2 final.docx"));
  CHECK_FALSE(says(list, "2 freshness"));
}

TEST_CASE("numbered series and yearly reports are no versions") {
  const std::vector<std::string> list =
      said({member(1, "invoice 1.docx", text_document({prose()})),
            member(2, "invoice 2.docx",
                   with_words("Other goods were "
                              "sent to another buyer at another place, and the price was paid in cash on the day of "
                              "delivery as agreed before."))});
  CHECK_FALSE(says(list, "1 freshness"));
  CHECK_FALSE(says(list, "2 freshness"));
}

TEST_CASE("the header that departs from its sister files is named, with how") {
  const std::vector<std::string> list =
      said({member(1, "e/a.xlsx", orders("Customer Number")), member(2, "e/b.xlsx", orders("Customer Number")),
            member(3, "e/c.xlsx", orders("Customer Number")), member(4, "e/d.xlsx", orders("Cust No")),
            member(5, "other/d.xlsx", orders("Cust No"))});
  CHECK(says(list, "4 consistency.header_differs warning", "'cust no' for 'customer number'"));
  CHECK_FALSE(says(list, "5 consistency"));
  CHECK_FALSE(says(list, "1 consistency"));
}

TEST_CASE("files of one name that all differ are told so, and none is called the odd one") {
  const auto export_of = [](std::vector<std::string> header) {
    return sheet_document(
        {std::move(header), {"=20100", "Ada", "2024-01-02", "=5"}, {"=20113", "Ben", "2024-02-03", "=7"}});
  };
  const std::vector<std::string> list =
      said({member(1, "e/customers_2025-01.xlsx", export_of({"Customer Number", "Name", "Since", "Limit"})),
            member(2, "e/customers_2025-02.xlsx", export_of({"Cust No", "Name", "Since", "Limit"})),
            member(3, "e/customers march.xlsx", export_of({"Name", "Customer Number", "Since", "Limit"})),
            member(4, "e/articles_2025.xlsx", export_of({"Article", "Name", "Since", "Limit"})),
            member(5, "f/customers_2025-04.xlsx", export_of({"Cust No", "Name", "Since", "Limit"}))});
  CHECK(says(list, "1 consistency.header_differs warning", "columns stand in another order"));
  CHECK(says(list, "2 consistency.header_differs warning", "'cust no' for 'customer number'"));
  CHECK(says(list, "3 consistency.header_differs warning", "none is the usual one"));
  CHECK_FALSE(says(list, "4 consistency"));
  CHECK_FALSE(says(list, "5 consistency"));
}

TEST_CASE("a family is one by its column types too, and years in column names are no difference") {
  const auto sales = [](std::vector<std::string> header) {
    return sheet_document({std::move(header), {"=1", "Ada", "2024-01-02", "=5"}, {"=2", "Ben", "2024-02-03", "=7"}});
  };
  const std::vector<std::string> translated =
      said({member(1, "e/sales_01.xlsx", sales({"Order", "Customer", "Day", "Amount"})),
            member(2, "e/sales_02.xlsx", sales({"Auftrag", "Kunde", "Tag", "Betrag"}))});
  CHECK(says(translated, "2 consistency.header_differs", "'kunde' for 'customer'"));
  const std::vector<std::string> years =
      said({member(1, "e/sales_2023.xlsx", sales({"Order", "Customer", "Day", "Sales 2023"})),
            member(2, "e/sales_2024.xlsx", sales({"Order", "Customer", "Day", "Sales 2024"}))});
  CHECK_FALSE(says(years, "1 consistency"));
  CHECK_FALSE(says(years, "2 consistency"));
}

TEST_CASE("short texts are not compared") {
  CHECK(said({member(1, "a.txt", text_document({"yes"})), member(2, "b.txt", text_document({"yes"}))}).empty());
}

TEST_CASE("property: the same findings for any order of members") {
  std::vector<Member> members;
  for (int i = 0; i < 12; ++i)
    members.push_back(member(i, "f/report_v" + std::to_string(i % 5) + " " + std::to_string(i / 5) + ".docx",
                             with_words("Item " + std::to_string(i / 2) + " was added."), i % 4 == 0 ? "S" : ""));
  for (int i = 12; i < 18; ++i)
    members.push_back(member(i, "e/" + std::to_string(i) + ".xlsx", orders(i == 15 ? "Cust No" : "Customer")));
  std::vector<std::string> usual = said(members);
  CHECK(usual.size() > 10);
  std::sort(usual.begin(), usual.end());
  CHECK(rc::check([&](unsigned seed) {
    std::vector<Member> shuffled = members;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(seed));
    std::vector<std::string> list = said(shuffled);
    std::sort(list.begin(), list.end());
    RC_ASSERT(list == usual);
  }));
}
