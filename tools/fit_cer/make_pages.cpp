// Makes pages whose text is known, degraded by chance, for fitting the error estimate where scans with a truth are
// rare: from clean to unreadable.
//
//   make_pages OUT COUNT      OUT/0001.png (or .jpg) and OUT/0001.txt, and OUT/list for fit_signals
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

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

std::string text_of(const Paper& paper) {
  std::string out;
  for (const Block& block : paper.blocks) out += block.text + "\n";
  return out;
}

void make_page(const std::filesystem::path& folder, int number, std::ostream& list) {
  char name[16];
  std::snprintf(name, sizeof name, "%04d", number);
  Random random(std::string("fit page ") + name);
  Paper paper = drawn(random);
  const ScanSettings settings = drawn_settings(random);
  auto pages = scanned(paper, settings, name);
  while (pages.size() > 1 && !paper.blocks.empty()) {
    paper.blocks.pop_back();
    pages = scanned(paper, settings, name);
  }
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
  if (argc != 3) {
    std::cerr << "usage: make_pages OUT COUNT\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  std::ofstream list(folder / "list");
  for (int i = 1; i <= std::atoi(argv[2]); ++i) make_page(folder, i, list);
}
