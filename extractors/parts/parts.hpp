// Documents inside a document: attachments of a message, members of an archive. Each is read like a file of its own and
// becomes part of the document that holds it, under a heading with its name; what is not read is named by a notice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/text_count.hpp"

namespace assay {

class PartReader {
 public:
  // All must outlive it. The limits in `options` hold for all parts together, for what is inside of them, and for what
  // else the whole holds when a part is read.
  PartReader(Document& whole, const ExtractOptions& options, Progress& progress);

  // Reads a part. `path` says where it lies ("letters/offer.docx"); its last name tells the extension. Its text stands
  // under a heading with its path, or, at the level 0, by itself. False where a limit leaves no room for further parts.
  bool add(const std::string& path, ByteView bytes, int heading_level);
  // Counts a part that somebody else reads, so that the limit of parts holds; false where it is hit.
  bool count(const std::string& path);
  // Names a document that add() is not asked to read, among the children of the whole.
  Child& name_child(const std::string& path, const std::string& media_type = {});
  Child& name_child(const std::string& path, const std::string& media_type, ByteView bytes);
  // Names a part that unpacks to more than the limit of that name and was not read; `begin`: what of its bytes came
  // out. False where there is no room for further parts.
  bool too_large(const std::string& path, std::string_view limit, std::string_view begin = {});
  // Says that a part was not read, and why. Many alike become one notice.
  void not_read(const std::string& path, Severity severity, std::string code, std::string why, std::string evidence);
  // Names the limit, once for each.
  void hit_limit(std::string_view limit, const std::string& path, std::string message);
  // Bytes that further parts may unpack to, and what of the limits is left for them.
  Limits left();
  // To be called at the end: numbers of parts go to the signals of the whole.
  void finish();

 private:
  void failed(const std::string& path, const Failure& failure, const std::string& type, std::size_t bytes);
  void append(const std::string& path, Document part);

  Document& whole_;
  const ExtractOptions& options_;
  Progress& progress_;
  int parts_ = 0;
  int not_told_ = 0, told_ = 0;
  std::uint64_t bytes_ = 0;
  TextCount texts_;  // of the whole, its own and those of parts
  std::set<std::string, std::less<>> limits_hit_;
};

// The last name of a path.
std::string_view last_name(std::string_view path);

}  // namespace assay
