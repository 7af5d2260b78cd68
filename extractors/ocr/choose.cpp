#include "extractors/ocr/choose.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "extractors/ocr/languages.hpp"
#include "extractors/ocr/struck_lines.hpp"

namespace assay {
namespace {

// Mean confidences of a sample, measured with Debian's models on scans: the right model on legible print gives 0.88 and
// more, a wrong Latin-script model 0.03 to 0.10 less, a wrong turn under 0.6.
constexpr double upright_for_sure = 0.75;
constexpr double upright_perhaps = 0.6;
constexpr double clear_lead = 0.1;
constexpr double model_for_sure = 0.88;
constexpr std::size_t enough_characters = 15;
constexpr std::size_t fewest_to_turn = 8;  // a page number, with its dashes, is read any way round
// What is read of a page before its turn and model are taken for certain: about five lines. Less is enough to doubt.
constexpr std::size_t certain_characters = 300;
constexpr int strip_aspect = 5;
// A reading above the first is not improved by another threshold, above the second not by another segmentation. Reading
// a full page three or four times is worth its time only when hardly anything was read; receipts are small and gain
// most.
constexpr double good_reading = 0.93, good_page = 0.92;
constexpr double poor_reading = 0.88;
constexpr double hopeless_reading = 0.8;
// Below this a full page says nothing, and no segmentation makes letters of grain: ten seconds for no word.
constexpr double nothing_read = 0.35;
constexpr int full_of_grain = 2000;  // letter-like shapes and specks
// From so many words on the mean is sure, and a second reading costs seconds: then `good_page` is good enough.
constexpr std::size_t whole_page = 200;
// So many more letter-like shapes than characters read: part of the page was left out, however sure the rest is.
constexpr double left_out = 1.4;
constexpr double block_lead = 0.05;
constexpr std::size_t small_page = 350;  // words
// One reading of a page of more words takes many seconds; a dense page that is read badly is a bad scan, and stays one.
constexpr std::size_t dense_page = 800;  // words

// Words of several letters that are taller than wide: Tesseract turned a block by itself, the page lies on its side.
bool lies_on_its_side(const Reading& reading) {
  int tall = 0, words = 0;
  for (const auto& word : reading.words) {
    if (word.text.size() < 4) continue;
    ++words;
    if (word.box.y1 - word.box.y0 > word.box.x1 - word.box.x0) ++tall;
  }
  return tall * 2 > words;
}

struct Trial {
  Reading reading;
  double confidence = 0;  // 0 where the page lies on its side
  double worth = 0;
};

// `whole`: the engine's reading of this page, if there is one.
Trial try_sample(const PreparedPage& page, Engine& engine, Progress& progress, const Reading* whole = nullptr) {
  Trial trial;
  const PixPtr sample = sample_of(page);
  const bool all_of_it = sample.get() == page.grey.get();
  if (whole && all_of_it)
    trial.reading = *whole;
  else
    trial.reading = engine.read(sample.get(), reading_dpi, Segmentation::automatic, InkThreshold::global, progress);
  if (trial.reading.words.empty())
    trial.reading = engine.read(sample.get(), reading_dpi, Segmentation::block, InkThreshold::global, progress);
  if (lies_on_its_side(trial.reading)) return trial;
  trial.confidence = trial.reading.mean_confidence();
  // An upright header over a page on its side: the sample may be all of it that reads well.
  if (whole) trial.confidence = std::min(trial.confidence, lies_on_its_side(*whole) ? 0 : whole->mean_confidence());
  trial.worth = trial.reading.worth();
  return trial;
}

bool installed(const std::vector<std::string>& models, const std::string& model) {
  return !model.empty() && std::find(models.begin(), models.end(), model) != models.end();
}

// That of the pages before; else English, because it is what most models beside it are confused with least; else any.
std::string first_model(const std::vector<std::string>& models, const std::string& language) {
  for (const std::string& model : {model_of(language), std::string("eng")})
    if (installed(models, model)) return model;
  return models.front();
}

// Models of scripts that have a letter like an empty box: 口, ㅁ.
bool has_square_letters(const std::string& model) {
  for (const char* name : {"chi", "jpn", "kor", "Han", "Japanese", "Hangul"})
    if (model.find(name) != std::string::npos) return true;
  return false;
}

// Models of scripts that run from right to left: Tesseract cannot be asked for their words before a page is done.
bool runs_to_the_left(const std::string& model) {
  for (const char* name : {"ara", "heb", "fas", "urd", "yid", "syr", "pus", "snd", "uig", "div", "kur_ara", "Arab",
                           "Hebrew", "Syriac", "Thaana"})
    if (model.find(name) != std::string::npos) return true;
  return false;
}

void take_check_boxes(ReadingPlan& plan) {
  plan.check_boxes.clear();
  if (has_square_letters(plan.model)) return;
  plan.check_boxes = find_check_boxes(plan.page);
  assay::erase(plan.check_boxes, plan.page);
}

void take_struck_lines(ReadingPlan& plan) {
  PreparedPage& page = plan.page;
  plan.struck = assay::take_struck_lines(page.grey, page.ink, page.letter());
}

// Whether the page stands upright and is in the model's language, from what `model` reads of it.
Verdict verdict_on(const Reading& reading, const std::string& model, const std::vector<std::string>& models,
                   bool to_its_end, std::string& other_model) {
  const double confidence = reading.mean_confidence();
  if (confidence < upright_for_sure || lies_on_its_side(reading)) return Verdict::stop;
  const std::string wanted = model_of(guess_language(reading.text()).language);
  if (wanted != model && installed(models, wanted)) other_model = wanted;
  if (!other_model.empty()) return Verdict::stop;
  if (reading.characters() < (to_its_end ? enough_characters : certain_characters)) return Verdict::look_again;
  if (confidence < model_for_sure) return Verdict::stop;
  if (wanted.empty()) return Verdict::look_again;
  return wanted == model ? Verdict::go_on : Verdict::stop;
}

// Pictures and drawings stand as the text beside them, and in its language, unless they are read badly.
bool goes_with_its_text(const ReadingPlan& plan, const Reading& reading) {
  return plan.page.beside_text && reading.mean_confidence() >= upright_perhaps && !lies_on_its_side(reading);
}

// Readings of the page as it came, to its end, by model.
using WholeReadings = std::map<std::string, Reading>;

const Reading* find(const WholeReadings& whole, const std::string& model) {
  const auto found = whole.find(model);
  return found == whole.end() ? nullptr : &found->second;
}

// Reads the page as it stands, by the plan's model or by the one that its first lines call for. The model that reads
// them surely; empty: none.
std::string read_through(const ReadingPlan& plan, const std::vector<std::string>& models, const EngineOf& engines,
                         WholeReadings& whole, Progress& progress) {
  std::string model = plan.model;
  const PixPtr image = to_read(plan.page);
  for (const bool first : {true, false}) {
    // Check boxes were taken as the plan's model needs it.
    if (model.empty() || has_square_letters(model) != has_square_letters(plan.model)) break;
    Engine* engine = engines(model);
    if (!engine) break;
    Verdict verdict = Verdict::look_again;
    std::string other;
    const Look look = [&](const Reading& so_far) { return verdict = verdict_on(so_far, model, models, false, other); };
    const bool to_its_end = runs_to_the_left(model) || plan.page.beside_text;
    Reading reading = engine->read(image.get(), reading_dpi, Segmentation::automatic, InkThreshold::global, progress,
                                   to_its_end ? Look() : look);
    // Sure first lines may be a header over a page that lies on its side, or in other letters.
    if (!reading.stopped) {
      verdict = verdict_on(reading, model, models, true, other);
      if (goes_with_its_text(plan, reading) && other.empty()) verdict = Verdict::go_on;
      whole[model] = std::move(reading);
    }
    if (verdict == Verdict::go_on) return model;
    model = first ? other : std::string();
  }
  return {};
}

struct Upright {
  PreparedPage page;
  Trial trial;  // by the first model
};

// The turn of the page, and the first model's reading of its sample there. `as_it_came`: turned by 0; `whole`: its
// reading by that model, if there is one.
Upright stand_upright(const PreparedPage& page, PreparedPage as_it_came, const Reading* whole, Engine& engine,
                      Progress& progress) {
  const int hint = turn_by_ascenders(page);
  std::vector<int> turns{0, 180, 90, 270};
  if (hint > 0) std::rotate(turns.begin(), std::find(turns.begin(), turns.end(), hint), turns.end());
  Upright best;
  const int width = pixGetWidth(page.grey.get()), height = pixGetHeight(page.grey.get());
  // A strip of one line or two lies along its longer side.
  if (width > strip_aspect * height) std::erase_if(turns, [](int degrees) { return degrees % 180 != 0; });
  for (const int degrees : turns) {
    PreparedPage candidate = degrees == 0 ? std::move(as_it_came) : turned(page, degrees);
    Trial trial = try_sample(candidate, engine, progress, degrees == 0 ? whole : nullptr);
    const bool sure = trial.confidence >= upright_for_sure && trial.reading.characters() >= enough_characters;
    // Unsure readings differ by chance: only a clearly better one turns the page away from how it came.
    const double lead = trial.confidence - best.trial.confidence;
    const bool turns_it =
        lead > clear_lead && trial.confidence >= upright_perhaps && trial.reading.characters() >= fewest_to_turn;
    const bool better = !best.page.grey || (degrees == 0 ? lead > -clear_lead : turns_it);
    if (better || sure) best = {std::move(candidate), std::move(trial)};
    if (sure) break;
  }
  return best;
}

// The model that reads the sample best: the first, the one of the language that it seems to be in, or, where neither
// is sure, any.
std::string best_model(const Upright& upright, const std::string& first, const std::vector<std::string>& models,
                       const EngineOf& engines, Progress& progress) {
  std::string best_model = first;
  Trial best = upright.trial;
  LanguageShare guess = guess_language(best.reading.text());
  const auto audition = [&](const std::string& model) {
    Engine* engine = model == best_model ? nullptr : engines(model);
    if (!engine) return;
    Trial trial = try_sample(upright.page, *engine, progress);
    // Of two poor readings the better one is better by chance, unless it is so by far.
    const double needed = trial.confidence < upright_for_sure ? (1 + clear_lead) * best.worth : best.worth;
    if (trial.worth <= needed) return;
    best = std::move(trial);
    best_model = model;
    guess = guess_language(best.reading.text());
  };
  std::vector<std::string> tried{first};
  if (const std::string wanted = model_of(guess.language); installed(models, wanted) && wanted != first) {
    tried.push_back(wanted);
    audition(wanted);
  }
  const bool agreed = model_of(guess.language) == best_model;
  if (best.confidence < model_for_sure || (!agreed && best.reading.characters() >= enough_characters)) {
    for (const auto& model : models)
      if (std::find(tried.begin(), tried.end(), model) == tried.end() && model != "osd") audition(model);
  }
  return best_model;
}

double distance(std::string_view a, std::string_view b) {
  // Bags of words: which words the readings share, whatever their order.
  const auto words_of = [](std::string_view text) {
    std::map<std::string, int> words;
    std::string word;
    for (const char c : text) {
      if (c != ' ' && c != '\n') {
        word += c;
        continue;
      }
      if (!word.empty()) ++words[word];
      word.clear();
    }
    if (!word.empty()) ++words[word];
    return words;
  };
  const auto left = words_of(a), right = words_of(b);
  double shared = 0, total = 0;
  for (const auto& [word, count] : left) {
    const auto found = right.find(word);
    if (found != right.end()) shared += 2.0 * std::min(count, found->second);
    total += count;
  }
  for (const auto& [word, count] : right) total += count;
  return total > 0 ? 1 - shared / total : 0;
}

}  // namespace

ReadingPlan choose(const PreparedPage& page, const std::vector<std::string>& models, const std::string& language,
                   const EngineOf& engines, Progress& progress) {
  ReadingPlan plan;
  plan.model = first_model(models, language);
  Engine* first = engines(plan.model);
  if (!first) return plan;
  PreparedPage as_it_came = turned(page, 0);
  plan.page = copy_of(as_it_came);
  take_check_boxes(plan);
  take_struck_lines(plan);
  WholeReadings whole;
  const std::string sure = read_through(plan, models, engines, whole, progress);
  if (sure.empty()) {
    Upright upright = stand_upright(page, std::move(as_it_came), find(whole, plan.model), *first, progress);
    plan.model = best_model(upright, plan.model, models, engines, progress);
    plan.page = std::move(upright.page);
    take_check_boxes(plan);
    take_struck_lines(plan);
  } else {
    plan.model = sure;
  }
  if (const auto read = whole.find(plan.model); read != whole.end() && plan.page.turned == 0)
    plan.whole = std::move(read->second);
  return plan;
}

BestReading read_best(ReadingPlan& choice, Engine& engine, Progress& progress) {
  BestReading best;
  std::string first_text;
  PixPtr image;  // not needed where the whole page was read by the way
  const auto attempt = [&](Segmentation segmentation, InkThreshold threshold) {
    if (!choice.whole && !image) image = to_read(choice.page);
    Reading reading = choice.whole ? std::move(*std::exchange(choice.whole, std::nullopt))
                                   : engine.read(image.get(), reading_dpi, segmentation, threshold, progress);
    if (best.tries == 0) first_text = reading.text();
    if (best.tries == 1) best.disagreement = distance(first_text, reading.text());
    // One block takes the edges of the paper and of the page beside it for text: more words, of which it is less sure.
    const double worth = best.tries == 0 ? 0 : best.reading.worth();
    const bool unsure = reading.mean_confidence() < best.reading.mean_confidence();
    const double lead = segmentation == Segmentation::block && unsure ? block_lead * std::max(worth, 0.0) : 0;
    if (best.tries == 0 || reading.worth() > worth + lead) best.reading = std::move(reading);
    ++best.tries;
  };
  const ImageLook& look = choice.page.look;
  attempt(Segmentation::automatic, InkThreshold::global);
  if (best.reading.words.size() > dense_page) return best;
  // Black and white images have one threshold, whatever is asked for.
  const bool all_there = look.letters <= left_out * double(best.reading.characters());
  const double good = best.reading.words.size() < whole_page ? good_reading : good_page;
  if (!look.bilevel && (best.reading.mean_confidence() < good || !all_there))
    attempt(Segmentation::automatic, InkThreshold::local);
  const double confidence = best.reading.mean_confidence();
  const bool small = best.reading.words.size() < small_page;
  if (confidence < nothing_read && (!small || look.letters + look.specks > full_of_grain)) return best;
  // A chart as one block of text: seconds for letters made of its hatching.
  if (choice.page.beside_text) return best;
  if (confidence < (small ? poor_reading : hopeless_reading)) {
    attempt(Segmentation::block, InkThreshold::global);
    if (!look.bilevel) attempt(Segmentation::block, InkThreshold::local);
  }
  return best;
}

}  // namespace assay
