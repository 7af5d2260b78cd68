// assay_conserve FILE-OR-FOLDER...: every text of office packages that was not read, or was read more often
// than it stands there. Exits 1 where there is one.
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
  int files = 0, texts = 0, lost = 0, files_with_losses = 0, repeated = 0, not_read = 0, in_part = 0;
  std::map<std::string, int> excluded;
};

void print(const std::filesystem::path& path, const char* what, const std::vector<assay::LostText>& texts) {
  constexpr std::size_t most = 50;
  for (std::size_t i = 0; i < texts.size() && i < most; ++i)
    fmt::print("{}\t{}\t{}\t{}\n", what, path.string(), texts[i].part, texts[i].text.substr(0, 100));
  if (texts.size() > most) fmt::print("{}\t{}\t…\t{} in all\n", what, path.string(), texts.size());
}

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
  if (document->partial) {  // it says itself that something is missing
    ++totals.in_part;
    return;
  }
  totals.texts += found->texts;
  totals.lost += static_cast<int>(found->lost.size());
  totals.files_with_losses += found->lost.empty() ? 0 : 1;
  for (const auto& [why, count] : found->excluded) totals.excluded[why] += count;
  totals.repeated += static_cast<int>(found->repeated.size());
  print(path, "lost", found->lost);
  print(path, "repeated", found->repeated);
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
  fmt::print(
      "{} files, {} could not be read, {} only in part, as they say; {} texts looked for, {} lost in {} files, "
      "{} repeated\n",
      totals.files, totals.not_read, totals.in_part, totals.texts, totals.lost, totals.files_with_losses,
      totals.repeated);
  for (const auto& [why, count] : totals.excluded) fmt::print("left out: {}\t{}\n", why, count);
  return totals.lost + totals.repeated > 0 ? 1 : 0;
}
