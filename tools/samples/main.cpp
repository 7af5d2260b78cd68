// assay-samples: makes the sample corpus. See samples/README.md.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "tools/samples/catalogue.hpp"

int main(int argc, char** argv) {
  CLI::App app("Makes the sample corpus of Assay: the same bytes at every run.");
  std::string out;
  std::string seeds;
  bool print_manifest = false;
  app.add_option("--out", out, "make DIR/pilot and DIR/production; samples of an earlier run are replaced")
      ->type_name("DIR");
  app.add_flag("--manifest", print_manifest, "print the list of samples with their planted defects");
  app.add_option("--fuzz-seeds", seeds, "make damaged copies of one sample per format in DIR")->type_name("DIR");
  app.require_option(1);
  CLI11_PARSE(app, argc, argv);
  try {
    if (print_manifest) std::fputs(assay::samples::manifest().c_str(), stdout);
    if (!out.empty()) assay::samples::write_samples(out);
    if (!seeds.empty()) assay::samples::write_fuzz_seeds(seeds);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "assay-samples: %s\n", error.what());
    return 3;
  }
}
