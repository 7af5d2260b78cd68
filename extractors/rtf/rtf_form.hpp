// What a form field of Rich Text shows that stores no result: a box, a choice of a list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::rtf {

class Form {
 public:
  // A control word of the group "\\formfield".
  void word(std::string_view name, int number);
  void begin_choice() { choices_.emplace_back(); }
  void add_to_choice(std::string_view text);
  // Empty: text, or none.
  std::string shown() const;

 private:
  static constexpr int none = 25;  // stands for "as the default says"
  int type_ = 0, result_ = none, fallback_ = 0;
  std::vector<std::string> choices_;
};

}  // namespace assay::rtf
