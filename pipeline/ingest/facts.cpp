#include "pipeline/ingest/facts.hpp"

#include <utility>

#include "extractors/core/document_json.hpp"
#include "pipeline/worker/read_many.hpp"
#include "rules/core/collection.hpp"

namespace assay {
namespace fs = std::filesystem;
namespace {

std::string extension_of(const fs::path& file) {
  std::string extension = file.extension().string();
  if (!extension.empty()) extension.erase(0, 1);
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

ExtractionStatus status_of(const Result<Document>& document) {
  if (document) return document->partial ? ExtractionStatus::partial : ExtractionStatus::ok;
  return document.error().kind == FailureKind::unsupported ? ExtractionStatus::skipped : ExtractionStatus::failed;
}

}  // namespace

Facts facts_of(ReadOutcome& outcome, std::string path, const Policy& policy) {
  Facts facts;
  facts.path = std::move(path);
  facts.media_type = outcome.media_type;
  facts.extension = extension_of(facts.path);
  facts.bytes = outcome.bytes;
  facts.status = status_of(outcome.document);
  if (outcome.document) {
    facts.notices = outcome.document->notices;
    facts.metadata = outcome.document->metadata;
    loosen(*outcome.document);
    facts.measures = measure_all(*outcome.document, policy.classes, text_patterns(policy));
    facts.categories = categories_of(*outcome.document);
    return facts;
  }
  facts.failure = outcome.document.error();
  Source source;
  source.media_type = outcome.media_type;
  source.extension = facts.extension;
  source.bytes = outcome.bytes;
  facts.categories = categories_of(unreadable_document(std::move(source), *facts.failure));
  return facts;
}

std::vector<CheckedFile> check_files(WorkerPool& pool, const Policy& policy, std::span<const fs::path> files,
                                     std::string_view today) {
  std::vector<Facts> facts(files.size());
  std::vector<Member> members(files.size());
  read_many(pool, files, Delivery::as_they_come, [&](std::size_t index, ReadOutcome&& outcome) {
    facts[index] = facts_of(outcome, files[index].string(), policy);
    Member& member = members[index];
    member.id = static_cast<std::int64_t>(index);
    member.path = files[index].string();
    member.sha256 = outcome.sha256;
    member.media_type = outcome.media_type;
    if (outcome.document) member.signature = signature_of(*outcome.document);
  });

  std::vector<std::vector<Finding>> between(files.size());
  for (CollectionFinding& found : assess_collection(members, policy)) {
    between[static_cast<std::size_t>(found.id)].push_back(std::move(found.finding));
  }
  std::vector<CheckedFile> checked;
  for (std::size_t i = 0; i < files.size(); ++i) {
    checked.push_back({files[i], assess(facts[i], policy, today, std::move(between[i]))});
  }
  return checked;
}

}  // namespace assay
