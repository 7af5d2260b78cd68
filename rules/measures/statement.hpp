// The amounts at the end of an invoice: net, tax, total and what else is added or taken off, by their labels.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rules/measures/line_view.hpp"

namespace assay {

enum class AmountKind { none, net, tax, total, adjustment };

struct LabelledAmount {
  AmountKind kind = AmountKind::none;
  std::string label;
  std::vector<std::int64_t> hundredths;  // what it may be; amounts without a label of their own go with the one before
  std::size_t line = 0;                  // index into the lines
  std::size_t begin = 0, end = 0;        // of the amounts in that line, bytes
};

// By the words at the end of a label, in English, German and French: "VAT 20 %" is tax, "Total hors taxes" is net.
AmountKind kind_of_label(std::string_view label);

std::vector<LabelledAmount> labelled_amounts(std::span<const LineView> lines);

// Net, tax and total that stand together: one of each at least, what stands between them is taken as an adjustment.
struct Statement {
  std::vector<LabelledAmount> nets, taxes, totals, adjustments;
  std::size_t first_line = 0;
};
std::vector<Statement> statements_of(const std::vector<LabelledAmount>& amounts);

// Sums that a net amount, taxes and adjustments may make, taxes included in the net left out; empty: too many to tell.
std::vector<std::int64_t> possible_totals(const Statement& statement);

}  // namespace assay
