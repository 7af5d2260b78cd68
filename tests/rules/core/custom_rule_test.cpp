// Rules that a policy brings along.
#include "rules/core/custom_rule.hpp"

#include <doctest/doctest.h>

#include "tests/rules/builder.hpp"
#include "tests/rules/core/complaint.hpp"

using namespace assay;
using namespace assay::test;

namespace {

std::string rule(const std::string& body, const std::string& id = "consistency.mine") {
  return "[[custom]]\nid = '" + id + "'\nmessage = 'Look at this.'\n" + body + "\n";
}

Facts facts_under(const Document& document, const Policy& policy) {
  Facts facts = facts_of(document);
  facts.path = "inbox/a.txt";
  facts.measures = measure_all(document, policy.classes, text_patterns(policy));
  return facts;
}

Assessment judged(const Document& document, const std::string& toml) {
  const Policy policy = parse_policy(toml, "my.toml");
  return assess(facts_under(document, policy), policy, "2024-06-01");
}

std::vector<Finding> found(const Document& document, const std::string& toml) {
  std::vector<Finding> out;
  for (const Finding& finding : judged(document, toml).findings)
    if (finding.rule == "consistency.mine") out.push_back(finding);
  return out;
}

Outcome outcome(const Assessment& result) {
  for (const RuleOutcome& one : result.outcomes)
    if (one.rule == "consistency.mine") return one.outcome;
  return Outcome::not_applicable;
}

}  // namespace

TEST_CASE("a regular expression of the policy is looked for in the text, with place and evidence") {
  const Document document = text_document({prose(), "Halden Works Ltd was our name.", "So says Halden Works Ltd."});
  const std::string toml = rule("severity = 'error'\nadvice = 'Put the new name.'\ntext = '(?i)\\bhalden works\\b'");
  const auto findings = found(document, toml);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[0].dimension == Dimension::consistency);
  CHECK(findings[0].message == "Look at this. (2 places)");
  CHECK(findings[0].advice == "Put the new name.");
  CHECK(has(findings[0].evidence, "Halden Works Ltd was our name"));
  CHECK(findings[0].place.paragraph == 2);
  const Assessment result = judged(document, toml);
  CHECK(*result.score.value <= 60);
  CHECK_FALSE(result.score.fit);

  CHECK(found(text_document({prose()}), toml).empty());
  CHECK(outcome(judged(text_document({prose()}), toml)) == Outcome::pass);
  CHECK(outcome(assess(Facts{}, parse_policy(toml, "p"), "2024-06-01")) == Outcome::unknown);
}

TEST_CASE("a SQL condition selects what is wrong from the measures") {
  Document document = text_document({prose()});
  document.revisions = {{RevisionKind::insertion, "B", "", "nice", {}}};
  const std::string toml = rule(
      "sql = '''SELECT evidence, 3 AS page FROM measures WHERE name = 'consistency.tracked_changes' AND value > 0'''");
  const auto findings = found(document, toml);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::warning);
  CHECK(has(findings[0].evidence, "nice"));
  CHECK(findings[0].place.page == 3);
  CHECK(found(text_document({prose()}), toml).empty());
}

TEST_CASE("a condition sees the document, its categories and the day of the run") {
  const Document document = text_document({prose()});
  const auto findings =
      found(document, rule("sql = '''SELECT path, media_type, :today AS day FROM document, categories WHERE path GLOB "
                           "'inbox/*' AND categories.name = 'language' AND categories.value = 'en' '''"));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].evidence == "path: inbox/a.txt, media_type: text/plain, day: 2024-06-01");
  CHECK(found(document, rule("sql = 'SELECT * FROM document WHERE :today > 2030'")).size() <= 1);
}

TEST_CASE("a condition that runs on is stopped and said to be in error, never taken for clean") {
  const Assessment result =
      judged(text_document({prose()}), rule("sql = 'SELECT count(*) FROM measures a, measures b, measures c, measures "
                                            "d, measures e HAVING count(*) < 0'"));
  CHECK(outcome(result) == Outcome::rule_error);
  for (const RuleOutcome& one : result.outcomes)
    if (one.outcome == Outcome::rule_error) CHECK(has(one.note, "too many steps"));
  // The next document is judged as if nothing had been.
  CHECK(outcome(judged(text_document({prose()}), rule("sql = 'SELECT 1 WHERE 0'"))) == Outcome::pass);
}

TEST_CASE("a condition can read the facts and nothing else") {
  for (const char* sql :
       {"DELETE FROM measures", "SELECT * FROM sqlite_master", "ATTACH ''/tmp/x'' AS y", "PRAGMA user_version",
        "SELECT load_extension(''x'')", "SELECT random()", "SELECT date(''now'')", "SELECT current_timestamp",
        "CREATE TABLE t(x)", "SELECT 1; SELECT 2", "SELECT zeroblob(1000000000)", "",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
        "SELECT * FROM pragma_database_list", "SELECT :other", "INSERT INTO measures(name) VALUES(1) RETURNING 1"}) {
    CAPTURE(sql);
    std::string quoted = sql;
    for (std::size_t at = 0; (at = quoted.find("''", at)) != std::string::npos;) quoted.erase(at, 1);
    CHECK_FALSE(complaint_about_condition(quoted, {}).empty());
  }
  CHECK(complaint_about_condition("SELECT name FROM measures WHERE value > 3 ORDER BY n;", {}).empty());
}

TEST_CASE("a custom rule that is wrong is refused, with what is right") {
  CHECK(has(complaint(rule("txt = 'a'")), "did you mean 'custom.text'?"));
  CHECK(has(complaint(rule("txt = 'a'")), "my.toml:4"));
  CHECK(has(complaint(rule("text = 'abc(d[e)]f'")), "missing ): abc(d[e)]f (at character 4)"));
  CHECK(has(complaint(rule("text = 'ab[z-a]'")), "(at character 4)"));
  CHECK(has(complaint(rule("text = 'a*'")), "found in every document"));
  CHECK(has(complaint(rule("text = 'a'\nsql = 'SELECT 1'")), "either 'text' or 'sql'"));
  CHECK(has(complaint(rule("")), "either 'text' or 'sql'"));
  CHECK(has(complaint(rule("text = 'a'\nseverity = 'bad'")), "\"critical\""));
  CHECK(has(complaint(rule("text = 'a'", "consistencie.mine")), "'consistency.mine'"));
  CHECK(has(complaint(rule("text = 'a'", "mine")), "a dimension and a name"));
  CHECK(has(complaint(rule("text = 'a'", "format.mojibake")), "built in"));
  CHECK(has(complaint(rule("text = 'a'") + rule("text = 'b'")), "two [[custom]] rules"));
  CHECK(has(complaint("[[custom]]\nid = 'format.x'\ntext = 'a'\n"), "needs a 'message'"));
  CHECK(has(complaint(rule("sql = 'SELEC 1'")), "syntax error"));
  CHECK(has(complaint(rule("sql = 'SELECT nam FROM measures'")), "no such column: nam"));
  CHECK(has(complaint(rule("sql = '''SELECT 1 FROM measures WHERE name = 'format.error_cels' '''")),
            "did you mean 'format.error_cells'?"));
}

TEST_CASE("[rules] and [[when]] set a custom rule as any other") {
  const Document document = text_document({prose(), "Halden Works Ltd was our name."});
  const std::string own = rule("text = 'Halden Works'");
  CHECK(found(document, own).at(0).severity == Severity::warning);
  CHECK(found(document, own + "[rules.consistency.mine]\nseverity = 'critical'").at(0).severity == Severity::critical);
  const std::string off = own + "[rules.consistency.mine]\nenabled = false\n";
  CHECK(found(document, off).empty());
  CHECK(outcome(judged(document, off)) == Outcome::not_applicable);
  const auto when = [&own](const char* path) {
    return own + "[[when]]\npath = '" + path + "'\n[when.rules.consistency.mine]\nseverity = 'info'\n";
  };
  CHECK(found(document, when("^inbox/")).at(0).severity == Severity::info);
  CHECK(found(document, when("^archive/")).at(0).severity == Severity::warning);
  const std::string shown = to_toml(parse_policy(off + when("^x/").substr(own.size()), "my.toml"));
  CHECK(to_toml(parse_policy(shown, "shown")) == shown);
  CHECK(found(document, shown).empty());
  CHECK(has(complaint(own + "[rules.consistency.mien]\nenabled = false"), "did you mean 'consistency.mine'?"));
  CHECK(has(complaint(own + "[rules.consistency.mine]\ncount = 2"), "count"));
}

TEST_CASE("custom rules are part of the policy that is shown, and of its key") {
  const std::string toml =
      rule("text = 'a\\.b'") +
      rule("advice = 'x'\nsql = '''SELECT 1 FROM measures WHERE name = 'consistency.mine' '''", "format.other");
  const Policy policy = parse_policy(toml, "my.toml");
  const std::string shown = to_toml(policy);
  CHECK(has(shown, "consistency.mine"));
  CHECK(to_toml(parse_policy(shown, "shown")) == shown);
  CHECK(policy_key(policy) != policy_key(default_policy()));
}

TEST_CASE("a condition sees the document that it is judged on in every table, whatever was judged before") {
  const Policy one = parse_policy(rule("sql = \"SELECT path AS evidence FROM document\""), "my.toml");
  const Policy many = parse_policy(
      rule(
          "sql = \"SELECT (SELECT count(*) FROM measures) || ' ' || (SELECT count(*) FROM categories) AS evidence FROM "
          "document WHERE EXISTS (SELECT 1 FROM measures)\""),
      "my.toml");
  Facts facts = facts_under(text_document({prose()}), one);
  const auto evidence = [&facts](const Policy& policy) {
    for (const Finding& finding : assess(facts, policy, "2024-06-01").findings)
      if (finding.rule == "consistency.mine") return finding.evidence;
    return std::string();
  };
  for (const std::size_t measures : {facts.measures.size(), std::size_t{7}, std::size_t{3}}) {
    facts.measures.resize(measures);
    facts.categories.resize(measures > 5 ? 2 : 1);
    facts.path = "p" + std::to_string(measures);
    CHECK(evidence(one) == facts.path);
    CHECK(evidence(many) == std::to_string(measures) + " " + std::to_string(facts.categories.size()));
  }
}
