#include "extractors/pdf/pdf_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "extractors/ocr/page_reader.hpp"
#include "extractors/pdf/glyph_words.hpp"
#include "extractors/pdf/layer_language.hpp"
#include "extractors/pdf/text_layer.hpp"
#include "extractors/pdf/unread_text.hpp"

namespace assay {
namespace {

constexpr double ink_dpi = 50;      // enough to see a lone line of small print
constexpr double ink_min = 0.0002;  // share of dark pixels: 30 dark of 230,000 at 50 dpi are no dust
constexpr double dots_min = 0.02;   // share of dark pixels of the image as it is stored; dust has less
constexpr std::uint8_t dark = 160;
constexpr double ocr_dpi_min = 200, ocr_dpi_max = 300;
constexpr int doubt_min = 100;            // characters: fewer say little about a language
constexpr double doubt_guessed = 0.3;     // share of characters of fonts without Unicode values
constexpr double fresh_good = 0.1;        // estimated error rate of an OCR that outweighs a layer in no known language
constexpr double foreign_max = 0.5;       // share of letters: names and symbols of another script are fewer
constexpr double stray_max = 0.01;        // share of letters; a scan's symbols and names of another script are fewer
constexpr double old_ocr_cer_max = 0.08;  // an older OCR layer that is worse than this is read anew
constexpr double old_ocr_good = 0.015;    // from here to there it is compared with a fresh reading
constexpr double more_words = 1.2, as_many_words = 0.8;  // of a fresh reading, for each of the layer
constexpr std::uint64_t look_pixels_max = 12'000'000;    // an A2 page at look_dpi; larger ones are drawings
constexpr double scanned_share = 0.6;                    // of the page, by its images
constexpr double rest_sure = 0.5;                        // mean confidence of a line of text; less is a picture
constexpr std::size_t rest_words_min = 10;

double ink_of(const GreyImage& image) {
  if (image.pixels.empty()) return 0;
  const auto count = std::count_if(image.pixels.begin(), image.pixels.end(), [](std::uint8_t p) { return p < dark; });
  return static_cast<double>(count) / static_cast<double>(image.pixels.size());
}

// As a share of black.
double darkness_of(const GreyImage& image) {
  if (image.pixels.empty()) return 0;
  const double sum = std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0);
  return 1 - sum / (255 * static_cast<double>(image.pixels.size()));
}

class Reader {
 public:
  Reader(PdfFile& file, int number, const ExtractOptions& options, Progress& progress)
      : file_(file), number_(number), options_(options), progress_(progress) {}

  ReadPage read() {
    out_.page.number = number_;
    const int errors_before = file_.content_errors();
    std::optional<PdfPage> drawn = file_.read_page(number_);
    if (!drawn) return lost();
    if (const int errors = file_.content_errors() - errors_before; errors > 0)
      out_.page.signals["pdf.content_errors"] = errors;
    content_ = std::move(*drawn);
    out_.page.width = content_.width;
    out_.page.height = content_.height;
    out_.page.rotation = content_.rotation;
    if (!content_.limit.empty()) note_limit();
    TextLayerCounts counts;
    words_ = words_of(content_, counts);
    out_.remarks = file_.remarks(number_);
    note_turn();
    note_across();
    note_blackened();
    if (content_.ended) return ended();
    finding_ = judge_text_layer(content_, counts, words_);
    out_.page.signals["pdf.image_share"] = finding_.image_share;
    doubt_layer(counts);
    if (counts.unmapped > 0) out_.page.signals["pdf.unmapped_characters"] = counts.unmapped;
    look_for_more();
    decide();
    return std::move(out_);
  }

 private:
  ReadPage lost() {
    out_.lost = true;
    out_.page.text_source_reason = "the page is missing from the file";
    note("format.damaged", Severity::error,
         fmt::format("Page {} can't be read: that part of the file is damaged.", number_));
    return std::move(out_);
  }

  // Drawing the page would hit the limit again, so there is no OCR of it either.
  ReadPage ended() {
    finding_.reason = "the page's content holds more than " + content_.limit;
    out_.page.text_source_reason = finding_.reason;
    if (!words_.empty()) take_layer(PageOrigin::unknown);
    return std::move(out_);
  }

  void decide() {
    switch (finding_.verdict) {
      case LayerVerdict::trusted:
        return unread_ ? read_rest() : take_layer(PageOrigin::born_digital);
      case LayerVerdict::old_ocr:
        return judge_old_ocr();
      case LayerVerdict::absent:
        return blank() ? take_blank() : read_image();
      case LayerVerdict::garbled:
      case LayerVerdict::badly_spaced:
        return read_anew();
    }
  }

  // How most words of the layer stand on the page as it is shown: 180 is upside down.
  void note_turn() {
    std::map<int, std::size_t> letters;
    std::size_t all = 0;
    for (const auto& word : words_) {
      letters[word.rotation] += word.text.size();
      all += word.text.size();
    }
    for (const auto& [turn, count] : letters)
      if (turn != 0 && count * 10 >= all * 8) out_.page.signals["pdf.text_turned"] = turn;
  }

  void note_across() {
    if (content_.across.find_first_not_of(' ') == std::string::npos) return;
    out_.watermark = content_.across;
    out_.page.signals["pdf.watermark"] = 1;
  }

  // A box hides the words from people, not from programs: what is under it is in the text and will be indexed.
  void note_blackened() {
    constexpr int least = 3;  // fewer are the end of a line that a box touches
    if (content_.covered_letters < least) return;
    note("consistency.covered_text", Severity::warning,
         fmt::format("On page {} {} characters are blacked out by boxes (redacted), and can still be read by programs.",
                     number_, content_.covered_letters),
         fmt::format("{} black box(es) over text", content_.blackened.size()));
    out_.notices.back().place.box = content_.blackened.front();
  }

  // The languages of other scripts are told by their letters alone: what makes none is made of wrong codes.
  bool no_language() const { return detect_language(layer_text()).empty() && !makes_languages(words_); }

  // Letters that are well-formed but make no language: fonts whose codes are not what they show.
  void doubt_layer(const TextLayerCounts& counts) {
    if (finding_.verdict != LayerVerdict::trusted || counts.glyphs < doubt_min) return;
    if (counts.guessed > doubt_guessed * counts.glyphs && detect_language(layer_text()).empty()) {
      finding_.verdict = LayerVerdict::garbled;
      finding_.reason = fmt::format(
          "text layer is garbled: {} of {} characters are of fonts without Unicode values, "
          "and make no language",
          counts.guessed, counts.glyphs);
    } else if (foreign_share(layer_text()) > foreign_max && no_language()) {
      finding_.verdict = LayerVerdict::garbled;
      doubtful_ = true;
      finding_.reason = "text layer is garbled: letters of a script that make no language";
    }
  }

  // What of the page's text stands in pictures and drawings, which the layer knows nothing of.
  void look_for_more() {
    const bool may_stay = finding_.verdict == LayerVerdict::trusted || finding_.verdict == LayerVerdict::old_ocr;
    const std::optional<PdfView> view = may_stay ? place_to_look(content_, words_) : std::nullopt;
    if (!view) return;
    const std::uint64_t pixels_max = std::min(options_.limits.image_pixels, look_pixels_max);
    if (const auto drawn = file_.render(number_, *view, pixels_max)) unread_ = find_unread_text(*drawn, *view, words_);
    if (unread_) out_.page.signals["pdf.unread_letters"] = unread_->letters;
  }

  bool can_ocr() const { return options_.ocr && !options_.ocr_languages.empty(); }

  std::string layer_text() const {
    std::string text;
    for (const LayoutWord& word : words_) text += word.text + ' ';
    return text;
  }

  // The layer, and by OCR what stands beside it.
  void read_rest() {
    PdfView view{.part = around(unread_->place), .letters = false};
    PageImage image;
    std::string how;
    if (!can_ocr() || !take_rendered(view, image, how))
      return leave_rest("; OCR is switched off or has no language for it");
    white_out(image.pix.get(), view, words_);
    image.language = detect_language(layer_text());
    if (image.language.empty()) image.language = options_.language;
    image.beside_text = true;
    OcrPage read = page_reader(options_).read(std::move(image), number_, progress_);
    out_.used_ocr = true;
    if (read.page.rotation % 360 != 0) return leave_rest("; it stands turned");
    shift(read, view.part.x0, view.part.y0);
    const std::size_t shown = read.layout.words.size();
    drop_unsure(read);
    // Few words are what recognition makes of a picture; many unsure ones are text that it cannot read.
    if (read.layout.words.size() >= rest_words_min) return take_mixed(std::move(read), how);
    if (shown < 2 * rest_words_min) return take_layer(PageOrigin::born_digital);
    for (Notice& notice : read.notices)
      if (of_part(notice).code != "readability.text_passed_over") out_.notices.push_back(std::move(notice));
    leave_rest("; OCR could not read it");
  }

  Box around(const Box& rows) const {
    constexpr double line_height = 12;  // the short last line of a paragraph
    return {std::max(rows.x0 - line_height, 0.0), std::max(rows.y0 - line_height, 0.0),
            std::min(rows.x1 + line_height, content_.width), std::min(rows.y1 + line_height, content_.height)};
  }

  // Leaves the words of lines that are not what recognition makes of a picture.
  static void drop_unsure(OcrPage& read) {
    struct Line {
      double sum = 0, words = 0;
    };
    std::map<int, Line> lines;
    for (const LayoutWord& word : read.layout.words) {
      lines[word.line].sum += word.confidence.value_or(0);
      ++lines[word.line].words;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < read.layout.words.size(); ++i) {
      LayoutWord& word = read.layout.words[i];
      const Line& line = lines[word.line];
      if (line.sum < rest_sure * line.words) continue;
      std::swap(read.page.words[kept], read.page.words[i]);
      std::swap(read.layout.words[kept++], word);
    }
    read.page.words.resize(kept);
    read.layout.words.resize(kept);
  }

  void leave_rest(const char* why) {
    note("readability.text_passed_over", Severity::warning,
         fmt::format("Part of page {} is a picture or drawing of text, about {} letters, that was not read{}.", number_,
                     unread_->letters, why));
    out_.notices.back().place.box = unread_->place;
    take_layer(finding_.image_share >= scanned_share ? PageOrigin::scan : PageOrigin::born_digital);
  }

  // Most of a picture is not most of its page.
  Notice& of_part(Notice& notice) const {
    if (notice.code != "readability.page_not_read") return notice;
    notice.code = "readability.text_passed_over";
    notice.severity = Severity::warning;
    notice.message =
        fmt::format("Part of page {} could not be read: handwriting, or print that is covered or too faint.", number_);
    return notice;
  }

  void take_mixed(OcrPage read, const std::string& how) {
    const std::string text = layer_text();
    const std::size_t in_layer = words_.size(), beside = read.layout.words.size();
    finding_.reason += fmt::format("; {} words of pictures or drawings beside it by OCR of {}", beside, how);
    std::move(read.layout.words.begin(), read.layout.words.end(), std::back_inserter(words_));
    if (content_.rules.empty()) content_.rules = std::move(read.layout.rules);
    take_layer(finding_.image_share >= scanned_share ? PageOrigin::scan : PageOrigin::born_digital);
    out_.page.text_source = TextSource::mixed;
    out_.page.words = std::move(read.page.words);
    out_.page.signals.merge(read.page.signals);
    const std::optional<Estimate> layer = predict_text_cer(text, out_.page.language), &fresh = read.page.predicted_cer;
    out_.page.predicted_cer = layer && fresh ? mean_of(*layer, in_layer, *fresh, beside) : fresh;
    for (Notice& notice : read.notices) {
      if (notice.code == "readability.text_passed_over") notice.severity = Severity::info;  // pictures have such places
      out_.notices.push_back(std::move(of_part(notice)));
    }
  }

  static Estimate mean_of(const Estimate& a, std::size_t words_a, const Estimate& b, std::size_t words_b) {
    const double share =
        static_cast<double>(words_a) / static_cast<double>(std::max<std::size_t>(words_a + words_b, 1));
    return {share * a.value + (1 - share) * b.value, share * a.low + (1 - share) * b.low,
            share * a.high + (1 - share) * b.high};
  }

  void take_layer(PageOrigin origin) {
    const std::string text = layer_text();
    LayoutPage page;
    page.number = number_;
    page.width = content_.width;
    page.height = content_.height;
    page.words = std::move(words_);
    page.rules = std::move(content_.rules);
    page.shades = std::move(content_.shades);
    for (const PdfImage& image : content_.images) page.images.push_back(image.box);
    out_.page.text_source = TextSource::text_layer;
    out_.page.text_source_reason = finding_.reason;
    out_.page.origin = origin;
    out_.page.language = detect_language(text);
    out_.page.predicted_cer = predict_text_cer(text, out_.page.language);
    out_.layout = lay_out(page);
    out_.page.signals.merge(out_.layout.signals);
  }

  // An older OCR layer is taken when it reads like a language and not too much of it looks wrong. What makes no
  // language that is known may be garbage, or names and numbers: a fresh reading, whose errors can be estimated, is
  // worth more than either.
  void judge_old_ocr() {
    const std::string text = layer_text(), language = detect_language(text);
    const std::optional<Estimate> cer = predict_text_cer(text, language);
    if (cer && cer->value > old_ocr_cer_max)
      return replace_old_ocr("is wrong in many places (garbled)",
                             fmt::format("about {:.0f} % of it wrong", 100 * cer->value));
    if (language.empty()) return replace_old_ocr("is in no language that is known", "in no known language");
    // Letters of other scripts among the words of a Latin one are print that was not recognised.
    if (const double share = foreign_share(text); share > stray_max && share <= foreign_max)
      return replace_old_ocr("mixes several scripts (garbled)",
                             fmt::format("{:.0f} % of its letters stray", 100 * share));
    const bool unsure = unread_ || (cer && cer->value > old_ocr_good);
    if (unsure && can_ocr()) return compare_old_ocr(cer);
    if (unread_)
      return take_old_ocr(Severity::warning, " that leaves out a part of the page, and could not be read anew");
    take_old_ocr(Severity::info, "");
  }

  void take_old_ocr(Severity severity, const std::string& doubt) {
    note("readability.old_ocr_layer", severity,
         fmt::format("Page {} is a scan; its text is an older OCR layer{}.", number_, doubt));
    take_layer(PageOrigin::scan);
  }

  void replace_old_ocr(const char* fault, const std::string& reason) {
    const std::string kept = fmt::format(" that {}, and could not be read anew", fault);
    if (!can_ocr()) return take_old_ocr(Severity::warning, kept);
    const ReadPage before = out_;
    const std::string finding = finding_.reason;
    finding_.reason += ", " + reason;
    note_read_anew(fault);
    read_image();
    if (out_.layout.words_in > 0 || words_.empty()) return;
    out_ = before;
    finding_.reason = finding;
    take_old_ocr(Severity::warning, kept);
  }

  // Not bad enough to be wrong in any case: the reading that has more words or, of as many, fewer errors.
  void compare_old_ocr(const std::optional<Estimate>& layer) {
    ReadPage before = out_;
    const std::string finding = finding_.reason;
    finding_.reason += layer ? fmt::format(", about {:.0f} % of it wrong", 100 * layer->value) : "";
    read_image();
    const std::optional<Estimate>& fresh = out_.page.predicted_cer;
    const double share = out_.layout.words_in / std::max(static_cast<double>(words_.size()), 1.0);
    if (fresh && fresh->value < fresh_good && share >= more_words)
      return note_read_anew("leaves out a part of the page");
    if (fresh && layer && fresh->value < layer->value && share >= as_many_words)
      return note_read_anew("has more errors than a fresh reading");
    out_ = std::move(before);
    out_.used_ocr = true;
    finding_.reason = finding + ", no worse than a fresh reading";
    take_old_ocr(Severity::info, ", which a fresh reading does not better");
  }

  void note_read_anew(const char* fault) {
    note(
        "readability.old_ocr_layer", Severity::info,
        fmt::format("Page {} is a scan whose hidden text layer {}; it was read anew by OCR. Other programs will search "
                    "the wrong text.",
                    number_, fault));
  }

  bool blank() {
    if (content_.glyphs.empty() && content_.images.empty() && content_.shapes == 0) {
      out_.page.ink_coverage = 0;
      return true;
    }
    const std::optional<GreyImage> small = file_.render(number_, {.dpi = ink_dpi}, options_.limits.image_pixels);
    if (!small) return false;
    out_.page.ink_coverage = ink_of(*small);
    return *out_.page.ink_coverage < ink_min && !is_dotted(*small);
  }

  // Dots that are too fine for ink_dpi are a shade of grey there, as grey paper is; the image itself tells which.
  bool is_dotted(const GreyImage& small) {
    if (!finding_.page_image || darkness_of(small) < dots_min) return false;
    const std::optional<GreyImage> image = file_.image(number_, *finding_.page_image, options_.limits.image_pixels);
    return image && ink_of(*image) >= dots_min;
  }

  void take_blank() {
    out_.page.text_source = TextSource::none;
    out_.page.text_source_reason = fmt::format("blank: ink on {:.3f} % of the page", 100 * *out_.page.ink_coverage);
    out_.page.origin = PageOrigin::blank;
    out_.page.predicted_cer.reset();
  }

  // Text is there but wrong. Without OCR badly spaced text is still worth having, garbage is not.
  void read_anew() {
    note("format.garbled_text_layer", Severity::warning,
         fmt::format("The text stored in page {} is not what the page shows; it can't be searched or copied.", number_),
         finding_.reason);
    if (can_ocr()) return doubtful_ ? read_if_better() : read_image();
    if (finding_.verdict == LayerVerdict::badly_spaced) return take_layer(PageOrigin::unknown);
    not_read();
  }

  // The letters may be of a language that nobody here knows, and no installed model reads it any better.
  void read_if_better() {
    ReadPage before = out_;
    read_image();
    if (out_.page.predicted_cer && out_.page.predicted_cer->value < fresh_good) return;
    std::erase_if(before.notices, [](const Notice& n) { return n.code == "format.garbled_text_layer"; });
    out_ = std::move(before);
    out_.used_ocr = true;
    finding_.reason = fmt::format("text layer: {} words in no language that is known", words_.size());
    take_layer(PageOrigin::born_digital);
  }

  void not_read() {
    out_.page.text_source = TextSource::none;
    out_.page.text_source_reason = finding_.reason + "; OCR is switched off or no language is installed";
    note("readability.page_not_read", Severity::error,
         fmt::format("Page {} is an image of text and was not read: OCR is switched off or no language is installed.",
                     number_),
         finding_.reason);
  }

  void read_image() {
    if (!can_ocr()) return not_read();
    PageImage image;
    Box placed{0, 0, content_.width, content_.height};
    PdfView whole;
    std::string how;
    if (!take_embedded(image, placed, how) && !take_rendered(whole, image, how)) {
      out_.page.text_source_reason = finding_.reason + "; the page is too large to be drawn";
      note("completeness.limit", Severity::error,
           fmt::format("Page {} is drawn with more than {} pixels and was not read.", number_,
                       options_.limits.image_pixels),
           "limit: image_pixels");
      return;
    }
    image.language = options_.language;
    OcrPage read = page_reader(options_).read(std::move(image), number_, progress_);
    out_.used_ocr = true;
    take_ocr(std::move(read), placed, how);
  }

  bool take_embedded(PageImage& image, Box& placed, std::string& how) {
    if (!finding_.page_image) return false;
    const PdfImage& source = content_.images[*finding_.page_image];
    const std::optional<GreyImage> grey = file_.image(number_, *finding_.page_image, options_.limits.image_pixels);
    if (!grey) return false;
    image.pix = to_pix(*grey);
    placed = source.box;
    image.width_pt = placed.x1 - placed.x0;
    image.height_pt = placed.y1 - placed.y0;
    image.dpi_x = 72.0 * grey->width / image.width_pt;
    image.dpi_y = 72.0 * grey->height / image.height_pt;
    how = fmt::format("its image at {:.0f} x {:.0f} dpi", image.dpi_x, image.dpi_y);
    return image.pix != nullptr;
  }

  // At the resolution that it sets in `view`.
  bool take_rendered(PdfView& view, PageImage& image, std::string& how) {
    view.dpi = ocr_dpi_max;
    for (const PdfImage& source : content_.images)
      if (finding_.image_share >= scanned_share && source.box.x1 - source.box.x0 > 0.6 * content_.width)
        view.dpi = std::clamp(72.0 * source.width / (source.box.x1 - source.box.x0), ocr_dpi_min, ocr_dpi_max);
    std::optional<GreyImage> grey = file_.render(number_, view, options_.limits.image_pixels);
    if (!grey) {
      view.dpi = 100;
      grey = file_.render(number_, view, options_.limits.image_pixels);
    }
    if (!grey) return false;
    image.pix = to_pix(*grey);
    image.dpi_x = image.dpi_y = view.dpi;
    const bool whole = view.part.x1 <= view.part.x0;
    image.width_pt = whole ? content_.width : view.part.x1 - view.part.x0;
    image.height_pt = whole ? content_.height : view.part.y1 - view.part.y0;
    how = fmt::format("the page drawn at {:.0f} dpi", view.dpi);
    return image.pix != nullptr;
  }

  void take_ocr(OcrPage read, const Box& placed, const std::string& how) {
    if (read.page.rotation % 360 == 0) {
      read.page.width = read.layout.width = content_.width;
      read.page.height = read.layout.height = content_.height;
      shift(read, placed.x0, placed.y0);
    }
    const Page before = std::move(out_.page);
    out_.page = std::move(read.page);
    out_.page.number = number_;
    out_.page.rotation = (before.rotation + read.page.rotation) % 360;
    out_.page.signals.insert(before.signals.begin(), before.signals.end());
    if (!out_.page.ink_coverage) out_.page.ink_coverage = before.ink_coverage;
    out_.page.text_source_reason = fmt::format("{}; OCR of {}", finding_.reason, how);
    read.layout.number = number_;
    out_.layout = lay_out(read.layout);
    out_.page.signals.merge(out_.layout.signals);
    for (Notice& notice : read.notices) out_.notices.push_back(std::move(notice));
    if (out_.page.origin != PageOrigin::blank && out_.layout.words_in == 0 && out_.notices.empty())
      note("completeness.page_without_text", Severity::warning,
           fmt::format("Page {} shows something, but no text was found on it.", number_), finding_.reason);
  }

  static void shift(OcrPage& read, double dx, double dy) {
    const auto move = [&](Box& box) {
      box.x0 += dx;
      box.x1 += dx;
      box.y0 += dy;
      box.y1 += dy;
    };
    for (LayoutWord& word : read.layout.words) move(word.box);
    for (RulingLine& rule : read.layout.rules) move(rule.box);
    for (Box& box : read.layout.shades) move(box);
    for (Box& box : read.layout.images) move(box);
    for (Word& word : read.page.words) move(word.box);
    for (Notice& notice : read.notices)
      if (notice.place.box) move(*notice.place.box);
  }

  void note_limit() {
    note("completeness.limit", Severity::error,
         fmt::format("Page {} holds more than {}; the rest of it was not read.", number_, content_.limit));
  }

  void note(const char* code, Severity severity, std::string message, std::string evidence = {}) {
    Notice notice;
    notice.code = code;
    notice.severity = severity;
    notice.message = std::move(message);
    notice.evidence = std::move(evidence);
    notice.place.page = number_;
    out_.notices.push_back(std::move(notice));
  }

  PdfFile& file_;
  int number_;
  const ExtractOptions& options_;
  Progress& progress_;
  PdfPage content_;
  std::vector<LayoutWord> words_;
  LayerFinding finding_;
  bool doubtful_ = false;             // garbled for no other reason than that no language is found
  std::optional<UnreadText> unread_;  // beside the layer's words
  ReadPage out_;
};

}  // namespace

ReadPage read_pdf_page(PdfFile& file, int number, const ExtractOptions& options, Progress& progress) {
  return Reader(file, number, options, progress).read();
}

}  // namespace assay
