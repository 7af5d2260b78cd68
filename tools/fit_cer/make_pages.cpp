// Makes pages whose text is known, degraded by chance, for fitting the error estimate where scans with a truth are
// rare: from clean to unreadable.
//
//   make_pages OUT COUNT [few|old]      OUT/0001.png (or .jpg) and OUT/0001.txt, and OUT/list for fit_signals
//
// few: each shows 3 to 39 words, cut out of its page, as of a book's line, a label or a stamp.
// old: the same in types of old prints and typewriters, half of them with long s. Without their fonts (Debian's
// fonts-blankenburg, -gamaliel, -oldstandard, -gnutypewriter, -junicode, -ebgaramond and
// -goudybookletter) Pango takes another.
#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tools/samples/papers.hpp"
#include "tools/samples/random.hpp"
#include "tools/samples/scan.hpp"

namespace {

using namespace assay::samples;

constexpr std::array<std::string_view, 6> contracts{"cleaning",   "storage",     "supply",
                                                    "consulting", "mietvertrag", "prestation"};
constexpr std::array<std::string_view, 6> reports{"quarterly", "energy",       "incident",
                                                  "water",     "pruefbericht", "rapport"};
constexpr std::array<std::string_view, 6> letters{"delivery", "insurance", "versammlung", "bienen", "orchard", "grant"};
constexpr std::array<std::string_view, 4> fonts{"Liberation Serif", "Liberation Sans", "DejaVu Serif", "DejaVu Sans"};

constexpr std::array<std::string_view, 7> old_fonts{"Blankenburg_UNZ1A",    "Gamaliel",          "Old Standard TT",
                                                    "GNUTypewriter",        "Junicode Two Beta", "EB Garamond",
                                                    "Goudy Bookletter 1911"};

enum class Kind { page, few, old };

Paper drawn(Random& random) {
  const auto key = [&](const auto& keys) { return random.pick(std::span(keys)); };
  const int kind = random.below(3);
  Paper paper = kind == 0   ? contract(key(contracts), "2024-03-01", "2024-04-01", "2027-03-31")
                : kind == 1 ? report(key(reports), "2024-05-02")
                            : letter(key(letters), "2024-06-03");
  std::erase_if(paper.blocks, [](const Block& block) {
    return block.kind == BlockKind::table || block.kind == BlockKind::page_break;
  });
  paper.header.clear();
  paper.footer.clear();
  paper.font = key(fonts);
  paper.size = 8 + 4 * random.unit();
  return paper;
}

// Every property by chance of its own, and most pages hard to read: real scans with a truth are mostly good.
ScanSettings drawn_settings(Random& random) {
  ScanSettings out;
  out.dpi = static_cast<int>(std::lround(60 * std::pow(250.0 / 60, random.unit())));
  out.skew = random.below(2) == 0 ? 0.2 : 3 * random.unit();
  out.fax = random.below(8) == 0;
  out.bilevel = random.below(3) == 0;
  out.threshold = random.between(90, 200);
  out.blur = out.dpi > 120 ? random.below(3) : random.below(2);
  out.noise = random.below(3) == 0 ? 0 : 60 * random.unit();
  out.black = random.between(0, 150);
  out.white = random.between(out.black + 40, 255);
  out.photo = random.below(8) == 0;
  if (out.fax) out.dpi = 204;
  return out;
}

// Old prints are mostly scanned with care: what makes them hard to read is their type.
void soften(ScanSettings& settings, Random& random) {
  settings.dpi = random.between(100, 300);
  settings.noise = random.below(2) == 0 ? 0 : 15 * random.unit();
  settings.black = random.between(0, 90);
  settings.white = random.between(170, 255);
  settings.threshold = random.between(120, 180);
}

std::string text_of(const Paper& paper) {
  std::string out;
  for (const Block& block : paper.blocks) out += block.text + "\n";
  return out;
}

// s as it was set until the 19th century: long, but for the last letter of a word.
std::string with_long_s(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool within = i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) >= 0x80 ||
                                                std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0);
    if (text[i] == 's' && within)
      out += "ſ";
    else
      out += text[i];
  }
  return out;
}

// One paragraph of words that follow one another somewhere in the paper; short ones more often.
void keep_few_words(Paper& paper, Random& random) {
  std::istringstream text(text_of(paper));
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  const double share = random.unit();
  const int count = std::min(3 + static_cast<int>(37 * share * share), static_cast<int>(words.size()));
  const int first = random.below(static_cast<int>(words.size()) - count + 1);
  std::string kept;
  for (int i = first; i < first + count; ++i) kept += (kept.empty() ? "" : " ") + words[static_cast<std::size_t>(i)];
  paper.blocks = {{BlockKind::paragraph, kept, {}}};
}

// Where the words stand on the page, with a margin by chance; found on the same page before it is spoilt.
PixPtr cut_out(const PixPtr& page, const Paper& paper, const ScanSettings& settings, const char* name, Random& random) {
  ScanSettings clean;
  clean.dpi = settings.dpi;
  clean.skew = settings.skew;
  clean.bilevel = true;
  const PixPtr unspoilt = std::move(scanned(paper, clean, name).front());
  ::Box* ink = nullptr;
  if (pixClipToForeground(unspoilt.get(), nullptr, &ink) != 0) return PixPtr(pixClone(page.get()));
  int x = 0, y = 0, width = 0, height = 0;
  boxGetGeometry(ink, &x, &y, &width, &height);
  boxDestroy(&ink);
  const int margin = static_cast<int>(settings.dpi * (0.05 + 0.2 * random.unit()));
  x -= std::min(x, margin);
  y -= std::min(y, margin);
  ::Box* cut = boxCreate(x, y, width + 2 * margin, height + 2 * margin);
  PixPtr out(pixClipRectangle(page.get(), cut, nullptr));
  boxDestroy(&cut);
  return out ? std::move(out) : PixPtr(pixClone(page.get()));
}

void make_page(const std::filesystem::path& folder, int number, Kind kind, std::ostream& list) {
  constexpr const char* prefix[] = {"", "few", "old"};
  char name[16];
  std::snprintf(name, sizeof name, "%s%04d", prefix[static_cast<int>(kind)], number);
  Random random(std::string("fit page ") + name);
  Paper paper = drawn(random);
  ScanSettings settings = drawn_settings(random);
  if (kind != Kind::page) {
    settings.photo = settings.fax = false;  // of a whole page, not of a line
    keep_few_words(paper, random);
    if (kind == Kind::old) {
      paper.font = random.pick(std::span(old_fonts));
      soften(settings, random);
      if (random.below(2) == 0) paper.blocks[0].text = with_long_s(paper.blocks[0].text);
    }
  }
  auto pages = scanned(paper, settings, name);
  while (pages.size() > 1 && !paper.blocks.empty()) {
    paper.blocks.pop_back();
    pages = scanned(paper, settings, name);
  }
  if (kind != Kind::page) pages.front() = cut_out(pages.front(), paper, settings, name, random);
  const bool grey = !settings.bilevel && !settings.fax;
  const std::string file = std::string(name) + (grey ? ".jpg" : ".png");
  std::ofstream(folder / file, std::ios::binary)
      << (grey ? jpeg(pages.front(), random.between(15, 90)) : png(pages.front()));
  std::ofstream(folder / (std::string(name) + ".txt")) << text_of(paper);
  const int dpi_y = settings.fax ? 98 : settings.dpi;
  list << name << '\t' << (folder / file).string() << '\t' << settings.dpi << '\t' << dpi_y << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc == 4 ? argv[3] : "";
  if (argc != 3 && mode != "few" && mode != "old") {
    std::cerr << "usage: make_pages OUT COUNT [few|old]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  std::ofstream list(folder / "list");
  for (int i = 1; i <= std::atoi(argv[2]); ++i)
    make_page(folder, i, mode == "old" ? Kind::old : mode == "few" ? Kind::few : Kind::page, list);
}
