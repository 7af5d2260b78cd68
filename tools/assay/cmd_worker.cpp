#include <CLI/CLI.hpp>

#include "pipeline/worker/pool.hpp"
#include "tools/assay/command.hpp"

namespace assay {

// Not for people: the pool starts the same binary again with this command.
void add_worker(CLI::App& app, Common& common) {
  const auto socket = std::make_shared<int>(-1);
  CLI::App* command = app.add_subcommand("worker", "")->group("");
  command->add_option("--socket", *socket)->required();
  command->callback([socket, &common] { common.exit_code = worker_main(*socket); });
}

}  // namespace assay
