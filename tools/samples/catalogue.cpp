#include "tools/samples/catalogue.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "tools/samples/damage.hpp"

namespace assay::samples {
namespace {

constexpr const char* built_manifest = "manifest.built.tsv";  // what lies in the folder, beside it

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

// What an earlier list made and this one does not would be taken for samples. Nothing else is touched.
void remove_earlier(const std::filesystem::path& folder) {
  std::ifstream earlier(folder / built_manifest);
  for (std::string line; std::getline(earlier, line);) {
    const std::string path = line.substr(0, line.find('\t'));
    const bool below = path.rfind("pilot/", 0) == 0 || path.rfind("production/", 0) == 0;
    if (below && path.find("..") == std::string::npos) std::filesystem::remove(folder / path);
  }
}

const Sample& sample(std::string_view path) {
  for (const Sample& candidate : catalogue())
    if (candidate.path == path) return candidate;
  throw std::logic_error("no sample " + std::string(path));
}

}  // namespace

std::string manifest() {
  std::string lines = "path\tkind\tlanguage\tpurpose\tdefects\tduplicate_of\n";
  for (const Sample& s : catalogue())
    lines += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", s.path, s.kind, s.language, s.purpose, s.defects, s.duplicate_of);
  return lines;
}

void write_samples(const std::filesystem::path& folder) {
  remove_earlier(folder);
  for (const Sample& s : catalogue()) write_file(folder / s.path, s.make());
  write_file(folder / built_manifest, manifest());
}

void write_fuzz_seeds(const std::filesystem::path& folder) {
  struct Origin {
    std::string_view format, path;
  };
  constexpr std::array origins = {Origin{"pdf", "production/letters/appointment.pdf"},
                                  Origin{"scan_pdf", "production/invoices/received_fax.pdf"},
                                  Origin{"docx", "production/letters/supplier_terms_draft.docx"},
                                  Origin{"xlsx", "production/pricelists/fasteners_two_row_header.xlsx"},
                                  Origin{"csv", "production/exports/stock_levels.csv"},
                                  Origin{"html", "production/pricelists/bakery_supplies.html"},
                                  Origin{"txt", "production/letters/warranty_notice.txt"},
                                  Origin{"tiff", "production/scans/fax_order.tiff"},
                                  Origin{"jpeg", "production/scans/poor_receipt.jpg"},
                                  Origin{"png", "production/scans/good_letter.png"}};
  for (const auto& [format, path] : origins) {
    const std::string bytes = sample(path).make();
    for (const int percent : {5, 35, 65, 95})
      write_file(folder / format / fmt::format("cut_{}", percent), truncated(bytes, percent / 100.0));
    for (const int flips : {1, 8, 64, 512})
      write_file(folder / format / fmt::format("flipped_{}", flips),
                 bits_flipped(bytes, flips, fmt::format("{} {}", format, flips)));
  }
}

}  // namespace assay::samples
