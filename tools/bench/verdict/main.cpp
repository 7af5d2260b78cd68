// How often is the verdict right? README.md beside this folder has the figures and the commands.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "tools/bench/verdict/trials.hpp"

using namespace assay::bench;

int main(int argc, char** argv) {
  CLI::App app("Error rates of the verdict, by simulation with the product's own functions");
  app.require_subcommand(1);
  Sizes sizes;
  Source source;
  std::filesystem::path manifest;
  int budget = 25, draws = 200;
  const auto with_sizes = [&](CLI::App* command) {
    command->add_option("--n", sizes.pilot, "Documents of the pilot")->capture_default_str();
    command->add_option("--m", sizes.corpus, "Documents of the corpus; 0: the store's own")->capture_default_str();
    command->add_option("--rounds", sizes.rounds, "Pairs")->capture_default_str();
    command->add_option("--per-corpus", sizes.per_corpus, "Pilots against one corpus")->capture_default_str();
    command->add_option("--seed", sizes.seed, "Of the random numbers")->capture_default_str();
    return command;
  };
  CLI::App* random = with_sizes(app.add_subcommand("random", "Pilots drawn at random: false alarms"));
  CLI::App* transfer = with_sizes(app.add_subcommand("transfer", "Pilots of another mix: coverage of the interval"));
  for (CLI::App* command : {random, transfer}) {
    command->add_option("--store", source.store, "Draw from its documents, not from the model");
    command->add_option("--collection", source.collection)->capture_default_str();
  }
  CLI::App* planted = with_sizes(app.add_subcommand("planted", "Power for the defects of the samples"));
  planted->add_option("--store", source.store, "Of the samples")->required();
  planted->add_option("--manifest", manifest, "samples/manifest.tsv")->required();
  CLI::App* sample = with_sizes(app.add_subcommand("sample", "Corpora read in part: coverage of the intervals"));
  std::int64_t drawn = 200;
  sample->add_option("--drawn", drawn, "Documents of the sample")->capture_default_str();
  CLI::App* suggest = app.add_subcommand("suggest", "Suggested against random documents");
  suggest->add_option("--store", source.store)->required();
  suggest->add_option("--budget", budget)->capture_default_str();
  suggest->add_option("--draws", draws)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    if (random->parsed()) trial_random(source, sizes);
    if (transfer->parsed()) trial_transfer(source, sizes);
    if (planted->parsed()) trial_planted(source.store, manifest, sizes);
    if (sample->parsed()) trial_sample(sizes, drawn);
    if (suggest->parsed()) trial_suggest(source.store, budget, draws);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_verdict: %s\n", error.what());
    return 1;
  }
  return 0;
}
