// Classes of documents and the fields that each must have: an invoice its number. Declared in the policy.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace assay {

// A regular expression (RE2), compiled once and shared by copies. An empty one matches nothing.
class Pattern {
 public:
  Pattern() = default;
  explicit Pattern(std::string text);  // throws std::invalid_argument: why it is none, and at which character
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  bool found_in(std::string_view text) const;
  // Where the first match at or behind `from` ends; npos: there is none.
  std::size_t end_of_match(std::string_view text, std::size_t from) const;
  // That match itself, a view into `text`; no data: there is none.
  std::string_view match(std::string_view text, std::size_t from) const;

 private:
  std::string text_;
  std::shared_ptr<const re2::RE2> compiled_;
};

// What a rule of a policy's own looks for in the text (CustomRule); kept as a measure of the rule's name.
struct TextPattern {
  std::string name;
  Pattern pattern;
};

// A field is there when `pattern` occurs anywhere, or `value` right of `label`, in the cell below it, or on one of the
// next two lines.
struct RequiredField {
  std::string name;  // for people: "invoice number"
  Pattern label, value;
  Pattern pattern;
};

// A document is of a class when one of its first lines begins with `title`, at least `least` of `words` occur in it,
// and it is no longer than `most_words` words: a book on invoices is none.
struct DocumentClass {
  std::string name;  // "invoice"
  Pattern title;
  std::vector<Pattern> words;
  int least = 1;
  int most_words = 2000;
  std::vector<RequiredField> required;
};

}  // namespace assay
