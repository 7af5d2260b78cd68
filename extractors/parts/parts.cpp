#include "extractors/parts/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/core/sha256.hpp"
#include "extractors/detect/detect.hpp"
#include "extractors/layout/join.hpp"

namespace assay {
namespace {

constexpr int most_notices = 200;  // about parts that were not read; the rest becomes a number

std::uint64_t rest(std::uint64_t limit, std::uint64_t used) {
  return limit > used ? limit - used : 0;
}

std::string inside(const std::string& path, const std::string& part) {
  return path + " > " + part;
}

void move_place(Place& place, const std::string& path, int pages) {
  if (place.page) *place.page += pages;
  place.part = place.part.empty() || place.part == "body" ? path : inside(path, place.part);
}

double signal(const Document& document, const char* name) {
  const auto at = document.signals.find(name);
  return at == document.signals.end() ? 0 : at->second;
}

}  // namespace

std::string_view last_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

PartReader::PartReader(Document& whole, const ExtractOptions& options, Progress& progress)
    : whole_(whole), options_(options), progress_(progress) {}

Limits PartReader::left() {
  texts_.add_new(whole_);
  Limits limits = options_.limits;
  limits.unpacked_bytes = rest(limits.unpacked_bytes, bytes_);
  limits.text_bytes = rest(limits.text_bytes, texts_.text_bytes());
  limits.cells = rest(limits.cells, texts_.cells());
  limits.package_entries = std::max(0, limits.package_entries - parts_);
  limits.pages = std::max(0, limits.pages - static_cast<int>(whole_.pages.size()));
  return limits;
}

bool PartReader::count(const std::string& path) {
  if (parts_ >= options_.limits.package_entries) {
    hit_limit("package_entries", path, "There are more parts than the limit allows; the rest was not read.");
    return false;
  }
  ++parts_;
  progress_.advance("part", parts_, 0);
  return true;
}

Child& PartReader::name_child(const std::string& path, const std::string& media_type) {
  Child& child = whole_.children.emplace_back();
  child.source.path = path;
  child.source.media_type = media_type;
  return child;
}

Child& PartReader::name_child(const std::string& path, const std::string& media_type, ByteView bytes) {
  bytes_ += bytes.size();
  Child& child = name_child(path, media_type);
  child.source.bytes = bytes.size();
  child.source.sha256 = sha256_of(bytes);
  return child;
}

bool PartReader::too_large(const std::string& path, std::string_view limit, std::string_view begin) {
  if (!count(path)) return false;
  name_child(path, begin.empty() ? std::string() : detect_media_type(as_bytes(begin), last_name(path)).media_type);
  whole_.partial = true;
  not_read(path, Severity::error, "completeness.limit", "it unpacks to more than the limit allows.",
           fmt::format("limit: {}", limit));
  return true;
}

bool PartReader::add(const std::string& path, ByteView bytes, int heading_level) {
  if (!count(path)) return false;
  Child& child = name_child(path, {}, bytes);
  ExtractOptions options = options_;
  options.limits = left();
  for (const auto& [name, value] :
       {std::pair("unpacked_bytes", options.limits.unpacked_bytes), std::pair("text_bytes", options.limits.text_bytes),
        std::pair("cells", options.limits.cells), std::pair("pages", std::uint64_t(options.limits.pages))})
    if (value == 0) {
      hit_limit(
          name, path,
          fmt::format("The document and its parts hold more than the limit allows; from '{}' on nothing was read.",
                      path));
      return false;
    }
  if (options_.depth >= options_.limits.nesting) {
    hit_limit("nesting", path,
              fmt::format("Documents lie inside of documents deeper than the limit allows; '{}' was not read.", path));
    return true;
  }
  options.depth = options_.depth + 1;
  options.file_name = last_name(path);
  options.first_page = 1;
  options.last_page = 0;
  options.ocr_pages_per_span = 0;
  std::string type;
  Result<Document> part = options_.read_part
                              ? options_.read_part(bytes, options, progress_, &type)
                              : fail(FailureKind::unsupported, "Documents inside of documents are not read here.");
  child.source.media_type = type;
  if (!part) {
    failed(path, part.error(), type, bytes.size());
    return true;
  }
  std::vector<Document> one;
  one.push_back(*std::move(part));
  if (heading_level > 0) {
    Block heading;
    heading.kind = BlockKind::heading;
    heading.level = heading_level;
    heading.text = path;
    heading.place.part = path;
    whole_.blocks.push_back(std::move(heading));
  }
  append(path, join_spans(std::move(one)));
  return true;
}

void PartReader::append(const std::string& path, Document part) {
  shift_tables(part, static_cast<int>(whole_.tables.size()));
  const int pages = whole_.pages.empty() ? 0 : whole_.pages.back().number;
  Child& own = whole_.children.back();
  own.metadata = std::move(part.metadata);
  own.read = true;
  own.partial = part.partial;
  for (Child& child : part.children) {
    child.source.path = inside(path, child.source.path);
    whole_.children.push_back(std::move(child));
  }
  parts_ += static_cast<int>(signal(part, "parts"));
  bytes_ += static_cast<std::uint64_t>(signal(part, "parts.bytes"));
  for (Page& page : part.pages) page.number += pages;
  std::move(part.pages.begin(), part.pages.end(), std::back_inserter(whole_.pages));
  for (Block& block : part.blocks) {
    move_place(block.place, path, pages);
    whole_.blocks.push_back(std::move(block));
  }
  for (Table& table : part.tables) {
    move_place(table.place, path, pages);
    whole_.tables.push_back(std::move(table));
  }
  for (Revision& revision : part.revisions) {
    move_place(revision.place, path, pages);
    whole_.revisions.push_back(std::move(revision));
  }
  for (Notice& notice : part.notices) {
    move_place(notice.place, path, pages);
    whole_.notices.push_back(std::move(notice));
  }
  for (const auto& [name, value] : part.signals)
    if (!name.starts_with("parts")) whole_.signals[name] += value;
  whole_.partial = whole_.partial || part.partial;
}

void PartReader::failed(const std::string& path, const Failure& failure, const std::string& type, std::size_t bytes) {
  const std::string what = fmt::format("{}, {} bytes", type.empty() ? "unknown" : describe_media_type(type), bytes);
  switch (failure.kind) {
    case FailureKind::limit:
      whole_.partial = true;
      not_read(path, Severity::error, "completeness.limit", failure.message, failure.detail);
      break;
    case FailureKind::encrypted:
      whole_.partial = true;
      not_read(path, Severity::warning, "format.encrypted_part", failure.message, what);
      break;
    case FailureKind::unsupported:
    case FailureKind::empty:
      not_read(path, Severity::info, "completeness.embedded_document", failure.message, what);
      break;
    default:
      whole_.partial = true;
      not_read(path, Severity::warning, "format.damaged", failure.message, what);
  }
}

void PartReader::not_read(const std::string& path, Severity severity, std::string code, std::string why,
                          std::string evidence) {
  if (++told_ > most_notices) {
    ++not_told_;
    return;
  }
  Notice notice{std::move(code), severity, fmt::format("'{}' was not read: {}", path, why), std::move(evidence), {}};
  notice.place.part = path;
  whole_.notices.push_back(std::move(notice));
}

void PartReader::hit_limit(std::string_view limit, const std::string& path, std::string message) {
  whole_.partial = true;
  if (!limits_hit_.emplace(limit).second) return;
  Notice notice{"completeness.limit", Severity::error, std::move(message), fmt::format("limit: {}", limit), {}};
  notice.place.part = path;
  whole_.notices.push_back(std::move(notice));
}

void PartReader::finish() {
  if (not_told_ > 0)
    whole_.notices.push_back({"completeness.embedded_document",
                              Severity::info,
                              fmt::format("{} more parts were not read.", not_told_),
                              fmt::format("the first {} are named one by one", most_notices),
                              {}});
  whole_.signals["parts"] = parts_;
  whole_.signals["parts.bytes"] = static_cast<double>(bytes_);
}

}  // namespace assay
