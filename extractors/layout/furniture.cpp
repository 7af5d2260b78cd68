#include "extractors/layout/furniture.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/page_counts.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr double edge_zone = 0.16;    // of the page's height, at the top and at the bottom
constexpr double number_zone = 0.10;  // a lone page number
constexpr std::size_t frame_text_max = 80;
constexpr std::size_t blocks_per_edge = 4;
constexpr std::size_t text_max = 250;
constexpr std::size_t repeats_min = 3;  // of two pages: both
constexpr double same_height = 0.03;    // of the page's height: scans shift by less
constexpr double same_size = 1.5;       // a title in the words of the running header is set larger

struct Candidate {
  std::size_t block = 0;
  bool top = false;
  std::vector<std::string> keys;  // one is enough to repeat another block
};

class Furniture {
 public:
  explicit Furniture(Document& document) : document_(document) {}

  void mark() {
    std::map<int, std::vector<std::size_t>> by_page;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      const Block& block = document_.blocks[i];
      if (block.place.page && block.place.box) by_page[*block.place.page].push_back(i);
    }
    for (const Page& page : document_.pages) page_heights_[page.number] = page.height;
    for (const Page& page : document_.pages)
      if (const auto found = by_page.find(page.number); found != by_page.end()) look_at(page, found->second);
    count();
    for (const std::vector<Candidate>& edge : edges_) mark_edge(edge);
  }

 private:
  const Box& box(std::size_t block) const { return *document_.blocks[block].place.box; }

  // The numbers of footnotes rise as pages do: "12 Ibid."
  static std::vector<std::string> keys_of(const Block& block, int page) {
    if (block.kind == BlockKind::footnote && ends_sentence(block.text)) return {block.text};
    return running_keys(block.text, page);
  }

  void look_at(const Page& page, std::vector<std::size_t> blocks) {
    for (const bool top : {true, false}) {
      std::stable_sort(blocks.begin(), blocks.end(), [&](std::size_t a, std::size_t b) {
        return top ? box(a).y0 < box(b).y0 : box(a).y1 > box(b).y1;
      });
      std::vector<Candidate> edge;
      for (std::size_t i = 0; i < blocks.size() && edge.size() < blocks_per_edge; ++i) {
        const Block& block = document_.blocks[blocks[i]];
        const bool inside =
            top ? box(blocks[i]).y1 < edge_zone * page.height : box(blocks[i]).y0 > (1 - edge_zone) * page.height;
        if (!inside || block.table || block.text.empty() || block.text.size() > text_max) continue;
        edge.push_back({blocks[i], top, keys_of(block, page.number)});
        const bool outer =
            top ? box(blocks[i]).y1 < number_zone * page.height : box(blocks[i]).y0 > (1 - number_zone) * page.height;
        if (outer && is_page_number(block.text)) numbers_.insert(blocks[i]);
      }
      edges_.push_back(std::move(edge));
    }
    look_at_frame(page);
  }

  // A footer that ends in the page's own number is one even where nothing repeats; so is a line at the top margin
  // that shares its left or right edge.
  void look_at_frame(const Page& page) {
    const std::vector<Candidate>&top = edges_[edges_.size() - 2], &bottom = edges_.back();
    if (bottom.empty() || !is_outer(page, bottom[0])) return;
    const std::string& text = document_.blocks[bottom[0].block].text;
    if (text.size() > frame_text_max || !ends_in_number(text, page.number)) return;
    numbers_.insert(bottom[0].block);
    if (top.empty() || !is_outer(page, top[0])) return;
    const Block& head = document_.blocks[top[0].block];
    const Box &a = box(top[0].block), &b = box(bottom[0].block);
    const bool one_line = height(a) < 1.6 * height(b) && head.text.size() <= frame_text_max;
    const bool framed = std::abs(a.x0 - b.x0) < 2 || std::abs(a.x1 - b.x1) < 2;
    if (one_line && framed && head.kind != BlockKind::heading) numbers_.insert(top[0].block);
  }

  bool is_outer(const Page& page, const Candidate& candidate) const {
    const Box& b = box(candidate.block);
    return candidate.top ? b.y1 < number_zone * page.height : b.y0 > (1 - number_zone) * page.height;
  }

  // "Minutes | 3", "Report - 3", "Page 3": the number stands alone behind a sign or the word for page.
  static bool ends_in_number(const std::string& text, int number) {
    const std::string digits = std::to_string(number);
    if (!text.ends_with(' ' + digits)) return false;
    const std::string before = text.substr(0, text.size() - digits.size() - 1);
    return before.ends_with('|') || before.ends_with('-') || before.ends_with('/') || before.ends_with("\u2013") ||
           before.ends_with("Page") || before.ends_with("page") || before.ends_with("Seite");
  }

  // Where a text stands, page by page: the outermost of a page, since the title may say the same below.
  void count() {
    for (const std::vector<Candidate>& edge : edges_) {
      std::set<std::string> once;
      for (const Candidate& candidate : edge)
        for (const std::string& key : candidate.keys)
          if (once.insert(key).second) (candidate.top ? top_ : bottom_)[key].push_back(box(candidate.block));
    }
  }

  // On enough pages, and here where it stands on most of them.
  bool repeats(const Candidate& candidate) const {
    return std::any_of(candidate.keys.begin(), candidate.keys.end(),
                       [&](const std::string& key) { return repeats(candidate, key); });
  }
  bool repeats(const Candidate& candidate, const std::string& key) const {
    const std::vector<Box>& places = (candidate.top ? top_ : bottom_).at(key);
    const std::size_t needed = std::min(repeats_min, std::max<std::size_t>(document_.pages.size(), 2));
    const Box& own = box(candidate.block);
    const double reach = same_height * page_heights_.at(*document_.blocks[candidate.block].place.page);
    std::size_t alike = 0;
    for (const Box& other : places) {
      const double small = std::min(height(own), height(other)), large = std::max(height(own), height(other));
      alike += std::abs(middle_y(own) - middle_y(other)) < reach && large < same_size * std::max(small, 1.0);
      if (alike >= needed) return true;  // as a rule the first few pages say it
    }
    return false;
  }

  void mark_edge(const std::vector<Candidate>& edge) {
    for (const Candidate& candidate : edge) {
      if (!repeats(candidate) && !numbers_.contains(candidate.block)) continue;
      Block& block = document_.blocks[candidate.block];
      block.kind = candidate.top ? BlockKind::page_header : BlockKind::page_footer;
      block.level.reset();
    }
  }

  Document& document_;
  std::vector<std::vector<Candidate>> edges_;
  std::map<int, double> page_heights_;
  std::map<std::string, std::vector<Box>> top_, bottom_;
  std::set<std::size_t> numbers_;
};

}  // namespace

void mark_furniture(Document& document) {
  Furniture(document).mark();
}

}  // namespace assay::layout
