// Comments on slides, of both kinds: with authors by number, as PowerPoint wrote them until 2021, and in threads.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"

namespace assay::office {

using CommentAuthors = std::map<std::string, std::string, std::less<>>;  // names by id

// `parts`: what the presentation points to.
CommentAuthors read_comment_authors(Package& package, const std::vector<Relationship>& parts);

struct CommentedSlide {
  Place place;
  bool hidden = false;
};

// Comments and the answers to them, in the order of the file; `parts`: what the slide points to.
void read_slide_comments(Package& package, const std::vector<Relationship>& parts, const CommentAuthors& authors,
                         const CommentedSlide& slide, Document& document);

}  // namespace assay::office
