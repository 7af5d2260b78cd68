// Objects of other programs on the slides of a PowerPoint 97–2003 file. They lie packed in its stream, each as a
// compound file of its own.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ole/ppt_records.hpp"
#include "extractors/parts/objects.hpp"

namespace assay::ole {

class PptObjects {
 public:
  // All must outlive it.
  PptObjects(std::string_view stream, const PptParts& parts, const ExtractOptions& options, Progress& progress,
             Document& document);

  // The presentation's list of them.
  void take_list(std::string_view list);
  // What a slide, its notes or a master show.
  void take_shown(std::string_view slide, bool hidden);
  // Reads them as children of the document, in the order of the slides; what nothing but hidden slides show, or none,
  // is hidden.
  void read();

 private:
  void read_all(const std::vector<std::uint32_t>& ids, bool hidden);
  bool read_one(std::uint32_t id, std::uint32_t part, bool hidden);

  std::string_view stream_;
  const PptParts& parts_;
  const Limits& limits_;
  Document& document_;
  PartReader inside_;
  ObjectReader objects_;
  std::map<std::uint32_t, std::uint32_t> embedded_;  // parts that hold their bytes
  std::vector<std::uint32_t> shown_, hidden_;        // in the order of the slides
  std::set<std::uint32_t> seen_;
  CountedNames missing_;
  int links_ = 0;
  std::uint64_t unpacked_ = 0;
  bool full_ = false;
};

}  // namespace assay::ole
