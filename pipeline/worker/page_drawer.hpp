// Pictures of pages for a report, drawn by a sandboxed worker of their own, one after the other.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractors/cutout/cutout.hpp"
#include "pipeline/worker/pool.hpp"

namespace assay {

// For one thread.
class PageDrawer {
 public:
  explicit PageDrawer(PoolOptions options);
  ~PageDrawer();
  PageDrawer(const PageDrawer&) = delete;
  PageDrawer& operator=(const PageDrawer&) = delete;

  // A JPEG (extractors/cutout/cutout.hpp) of a file whose content still has that hash; none where that is not so, or
  // the page can't be drawn. Never throws: a report stands without its pictures.
  std::optional<std::string> draw(const std::filesystem::path& file, std::string_view sha256, const CutoutPlan& plan);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay
