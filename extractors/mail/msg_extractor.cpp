#include "extractors/mail/msg_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/html/html_extractor.hpp"
#include "extractors/mail/assemble.hpp"
#include "extractors/mail/mapi.hpp"
#include "extractors/mail/mime.hpp"
#include "extractors/mail/rtf_body.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/parts/parts.hpp"
#include "extractors/rtf/rtf_reader.hpp"
#include "extractors/text/encoding.hpp"
#include "extractors/text/text_extractor.hpp"

namespace assay {
namespace {

using namespace mail;
using ole::CompoundFile;

constexpr int ansi = 1252, utf8 = 65001;
constexpr std::size_t header_of_top = 32, header_of_inner = 24, header_of_part = 8;

std::string with_address(const std::string& name, const std::string& address) {
  if (address.empty() || name.find(address) != std::string::npos || address.find('@') == std::string::npos)
    return name.empty() ? address : name;
  return name.empty() ? address : fmt::format("{} <{}>", name, address);
}

class MsgReading {
 public:
  MsgReading(const ExtractOptions& options, Progress& progress)
      : options_(options), progress_(progress), parts_(document_, options, progress) {}

  Result<Document> read(const CompoundFile& file) {
    if (!file.has("__properties_version1.0"))
      return fail(FailureKind::damaged, "The message is damaged: what describes it is missing. Ask for a new copy.");
    const Properties properties(file, header_of_top, ansi);
    const MessageHead head = read_message(file, properties, {}, options_.depth);
    Metadata& metadata = document_.metadata;
    metadata.title = head.subject;
    metadata.author = head.from;
    metadata.created = head.date;
    for (const auto& [name, value] : {std::pair("to", head.to), std::pair("cc", head.cc),
                                      std::pair("message_id", properties.text(mapi::message_id))})
      if (!value.empty()) metadata.other[name] = value;
    parts_.finish();
    return std::move(document_);
  }

 private:
  MessageHead read_message(const CompoundFile& file, const Properties& properties, const std::string& path, int depth) {
    const MessageHead head = read_head(file, properties);
    add_head(head, path, depth - options_.depth + 1, document_);
    const std::string kind = properties.text(mapi::message_class);
    if (kind == "IPM.Note.SMIME" || kind.starts_with("IPM.Note.rpmsg")) {
      document_.partial = true;
      parts_.not_read(under(path, "body"), Severity::warning, "format.encrypted_part",
                      "it is encrypted or signed as a whole.", kind);
    }
    read_body(properties, path);
    file.each_folder("__attach_version1.0_", [&](const std::string&, const CompoundFile& attachment) {
      attach(attachment, properties.code_page(), path, depth);
    });
    return head;
  }

  static MessageHead read_head(const CompoundFile& file, const Properties& properties) {
    using namespace mapi;
    MessageHead head;
    head.subject = properties.text(subject);
    head.from = with_address(properties.first_text({sent_representing_name, sender_name}),
                             properties.first_text({representing_smtp_address, sender_smtp_address,
                                                    sent_representing_address, sender_address}));
    head.date = properties.time(client_submit_time);
    for (const std::uint16_t id : {delivery_time, creation_time})
      if (head.date.empty()) head.date = properties.time(id);
    file.each_folder("__recip_version1.0_", [&](const std::string&, const CompoundFile& folder) {
      const Properties person(folder, header_of_part, properties.code_page());
      const auto type = person.number(recipient_type).value_or(1) & 0xFF;
      std::string& list = type == 2 ? head.cc : type == 3 ? head.bcc : head.to;
      const std::string whole = with_address(person.text(display_name), person.first_text({smtp_address, address}));
      if (!whole.empty()) list += (list.empty() ? "" : ", ") + whole;
    });
    if (head.to.empty()) head.to = properties.text(display_to);
    if (head.cc.empty()) head.cc = properties.text(display_cc);
    if (head.bcc.empty()) head.bcc = properties.text(display_bcc);
    return head;
  }

  // The page, the Rich Text or the plain text: each says what the others say, the first of them best.
  void read_body(const Properties& properties, const std::string& path) {
    Document body;
    std::string html = properties.bytes(mapi::body_html);
    if (!html.empty()) {
      const auto page = properties.number(mapi::internet_code_page).value_or(properties.code_page());
      const std::string_view declared = declared_encoding(html);
      html = declared.empty() && page != utf8 ? ole::decode_code_page(html, static_cast<int>(page))
                                              : decoded(html, declared, path);
    } else {
      html = properties.text(mapi::body_html);
    }
    std::string rtf;
    if (html.empty()) {
      const std::string packed = properties.bytes(mapi::rtf_compressed);
      rtf = unpacked_rtf(packed, room()).value_or("");
      html = html_in_rtf(rtf).value_or("");
    }
    if (!html.empty()) read_html(html, options_, body);
    const auto says_something = [](const Document& document) {
      return !document.tables.empty() || std::any_of(document.blocks.begin(), document.blocks.end(),
                                                     [](const Block& block) { return !block.text.empty(); });
    };
    if (!says_something(body) && html.empty() && !rtf.empty()) rtf::Reader(options_, progress_, body).read(rtf);
    if (!says_something(body)) body.blocks = text_paragraphs(decoded(properties.text(mapi::body), "UTF-8", path));
    std::size_t bytes = 0;
    for (const Block& block : body.blocks) bytes += block.text.size();
    if (bytes > room())
      parts_.hit_limit("text_bytes", path, "The message holds more text than the limit allows.");
    else
      add_body(std::move(body), path, document_);
  }

  std::size_t room() { return static_cast<std::size_t>(parts_.left().text_bytes); }

  std::string decoded(const std::string& bytes, std::string_view declared, const std::string& path) {
    DecodedText text = decode_text(as_bytes(bytes), room(), declared);
    if (text.cut) parts_.hit_limit("text_bytes", path, "The message holds more text than the limit allows.");
    return std::move(text.text);
  }

  void attach(const CompoundFile& folder, int code_page, const std::string& path, int depth) {
    const Properties properties(folder, header_of_part, code_page);
    std::string name = properties.first_text({mapi::attach_long_name, mapi::attach_short_name, mapi::display_name});
    if (name.empty()) name = fmt::format("attachment {}", ++unnamed_);
    const std::string place = under(path, name);
    if (const auto inner = folder.folder("__substg1.0_3701000D")) return read_inner(*inner, code_page, place, depth);
    const std::string bytes = properties.bytes(mapi::attach_data);
    if (bytes.empty()) {
      if (!parts_.count(place)) return;
      parts_.name_child(place);
      return parts_.not_read(place, Severity::info, "completeness.embedded_document",
                             "the message keeps only a link to it, or nothing.", {});
    }
    const bool picture_in_text =
        !properties.text(mapi::attach_content_id).empty() && properties.number(mapi::attach_hidden).value_or(0) != 0;
    if (picture_in_text) {
      if (parts_.count(place))
        parts_.not_read(place, Severity::info, "completeness.embedded_document",
                        "it is a picture in the text of the message.", fmt::format("{} bytes", bytes.size()));
      return;
    }
    if (bytes.starts_with("-----BEGIN PGP MESSAGE-----")) {
      document_.partial = true;
      if (!parts_.count(place)) return;
      parts_.name_child(place);
      return parts_.not_read(place, Severity::warning, "format.encrypted_part", "it is encrypted.", "a PGP message");
    }
    parts_.add(place, as_bytes(bytes), 2);
  }

  void read_inner(const CompoundFile& inner, int code_page, const std::string& place, int depth) {
    if (!parts_.count(place)) return;
    const bool message = inner.has("__properties_version1.0");
    Child& child = parts_.name_child(place, message ? "application/vnd.ms-outlook" : "");
    if (!message)
      return parts_.not_read(place, Severity::info, "completeness.embedded_document",
                             "it is an object of another program.", {});
    if (depth >= options_.limits.nesting)
      return parts_.hit_limit("nesting", place, "Messages lie inside of messages deeper than the limit allows.");
    child.read = true;
    read_message(inner, Properties(inner, header_of_inner, code_page), place, depth + 1);
  }

  const ExtractOptions& options_;
  Progress& progress_;
  Document document_;
  PartReader parts_;
  int unnamed_ = 0;
};

class MsgExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "msg"; }
  int version() const override { return 6; }
  bool reads(std::string_view media_type) const override { return media_type == "application/vnd.ms-outlook"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    std::string why;
    const auto file = CompoundFile::open(as_chars(bytes), why);
    if (!file)
      return fail(FailureKind::damaged, "The message is damaged: it cannot be opened. Ask for a new copy.", why);
    return MsgReading(options, progress).read(*file);
  }
};

}  // namespace

const Extractor& msg_extractor() {
  static const MsgExtractor extractor;
  return extractor;
}

}  // namespace assay
