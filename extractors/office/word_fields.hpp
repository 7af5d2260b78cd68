// Fields of Word, in all its formats: what is still code, and what Word draws of those that have no result.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/office/word_field_numbers.hpp"

namespace assay::office {

// "EQ \f(1,4)" as "1/4", "MACROBUTTON Next [Click here]" as "[Click here]"; empty for all other fields.
std::string drawn_field(std::string_view code);

// The fields that are open while a text is read.
class OpenFields {
 public:
  void begin();
  // What the field that was begun last shows where it has no result: the choice of a list, a box that is ticked.
  void set_shown(std::string shown);
  void separate();
  // What the field that ends draws by itself, or the number that Word prints for it: empty where it has a result, or
  // stands in the code of another, to which it goes. `text_before`: in its paragraph.
  std::string end(bool text_before);
  void clear();

  bool in_code() const { return !codes_.empty(); }
  void add_to_code(std::string_view text);
  void see_result();  // a text was shown

  FieldNumbers numbers;

 private:
  struct Field {
    bool has_result = false;
    std::string code, shown;
  };
  std::vector<Field> open_;
  std::vector<std::size_t> codes_;  // places in open_ of those that are still code
};

}  // namespace assay::office
