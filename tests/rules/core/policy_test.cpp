#include "rules/core/policy.hpp"

#include <doctest/doctest.h>

#include "rules/core/assess.hpp"
#include "tests/rules/core/complaint.hpp"

using namespace assay;
using namespace assay::test;

TEST_CASE("the built-in policy reads and has a gate") {
  const Policy policy = default_policy();
  CHECK(policy.name == "built-in");
  CHECK(policy.unfit_from == Severity::error);
  CHECK(policy.gate.size() == 3);
  CHECK(policy.score.cap.at(Severity::critical) == 20);
}

TEST_CASE("a policy says only what differs") {
  const Policy policy = parse_policy(
      "name = 'ours'\n[rules.completeness.blank_pages]\nshare = 0.5\nseverity = 'info'\n"
      "[rules.\"format.image_pages\"]\nenabled = false\n",
      "my.toml");
  CHECK(policy.name == "ours");
  CHECK(policy.rules.at("completeness.blank_pages").params.at("share") == 0.5);
  CHECK(policy.rules.at("completeness.blank_pages").severity == Severity::info);
  CHECK_FALSE(policy.rules.at("format.image_pages").is_enabled());
  CHECK(policy.gate.size() == default_policy().gate.size());
}

TEST_CASE("to_toml reads back to the same effective policy") {
  const Policy policy = parse_policy(
      "name = 'a \"quoted\" name'\napproved_by = 'M. Muster'\nunfit_from = 'critical'\n"
      "strata = ['origin', 'folder']\n"
      "[score.penalty]\nwarning = 0.123456789\n[score.weight]\nformat = 2\n[chunk]\nmax_chars = 900\nhidden = true\n"
      "[rules.completeness.blank_pages]\nshare = 0.3333333333333333\n"
      "[[gate]]\nfigure = 'corpus.fit_share'\nat_least = 0.5\nat_most = 1\n",
      "my.toml");
  const std::string text = to_toml(policy);
  const Policy again = parse_policy(text, "again.toml");
  CHECK(to_toml(again) == text);
  CHECK(again.name == policy.name);
  CHECK(again.unfit_from == policy.unfit_from);
  CHECK(again.strata == std::vector<std::string>{"origin", "folder"});
  CHECK(again.score.penalty == policy.score.penalty);
  CHECK(again.score.weight.at(Dimension::format) == 2);
  CHECK(again.chunk.max_chars == 900);
  CHECK(again.chunk.hidden);
  REQUIRE(again.gate.size() == 1);
  CHECK(again.gate[0].at_least == 0.5);
  CHECK(policy_key(again) == policy_key(policy));
  CHECK(policy_key(policy) != policy_key(default_policy()));
}

TEST_CASE("every limit can be set by its name, and is part of the effective policy") {
  const Policy policy =
      parse_policy("[limits]\ncells = 20_000_000\nunpack_ratio = 50.5\nnesting = 2\nseconds = 600\n", "my.toml");
  CHECK(policy.limits.cells == 20'000'000);
  CHECK(policy.limits.unpack_ratio == 50.5);
  CHECK(policy.limits.nesting == 2);
  CHECK(policy.limits.pages == Limits().pages);
  CHECK(policy.work.seconds == 600);
  const Policy again = parse_policy(to_toml(policy), "again.toml");
  CHECK(again.limits.cells == 20'000'000);
  CHECK(again.limits.unpack_ratio == 50.5);
  CHECK(again.work.seconds == 600);
  CHECK(policy_key(again) == policy_key(policy));

  CHECK(has(complaint("[limits]\ncell = 3\n"), "did you mean 'limits.cells'?"));
  CHECK(has(complaint("[limits]\ncells = 0\n"), "must be from 1 to"));
  CHECK(has(complaint("[limits]\ncells = 2.5\n"), "whole number"));
  CHECK(has(complaint("[limits]\nmemory_bytes = 2\n"), "must be from 67108864 to"));
  CHECK(has(complaint("[limits]\nxml_depth = 1_000_000\n"), "must be from 1 to 10000"));
  CHECK(has(complaint("[limits]\npages = 3_000_000_000\n"), "must be from 1 to 2147483647"));
}

TEST_CASE("classes of documents: one of a known name replaces it, others are added") {
  const Policy usual = default_policy();
  REQUIRE(usual.classes.size() == 1);
  CHECK(usual.classes[0].name == "invoice");
  const Policy policy = parse_policy(
      "[[classes]]\nname = 'permit'\ntitle = '^Permit'\nwords = ['zone', 'expires']\nleast = 2\n"
      "[[classes.required]]\nname = 'zone'\nlabel = 'Zone'\nvalue = '[A-D]'\n"
      "[[classes]]\nname = 'invoice'\ntitle = '^Bill'\n",
      "my.toml");
  REQUIRE(policy.classes.size() == 2);
  CHECK(policy.classes[0].name == "permit");
  CHECK(policy.classes[0].words.size() == 2);
  CHECK(policy.classes[0].required[0].value.found_in("zone B"));
  CHECK(policy.classes[1].title.text() == "^Bill");
  CHECK(policy.classes[1].required.empty());
  const Policy again = parse_policy(to_toml(policy), "again.toml");
  CHECK(to_toml(again) == to_toml(policy));
  CHECK(policy_key(policy) != policy_key(usual));
}

TEST_CASE("what is not known is refused with the nearest match and its line") {
  CHECK(has(complaint("\n[rules.completeness.blank_page]\n"), "did you mean 'completeness.blank_pages'?"));
  CHECK(has(complaint("\n[rules.completeness.blank_page]\n"), "my.toml:2"));
  CHECK(has(complaint("[rules.completeness.blank_pages]\nshar = 0.1\n"),
            "did you mean 'rules.completeness.blank_pages.share'?"));
  CHECK(has(complaint("aproved_by = 'me'\n"), "did you mean 'approved_by'?"));
  CHECK(has(complaint("zzzzzz = 1\n"), "what can stand here: approved_by"));
  CHECK(has(complaint("[score.penalty]\nfatal = 1\n"), "there is no 'score.penalty.fatal'"));
}

TEST_CASE("values of the wrong type or range are refused") {
  CHECK(has(complaint("[rules.completeness.blank_pages]\nshare = 1.5\n"), "must be from 0 to 1, not 1.5"));
  CHECK(has(complaint("[rules.completeness.blank_pages]\nshare = 'much'\n"), "must be a number"));
  CHECK(has(complaint("[rules.completeness.blank_pages]\nshare = nan\n"), "must be from 0 to 1"));
  CHECK(has(complaint("[rules.completeness.blank_pages]\nenabled = 1\n"), "true or false"));
  CHECK(has(complaint("unfit_from = 'bad'\n"), "must be \"info\""));
  CHECK(has(complaint("[score.penalty]\nwarning = 0.9\nerror = 0.1\n"), "worse finding"));
  CHECK(has(complaint("[score.cap]\ncritical = 99\n"), "worse finding"));
  CHECK(has(complaint("[chunk]\nmax_chars = 10\nmin_chars = 20\n"), "min_chars"));
  CHECK(has(complaint("[chunk]\nmax_chars = 10.5\n"), "whole number"));
  CHECK(has(complaint("[[gate]]\nname = 'x'\n"), "needs a 'figure'"));
  CHECK(has(complaint("[[gate]]\nfigure = 'x'\n"), "at_least"));
  CHECK(has(complaint("[[classes]]\nname = 'x'\ntitle = '('\n"), "no regular expression"));
  CHECK(has(complaint("[[classes]]\nname = 'x'\n"), "needs a 'title'"));
  CHECK(has(complaint("[[classes]]\nname = 'x'\ntitle = 'y'\nwords = 'z'\n"), "must be a list"));
  CHECK(has(complaint("[[classes]]\nname = 'x'\ntitle = 'y'\nrequired = [{name = 'n', label = 'l'}]\n"),
            "'label' and 'value' together"));
  CHECK(has(complaint("[[classes]]\nname = 'x'\ntitel = 'y'\n"), "did you mean 'classes.title'?"));
  CHECK(has(complaint("strata = ['origin', 'colour']\n"), "there is no category 'colour'"));
  CHECK(has(complaint("strata = 'origin'\n"), "must be a list"));
  CHECK(has(complaint("gate = 3\n"), "[[gate]]"));
  CHECK(has(complaint("rules = 3\n"), "must be a table"));
  CHECK(has(complaint("name = \n"), "my.toml:1: this is not TOML"));
}

TEST_CASE("a policy file that is not there is said to be so") {
  CHECK_THROWS_AS(load_policy("/nowhere/policy.toml"), PolicyError);
}

TEST_CASE("[[when]] sets rules for documents of a kind, the later one before the earlier one") {
  const Policy policy = parse_policy(R"(
[rules.completeness.open_points]
severity = "warning"
[[when]]
path = '^inbox/'
[when.rules.completeness.open_points]
severity = "error"
[[when]]
language = "de"
origin = "born digital"
[when.rules.completeness.open_points]
enabled = false
)",
                                     "test");
  const auto findings = [&policy](std::string path, std::string language) {
    Facts facts;
    facts.path = std::move(path);
    facts.categories = {{"language", std::move(language)}, {"origin", "born digital"}};
    Measure points;
    points.name = "completeness.open_points";
    points.value = points.n = 1;
    facts.measures = {points};
    std::vector<Finding> out = assess(facts, policy, "2024-06-01").findings;
    std::erase_if(out, [](const Finding& finding) { return finding.rule != "completeness.open_points"; });
    return out;
  };
  REQUIRE(findings("a.docx", "en").size() == 1);
  CHECK(findings("a.docx", "en")[0].severity == Severity::warning);
  REQUIRE(findings("inbox/a.docx", "en").size() == 1);
  CHECK(findings("inbox/a.docx", "en")[0].severity == Severity::error);
  CHECK(findings("inbox/a.docx", "de").empty());
  const std::string written = to_toml(policy);
  CHECK(to_toml(parse_policy(written, "again")) == written);
}

TEST_CASE("[[when]] is refused where it says nothing or names what is not there") {
  const auto why = [](std::string_view toml) {
    try {
      parse_policy(toml, "test");
    } catch (const PolicyError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(why("[[when]]\n[when.rules.format.image_pages]\nenabled = false").find("needs a condition") !=
        std::string::npos);
  CHECK(why("[[when]]\norigin = 'scan'").find("needs rules") != std::string::npos);
  CHECK(why("[[when]]\nlanguge = 'de'").find("did you mean 'when.language'") != std::string::npos);
  CHECK(why("[[when]]\nclass = 'invoce'\n[when.rules.format.image_pages]\nenabled = false")
            .find("did you mean 'invoice'") != std::string::npos);
}
