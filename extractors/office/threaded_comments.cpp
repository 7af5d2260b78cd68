#include "extractors/office/threaded_comments.hpp"

#include <algorithm>
#include <utility>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr std::string_view stand_in = "tc=";

struct Said {
  std::size_t thread = 0;  // by its first comment
  Block block;
};

class Reading {
 public:
  Reading(Package& package, const Workbook& book, const SheetEntry& sheet)
      : package_(package), book_(book), sheet_(sheet) {}

  ThreadedComments read() {
    for (const Relationship& item : distinct_members(package_, relationships(package_, sheet_.part))) {
      pugi::xml_document tree;
      if (item.type != "threadedComment" || !parse_part(package_, item.target, tree)) continue;
      for (const pugi::xml_node comment : tree.document_element().children())
        if (local_name(comment) == "threadedComment") add(comment);
    }
    std::stable_sort(said_.begin(), said_.end(), [](const Said& a, const Said& b) { return a.thread < b.thread; });
    for (Said& one : said_) out_.blocks.push_back(std::move(one.block));
    return std::move(out_);
  }

 private:
  void add(pugi::xml_node comment) {
    const std::string id(attribute(comment, "id"));
    const auto answered = threads_.find(std::string(attribute(comment, "parentId")));
    Said said;
    said.thread = answered == threads_.end() ? said_.size() : answered->second;
    threads_.emplace(id, said.thread);
    out_.ids.insert(id);
    const std::string text = child(comment, "text").text().get();
    if (text.empty()) return;
    const auto author = book_.people.find(std::string(attribute(comment, "personId")));
    said.block.kind = BlockKind::comment;
    said.block.text = with_author(author == book_.people.end() ? std::string() : author->second, text);
    said.block.hidden = sheet_.state != SheetState::visible;
    said.block.place.sheet = sheet_.name;
    said.block.place.range = attribute(comment, "ref");
    said_.push_back(std::move(said));
  }

  Package& package_;
  const Workbook& book_;
  const SheetEntry& sheet_;
  ThreadedComments out_;
  std::vector<Said> said_;
  std::map<std::string, std::size_t> threads_;  // by the ID of each comment
};

}  // namespace

bool ThreadedComments::replace(std::string_view author) const {
  return author.starts_with(stand_in) && ids.contains(std::string(author.substr(stand_in.size())));
}

ThreadedComments read_threaded_comments(Package& package, const Workbook& book, const SheetEntry& sheet) {
  return Reading(package, book, sheet).read();
}

std::map<std::string, std::string> read_people(Package& package, const std::vector<Relationship>& parts) {
  std::map<std::string, std::string> out;
  for (const Relationship& item : distinct_members(package, parts)) {
    pugi::xml_document tree;
    if (item.type != "person" || !parse_part(package, item.target, tree)) continue;
    for (const pugi::xml_node person : tree.document_element().children())
      out.emplace(attribute(person, "id"), attribute(person, "displayName"));
  }
  return out;
}

std::string with_author(const std::string& author, std::string text) {
  if (author.empty() || author.starts_with(stand_in) || text.starts_with(author + ":")) return text;
  return author + ": " + text;
}

}  // namespace assay::office
