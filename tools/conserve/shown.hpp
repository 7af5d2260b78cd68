// What a document shows once it was read, as the conservation test asks for it: by letters alone, and by cells.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "extractors/core/document.hpp"

namespace assay {

// Letters alone: white space, and what a reader may put for it, never decides.
std::string letters_of(std::string_view text);

// None where the text begins with none.
std::optional<double> number_of(std::string_view text);

class ShownTexts {
 public:
  struct At {
    std::string letters, formula;
    std::optional<double> number;
    int cells = 0;  // that say they stand here
  };
  // Sheet, row and column from 0.
  using Cells = std::map<std::tuple<std::string, int, int>, At>;

  explicit ShownTexts(const Document& document);

  // Anywhere: blocks, cells, revisions, metadata.
  bool holds(const std::string& letters) const { return all_.find(letters) != std::string::npos; }
  // Blocks and cells alone, which is what a person reads.
  const std::string& content() const { return content_; }
  // Null where nothing stands.
  const At* at(const std::string& sheet, int row, int column) const;

 private:
  static void add(std::string_view text, std::string& out);
  void add_cells(const Table& table);
  std::string all_, content_;
  Cells cells_;
};

}  // namespace assay
