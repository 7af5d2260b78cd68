// Sets a paper on A4 pages with Pango, on whatever Cairo surface the pages are.
#pragma once

#include "tools/samples/paper.hpp"

using cairo_t = struct _cairo;

namespace assay::samples {

inline constexpr double page_width = 595.28;  // pt
inline constexpr double page_height = 841.89;

class PageSink {
 public:
  virtual ~PageSink() = default;
  virtual cairo_t* begin_page() = 0;  // user space is in pt from the top left; stays the sink's
  virtual void end_page() = 0;
};

void typeset(const Paper& paper, PageSink& sink);

}  // namespace assay::samples
