#include "pipeline/worker/spans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "extractors/read.hpp"

namespace assay {
namespace {

// Enough ranges for any number of cores, large enough that opening the document again for each costs little, small
// enough that a range of scans stays within the deadline of a job (16 pages of 5 to 10 s each in 300 s).
constexpr int wanted_ranges = 64;
constexpr int longest_range = 16;
constexpr int shortest_mixed = 4;

std::string pages_text(const PageRange& range) {
  return range.first == range.last ? fmt::format("Page {}", range.first)
                                   : fmt::format("Pages {} to {}", range.first, range.last);
}

}  // namespace

std::vector<PageRange> rest_of(const Span& done, const ExtractOptions& options) {
  const int wanted_last = options.last_page > 0 ? options.last_page : done.pages_total;
  const int end = std::min({wanted_last, done.pages_total, options.first_page - 1 + options.limits.pages});
  std::vector<PageRange> ranges;
  if (done.last_page < done.first_page || done.last_page >= end) return ranges;
  const int rest = end - done.last_page;
  // A document whose first page needed OCR is likely a scan, of which each page takes seconds; where digital pages came
  // first, opening it once more for each page would cost more than it saves.
  const bool scan = done.last_page == done.first_page;
  const int shortest = std::clamp(options.ocr_pages_per_span, scan ? 1 : shortest_mixed, longest_range);
  const int length = std::clamp((rest + wanted_ranges - 1) / wanted_ranges, shortest, longest_range);
  for (int first = done.last_page + 1; first <= end; first += length)
    ranges.push_back({first, std::min(first + length - 1, end)});
  return ranges;
}

void SpanParts::add(const PageRange& range, Result<Document> part) {
  if (part) return parts_.push_back(std::move(*part));
  Notice notice;
  notice.code = "completeness.pages_not_read";
  notice.severity = Severity::error;
  notice.message = fmt::format("{} could not be read: {}", pages_text(range), part.error().message);
  notice.evidence = part.error().detail.empty() ? std::string(to_string(part.error().kind)) : part.error().detail;
  notice.place.page = range.first;
  missing_.push_back(std::move(notice));
}

Document SpanParts::join(const Limits& limits) && {
  Document document = join_spans(std::move(parts_));
  const int total = document.span.pages_total;
  const auto is_limit = [](const Notice& notice) { return notice.code == "completeness.limit"; };
  if (total > limits.pages && std::none_of(document.notices.begin(), document.notices.end(), is_limit)) {
    Notice notice;
    notice.code = "completeness.limit";
    notice.message = fmt::format("Only the first {} of {} pages were read.", limits.pages, total);
    notice.evidence = "limit: pages";
    missing_.push_back(std::move(notice));
  }
  if (!missing_.empty()) document.partial = true;
  std::move(missing_.begin(), missing_.end(), std::back_inserter(document.notices));
  return document;
}

}  // namespace assay
