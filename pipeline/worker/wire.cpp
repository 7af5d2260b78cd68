#include "pipeline/worker/wire.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "extractors/core/document_fields.hpp"
#include "extractors/core/names.hpp"
#include "extractors/core/utf8.hpp"
#include "pipeline/worker/archive.hpp"

namespace assay {

static std::string_view to_string(RevisionView value) {
  static constexpr NameTable<RevisionView, 3> views{
      {{RevisionView::accepted, "accepted"}, {RevisionView::rejected, "rejected"}, {RevisionView::all, "all"}}};
  return name_of(views, value);
}

void fields(auto& visit, Like<ExtractOptions> auto& options) {
  visit("limits", options.limits);
  visit("file_name", options.file_name);
  visit("first_page", options.first_page);
  visit("last_page", options.last_page);
  visit("ocr_pages_per_span", options.ocr_pages_per_span);
  visit("ocr", options.ocr);
  visit("revisions", options.revisions);
  visit("ocr_languages", options.ocr_languages);
  visit("ocr_data", options.ocr_data);
}

void fields(auto& visit, Like<SandboxState> auto& state) {
  visit("limits", state.limits);
  visit("no_new_privileges", state.no_new_privileges);
  visit("seccomp", state.seccomp);
  visit("landlock", state.landlock);
  visit("missing", state.missing);
}

namespace wire {

void fields(auto& visit, Like<Hello> auto& hello) {
  visit("parent", hello.parent);
  visit("memory_bytes", hello.memory_bytes);
  visit("extract", hello.extract);
}

void fields(auto& visit, Like<Job> auto& job) {
  visit("file_name", job.file_name);
  visit("first_page", job.first_page);
  visit("last_page", job.last_page);
  visit("language", job.language);
  visit("bytes", job.bytes);
}

void fields(auto& visit, Like<Picture> auto& picture) {
  visit("file_name", picture.file_name);
  visit("page", picture.plan.page);
  visit("box", picture.plan.box);
  visit("bytes", picture.bytes);
}

void fields(auto& visit, Like<Advance> auto& advance) {
  visit("what", advance.what);
  visit("done", advance.done);
  visit("total", advance.total);
}

void fields(auto& visit, Like<Done> auto& done) {
  visit("media_type", done.media_type);
}

void fields(auto& visit, Like<Failed> auto& failed) {
  visit("failure", failed.failure);
  visit("media_type", failed.media_type);
}

std::string_view to_string(Kind kind) {
  static constexpr NameTable<Kind, 8> kinds{{{Kind::hello, "hello"},
                                             {Kind::job, "job"},
                                             {Kind::ready, "ready"},
                                             {Kind::progress, "progress"},
                                             {Kind::data, "data"},
                                             {Kind::done, "done"},
                                             {Kind::failed, "failed"},
                                             {Kind::picture, "picture"}}};
  return name_of(kinds, kind);
}

void repair_utf8(std::string& text) {
  if (is_utf8(text)) return;
  std::string repaired;
  icu::UnicodeString::fromUTF8(text).toUTF8String(repaired);
  text = std::move(repaired);
}

void encode(const Document& document, const Sink& sink) {
  Writer writer(sink);
  writer.put(document);
  writer.flush();
}

Document decode_document(const Source& source, std::uint64_t& budget, const Limits& limits) {
  Document document;
  Reader reader(source, budget);
  reader.get(document);
  if (!reader.at_end()) throw WireError("data behind the end of the document");
  check(document, limits);
  budget = reader.left();
  return document;
}

template <class Message>
std::string encode_message(const Message& message) {
  std::string payload;
  const Sink sink = [&payload](std::string_view piece) { payload += piece; };
  Writer writer(sink);
  writer.put(message);
  writer.flush();
  return payload;
}

template <class Message>
Message decode_message(std::string payload) {
  const Source source = [&payload] { return std::exchange(payload, {}); };
  Message message;
  Reader reader(source, 4 * max_payload);
  reader.get(message);
  if (!reader.at_end()) throw WireError("data behind the end of a message");
  return message;
}

template std::string encode_message(const Hello&);
template std::string encode_message(const Job&);
template std::string encode_message(const Picture&);
template std::string encode_message(const SandboxState&);
template std::string encode_message(const Advance&);
template std::string encode_message(const Done&);
template std::string encode_message(const Failed&);
template Hello decode_message(std::string);
template Job decode_message(std::string);
template Picture decode_message(std::string);
template SandboxState decode_message(std::string);
template Advance decode_message(std::string);
template Done decode_message(std::string);
template Failed decode_message(std::string);

}  // namespace wire
}  // namespace assay
