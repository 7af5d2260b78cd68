// What one document may cost. Every limit is counted while reading; one that is hit leaves what was read, marks the
// document partial and adds a notice "completeness.limit" whose evidence names it ("limit: cells"): the policy's
// [limits] sets it by that name. Names that are not here are those of fixed bounds.
#pragma once

#include <cstdint>

#include "extractors/core/like.hpp"

namespace assay {

// Of what a document holds.
struct Limits {
  std::uint64_t input_bytes = std::uint64_t{1} << 30;
  std::uint64_t text_bytes = std::uint64_t{64} << 20;     // of extracted text; of a PDF, of one span of its pages
  std::uint64_t unpacked_bytes = std::uint64_t{2} << 30;  // of all members of a package together
  std::uint64_t member_bytes = std::uint64_t{512} << 20;  // of one file in an archive, a quarter of memory_bytes
  double unpack_ratio = 1000;                             // unpacked to packed, of members over 1 MiB
  int package_entries = 20'000;
  int xml_depth = 512;
  int nesting = 6;  // of documents inside of documents: an archive in a message in an archive is 2
  int pages = 20'000;
  std::uint64_t cells = 2'000'000;                        // of all tables together
  std::uint64_t image_pixels = std::uint64_t{120} << 20;  // of one decoded image
};

// Of the machine, whatever the document holds. Beyond them the document fails: nothing is left of what was read.
struct WorkLimits {
  int seconds = 300;                                      // for a document, or for one span of a long one's pages
  int idle_seconds = 120;                                 // without a sign of progress
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;    // of one worker's address space beyond what it starts with
  std::uint64_t result_bytes = std::uint64_t{512} << 20;  // of what is read from one document, on its way to the store
};

// Name and value of each: the wire and the policy call them the same.
void fields(auto& visit, Like<Limits> auto& limits) {
  visit("input_bytes", limits.input_bytes);
  visit("text_bytes", limits.text_bytes);
  visit("unpacked_bytes", limits.unpacked_bytes);
  visit("member_bytes", limits.member_bytes);
  visit("unpack_ratio", limits.unpack_ratio);
  visit("package_entries", limits.package_entries);
  visit("xml_depth", limits.xml_depth);
  visit("nesting", limits.nesting);
  visit("pages", limits.pages);
  visit("cells", limits.cells);
  visit("image_pixels", limits.image_pixels);
}

void fields(auto& visit, Like<WorkLimits> auto& limits) {
  visit("seconds", limits.seconds);
  visit("idle_seconds", limits.idle_seconds);
  visit("memory_bytes", limits.memory_bytes);
  visit("result_bytes", limits.result_bytes);
}

}  // namespace assay
