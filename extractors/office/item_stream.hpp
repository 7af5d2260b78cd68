// A part of many like items (rows of a sheet, shared strings) read in runs of complete items, so that a part of a
// gigabyte needs a megabyte: each run is a small pugixml tree.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "extractors/office/package.hpp"

namespace assay::office {

class ItemStream {
 public:
  // Items `item` inside the first element `container` of the part, whatever their prefix.
  ItemStream(Package& package, std::string_view part, std::string_view container, std::string_view item);

  // Everything before the container, as a fragment that may be cut inside elements (pugixml keeps what it understood).
  const std::string& head() const { return head_; }
  // The next run; its children are items. False at the end. The tree is valid until the next call.
  bool next(pugi::xml_document& run);
  // The same in two steps: its text, null at the end, and a tree of that text from an offset on, which uses it up.
  const std::string* next_text();
  void parse(std::size_t from, pugi::xml_document& run);
  // Everything after the container; complete once next() or next_text() has come to the end.
  const std::string& tail() const { return buffer_; }

 private:
  bool fill();
  void take_run(std::size_t size);
  void find_container(std::string_view container);
  void to_utf8();

  Package& package_;
  std::string part_;
  std::unique_ptr<MemberStream> stream_;
  std::string head_, buffer_, run_;
  std::string item_end_, container_end_;
  std::size_t searched_ = 0;
  bool items_left_ = false;
  bool told_damaged_ = false;
};

}  // namespace assay::office
