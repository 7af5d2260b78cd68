#include "extractors/office/slide_comments.hpp"

#include <fmt/format.h>

#include <utility>

#include "extractors/office/slide.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

class CommentReader {
 public:
  CommentReader(const CommentAuthors& authors, const CommentedSlide& slide, Document& document)
      : authors_(authors), slide_(slide), document_(document) {}

  void read(pugi::xml_node list) {
    for (const pugi::xml_node item : list.children()) {
      if (local_name(item) != "cm" && local_name(item) != "reply") continue;
      add(item);
      read(child(item, "replyLst"));
    }
  }

 private:
  void add(pugi::xml_node comment) {
    std::string text = body_text(child(comment, "txBody"));
    if (text.empty()) text = child(comment, "text").text().as_string();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
    Block block;
    block.kind = BlockKind::comment;
    block.text = said_by(comment) + text;
    block.place = slide_.place;
    block.hidden = slide_.hidden;
    document_.blocks.push_back(std::move(block));
  }

  // "Kim (2024-01-02): "
  std::string said_by(pugi::xml_node comment) const {
    const auto author = authors_.find(attribute(comment, "authorId"));
    const std::string_view time = attribute(comment, has_attribute(comment, "created") ? "created" : "dt");
    const std::string_view day = time.substr(0, time.find('T'));
    std::string out = author == authors_.end() ? std::string() : author->second;
    if (!day.empty()) out += fmt::format("{}({})", out.empty() ? "" : " ", day);
    return out.empty() ? out : out + ": ";
  }

  const CommentAuthors& authors_;
  const CommentedSlide& slide_;
  Document& document_;
};

}  // namespace

CommentAuthors read_comment_authors(Package& package, const std::vector<Relationship>& parts) {
  CommentAuthors out;
  for (const Relationship& part : distinct_members(package, parts)) {
    pugi::xml_document tree;
    if ((part.type != "commentAuthors" && part.type != "authors") || !parse_part(package, part.target, tree)) continue;
    for (const pugi::xml_node author : tree.document_element().children())
      out.emplace(attribute(author, "id"), attribute(author, "name"));
  }
  return out;
}

void read_slide_comments(Package& package, const std::vector<Relationship>& parts, const CommentAuthors& authors,
                         const CommentedSlide& slide, Document& document) {
  for (const Relationship& part : distinct_members(package, parts)) {
    pugi::xml_document tree;
    if (part.type == "comments" && parse_part(package, part.target, tree))
      CommentReader(authors, slide, document).read(tree.document_element());
  }
}

}  // namespace assay::office
