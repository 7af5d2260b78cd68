#include "extractors/mail/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "extractors/html/html_extractor.hpp"
#include "extractors/mail/assemble.hpp"
#include "extractors/mail/mime.hpp"
#include "extractors/text/encoding.hpp"
#include "extractors/text/text_extractor.hpp"

namespace assay::mail {
namespace {

constexpr int most_levels = 100;  // of multiparts in multiparts; honest messages have three

// A name for the file, with an ending that the declared type stands for where the message gives no name.
std::string usual_name(const std::string& type, int number) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> endings{{{"text/plain", "txt"},
                                                                                         {"text/html", "html"},
                                                                                         {"text/csv", "csv"},
                                                                                         {"application/pdf", "pdf"},
                                                                                         {"image/png", "png"},
                                                                                         {"image/jpeg", "jpg"},
                                                                                         {"image/gif", "gif"},
                                                                                         {"application/zip", "zip"}}};
  for (const auto& [name, ending] : endings)
    if (name == type) return fmt::format("attachment {}.{}", number, ending);
  return fmt::format("attachment {}", number);
}

bool is_attachment(GMimeObject* entity) {
  GMimeContentDisposition* const disposition = g_mime_object_get_content_disposition(entity);
  return disposition != nullptr && g_mime_content_disposition_is_attachment(disposition);
}

std::string parameter(GMimeObject* entity, const char* name) {
  const char* const value = g_mime_object_get_content_type_parameter(entity, name);
  return value == nullptr ? "" : value;
}

}  // namespace

void MessageReader::read_metadata(GMimeMessage* message) {
  join_encoded_words(GMIME_OBJECT(message));
  Metadata& metadata = document_.metadata;
  metadata.title = clean(g_mime_message_get_subject(message));
  metadata.author = addresses(g_mime_message_get_from(message));
  metadata.created = date_of(message);
  for (const auto& [name, value] : {std::pair("to", addresses(g_mime_message_get_to(message))),
                                    std::pair("cc", addresses(g_mime_message_get_cc(message))),
                                    std::pair("message_id", clean(g_mime_message_get_message_id(message)))})
    if (!value.empty()) metadata.other[name] = value;
  const char* const mailer = g_mime_object_get_header(GMIME_OBJECT(message), "X-Mailer");
  metadata.producer = clean(mailer);
}

void MessageReader::read(GMimeMessage* message, const std::string& path, int depth) {
  read_head(message, path, depth);
  GMimeObject* const body = g_mime_message_get_mime_part(message);
  if (body != nullptr) read_entity(body, path, depth, 0);
}

void MessageReader::read_head(GMimeMessage* message, const std::string& path, int depth) {
  join_encoded_words(GMIME_OBJECT(message));
  add_head({clean(g_mime_message_get_subject(message)), addresses(g_mime_message_get_from(message)),
            addresses(g_mime_message_get_to(message)), addresses(g_mime_message_get_cc(message)),
            addresses(g_mime_message_get_bcc(message)), date_of(message)},
           path, depth - options_.depth + 1, document_);
}

void MessageReader::read_entity(GMimeObject* entity, const std::string& path, int depth, int level) {
  join_encoded_words(entity);
  if (level > most_levels) {
    parts_.hit_limit("nesting", path, "The message's parts lie in one another deeper than the limit allows.");
    return;
  }
  if (GMIME_IS_MESSAGE_PART(entity)) {
    GMimeMessage* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(entity));
    const std::string name = under(path, fmt::format("message {}", ++unnamed_));
    if (inner == nullptr) return not_opened(entity, name, "it is empty or damaged.");
    if (!parts_.count(name)) return;
    Child& child = parts_.name_child(name, "message/rfc822");
    if (depth >= options_.limits.nesting) {
      parts_.hit_limit("nesting", name, "Messages lie inside of messages deeper than the limit allows.");
      return;
    }
    child.read = true;
    read(inner, name, depth + 1);
  } else if (GMIME_IS_MULTIPART_ENCRYPTED(entity)) {
    document_.partial = true;
    parts_.not_read(under(path, "body"), Severity::warning, "format.encrypted_part", "it is encrypted.",
                    type_of(entity));
  } else if (GMIME_IS_MULTIPART(entity)) {
    read_multipart(GMIME_MULTIPART(entity), path, depth, level);
  } else if (GMIME_IS_PART(entity)) {
    read_leaf(GMIME_PART(entity), path);
  } else {
    not_opened(entity, path, "it is of a kind that is not known.");
  }
}

void MessageReader::not_opened(GMimeObject* entity, const std::string& path, const char* why) {
  parts_.not_read(path, Severity::info, "completeness.embedded_document", why, type_of(entity));
}

void MessageReader::read_multipart(GMimeMultipart* multipart, const std::string& path, int depth, int level) {
  if (type_of(GMIME_OBJECT(multipart)) == "multipart/alternative")
    return read_alternative(multipart, path, depth, level);
  const int count = g_mime_multipart_get_count(multipart);
  for (int i = 0; i < count; ++i) {
    GMimeObject* const part = g_mime_multipart_get_part(multipart, i);
    if (part != nullptr) read_entity(part, path, depth, level + 1);
  }
}

// The last form that holds text is the best (RFC 2046, 5.1.4); the others say the same again.
void MessageReader::read_alternative(GMimeMultipart* multipart, const std::string& path, int depth, int level) {
  for (int i = g_mime_multipart_get_count(multipart) - 1; i >= 0; --i) {
    GMimeObject* const part = g_mime_multipart_get_part(multipart, i);
    if (part == nullptr) continue;
    const std::string type = type_of(part);
    if (type == "text/calendar" && i > 0) continue;  // an invitation, whose words stand in the form before it
    const std::size_t before = document_.blocks.size();
    read_entity(part, path, depth, level + 1);
    if (document_.blocks.size() > before) return;
  }
}

void MessageReader::read_leaf(GMimePart* part, const std::string& path) {
  const std::string type = type_of(GMIME_OBJECT(part));
  const bool named = !clean(g_mime_part_get_filename(part)).empty();
  const bool text = type.starts_with("text/") || type.starts_with("message/");
  if (text && !is_attachment(GMIME_OBJECT(part)) && (!named || type == "text/plain" || type == "text/html")) {
    if (!parts_.count(path)) return;
    read_text(part, type, path);
    return;
  }
  attach(part, type, path);
}

void MessageReader::read_text(GMimePart* part, const std::string& type, const std::string& path) {
  const std::string bytes = content_of(part);
  GMimeObject* const entity = GMIME_OBJECT(part);
  std::string charset = parameter(entity, "charset");
  const bool html = type == "text/html";
  if (charset.empty() && html) charset = declared_encoding(bytes);
  DecodedText decoded = decode_text(as_bytes(bytes), static_cast<std::size_t>(parts_.left().text_bytes), charset);
  if (decoded.cut) parts_.hit_limit("text_bytes", path, "The message holds more text than the limit allows.");
  Document body;
  if (html) {
    read_html(decoded.text, options_, body);
  } else {
    const bool flowed = g_ascii_strcasecmp(parameter(entity, "format").c_str(), "flowed") == 0;
    const bool delete_space = g_ascii_strcasecmp(parameter(entity, "delsp").c_str(), "yes") == 0;
    body.blocks = text_paragraphs(flowed ? without_soft_breaks(decoded.text, delete_space) : decoded.text);
  }
  body.notices.insert(body.notices.begin(), std::make_move_iterator(decoded.notices.begin()),
                      std::make_move_iterator(decoded.notices.end()));
  add_body(std::move(body), path, document_);
}

void MessageReader::attach(GMimePart* part, const std::string& type, const std::string& path) {
  std::string name = clean(g_mime_part_get_filename(part));
  ++unnamed_;
  if (name.empty()) name = usual_name(type, unnamed_);
  const std::string place = under(path, name);
  const bool signature = type == "application/pgp-signature" || type.ends_with("pkcs7-signature");
  if (signature) {
    document_.metadata.other["signature"] = type;  // not checked: nobody here knows whom to trust
    return;
  }
  if (type.ends_with("pkcs7-mime")) {
    document_.partial = true;
    parts_.not_read(place, Severity::warning, "format.encrypted_part", "it is encrypted or signed as a whole.", type);
    return;
  }
  const bool shown_in_text =
      type.starts_with("image/") && g_mime_part_get_content_id(part) != nullptr && !is_attachment(GMIME_OBJECT(part));
  if (shown_in_text) {
    if (parts_.count(place)) not_opened(GMIME_OBJECT(part), place, "it is a picture in the text of the message.");
    return;
  }
  const std::string bytes = content_of(part);
  parts_.add(place, as_bytes(bytes), 2);
}

}  // namespace assay::mail
