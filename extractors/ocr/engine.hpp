// Tesseract with its threads, its chatter and its memory of earlier pages held down. Internal to this folder.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/ocr/page_reader.hpp"

namespace assay {

// How the page is cut into lines before they are read: columns and paragraphs, one block, or not at all.
enum class Segmentation { automatic, block, line };

// How the page is made black and white to find its lines: one threshold for all of it, or one for each place.
enum class InkThreshold { global, local };

struct ReadWord {
  std::string text;            // UTF-8, NFC
  Box box;                     // in pixels of the image
  double confidence = 0;       // 0..1
  bool in_dictionary = false;  // of the model
  bool line_end = false;
  int line = 0;  // counted from 0 in reading order
};

struct Reading {
  std::vector<ReadWord> words;
  bool stopped = false;  // by a look at its first lines; then without words

  double mean_confidence() const;  // by characters; 0 without words
  std::size_t characters() const;
  // Which of two readings of one page is the better: characters weighted by how far their words are above even odds.
  double worth() const;
  std::string text() const;  // lines parted by '\n'
  // Puts a word where it stands on this line, or on a line of its own behind all others (-1).
  void insert(ReadWord word, int line);
  // A comma that stands alone behind a word becomes part of it: no language sets them apart, but old printers left a
  // thin space, which is read as one between words.
  void join_commas();
};

// What the lines read so far say about going on.
enum class Verdict { go_on, look_again, stop };

// Asked while a page is read: first from `first_look` characters on, after look_again when there are twice as many.
inline constexpr std::size_t first_look = 150;
using Look = std::function<Verdict(const Reading& so_far)>;

class Engine {
 public:
  // `models` as Tesseract joins them: "eng", "deu+Fraktur". Null when a model can't be loaded.
  static std::unique_ptr<Engine> load(const std::string& folder, const std::string& models);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Reads a 1 or 8 bpp image. The same image gives the same reading whatever came before.
  Reading read(Pix* image, double dpi, Segmentation segmentation, InkThreshold threshold, Progress& progress,
               const Look& look = {});

  // The script of the text: "Latin", "Cyrillic", "Han"; empty where it isn't clear. Only for the model "osd".
  std::string script(Pix* image, double dpi);

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay
