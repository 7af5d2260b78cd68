// One message as part of a document: its head, its text, what is attached to it.
#pragma once

#include <gmime/gmime.h>

#include <string>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/parts/parts.hpp"

namespace assay::mail {

class MessageReader {
 public:
  MessageReader(Document& document, const ExtractOptions& options, PartReader& parts)
      : document_(document), options_(options), parts_(parts) {}

  // `path` says where the message lies in the document, empty for the document itself; messages in messages count
  // against the limit of nesting from `depth` on.
  void read(GMimeMessage* message, const std::string& path, int depth);
  // Subject, sender, date and receivers as the metadata of the document.
  void read_metadata(GMimeMessage* message);

 private:
  void read_head(GMimeMessage* message, const std::string& path, int depth);
  void read_entity(GMimeObject* entity, const std::string& path, int depth, int level);
  void read_multipart(GMimeMultipart* multipart, const std::string& path, int depth, int level);
  void read_alternative(GMimeMultipart* multipart, const std::string& path, int depth, int level);
  void read_leaf(GMimePart* part, const std::string& path);
  void read_text(GMimePart* part, const std::string& type, const std::string& path);
  void attach(GMimePart* part, const std::string& type, const std::string& path);
  void not_opened(GMimeObject* entity, const std::string& path, const char* why);

  Document& document_;
  const ExtractOptions& options_;
  PartReader& parts_;
  int unnamed_ = 0;
};

}  // namespace assay::mail
