// The list of all samples: the one place that knows what is made, why, and what is wrong with it on purpose.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assay::samples {

struct Sample {
  std::string_view path;  // below samples/: "production/letters/…"
  std::string_view
      kind;  // what the bytes really are: pdf, docx, xlsx, csv, html, txt, tiff, jpeg, png, ole, binary, none
  std::string_view language;  // of the text; "-" without any
  std::string_view purpose;
  std::string_view defects;       // planted ones, comma-separated keywords of samples/README.md, or "none"
  std::string_view duplicate_of;  // path of the document that this one repeats, in whole or nearly; may be empty
  std::string (*make)();
};

const std::vector<Sample>& catalogue();

std::string manifest();  // samples/manifest.tsv

// Makes every sample below the folder and lists them in its manifest.built.tsv; what an earlier run listed there and
// made is removed first.
void write_samples(const std::filesystem::path& folder);

// Truncated and bit-flipped copies of one sample per format, in a folder per format, for the replay of fuzz targets.
void write_fuzz_seeds(const std::filesystem::path& folder);

}  // namespace assay::samples
