// Judging a store again gives what a fresh run gives, whatever it was judged under before.
#include "pipeline/ingest/judge.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <random>

#include "pipeline/ingest/keys.hpp"
#include "tests/pipeline/ingest/corpus.hpp"

using namespace assay;
using namespace assay::test;

namespace {

using Random = std::mt19937;

bool chance(Random& random, double share) {
  return std::bernoulli_distribution(share)(random);
}
int up_to(Random& random, int most) {
  return std::uniform_int_distribution<>(0, most)(random);
}
std::string_view any_severity(Random& random) {
  return to_string(static_cast<Severity>(up_to(random, 3)));
}

// What rules have something to say about: dates, copies, versions, personal data, open points, tables, an invoice.
void fill_with_defects(const Corpus& corpus) {
  corpus.fill(6);
  const std::string letter(
      "This letter confirms that the order was received, that it will be delivered within ten working days, and that "
      "the invoice follows by post after the goods have been accepted at your warehouse.");
  corpus.write("letter.txt", letter);
  corpus.write("sub/letter copy.txt", letter);
  corpus.write("terms v1.txt",
               "Terms of delivery\n\nValid until 2024-06-15.\n\n" + letter + " Two months are allowed.\n");
  corpus.write("terms v2.txt",
               "Terms of delivery\n\nValid until 2026-01-31.\n\n" + letter + " Ten months are allowed.\n");
  corpus.write("draft.txt",
               "TBD\n\nAsk maria.muster@example.org or +49 30 1234567 about DE89 3704 0044 0532 0130 00.\n");
  corpus.write("sub/invoice.txt",
               "Invoice\n\nInvoice total of the amount due: 120.00 EUR\nVAT 19 %\nDate: 03/04/2023\n");
  corpus.write("page.txt", "Weekday: Monday, 5 May 2021.\n\nPage 3 of 7\n\n[insert name]\n\nSee annex 4.\n");
  corpus.write("stock.csv",
               "no,name,amount,date\n1,bolt,\"1.5\",03/04/2021\n2,nut,#REF!,25/12/2021\n2,nut,#REF!,25/12/2021\n");
  corpus.write("sub/empty.csv", "no,name,note\n1,a,\n2,b,\n3,c,\n");
  corpus.write("none.txt", "");
}

// Whatever a policy may set, as TOML: rules, cases, the formula of the score, rules of its own.
std::string rule_table(Random& random, const RuleInfo& info, const std::string& head) {
  std::string out = head + std::string(info.id) + "]\n";
  if (chance(random, 0.2)) out += chance(random, 0.5) ? "enabled = false\n" : "enabled = true\n";
  if (chance(random, 0.5)) out += "severity = \"" + std::string(any_severity(random)) + "\"\n";
  for (const ParamInfo& param : info.params)
    if (chance(random, 0.5)) {
      const double share = up_to(random, 4) / 4.0;
      const double high = std::min(param.high, std::max(4 * param.fallback, param.low + 1));
      out += std::string(param.name) + " = " + std::to_string(param.low + share * (high - param.low)) + "\n";
    }
  return out;
}

std::string any_policy(Random& random) {
  std::string out = "name = \"random\"\nunfit_from = \"" + std::string(any_severity(random)) + "\"\n";
  if (chance(random, 0.5)) {
    out += "[score.weight]\nformat = " + std::to_string(up_to(random, 3)) + "\n[score.penalty]\nwarning = 0." +
           std::to_string(up_to(random, 4)) + "\n[score.cap]\nwarning = " + std::to_string(60 + up_to(random, 40)) +
           "\n";
  }
  const double changed = chance(random, 0.5) ? 0.03 : 0.5;
  for (const Rule* rule : rules())
    if (chance(random, changed)) out += rule_table(random, rule->info(), "[rules.");
  for (const char* condition : {"class = \"invoice\"", "media_type = \"text/csv\"", "path = \"^sub/\""}) {
    if (!chance(random, 0.4)) continue;
    out += "[[when]]\n" + std::string(condition) + "\n";
    for (const Rule* rule : rules())
      if (chance(random, 0.1)) out += rule_table(random, rule->info(), "[when.rules.");
  }
  if (chance(random, 0.5))
    out += "[[custom]]\nid = \"consistency.large\"\nmessage = \"Large.\"\nseverity = \"" +
           std::string(any_severity(random)) + "\"\nsql = \"SELECT bytes, :today AS day FROM document WHERE bytes > " +
           std::to_string(100 * up_to(random, 4)) + "\"\n";
  if (chance(random, 0.2))
    out +=
        "[[custom]]\nid = \"format.many\"\nmessage = \"Too many.\"\nsql = \"SELECT name, value FROM measures WHERE "
        "value > n AND value > 0 LIMIT 3\"\n";
  if (chance(random, 0.2)) out += "[[custom]]\nid = \"format.goods\"\nmessage = \"Goods.\"\ntext = \"(?i)goods\"\n";
  return out;
}

// All that a store says, and what its latest run left its documents with.
std::vector<std::string> content(const Store& store) {
  std::vector<std::string> lines;
  dump_content(store, [&](std::string_view line) { lines.emplace_back(line); });
  SQLite::Statement query(
      store.database(),
      "SELECT d.path, r.fit, r.score, r.cause, s.assessment_key, s.between_key FROM run_documents r "
      "JOIN documents d ON d.id = r.document_id JOIN scores s ON s.document_id = d.id "
      "WHERE r.run_id = (SELECT max(id) FROM runs) ORDER BY d.root, d.path");
  while (query.executeStep()) {
    std::string& line = lines.emplace_back();
    for (int i = 0; i < query.getColumnCount(); ++i) line += query.getColumn(i).getString() + "\x1f";
  }
  return lines;
}

void check_same(const Store& store, const Store& fresh) {
  const std::vector<std::string> ours = content(store), wanted = content(fresh);
  REQUIRE(ours.size() == wanted.size());
  for (std::size_t i = 0; i < ours.size(); ++i) CHECK(ours[i] == wanted[i]);
}

}  // namespace

TEST_CASE("property: a store judged under a chain of policies and dates is the same as one judged under the last") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Corpus corpus;
    fill_with_defects(corpus);
    Store store(corpus.store());
    std::string toml;
    for (int step = 0; step < 6; ++step) {
      if (step == 0 || chance(random, 0.6)) toml = any_policy(random);  // else only the date may change
      CAPTURE(toml);
      const Policy policy = parse_policy(toml, "random");
      IngestOptions options = options_for(corpus, 1 + up_to(random, 2));
      options.today = chance(random, 0.5) ? "2024-05-06" : "2025-07-01";
      run(store, options, policy);
      Store fresh(corpus.store("fresh" + std::to_string(step) + ".db"));
      run(fresh, options, policy);
      check_same(store, fresh);
    }
  }
}

TEST_CASE("what changes in a policy, and that alone, is written again") {
  const Corpus corpus;
  fill_with_defects(corpus);
  Store store(corpus.store());
  run(store, options_for(corpus));
  const auto rows = [&store] {
    return store.database()
        .execAndGet("SELECT coalesce(group_concat(id || rule || severity), '') FROM findings")
        .getString();
  };
  const std::string before = rows();
  REQUIRE_FALSE(before.empty());
  Policy policy = default_policy();
  policy.score.weight[Dimension::format] = 3;
  run(store, options_for(corpus), policy);
  CHECK(rows() == before);
}

TEST_CASE("judging again may be stopped in the middle: what is written holds, the next run does the rest") {
  const Corpus corpus;
  corpus.fill(450);
  Store store(corpus.store());
  run(store, options_for(corpus, 4));
  Policy strict = default_policy();
  for (const Rule* rule : rules()) strict.rules[std::string(rule->info().id)].severity = Severity::critical;
  std::atomic<bool> stop = false;
  int judged = 0;
  const IngestSummary broken = ingest(store, strict, options_for(corpus), stop, [&](const IngestProgress& progress) {
    judged = progress.judged;
    stop = judged > 0;
  });
  CHECK(broken.interrupted);
  CHECK(judged > 0);
  const std::string current =
      "SELECT count(*) FROM scores WHERE assessment_key = '" + assessment_key(strict, options_for(corpus).today) + "'";
  CHECK(store.database().execAndGet(current).getInt() == judged);
  CHECK(judged < 450);
  CHECK_FALSE(run(store, options_for(corpus), strict).interrupted);
  Store fresh(corpus.store("fresh.db"));
  run(fresh, options_for(corpus), strict);
  check_same(store, fresh);
}
