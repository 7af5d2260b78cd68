// A compound file ([MS-CFB], "OLE2"): streams in folders, as programs of the nineties wrote them. Read by libgsf, from
// memory.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay::ole {

class CompoundFile {
 public:
  // `bytes` must outlive it. None where this is no compound file, or one whose tables are damaged beyond use.
  static std::optional<CompoundFile> open(std::string_view bytes, std::string& why);
  CompoundFile(CompoundFile&&) noexcept;
  CompoundFile& operator=(CompoundFile&&) noexcept;
  ~CompoundFile();

  // Names at the top, of streams and of folders.
  std::vector<std::string> names() const;
  // Upper and lower case alike.
  bool has(std::string_view name) const;
  // A stream at the top; never more bytes than the file itself has. Empty where there is none.
  std::string read(std::string_view name) const;
  // A folder at the top, as a file of its own; this one must outlive it. None where there is none.
  std::optional<CompoundFile> folder(std::string_view name) const;
  // All at the top whose names begin so. By their names each of thousands would be searched for, and of two with one
  // name the first be found twice.
  void each_folder(std::string_view begins,
                   const std::function<void(const std::string& name, const CompoundFile& folder)>& look) const;
  // A folder, with all that is in it, as the bytes of a compound file; never more than the whole file has.
  std::string as_file() const;
  // What the file says about itself in its property streams.
  void read_properties(Metadata& metadata) const;

 private:
  struct State;
  explicit CompoundFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Text in one of Windows' code pages (1252, 932, 10000 …) as UTF-8; what the page does not know is left out. An
// unknown page counts as 1252.
std::string decode_code_page(std::string_view bytes, int code_page);

}  // namespace assay::ole
