#include "pipeline/ingest/keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include "extractors/read.hpp"

namespace assay {
namespace {

// Raised when the chunker's output for the same document changes.
constexpr int chunker_version = 4;

std::string hash(std::string_view text) {
  const XXH128_hash_t value = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

// Fields and texts of custom rules are looked for when a document is read, so what is looked for is part of the
// reading.
std::string looked_for_of(const Policy& policy) {
  std::string text;
  for (const DocumentClass& kind : policy.classes) {
    text += fmt::format("|{}\x1f{}\x1f{}\x1f{}", kind.name, kind.title.text(), kind.least, kind.most_words);
    for (const Pattern& word : kind.words) text += '\x1f' + word.text();
    for (const RequiredField& field : kind.required)
      text += fmt::format("\x1e{}\x1f{}\x1f{}\x1f{}", field.name, field.label.text(), field.value.text(),
                          field.pattern.text());
  }
  for (const TextPattern& one : text_patterns(policy)) text += fmt::format("|{}\x1f{}", one.name, one.pattern.text());
  return text;
}

}  // namespace

std::string extraction_key(const ExtractOptions& options, const Policy& policy) {
  std::string text = extractors_version();
  auto add = [&text](std::string_view name, auto value) { text += fmt::format("|{}={}", name, value); };
  fields(add, options.limits);
  fields(add, policy.work);  // else what failed by one of them would stay so when it is raised
  text += fmt::format("|{}|{}|{}|{}|{}|{}", options.first_page, options.last_page, options.ocr_pages_per_span,
                      options.ocr, static_cast<int>(options.revisions), fmt::join(options.ocr_languages, "+"));
  for (const Measurer* measurer : measurers()) text += fmt::format("|{}/{}", measurer->name(), measurer->version());
  text += fmt::format("|signature/{}", signature_version);
  text += fmt::format("|chunks/{} {} {} {}", chunker_version, policy.chunk.max_chars, policy.chunk.min_chars,
                      policy.chunk.hidden);
  return hash(text + looked_for_of(policy));
}

std::string assessment_key(const Policy& policy, std::string_view today) {
  std::string text = fmt::format("{}|{}", policy_key(policy), today);
  for (const Rule* rule : rules()) text += fmt::format("|{}/{}", rule->info().id, rule->info().version);
  return hash(text);
}

std::string rules_key() {
  std::string text;
  for (const Rule* rule : rules()) text += fmt::format("|{}/{}", rule->info().id, rule->info().version);
  return hash(text);
}

std::string between_key(const std::vector<Finding>& findings) {
  if (findings.empty()) return {};
  std::string text;
  for (const Finding& finding : findings)
    text += fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1e", finding.rule, to_string(finding.severity), finding.message,
                        finding.evidence, to_string(finding.place));
  return hash(text);
}

}  // namespace assay
