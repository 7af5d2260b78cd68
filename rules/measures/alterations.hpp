// Tracked changes of weight: those that would alter a number, a date, a negation, a party or a duty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

struct Alteration {
  const Revision* revision = nullptr;
  std::string_view what;  // "a number", "a date", "a negation", "a party", "a duty or permission"
};

// Insertions and deletions that would alter what is agreed, in order. What a paragraph loses by one change and gets
// back by another ("30 days," for "30 days") is not altered; a duty or a role is when one takes the place of another
// ("shall", "may"; "Buyer", "Seller"). By words in English, German and French. Parties: roles of a contract, companies
// named in the text, people with a title, and names that replace names within a sentence (where the language is known
// and not German, which writes every noun like a name). Files that name no paragraphs (DOC, RTF, ODT): a change and the
// one before it stand for the paragraph.
std::vector<Alteration> alterations_of(const Document& document, std::string_view text);

}  // namespace assay
