#include "rules/core/catalogue.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "rules/core/measure.hpp"
#include "rules/core/rule.hpp"

using namespace assay;

TEST_CASE("rules/CATALOGUE.md is what the program makes") {
  const std::string made = rule_catalogue_markdown();
  if (std::getenv("ASSAY_REWRITE_GOLDEN")) std::ofstream(ASSAY_CATALOGUE, std::ios::binary) << made;
  std::ifstream in(ASSAY_CATALOGUE, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  const bool same = text.str() == made;
  CHECK_MESSAGE(same, "write it anew: ASSAY_REWRITE_GOLDEN=1 ctest -R tests_rules_core");
}

TEST_CASE("every rule is declared in full") {
  std::set<std::string_view> ids;
  for (const Rule* rule : rules()) {
    const RuleInfo& info = rule->info();
    CAPTURE(info.id);
    CHECK(ids.insert(info.id).second);
    CHECK(info.id.substr(0, info.id.find('.')) == to_string(info.dimension));
    CHECK_FALSE(info.title.empty());
    CHECK_FALSE(info.why.empty());
    CHECK_FALSE(info.advice.empty());
    for (const ParamInfo& param : info.params) {
      CHECK(param.low <= param.fallback);
      CHECK(param.fallback <= param.high);
      CHECK_FALSE(param.help.empty());
    }
  }
}

TEST_CASE("every measure is declared once") {
  std::set<std::string_view> names;
  for (const MeasureInfo& info : measure_catalogue()) {
    CAPTURE(info.name);
    CHECK(names.insert(info.name).second);
    CHECK(find_measure(info.name) != nullptr);
    CHECK_FALSE(info.help.empty());
  }
  CHECK(find_measure("no.such") == nullptr);
}
