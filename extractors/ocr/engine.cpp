#include "extractors/ocr/engine.hpp"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <exception>

#include "extractors/ocr/leptonica.hpp"

namespace assay {
namespace {

// Tesseract opens parallel regions that ask for up to four threads each; on many small lines they cost far more than
// they bring, and a worker is one core of the pool. Zero active levels makes every region run on its caller, also
// those with a num_threads clause, which omp_set_num_threads() would not reach. The setting is the thread's own.
void keep_one_thread() {
  omp_set_max_active_levels(0);
}

tesseract::PageSegMode mode_of(Segmentation segmentation) {
  return segmentation == Segmentation::block  ? tesseract::PSM_SINGLE_BLOCK
         : segmentation == Segmentation::line ? tesseract::PSM_SINGLE_LINE
                                              : tesseract::PSM_AUTO;
}

std::string to_nfc(const char* utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  auto text = icu::UnicodeString::fromUTF8(utf8);
  if (U_SUCCESS(status)) text = nfc->normalize(text, status);
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Words in reading order, as far as they are recognized.
class Words final : public tesseract::ResultIterator {
 public:
  explicit Words(const tesseract::ResultIterator& from) : ResultIterator(from) {}
  bool recognized() const { return word_ == nullptr; }  // Tesseract keeps the shapes of the word until it is read
};

// Where letters touch, Tesseract gives a word the ink of those that follow it on the line.
void end_before(ReadWord& word, const ReadWord& next) {
  const bool beside = word.box.y0 < next.box.y1 && next.box.y0 < word.box.y1;
  if (word.line == next.line && beside && next.box.x0 > word.box.x0) word.box.x1 = std::min(word.box.x1, next.box.x0);
}

void collect(tesseract::TessBaseAPI& api, Reading& reading) {
  const std::unique_ptr<tesseract::ResultIterator> first(api.GetIterator());
  if (!first) return;
  const auto at = std::make_unique<Words>(*first);
  int line = -1;
  do {
    if (!at->recognized()) return;
    if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
    ReadWord word;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!text || !at->BoundingBox(tesseract::RIL_WORD, &x0, &y0, &x1, &y1)) continue;
    word.text = to_nfc(text.get());
    if (word.text.find_first_not_of(" \t\n") == std::string::npos) continue;
    word.box = {double(x0), double(y0), double(x1), double(y1)};
    word.confidence = std::clamp(at->Confidence(tesseract::RIL_WORD) / 100.0, 0.0, 1.0);
    word.in_dictionary = at->WordIsFromDictionary();
    word.line_end = at->IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD);
    word.line = std::max(line, 0);
    if (!reading.words.empty()) end_before(reading.words.back(), word);
    reading.words.push_back(std::move(word));
  } while (at->Next(tesseract::RIL_WORD));
}

// What the callbacks of one recognition share. An exception must not cross Tesseract's frames: it is kept, the
// recognition cancelled, and the exception thrown again behind it.
struct Watch {
  Progress& progress;
  tesseract::TessBaseAPI& api;
  Look look;
  std::size_t next_look = first_look;  // characters
  int asked = 0, next_asked = 1;       // lines are gone through again only when there are a quarter more
  int last = -1;
  bool stop = false;
  std::exception_ptr error;
};

bool on_progress(tesseract::ETEXT_DESC* monitor, int, int, int, int) {
  auto& watch = *static_cast<Watch*>(monitor->cancel_this);
  if (monitor->progress == watch.last || watch.error) return true;
  watch.last = monitor->progress;
  try {
    watch.progress.advance("recognition", watch.last, 100);
  } catch (...) {
    watch.error = std::current_exception();
  }
  return true;
}

void look_at_lines(Watch& watch) {
  if (++watch.asked < watch.next_asked) return;
  watch.next_asked = watch.asked + 1 + watch.asked / 4;
  Reading so_far;
  collect(watch.api, so_far);
  if (so_far.characters() < watch.next_look) return;
  watch.next_look = 2 * so_far.characters();
  const Verdict verdict = watch.look(so_far);
  if (verdict != Verdict::look_again) watch.look = nullptr;
  watch.stop = verdict == Verdict::stop;
}

// Asked before each line.
bool wants_cancel(void* of_recognition, int) {
  auto& watch = *static_cast<Watch*>(of_recognition);
  try {
    if (watch.look && !watch.error) look_at_lines(watch);
  } catch (...) {
    watch.error = std::current_exception();
  }
  return watch.stop || watch.error;
}

}  // namespace

double Reading::mean_confidence() const {
  double sum = 0;
  for (const auto& word : words) sum += word.confidence * double(word.text.size());
  const auto total = characters();
  return total ? sum / double(total) : 0;
}

std::size_t Reading::characters() const {
  std::size_t total = 0;
  for (const auto& word : words) total += word.text.size();
  return total;
}

namespace {

bool has_letter_or_digit(const std::string& text) {
  const icu::UnicodeString characters = icu::UnicodeString::fromUTF8(text);
  for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1))
    if (u_isalnum(characters.char32At(i))) return true;
  return false;
}

}  // namespace

double Reading::worth() const {
  // A word of the dictionary is right more often than its confidence says: old print read with a modern model gives
  // confident words that nobody knows.
  constexpr double known_word = 0.1, even_odds = 0.5;
  double sum = 0;
  for (const auto& word : words) {
    // Edges of paper and ruling lines are read as bars and dashes, and surely so.
    if (!has_letter_or_digit(word.text)) continue;
    sum += (word.confidence - even_odds + (word.in_dictionary ? known_word : 0)) * double(word.text.size());
  }
  return sum;
}

std::string Reading::text() const {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i) out += words[i].line == words[i - 1].line ? ' ' : '\n';
    out += words[i].text;
  }
  return out;
}

void Reading::join_commas() {
  const auto belongs = [](const ReadWord& comma, const ReadWord& word) {
    const double gap = comma.box.x0 - word.box.x1;
    // As far away as the line is high it is another column's, or dirt.
    return comma.text == "," && comma.line == word.line && has_letter_or_digit(word.text) && word.text.back() != ',' &&
           comma.box.x0 >= word.box.x0 && gap < word.box.y1 - word.box.y0;
  };
  std::vector<ReadWord> joined;
  joined.reserve(words.size());
  for (ReadWord& word : words) {
    if (joined.empty() || !belongs(word, joined.back())) {
      joined.push_back(std::move(word));
      continue;
    }
    ReadWord& before = joined.back();
    before.text += ',';
    before.box.x1 = std::max(before.box.x1, word.box.x1);
    before.box.y1 = std::max(before.box.y1, word.box.y1);
    before.confidence = std::min(before.confidence, word.confidence);
    before.line_end = word.line_end;
  }
  words = std::move(joined);
}

void Reading::insert(ReadWord word, int line) {
  auto at = words.end();
  if (line < 0) {
    for (const ReadWord& other : words) line = std::max(line, other.line);
    ++line;
  } else {
    // Before the first word of the line that begins behind it, else at the line's end.
    for (auto other = words.begin(); other != words.end(); ++other) {
      if (other->line != line) continue;
      at = other + 1;
      if (other->box.x0 > word.box.x0) {
        at = other;
        break;
      }
    }
  }
  word.line = line;
  words.insert(at, std::move(word));
}

struct Engine::Impl {
  tesseract::TessBaseAPI api;
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

std::unique_ptr<Engine> Engine::load(const std::string& folder, const std::string& models) {
  keep_one_thread();
  auto impl = std::make_unique<Impl>();
  // Words of one page must not become the dictionary of the next; nothing is to be printed.
  const std::vector<std::string> names = {"debug_file", "tessedit_enable_doc_dict"};
  const std::vector<std::string> values = {"/dev/null", "0"};
  const auto mode = models == "osd" ? tesseract::OEM_DEFAULT : tesseract::OEM_LSTM_ONLY;
  if (impl->api.Init(folder.c_str(), models.c_str(), mode, nullptr, 0, &names, &values, false) != 0) return nullptr;
  return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

Reading Engine::read(Pix* image, double dpi, Segmentation segmentation, InkThreshold threshold, Progress& progress,
                     const Look& look) {
  keep_one_thread();
  auto& api = impl_->api;
  api.ClearAdaptiveClassifier();
  api.SetPageSegMode(mode_of(segmentation));
  api.SetVariable("thresholding_method", threshold == InkThreshold::local ? "2" : "0");  // 2: Sauvola
  api.SetImage(image);
  api.SetSourceResolution(int(std::clamp(dpi, 70.0, 2400.0)));
  Watch watch{progress, api, look, first_look, 0, 1, -1, false, {}};
  tesseract::ETEXT_DESC monitor;
  monitor.cancel = wants_cancel;
  monitor.cancel_this = &watch;
  monitor.progress_callback2 = on_progress;
  Reading reading;
  if (api.Recognize(&monitor) == 0 && !watch.error) collect(api, reading);
  reading.stopped = watch.stop;
  api.Clear();
  if (watch.error) std::rethrow_exception(watch.error);
  return reading;
}

std::string Engine::script(Pix* image, double dpi) {
  keep_one_thread();
  auto& api = impl_->api;
  api.SetPageSegMode(tesseract::PSM_OSD_ONLY);
  api.SetImage(image);
  api.SetSourceResolution(int(std::clamp(dpi, 70.0, 2400.0)));
  int degrees = 0;
  float sure = 0, script_sure = 0;
  const char* name = nullptr;
  std::string script;
  // 2: the confidence from which Tesseract's own program takes the script for certain enough to act on.
  if (api.DetectOrientationScript(&degrees, &sure, &name, &script_sure) && name && script_sure >= 2) script = name;
  api.Clear();
  return script;
}

}  // namespace assay
