#include "extractors/ocr/page_reader.hpp"

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/struck_words.hpp"
#include "extractors/ocr/check_boxes.hpp"
#include "extractors/ocr/choose.hpp"
#include "extractors/ocr/estimate.hpp"
#include "extractors/ocr/faint_lines.hpp"
#include "extractors/ocr/fall.hpp"
#include "extractors/ocr/languages.hpp"
#include "extractors/ocr/left_over.hpp"
#include "extractors/ocr/prepare.hpp"
#include "extractors/ocr/read_lines.hpp"
#include "extractors/ocr/second_reading.hpp"
#include "extractors/ocr/strokes.hpp"

namespace assay {

void PixDeleter::operator()(Pix* pix) const {
  pixDestroy(&pix);
}

namespace {

// Under this share of dark pixels, and without anything of a letter's size, a page is blank without being read.
constexpr double blank_ink = 0.0005;
// Words below this confidence on a page that is nearly empty are dirt.
constexpr double dirt_confidence = 0.4;
// From here on the words are good enough to believe what cld2 says of their language.
constexpr double language_confidence = 0.7;
constexpr int language_words = 20;
// From this share of a page on its language is sure, and one without a model is told: half a page is worth a package.
constexpr double language_share = 0.5;
// Letters of a script that no model knows are read with less confidence than this, as are handwriting, pictures and
// bad copies; so many words in a row are a passage.
constexpr double foreign_confidence = 0.6;
constexpr std::size_t foreign_words = 10;
// Of them so many are different and have the length of words: formulas and rows of signs do not.
constexpr std::size_t foreign_long_words = 5;
constexpr int32_t long_word = 3;  // letters
constexpr std::size_t least_passed_over = 3;
constexpr std::size_t least_handwritten = 3;  // lines; fewer are a signature with its date

Notice page_notice(std::string code, Severity severity, std::string message, int page, std::string evidence = {}) {
  Notice out{std::move(code), severity, std::move(message), std::move(evidence), {}};
  out.place.page = page;
  return out;
}

// Size of the page as shown after its turn, in points.
void set_size(OcrPage& out, const PreparedPage& prepared, double width_pt, double height_pt) {
  const double points = 72 / (prepared.dpi * prepared.scale);
  const bool quarter = prepared.turned % 180 != 0;
  out.page.width = width_pt > 0 ? (quarter ? height_pt : width_pt) : pixGetWidth(prepared.grey.get()) * points;
  out.page.height = height_pt > 0 ? (quarter ? width_pt : height_pt) : pixGetHeight(prepared.grey.get()) * points;
  out.page.rotation = prepared.turned;
  out.layout.width = out.page.width;
  out.layout.height = out.page.height;
}

struct ToPoints {
  double x, y;
  Box operator()(const Box& box) const { return {box.x0 * x, box.y0 * y, box.x1 * x, box.y1 * y}; }
};

ToPoints points_of(const OcrPage& out, const PreparedPage& prepared) {
  return {out.page.width / pixGetWidth(prepared.grey.get()), out.page.height / pixGetHeight(prepared.grey.get())};
}

// Words of two letters or more that say where the line around another runs: so many of its nearest.
constexpr std::ptrdiff_t neighbours = 6;

// The word's box with the top and bottom of the line around it. Tesseract's boxes are as tight as the ink: beside
// "gently" a dash is no line's height, and layout would take it for something else.
Box line_box(const std::vector<ReadWord>& words, std::size_t index) {
  const Box& own = words[index].box;
  std::vector<double> tops, bottoms;
  const auto look = [&](std::ptrdiff_t step) {
    std::ptrdiff_t found = 0;
    for (auto i = std::ptrdiff_t(index) + step; i >= 0 && i < std::ptrdiff_t(words.size()) && found < neighbours;
         i += step) {
      const ReadWord& word = words[std::size_t(i)];
      if (word.line != words[index].line) break;
      if (word.text.size() < 2) continue;
      tops.push_back(word.box.y0);
      bottoms.push_back(word.box.y1);
      ++found;
    }
  };
  look(-1);
  look(1);
  if (words[index].text.size() >= 2 || tops.empty()) {
    tops.push_back(own.y0);
    bottoms.push_back(own.y1);
  }
  const auto middle = [](std::vector<double>& values) {
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
  };
  Box box = own;
  box.y0 = middle(tops);
  box.y1 = middle(bottoms);
  // Not of this line after all.
  const double centre = (own.y0 + own.y1) / 2;
  return box.y0 < centre && centre < box.y1 ? box : own;
}

// Of the ruling lines those that seem to strike words are strokes of their letters: what strikes words was looked for
// in the image, and is in `struck`.
void place_lines(OcrPage& out, const ToPoints& to_points, const std::vector<Box>& lines,
                 const std::vector<Box>& struck) {
  std::vector<RulingLine>& rules = out.layout.rules;
  for (const Box& line : lines) rules.push_back({to_points(line)});
  const std::vector<int> strokes = layout::find_struck(out.layout).rules;
  for (auto rule = strokes.rbegin(); rule != strokes.rend(); ++rule) rules.erase(rules.begin() + *rule);
  for (const Box& line : struck) rules.push_back({to_points(line)});
}

void place_words(OcrPage& out, const ToPoints& to_points, const Reading& reading) {
  const std::vector<ReadWord> level = levelled(reading.words);
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const ReadWord& word = reading.words[i];
    out.page.words.push_back({word.text, to_points(word.box), word.confidence});
    LayoutWord placed;
    placed.text = word.text;
    placed.box = to_points(line_box(level, i));
    placed.confidence = word.confidence;
    placed.line = word.line;
    out.layout.words.push_back(std::move(placed));
  }
}

// One or two such places are marks of a pen more often than text.
void note_passed_over(OcrPage& out, const PreparedPage& prepared, const std::vector<Box>& boxes) {
  if (boxes.size() < least_passed_over) return;
  Notice notice =
      page_notice("readability.text_passed_over", Severity::warning,
                  fmt::format("Text seems to stand in {} places that could not be read: a stamp, a picture or "
                              "dirt covers it, or it is too faint.",
                              boxes.size()),
                  out.page.number);
  notice.place.box = points_of(out, prepared)(boxes.front());
  out.notices.push_back(std::move(notice));
}

Box around(const std::vector<Box>& boxes) {
  Box out = boxes.front();
  for (const Box& box : boxes) layout::include(out, box);
  return out;
}

// Words of several letters that are taller than wide belong to lines that run up or down the page. Recognition turns
// such a block by itself, the wrong way as often as not, and reads it upside down.
void note_sideways(OcrPage& out, const PreparedPage& prepared, const std::vector<ReadWord>& words) {
  constexpr std::size_t least_bytes = 4, least_words = 3;
  constexpr double upright = 1.5, sure = 0.75;
  std::vector<Box> tall;
  double confidence = 0;
  for (const ReadWord& word : words) {
    const Box& box = word.box;
    if (word.text.size() < least_bytes || box.y1 - box.y0 < upright * (box.x1 - box.x0)) continue;
    tall.push_back(box);
    confidence += word.confidence;
  }
  if (tall.size() < least_words || confidence >= sure * double(tall.size())) return;
  out.notices.push_back(page_notice(
      "readability.text_passed_over", Severity::warning,
      fmt::format("Text that runs up or down page {} was not read, or is garbled.", out.page.number), out.page.number));
  out.notices.back().place.box = points_of(out, prepared)(around(tall));
}

std::size_t lines_of(const Reading& reading) {
  std::set<int> lines;
  for (const ReadWord& word : reading.words) lines.insert(word.line);
  return lines.size();
}

// Lines by hand are text that is missing; a signature or a stamp is on most letters.
void note_strokes(OcrPage& out, const PreparedPage& prepared, const Strokes& strokes, std::size_t lines_read) {
  if (strokes.places.empty()) return;
  const int page = out.page.number;
  const ToPoints to_points = points_of(out, prepared);
  if (strokes.lines.size() >= least_handwritten) {
    const std::size_t lines = strokes.lines.size();
    constexpr const char* cause = "handwriting, or print that is covered or too faint";
    out.notices.push_back(
        lines >= lines_read
            ? page_notice("readability.page_not_read", Severity::error,
                          fmt::format("Most of page {} is missing: {} lines could not be read ({}), {} were.", page,
                                      lines, cause, lines_read),
                          page)
            : page_notice("readability.text_passed_over", Severity::warning,
                          fmt::format("{} lines of page {} could not be read: {}.", lines, page, cause), page));
    out.notices.back().place.box = to_points(around(strokes.lines));
    return;
  }
  const std::size_t places = strokes.places.size();
  const std::string what = places == 1 ? fmt::format("Something on page {} was", page)
                                       : fmt::format("{} things on page {} were", places, page);
  out.notices.push_back(
      page_notice("readability.not_printed", Severity::info,
                  what + " not read: handwriting, a signature, a stamp, a picture or very large letters.", page));
  const auto area = [](const Box& box) { return (box.x1 - box.x0) * (box.y1 - box.y0); };
  out.notices.back().place.box = to_points(*std::ranges::max_element(strokes.places, {}, area));
}

PageOrigin origin_of(const PreparedPage& prepared) {
  if (prepared.fax) return PageOrigin::fax;
  if (prepared.look.shaded) return PageOrigin::photo;
  return prepared.dpi_known ? PageOrigin::scan : PageOrigin::unknown;
}

// Nearly all of it is letters.
bool is_long_word(const std::string& text) {
  const icu::UnicodeString letters = icu::UnicodeString::fromUTF8(text);
  int32_t count = 0;
  for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) count += u_isalpha(letters.char32At(i)) != 0;
  return count >= long_word && 4 * count >= 3 * letters.countChar32();
}

// Around the passage of lines that were read worst; none: too few words are.
std::optional<Box> unsure_passage(const std::vector<ReadWord>& words) {
  struct Line {
    double sum = 0;
    std::vector<const ReadWord*> words;
  };
  std::map<int, Line> lines;
  for (const ReadWord& word : words) {
    lines[word.line].sum += word.confidence;
    lines[word.line].words.push_back(&word);
  }
  std::optional<Box> out;
  std::size_t count = 0;
  std::set<std::string> long_words;
  for (const auto& [number, line] : lines) {
    if (line.sum >= foreign_confidence * double(line.words.size())) continue;
    count += line.words.size();
    for (const ReadWord* word : line.words) {
      if (!out) out = word->box;
      layout::include(*out, word->box);
      if (is_long_word(word->text)) long_words.insert(word->text);
    }
  }
  return count >= foreign_words && long_words.size() >= foreign_long_words ? out : std::nullopt;
}

void mark_blank(OcrPage& out, const PreparedPage& prepared) {
  out.page.origin = PageOrigin::blank;
  out.page.text_source = TextSource::none;
  const int specks = prepared.look.specks;
  out.page.text_source_reason =
      fmt::format("blank page: {:.3f} % of it is dark{}, nothing of a letter's size", prepared.look.ink_coverage * 100,
                  specks > 0 ? fmt::format(" beside {} specks", specks) : std::string());
  out.page.rotation = 0;
}

void note_noise(OcrPage& out, int specks) {
  out.page.text_source_reason = fmt::format("an image of noise: {} specks, and nothing of a letter's size", specks);
  out.notices.push_back(page_notice(
      "readability.page_not_read", Severity::error,
      fmt::format(
          "Page {} is covered with {} specks, noise or the dots of a picture: whether it has text can't be told. "
          "Scan it again, in shades of grey.",
          out.page.number, specks),
      out.page.number));
}

}  // namespace

struct PageReader::Impl {
  std::string folder;
  std::vector<std::string> models;
  std::map<std::string, std::unique_ptr<Engine>> engines;

  Engine* engine(const std::string& model) {
    auto found = engines.find(model);
    if (found == engines.end()) found = engines.emplace(model, Engine::load(folder, model)).first;
    return found->second.get();
  }
  bool installed(const std::string& model) const {
    return std::find(models.begin(), models.end(), model) != models.end();
  }
  BestReading read_in_its_language(ReadingPlan& plan, Engine& engine, Progress& progress);
  void note_language(OcrPage& out, const ReadingPlan& choice, const Reading& reading);
  void note_script(OcrPage& out, const PreparedPage& page, const std::vector<ReadWord>& words);
};

// A sample of capitals and numbers (a receipt's head) may not show the language that the whole page shows.
BestReading PageReader::Impl::read_in_its_language(ReadingPlan& plan, Engine& first, Progress& progress) {
  BestReading best = read_best(plan, first, progress);
  const LanguageShare guess = guess_language(best.reading.text());
  const std::string wanted = model_of(guess.language);
  Engine* other = installed(wanted) && language_of(plan.model) != guess.language ? engine(wanted) : nullptr;
  if (!other || guess.share < 0.5) return best;  // names and numbers look like any language
  BestReading again = read_best(plan, *other, progress);
  if (again.reading.worth() <= best.reading.worth()) return best;
  plan.model = wanted;
  return again;
}

// The page's language, and a notice when its model isn't there.
void PageReader::Impl::note_language(OcrPage& out, const ReadingPlan& choice, const Reading& reading) {
  const LanguageShare guess = guess_language(reading.text());
  const bool believable =
      reading.mean_confidence() >= language_confidence && int(reading.words.size()) >= language_words;
  if (guess.share >= language_share && believable) out.page.language = guess.language;
  const std::string wanted = model_of(guess.language);
  if (!believable || guess.share < language_share || wanted.empty() || installed(wanted) ||
      language_of(choice.model) == guess.language)
    return;
  out.notices.push_back(page_notice(
      "readability.missing_language", Severity::warning,
      fmt::format("The page is written in {}, for which no OCR model is installed, so letters of that language are "
                  "misread. Install the package {} and read the document again.",
                  english_name(guess.language), package_of(wanted)),
      out.page.number, guess.language));
}

// Lines in which no model finds words may be in a script that none of them knows.
void PageReader::Impl::note_script(OcrPage& out, const PreparedPage& page, const std::vector<ReadWord>& words) {
  const std::optional<Box> passage = unsure_passage(words);
  Engine* osd = passage ? engine("osd") : nullptr;
  if (!osd) return;
  ::Box* area = boxCreate(int(passage->x0), int(passage->y0), int(passage->x1 - passage->x0) + 1,
                          int(passage->y1 - passage->y0) + 1);
  const PixPtr part = own(pixClipRectangle(page.grey.get(), area, nullptr));
  boxDestroy(&area);
  const std::string script = part ? osd->script(part.get(), reading_dpi) : std::string();
  const std::string package = package_of_script(script);
  if (package.empty() || knows_script(models, script)) return;
  out.notices.push_back(page_notice("readability.missing_language", Severity::warning,
                                    fmt::format("The page has text in {} letters, which no installed OCR model reads. "
                                                "Install the package {} and read the document again.",
                                                script, package),
                                    out.page.number, script));
}

PageReader::PageReader(std::string ocr_data, std::vector<std::string> languages) : impl_(std::make_unique<Impl>()) {
  impl_->folder = std::move(ocr_data);
  impl_->models = std::move(languages);
  std::erase(impl_->models, "osd");
}

PageReader::~PageReader() = default;

OcrPage PageReader::read(PageImage image, int page_number, Progress& progress) {
  OcrPage out;
  out.page.number = out.layout.number = page_number;
  const double width_pt = image.width_pt, height_pt = image.height_pt;
  const std::string language = image.language;
  PreparedPage prepared;
  if (image.pix) prepared = prepare(std::move(image));
  if (!prepared.grey) {
    out.notices.push_back(page_notice("readability.page_not_read", Severity::error,
                                      "The page's image can't be decoded, so its text is missing.", page_number));
    return out;
  }
  set_size(out, prepared, width_pt, height_pt);
  out.page.ink_coverage = prepared.look.ink_coverage;
  out.page.origin = origin_of(prepared);
  if (prepared.noise) {
    note_noise(out, prepared.look.specks);
    return out;
  }
  if (prepared.look.ink_coverage < blank_ink && prepared.look.letters == 0) {
    mark_blank(out, prepared);
    return out;
  }
  const EngineOf engines = [this](const std::string& model) { return impl_->engine(model); };
  ReadingPlan choice;
  if (!impl_->models.empty()) choice = choose(prepared, impl_->models, language, engines, progress);
  Engine* engine = choice.page.grey ? impl_->engine(choice.model) : nullptr;
  if (!engine) {
    out.page.text_source_reason = "an image, and no OCR model is installed";
    out.notices.push_back(page_notice("readability.page_not_read", Severity::error,
                                      "The page is an image and no OCR model is installed, so its text is missing. "
                                      "Install tesseract-ocr-eng or the package of the page's language.",
                                      page_number));
    return out;
  }
  BestReading best = impl_->read_in_its_language(choice, *engine, progress);
  engine = impl_->engine(choice.model);
  const double dpi = choice.page.dpi * choice.page.scale;
  std::vector<Box> lines = ruling_lines(choice.page.ink.get(), dpi);
  add_faint_lines(choice.page.grey.get(), dpi, best.reading.words, lines);
  drop_lines_read(lines, best.reading);
  const std::vector<Box> passed_over = read_left_over(choice.page, *engine, best.reading, progress);
  if (prepared.look.ink_coverage < blank_ink && choice.check_boxes.empty()) {
    std::erase_if(best.reading.words, [](const ReadWord& word) { return word.confidence < dirt_confidence; });
    if (best.reading.words.empty()) {
      mark_blank(out, prepared);
      return out;
    }
  }
  set_size(out, choice.page, width_pt, height_pt);
  out.page.signals = ocr_signals(choice.page, best, plausibility_of(best.reading.text()));
  if (const auto differs = second_reading(choice.page, *engine, best.reading, progress))
    out.page.signals["ocr.second_reading"] = *differs;
  out.page.predicted_cer = predict_ocr_cer(out.page.signals);
  if (out.page.signals.contains("ocr.unlike_fit"))
    out.notices.push_back(page_notice(
        "readability.unlike_fit", Severity::info,
        fmt::format(
            "How well page {} was read is not known: it is unlike every page that was compared with its original.",
            page_number),
        page_number));
  impl_->note_language(out, choice, best.reading);
  const std::size_t words = best.reading.words.size();
  const double confidence = best.reading.mean_confidence();
  impl_->note_script(out, choice.page, best.reading.words);
  // Not before: the fit knows nothing of either.
  best.reading.join_commas();
  add_check_boxes(choice.check_boxes, best.reading);
  place_words(out, points_of(out, choice.page), best.reading);
  place_lines(out, points_of(out, choice.page), lines, choice.struck);
  note_passed_over(out, choice.page, passed_over);
  note_sideways(out, choice.page, best.reading.words);
  if (!best.reading.words.empty())
    note_strokes(out, choice.page, find_strokes(choice.page, best.reading), lines_of(best.reading));
  out.page.text_source = best.reading.words.empty() ? TextSource::none : TextSource::ocr;
  out.page.text_source_reason = fmt::format("image: OCR with model {} read {} words, mean confidence {:.0f} %",
                                            choice.model, words, confidence * 100);
  if (words == 0) {
    out.notices.push_back(
        page_notice("completeness.page_without_text", Severity::warning,
                    "The page has something on it, but OCR found no words: a picture, or handwriting, "
                    "which is not read.",
                    page_number));
  }
  return out;
}

PageReader& page_reader(const ExtractOptions& options) {
  static std::map<std::string, std::unique_ptr<PageReader>> readers;
  std::string key = options.ocr_data;
  for (const auto& model : options.ocr_languages) key += '\n' + model;
  auto& reader = readers[key];
  if (!reader) reader = std::make_unique<PageReader>(options.ocr_data, options.ocr_languages);
  return *reader;
}

}  // namespace assay
