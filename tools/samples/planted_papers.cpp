#include <stdexcept>

#include "tools/samples/planted.hpp"

namespace assay::samples {
namespace {

// A changed phrase that is not there any more would leave two equal files.
void change(Paper& paper, std::string_view from, std::string_view to) {
  for (Block& block : paper.blocks) {
    const std::string changed = replaced(block.text, from, to);
    if (changed == block.text) continue;
    block.text = changed;
    return;
  }
  throw std::logic_error("no phrase to change: " + std::string(from));
}

}  // namespace

std::string scan(std::string_view invoice_number, std::string_view date, Grade grade) {
  const Paper paper = invoice(invoice_number, date, "en", {.lines = 5});
  return scan_pdf(scanned(paper, grade, invoice_number), {"Scan " + std::string(invoice_number), std::string(date)});
}

PixPtr first(std::vector<PixPtr> pages) {
  return std::move(pages.at(0));
}

std::string noise_complaint_changed() {
  Paper paper = letter("complaint", "2025-06-18");
  change(paper, "three nights", "four nights");
  change(paper, "at a steady low speed after ten", "at a steady low speed after nine");
  return pdf(paper);
}

std::string supply_changed() {
  Paper paper = contract("supply", "2025-05-19", "2025-06-01", "2028-05-31");
  change(paper, "sixty per cent of that movement", "eighty per cent of that movement");
  change(paper, "within three working days", "within five working days");
  change(paper, "for ten working days", "for twelve working days");
  return pdf(paper);
}

Paper offer_with_gaps() {
  Paper paper = letter("job", "2025-04-02");
  change(paper, "laboratory technician in the water quality group", "[JOB TITLE] in the [NAME OF GROUP]");
  change(paper, "the first of the month after next", "XX.XX.XXXX");
  change(paper, "twenty-seven days of leave", "TBD days of leave");
  change(paper, "We liked the thoughtful way in which you described your work on river sediments",
         "<insert a personal remark here>");
  return paper;
}

Paper half_letter() {
  Paper paper = letter("grant", "2025-09-03");
  for (std::size_t i = 0; i < paper.blocks.size(); ++i) {
    if (paper.blocks[i].text.find("The panel met") == std::string::npos) continue;
    paper.blocks[i].text = "The panel met on Wednesday and read";
    paper.blocks.resize(i + 1);
    return paper;
  }
  throw std::logic_error("the letter has no first sentence");
}

Paper staff_report() {
  Paper paper = report("training", "2025-03-18");
  paper.title = "Hours of the workshops in winter";
  paper.blocks.clear();
  append_markup(paper, R"(# Hours of the workshops in winter
The table shows the hours worked in the three workshops, with the hours beyond the plan beside them. Hours of apprentices are left out, because they attend school on two days a week.

## January to March
| Workshop | January | < | February | < | March | < |
| ^ | Plan | Extra | Plan | Extra | Plan | Extra |
| Joinery | 612 | 34 | 588 | 12 | 640 | 51 |
| Paint shop | 404 | 8 | 396 | 0 | 420 | 17 |
| Metalwork | 530 | 22 | 511 | 29 | 552 | 6 |

## Remarks
The extra hours of the joinery in March stem from the order for the library. Those of the metalwork fell after the second welding bay had been opened. Sickness was lower than a year ago in all three.)");
  paper.blocks[3].grid.header_rows = 2;
  return paper;
}

Paper with_blank_pages() {
  Paper paper = report("clock", "2025-01-21");
  paper.header.clear();  // a blank page of a report has nothing at all on it
  paper.footer.clear();
  std::vector<Block> blocks;
  for (const Block& block : paper.blocks) {
    if (block.text == "Rate") blocks.insert(blocks.end(), 3, {BlockKind::page_break, {}, {}});
    blocks.push_back(block);
  }
  paper.blocks = std::move(blocks);
  return paper;
}

Paper blank() {
  Paper paper;
  paper.date = "2024-05-15";
  return paper;
}

std::string two_columns(std::string_view report_key, std::string_view date) {
  Paper paper = report(report_key, date);
  paper.columns = 2;
  paper.size = 9.5;
  return pdf(paper);
}

std::string mixed_contract() {
  Paper annex = report("clock", "2024-11-05");
  annex.header.clear();
  annex.footer.clear();
  annex.blocks.clear();
  append_markup(annex, R"(# Annex: keys and evenings without rehearsal
| Key | Holder | Returned |
| 14 | Second alto | no |
| 15 | Treasurer | no |
| 16 | Conductor of last year | 3 September |
The room is not free on the evenings of the parents' council, which are announced at the beginning of each term, nor during the week of the oral examinations.
Both sides have counted the chairs: there are seventy-two, of which four are too low for adults.)");
  return mixed_pdf(pdf(contract("choir", "2024-11-04", "2024-12-01", "2027-11-30")),
                   scanned(annex, Grade::office, "annex"));
}

std::string wrong_layer_pdf() {
  // As an old recognition left it: glued words, digits for letters, a line of another page.
  const std::vector<std::string> layer = {"0urtcchnicianspentTuesclay anclpart 0fWeclnesclay wlth tbec0ncert",
                                          "pianointhe asscmbly ha1l lt isnowac0mma ab0ve tbepitch atwbich",
                                          "hef0unditancl sbou1cl betvneclonce rn0re bef0reEaster asstrings",
                                          "Eleverhamrners wereharclas wo0cl anclbave beerneecllecl Tbe",
                                          "0ur bi1l c0mest0 GBP l2 3OO0O witbtbe trave1ling lfy0u wisb",
                                          "rn rn iiil l1l |||| ~~ ^^ .,., ;;;; \\254\\254 _- _- _-"};
  return scan_pdf_with_layer(scanned(letter("piano", "2024-02-12"), Grade::office, "wrong layer"), layer,
                             {"Scan 0140", "2024-02-13"});
}

}  // namespace assay::samples
