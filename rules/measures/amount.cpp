#include <fmt/format.h>

#include <algorithm>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// What a document without text holds all the same, in words; empty: nothing.
std::string instead_of_text(const Document& document) {
  const auto images = document.signals.find("images");
  if (images != document.signals.end() && images->second > 0)
    return fmt::format("it holds {:.0f} picture{}, which are not read", images->second, images->second > 1 ? "s" : "");
  for (const Block& block : document.blocks)
    if ((block.kind == BlockKind::page_header || block.kind == BlockKind::page_footer) && !trimmed(block.text).empty())
      return fmt::format("all of its text stands in a header or footer: '{}'", shortened(block.text, 60));
  return {};
}

void measure_amount(const Document& document, std::string_view text, std::vector<Measure>& out) {
  const double words = static_cast<double>(tokens(text).size());
  std::size_t characters = 0;
  for_each_character(text, [&characters](char32_t c) { characters += is_space(c) ? 0 : 1; });
  double cells = 0;
  for (const Table& table : document.tables) cells += static_cast<double>(table.cells.size());
  const double pages = static_cast<double>(document.pages.size());
  out.push_back(document_measure("amount.words", words, 1, {}, words == 0 ? instead_of_text(document) : ""));
  out.push_back(document_measure("amount.characters", static_cast<double>(characters), 1));
  out.push_back(document_measure("amount.tables", static_cast<double>(document.tables.size()), 1));
  out.push_back(document_measure("amount.cells", cells, std::max(1.0, static_cast<double>(document.tables.size()))));
  out.push_back(document_measure("amount.pages", pages, pages));
  out.push_back(document_measure("amount.words_per_page", pages > 0 ? words / pages : 0, pages));
}

}  // namespace

const Measurer& amount_measures() {
  static const FunctionMeasurer measurer(
      "amount", 2,
      {{"amount.words", "count", "Words", "Runs of characters between white space in the visible text.", false},
       {"amount.characters", "count", "Characters", "Of the visible text, white space left out.", false},
       {"amount.tables", "count", "Tables", "Tables and used sheets.", false},
       {"amount.cells", "count", "Table cells", "Cells that hold something, of all tables.", false},
       {"amount.pages", "count", "Pages", "Of documents that have pages.", false},
       {"amount.words_per_page", "count", "Words per page", "Words of the visible text over its pages.", false}},
      measure_amount);
  return measurer;
}

}  // namespace assay
