// A package (ZIP) in memory: its members by name, unpacked within limits, read as hostile.
//
// Nothing is written anywhere, so names like "../../x" do no harm; they are counted. Sizes that the package claims are
// never trusted: bytes are counted as they come out. Each limit hit and each damaged member becomes a notice.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"

namespace assay::office {

class Package;

// The bytes of one member, piece by piece.
class MemberStream {
 public:
  virtual ~MemberStream() = default;
  // Appends up to `most` bytes to `out`; false at the end, or where the member is damaged or a limit was hit (a
  // notice on the package says so).
  virtual bool read(std::string& out, std::size_t most) = 0;
};

class Package {
 public:
  // Of office files upper and lower case are alike; in an archive of anything they are not, and a name that comes again
  // gets a number: "a.txt (2)".
  enum class Names { alike, exact };
  // `bytes` must outlive the package. Failures: damaged, encrypted, limit.
  static Result<Package> open(ByteView bytes, const Limits& limits, Names names = Names::alike);
  // For a document that is no package but is read as one: it keeps its notices and limits.
  static Package without_members(const Limits& limits);
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  // Names without a leading slash; upper and lower case alike, as the standard has it.
  bool has(std::string_view name) const;
  std::vector<std::string> names() const;
  // The whole member; what could be read of it, where it is damaged. Empty where there is none.
  std::string read(std::string_view name);
  // The same within a limit; too_large: `out` holds more than `most` bytes and not all.
  enum class Unpacked { whole, too_large, not_at_all };
  Unpacked read(std::string_view name, std::uint64_t most, std::string& out);
  // Null where there is no such member.
  std::unique_ptr<MemberStream> stream(std::string_view name);

  void note(std::string code, Severity severity, std::string message, std::string evidence, std::string part);
  // Names the limit, once for each.
  void note_limit(std::string_view limit, std::string message, std::string part);
  // Notices so far, handed over. Those that mean lost content set `partial` on the document.
  void hand_over(Document& document);
  const Limits& limits() const;
  std::size_t packed_bytes() const;  // of the whole file

  struct State;

 private:
  explicit Package(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay::office
