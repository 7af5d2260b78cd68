// assay_conserve FILE-OR-FOLDER...: every text of office packages that was not read. Exits 1 where there is one.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "extractors/read.hpp"
#include "tools/conserve/conserve.hpp"

namespace {

struct Totals {
  int files = 0, texts = 0, lost = 0, files_with_losses = 0, not_read = 0;
  std::map<std::string, int> excluded;
};

void check(const std::filesystem::path& path, Totals& totals) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!bytes.starts_with("PK")) return;
  assay::ExtractOptions options;
  options.file_name = path.filename().string();
  options.ocr = false;
  options.limits.cells = 20'000'000;
  options.limits.text_bytes = std::uint64_t{1} << 30;
  assay::NoProgress progress;
  std::string type;
  const auto document = assay::read_document(assay::as_bytes(bytes), options, progress, &type);
  if (!type.starts_with("application/vnd.o") && !type.starts_with("application/vnd.ms-")) return;
  ++totals.files;
  const auto found = document ? assay::check_conservation(assay::as_bytes(bytes), *document)
                              : assay::Result<assay::Conservation>(tl::unexpected(document.error()));
  if (!found) {
    ++totals.not_read;
    return;
  }
  totals.texts += found->texts;
  totals.lost += static_cast<int>(found->lost.size());
  totals.files_with_losses += found->lost.empty() ? 0 : 1;
  for (const auto& [why, count] : found->excluded) totals.excluded[why] += count;
  for (std::size_t i = 0; i < found->lost.size() && i < 5; ++i)
    fmt::print("{}\t{}\t{}\n", path.string(), found->lost[i].part, found->lost[i].text.substr(0, 100));
  if (found->lost.size() > 5) fmt::print("{}\t…\t{} in all\n", path.string(), found->lost.size());
}

}  // namespace

int main(int argc, char** argv) {
  Totals totals;
  for (int i = 1; i < argc; ++i) {
    const std::filesystem::path given(argv[i]);
    if (!std::filesystem::is_directory(given)) {
      check(given, totals);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(given))
      if (entry.is_regular_file()) check(entry.path(), totals);
  }
  fmt::print("{} files, {} could not be read; {} texts looked for, {} lost in {} files\n", totals.files,
             totals.not_read, totals.texts, totals.lost, totals.files_with_losses);
  for (const auto& [why, count] : totals.excluded) fmt::print("left out: {}\t{}\n", why, count);
  return totals.lost > 0 ? 1 : 0;
}
