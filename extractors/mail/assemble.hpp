// What every kind of message becomes: a heading, lines about who wrote to whom, the text.
#pragma once

#include <string>

#include "extractors/core/document.hpp"

namespace assay::mail {

struct MessageHead {
  std::string subject, from, to, cc, bcc;
  std::string date;  // ISO 8601
};

// `path` says where the message lies in the document, empty for the document itself; `level` is that of its heading.
void add_head(const MessageHead& head, const std::string& path, int level, Document& document);
// The message's text, read as a document of its own.
void add_body(Document body, const std::string& path, Document& document);
// "letters/offer.docx"
std::string under(const std::string& path, const std::string& name);

}  // namespace assay::mail
