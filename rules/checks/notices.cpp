// What the readers say becomes a finding, one to one: a rule for each code that extractors are known to give and for
// each way in which reading can fail, and one rule for codes that are not listed yet. The severity listed is the most
// that a notice may have; the extractor may say less, and a policy may set another. A failed document always has the
// listed one.
#include <algorithm>
#include <array>
#include <optional>

#include "rules/checks/list.hpp"

namespace assay {
namespace {

RuleInfo notice_info(std::string_view id, Severity severity, std::string_view title, std::string_view why,
                     std::string_view advice) {
  const std::string_view group = id.substr(0, id.find('.'));
  return {id, 1, dimension_from(group).value_or(Dimension::format), severity, title, why, advice, {}, 0.25};
}

Finding finding_of(const Notice& notice, Severity severity) {
  Finding finding;
  finding.rule = notice.code;
  finding.dimension =
      dimension_from(std::string_view(notice.code).substr(0, notice.code.find('.'))).value_or(Dimension::format);
  finding.severity = severity;
  finding.message = notice.message;
  finding.evidence = notice.evidence;
  finding.place = notice.place;
  return finding;
}

class NoticeRule final : public Rule {
 public:
  explicit NoticeRule(RuleInfo info, std::optional<FailureKind> failure = {})
      : info_(std::move(info)), failure_(failure) {}
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const std::size_t before = out.size();
    for (const Notice& notice : context.facts.notices)
      if (notice.code == info_.id) out.push_back(finding_of(notice, std::min(notice.severity, info_.severity)));
    const std::optional<Failure>& failure = context.facts.failure;
    if (failure && failure->kind == failure_) {
      Finding finding;
      finding.message = failure->message.empty() ? std::string(info_.title) + "." : failure->message;
      finding.evidence = failure->detail;
      out.push_back(std::move(finding));
    }
    if (out.size() > before) return Outcome::fail;
    return failure ? Outcome::unknown : Outcome::pass;
  }

 private:
  RuleInfo info_;
  std::optional<FailureKind> failure_;
};

// Notices that no rule above takes.
class OtherNoticesRule final : public Rule {
 public:
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override {
    const std::size_t before = out.size();
    for (const Notice& notice : context.facts.notices)
      if (!is_listed(notice.code)) out.push_back(finding_of(notice, notice.severity));
    return out.size() > before ? Outcome::fail : Outcome::not_applicable;
  }

 private:
  static bool is_listed(std::string_view code) {
    return std::any_of(notice_rules().begin(), notice_rules().end(),
                       [code](const Rule* rule) { return rule->info().id == code; });
  }
  RuleInfo info_ = notice_info("format.other_notice", Severity::critical, "Something else that a reader noticed",
                               "Readers may see more than the rules know by name.", "Look at the place named.");
};

const std::array<NoticeRule, 24>& known() {
  using enum Severity;
  using enum FailureKind;
  constexpr std::string_view nothing = "Nothing of the document gets into the index.";
  static const std::array<NoticeRule, 24> list{{
      NoticeRule(notice_info("format.wrong_extension", warning, "The name claims another type",
                             "Programs that go by the name fail on the file or misread it.",
                             "Rename the file so that its ending fits its content.")),
      NoticeRule(notice_info("format.not_utf8", info, "Text in an old encoding",
                             "The encoding had to be guessed; a wrong guess turns letters into others.",
                             "Save the file as UTF-8.")),
      NoticeRule(notice_info("format.mojibake", warning, "Letters broken by a wrong encoding",
                             "Broken letters are not found by any search and look careless in an answer.",
                             "Export the text again from its source, as UTF-8.")),
      NoticeRule(notice_info("format.ragged_rows", warning, "Rows of different length",
                             "Values slip under the wrong column.",
                             "Correct the rows named, often a separator inside an unquoted value.")),
      NoticeRule(notice_info("format.garbled_text_layer", warning, "The text layer is not what the page shows",
                             "Search and answers use the hidden text, which is nonsense.",
                             "Export the file again with embedded fonts, or have it read by OCR.")),
      NoticeRule(notice_info("format.damaged", critical, "Damaged file", "Part of the content may be lost.",
                             "Get the file again from its source; this copy is broken or cut off."),
                 damaged),
      NoticeRule(notice_info("format.formula_without_value", warning, "Formulas without a stored result",
                             "The sheet shows a number, but the file holds none.",
                             "Open the workbook in a spreadsheet program, recalculate and save it.")),
      NoticeRule(notice_info("format.encrypted", critical, "Protected by a password", "Nothing of it can be read.",
                             "Save a copy without a password."),
                 encrypted),
      NoticeRule(notice_info("format.unsupported", critical, "A type of file that is not read yet",
                             "Nothing of it gets into the index.", "Convert it to PDF, DOCX, XLSX, CSV or text."),
                 unsupported),
      NoticeRule(notice_info("completeness.page_without_text", error, "A page on which no text was found",
                             "What stands on the page is lost without a trace.",
                             "Look at the page; scan it again or add its text.")),
      NoticeRule(notice_info("completeness.empty_sheet", warning, "A sheet without content",
                             "A reader expects data where there is none.", "Remove the sheet or fill it.")),
      NoticeRule(notice_info("completeness.limit", critical, "A limit ended the reading",
                             "What lies behind the limit is not in the index.",
                             "Split the document, or raise the limit if it is rightly this large."),
                 limit),
      NoticeRule(notice_info("completeness.word_lost", warning, "Words lost or doubled in a table",
                             "A table does not hold what the page shows.", "Compare the table with the page.")),
      NoticeRule(notice_info("readability.page_not_read", error, "A page that could not be read",
                             "What stands on the page is lost without a trace.",
                             "Scan the page again, straight and at 300 dpi.")),
      NoticeRule(notice_info("readability.missing_language", warning, "No OCR model for a page's language",
                             "Letters and words of the language are misread.",
                             "Install the Tesseract model that `assay doctor` names and read the document again.")),
      NoticeRule(notice_info("readability.old_ocr_layer", warning, "A text layer of an old OCR",
                             "Errors of an earlier reading go into the index unseen.",
                             "Read the pages again by a present OCR, from the best scan there is.")),
      NoticeRule(notice_info("consistency.hidden_sheet", info, "A hidden sheet",
                             "Nobody who opens the file sees what an answer may quote.",
                             "Show the sheet or remove it.")),
      NoticeRule(notice_info("consistency.external_link", info, "Values taken from another file",
                             "They are as old as the last time that both files were open together.",
                             "Replace the links by their values.")),
      NoticeRule(notice_info("completeness.empty", critical, "An empty file", "There is nothing to index.",
                             "Get the file again from its source, or delete it."),
                 empty),
      NoticeRule(notice_info("readability.timeout", critical, "Reading took too long", nothing,
                             "Read it again alone or with a longer deadline; split it if that fails too."),
                 timeout),
      NoticeRule(notice_info("readability.out_of_memory", critical, "Reading needed too much memory", nothing,
                             "Read it again with more memory per worker, or split it."),
                 out_of_memory),
      NoticeRule(notice_info("readability.crashed", critical, "The reader died on this file", nothing,
                             "Save it anew with another program, and report the file as a defect of Assay."),
                 crashed),
      NoticeRule(notice_info("readability.bad_answer", critical, "The reader's answer was not understood", nothing,
                             "Read it again; report the file as a defect of Assay if that stays so."),
                 protocol),
      NoticeRule(notice_info("readability.defect", critical, "The reader failed by a defect of its own", nothing,
                             "Read it again; report the file as a defect of Assay if that stays so."),
                 internal),
  }};
  return list;
}

}  // namespace

std::span<const Rule* const> notice_rules() {
  static const std::vector<const Rule*> list = [] {
    std::vector<const Rule*> out;
    for (const NoticeRule& rule : known()) out.push_back(&rule);
    return out;
  }();
  return list;
}

const Rule& other_notices() {
  static const OtherNoticesRule rule;
  return rule;
}

}  // namespace assay
