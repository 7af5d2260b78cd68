#include "pipeline/worker/page_drawer.hpp"

#include "pipeline/core/run_error.hpp"
#include "pipeline/worker/snapshot.hpp"
#include "pipeline/worker/worker_process.hpp"

namespace assay {

struct PageDrawer::Impl {
  explicit Impl(PoolOptions given) : options(std::move(given)), worker(options, -1) {}
  PoolOptions options;
  WorkerProcess worker;
};

PageDrawer::PageDrawer(PoolOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
PageDrawer::~PageDrawer() = default;

std::optional<std::string> PageDrawer::draw(const std::filesystem::path& file, std::string_view sha256,
                                            const CutoutPlan& plan) {
  const Result<Snapshot> snapshot = take_snapshot(file, impl_->options.extract.limits.input_bytes);
  if (!snapshot || snapshot->sha256 != sha256) return std::nullopt;
  try {
    impl_->worker.ensure_started();
  } catch (const RunError&) {
    return std::nullopt;
  }
  Result<std::string> picture = impl_->worker.draw(*snapshot, file.filename().string(), plan);
  return picture ? std::optional(std::move(*picture)) : std::nullopt;
}

}  // namespace assay
