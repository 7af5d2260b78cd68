// Personal data and secrets. Their evidence is masked: a report may be read by more people than the document.
#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

std::span<const Rule* const> sensitive_rules() {
  using enum Severity;
  static const std::vector<LimitRule> list{
      LimitRule(CountRule{"format.personal_data", info, "Personal data",
                          "Not everybody who may search the index may see it.",
                          "Decide who may see the document before it is indexed.", "items that may be there",
                          "item of personal data is there", "items of personal data are there"}),
      LimitRule(CountRule{"format.identity_data", warning, "Cards and national identifiers",
                          "Whoever searches the index can take them; the law limits where they may be kept.",
                          "Take the numbers out, or keep the document out of the index.", "items that may be there",
                          "sensitive number of a person or card is there",
                          "sensitive numbers of persons or cards are there"}),
      LimitRule(CountRule{"format.secrets", error, "Keys and passwords", "Whoever searches the index can use them.",
                          "Make the secret invalid at once, take it out of the document, and index that.",
                          "secrets that may be there", "secret (key or password) is there",
                          "secrets (keys or passwords) are there"}),
  };
  static const std::vector<const Rule*> pointers = pointers_to(list);
  return pointers;
}

}  // namespace assay
