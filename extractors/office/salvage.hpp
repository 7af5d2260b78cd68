// Members of an archive whose directory at the end is missing or broken (a download that was cut short), found by
// their own headers (PKWARE APPNOTE 4.3.7).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractors/core/result.hpp"

namespace assay::office {

struct SalvagedMember {
  std::string name;
  std::size_t data = 0;      // where its packed bytes begin
  std::uint64_t packed = 0;  // as claimed, or up to the end of the input where the header does not say
  bool deflated = true;
};

// At most `most` members that are stored or deflated and not encrypted.
std::vector<SalvagedMember> salvage_members(ByteView bytes, std::size_t most);

class SalvagedInflater {
 public:
  SalvagedInflater(ByteView bytes, const SalvagedMember& member);
  ~SalvagedInflater();
  SalvagedInflater(const SalvagedInflater&) = delete;
  SalvagedInflater& operator=(const SalvagedInflater&) = delete;
  // Appends up to `most` bytes; false at the end.
  bool read(std::string& out, std::size_t most);
  // Whether the member ended before its time.
  bool damaged() const { return damaged_; }

 private:
  struct Zlib;
  std::unique_ptr<Zlib> zlib_;
  ByteView packed_;
  bool deflated_;
  bool damaged_ = false;
  bool done_ = false;
};

}  // namespace assay::office
