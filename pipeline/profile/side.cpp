#include "pipeline/profile/side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/sort/spreadsort/float_sort.hpp>
#include <charconv>
#include <cmath>
#include <cstring>

#include "pipeline/profile/statistics.hpp"

namespace assay {
namespace {

ReadingEnd end_from(std::string_view status) {
  if (status == "ok") return ReadingEnd::ok;
  if (status == "partial") return ReadingEnd::partial;
  return status == "skipped" ? ReadingEnd::skipped : ReadingEnd::failed;
}

constexpr std::size_t packed_bytes = 32768;  // fit into the nearest cache

// Hashes are hexadecimal; whatever else stands there is hashed itself.
std::uint64_t content_of(std::string_view sha256) {
  std::uint64_t content = 0;
  const std::string_view first = sha256.substr(0, 16);
  const auto [end, error] = std::from_chars(first.data(), first.data() + first.size(), content, 16);
  if (first.size() == 16 && error == std::errc() && end == first.data() + first.size()) return content;
  return sha256.empty() ? 0 : std::hash<std::string_view>{}(sha256);
}

}  // namespace

bool read_at_all(const SideDocument& document) {
  return document.end == ReadingEnd::ok || document.end == ReadingEnd::partial;
}

DocumentRef Side::ref(std::size_t document) const {
  const SideDocument& known = documents[document];
  return {known.id, known.root < roots.size() ? roots[known.root] : std::string(), known.path};
}

SideBuilder::SideBuilder(std::string collection, Severity unfit_from) : unfit_from_(unfit_from) {
  side_.summary.collection = std::move(collection);
  side_.kinds_by = Policy().strata;
}

void SideBuilder::kinds_by(std::vector<std::string> categories) {
  side_.kinds_by = std::move(categories);
}

void SideBuilder::sample(SampleSummary drawn, double pace) {
  side_.strata = drawn.strata;
  side_.costs.resize(side_.strata.size());
  side_.pace = pace;
  side_.summary.sample = std::move(drawn);
}

std::size_t SideBuilder::add(const NewDocument& known) {
  SideDocument document;
  document.id = known.id;
  document.path = known.path;
  document.content = content_of(known.sha256);
  if (side_.roots.empty() || side_.roots.back() != known.root) {
    const auto found = std::find(side_.roots.begin(), side_.roots.end(), known.root);
    document.root = static_cast<std::uint32_t>(found - side_.roots.begin());
    if (found == side_.roots.end()) side_.roots.emplace_back(known.root);
  } else {
    document.root = static_cast<std::uint32_t>(side_.roots.size() - 1);
  }
  document.pages = known.pages;
  document.chunks = known.chunks;
  document.characters = static_cast<float>(known.characters);
  document.score = static_cast<float>(known.score.value_or(0));
  document.scored = known.score.has_value();
  document.end = end_from(known.status);
  document.assessed = known.fit.has_value();
  document.fit = known.fit.value_or(false);
  document.stratum = known.stratum;
  if (known.stratum < side_.costs.size()) {
    ReadingCost& cost = side_.costs[known.stratum];
    ++cost.n;
    cost.seconds += known.seconds;
    const double square = known.seconds * known.seconds;
    cost.squares += square;
    cost.cubes += square * known.seconds;
    cost.fourths += square * square;
  }
  if (!known.failure_kind.empty()) failures_.emplace(side_.documents.size(), known.failure_kind);
  side_.documents.push_back(std::move(document));
  return side_.documents.size() - 1;
}

std::size_t SideBuilder::category_column(std::string_view name) {
  if (next_category_ >= categories_.size() || categories_[next_category_].name != name) {
    const auto found =
        std::find_if(categories_.begin(), categories_.end(), [&](const auto& c) { return c.name == name; });
    next_category_ = static_cast<std::size_t>(found - categories_.begin());
    if (found == categories_.end()) {
      categories_.push_back({std::string(name), {}, {}, 0});
      categories_.back().codes.emplace("unknown", 0);
    }
  }
  const std::size_t column = next_category_;
  if (++next_category_ == categories_.size()) next_category_ = 0;
  return column;
}

SideBuilder::CategoryCode SideBuilder::category_code(std::string_view name, std::string_view value) {
  const std::size_t index = category_column(name);
  CodedCategory& category = categories_[index];
  CategoryColumn& column = category.column;
  if (column.values[category.last] != value) {
    const auto code = category.codes.find(value);
    if (code != category.codes.end()) {
      category.last = code->second;
    } else {
      category.last = static_cast<std::uint32_t>(column.values.size());
      category.codes.emplace(std::string(value), category.last);
      column.values.emplace_back(value);
    }
  }
  return {index, category.last};
}

void SideBuilder::category(std::size_t document, CategoryCode code) {
  std::vector<std::uint32_t>& of = categories_[code.column].column.of;
  if (of.size() <= document) of.resize(side_.documents.size(), 0);
  of[document] = code.value;
}

void SideBuilder::category(std::size_t document, std::string_view name, std::string_view value) {
  if (name != "media_type" && name != folder_category && !read_at_all(side_.documents[document])) return;
  category(document, category_code(name, value));
}

void SideBuilder::measure(std::size_t document, std::string_view name, double value, bool applies) {
  if (!read_at_all(side_.documents[document])) return;
  if (next_measure_ >= measures_.size() || measures_[next_measure_].name != name) next_measure_ = measure_column(name);
  measures_[next_measure_].column.add(applies ? static_cast<float>(value) : std::nanf(""));
  if (++next_measure_ == measures_.size()) next_measure_ = 0;
}

std::size_t SideBuilder::measure_column(std::string_view name) {
  const auto found = std::find_if(measures_.begin(), measures_.end(), [&](const auto& m) { return m.name == name; });
  if (found != measures_.end()) return static_cast<std::size_t>(found - measures_.begin());
  measures_.push_back({std::string(name), {}});
  return measures_.size() - 1;
}

void SideBuilder::measures(std::size_t document, std::span<const std::size_t> columns, std::string_view packed) {
  if (!read_at_all(side_.documents[document])) return;
  if (!std::equal(columns.begin(), columns.end(), packed_columns_.begin(), packed_columns_.end())) {
    put_packed();
    packed_columns_.assign(columns.begin(), columns.end());
  }
  packed_ += packed;
  if (packed_.size() >= packed_bytes) put_packed();
}

// Column by column: a hundred columns written to in turn for each document take twice as long.
void SideBuilder::put_packed() {
  const std::size_t row = packed_columns_.size() * sizeof(float);
  std::vector<float> kept(row == 0 ? 0 : packed_.size() / row);
  for (std::size_t k = 0; k < packed_columns_.size(); ++k) {
    MeasureColumn& column = measures_[packed_columns_[k]].column;
    std::size_t n = 0;
    for (std::size_t at = k * sizeof(float); at < packed_.size(); at += row) {
      float value = 0;
      std::memcpy(&value, packed_.data() + at, sizeof value);
      // Without a branch: which values are zero or none is as good as chance.
      const bool is_none = std::isnan(value), is_zero = value == 0;
      kept[n] = value;
      n += !is_none && !is_zero;
      column.not_applicable += is_none;
      column.zeros += is_zero;
    }
    column.values.insert(column.values.end(), kept.data(), kept.data() + n);
  }
  packed_.clear();
}

void SideBuilder::finding(std::size_t document, std::string_view rule, Severity severity, std::string_view dimension,
                          std::string_view advice) {
  auto known = side_.rules.find(rule);
  if (known == side_.rules.end()) known = side_.rules.emplace(rule, RuleCount{}).first;
  RuleCount& count = known->second;
  ++count.findings;
  if (document != last_document_ || rule != last_rule_) {
    ++count.documents;
    if (count.of_strata.empty()) count.of_strata.resize(std::max<std::size_t>(side_.strata.size(), 1));
    ++count.of_strata[side_.documents[document].stratum];
    count.examples.push_back(document);
    if (count.examples.size() > 3) {  // keep the first three by path, whatever the order in which they are told
      std::sort(count.examples.begin(), count.examples.end());
      count.examples.pop_back();
    }
    last_document_ = document;
    last_rule_ = rule;
    last_severity_ = severity;
    ++count.of_severity[static_cast<std::size_t>(severity)];
  } else if (severity > last_severity_) {
    --count.of_severity[static_cast<std::size_t>(last_severity_)];
    ++count.of_severity[static_cast<std::size_t>(severity)];
    last_severity_ = severity;
  }
  if (std::find(std::begin(rules_for_people), std::end(rules_for_people), rule) != std::end(rules_for_people))
    side_.documents[document].for_people = true;
  count.worst = std::max(count.worst, severity);
  if (count.dimension.empty()) count.dimension = dimension;
  if (count.advice.empty()) count.advice = advice;
  if (severity < unfit_from_ || side_.documents[document].fit) return;
  const auto [worst, fresh] = worst_.try_emplace(document, Worst{severity, std::string(rule)});
  if (fresh) return;
  Worst& held = worst->second;  // ties: the first rule id
  if (severity > held.severity || (severity == held.severity && rule < held.rule)) held = {severity, std::string(rule)};
}

std::uint32_t SideBuilder::cause(const std::string& name) {
  const auto [found, fresh] = causes_.emplace(name, static_cast<std::uint32_t>(side_.causes.size()));
  if (fresh) side_.causes.push_back(name);
  return found->second;
}

void SideBuilder::settle_causes() {
  for (std::size_t i = 0; i < side_.documents.size(); ++i) {
    SideDocument& document = side_.documents[i];
    if (document.fit || !document.assessed) continue;
    const auto worst = worst_.find(i);
    const auto failure = failures_.find(i);
    document.cause = worst != worst_.end()        ? cause(worst->second.rule)
                     : failure != failures_.end() ? cause(fmt::format("(not read: {})", failure->second))
                                                  : cause("(no finding recorded)");
  }
}

void SideBuilder::summarise() {
  SideSummary& summary = side_.summary;
  std::vector<double> scores;
  double sum = 0;
  for (const SideDocument& document : side_.documents) {
    summary.assessed += document.assessed;
    summary.fit += document.fit;
    if (document.scored) scores.push_back(document.score);
    ++(document.end == ReadingEnd::ok        ? summary.ok
       : document.end == ReadingEnd::partial ? summary.partial
       : document.end == ReadingEnd::skipped ? summary.skipped
                                             : summary.failed);
  }
  summary.complete = summary.assessed == summary.documents && summary.last_run_state == "done";
  summary.mean_score.n = static_cast<std::int64_t>(scores.size());
  if (const auto interval = mean_interval(scores))
    summary.mean_score.interval = Interval{std::max(0.0, interval->low), std::min(100.0, interval->high)};
  for (const double score : scores) sum += score;
  if (scores.empty()) return;
  summary.mean_score.value = sum / static_cast<double>(scores.size());
  if (!summary.mean_score.interval)
    summary.mean_score.interval = agreeing_scores(*summary.mean_score.value, summary.mean_score.n);
}

Side SideBuilder::finish(std::int64_t known, std::string_view run_state, std::string_view run_finished) {
  for (CodedCategory& category : categories_) {
    category.column.of.resize(side_.documents.size(), 0);
    side_.categories.emplace(std::move(category.name), std::move(category.column));
  }
  put_packed();
  for (auto& [name, column] : measures_) {
    if (column.values.empty() && column.zeros + column.not_applicable == 0)
      continue;  // told of documents that were not read alone
    column.values.shrink_to_fit();
    boost::sort::spreadsort::float_sort(column.values.begin(), column.values.end());
    side_.measures.emplace(name, std::move(column));
  }
  for (auto& [rule, count] : side_.rules) std::sort(count.examples.begin(), count.examples.end());
  side_.summary.documents = known < 0 ? static_cast<std::int64_t>(side_.documents.size()) : known;
  side_.summary.last_run_state = run_state;
  side_.summary.last_run_finished = run_finished;
  settle_causes();
  summarise();
  return std::move(side_);
}

}  // namespace assay
