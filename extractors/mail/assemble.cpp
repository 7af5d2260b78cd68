#include "extractors/mail/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assay::mail {

std::string under(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "/" + name;
}

void add_head(const MessageHead& head, const std::string& path, int level, Document& document) {
  Block block;
  block.place.part = under(path, "head");
  block.text = head.subject.empty() ? path : head.subject;
  if (!block.text.empty()) {
    block.kind = BlockKind::heading;
    block.level = std::min(level, 6);
    document.blocks.push_back(block);
  }
  std::string lines;
  for (const auto& [name, value] : {std::pair("From", &head.from), std::pair("To", &head.to), std::pair("Cc", &head.cc),
                                    std::pair("Bcc", &head.bcc), std::pair("Date", &head.date)})
    if (!value->empty()) lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", name, *value);
  if (lines.empty()) return;
  block.kind = BlockKind::paragraph;
  block.level.reset();
  block.text = std::move(lines);
  document.blocks.push_back(std::move(block));
}

void add_body(Document body, const std::string& path, Document& document) {
  shift_tables(body, static_cast<int>(document.tables.size()));
  for (Block& block : body.blocks) {
    if (!path.empty()) block.place.part = path;
    document.blocks.push_back(std::move(block));
  }
  for (Table& table : body.tables) {
    if (!path.empty()) table.place.part = path;
    document.tables.push_back(std::move(table));
  }
  for (Notice& notice : body.notices) {
    if (!path.empty()) notice.place.part = path;
    document.notices.push_back(std::move(notice));
  }
  for (Revision& revision : body.revisions) document.revisions.push_back(std::move(revision));
  document.partial = document.partial || body.partial;
}

}  // namespace assay::mail
