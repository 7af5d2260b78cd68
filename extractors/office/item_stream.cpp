#include "extractors/office/item_stream.hpp"

#include <string.h>  // memmem is no part of <cstring>

#include <algorithm>
#include <sstream>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18;
constexpr unsigned parse_flags =
    pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol | pugi::parse_ws_pcdata_single | pugi::parse_fragment;

// Where "<container" or "<prefix:container" begins and which prefix it has.
std::size_t find_tag(std::string_view text, std::string_view container, std::string& prefix) {
  for (std::size_t at = text.find(container); at != std::string_view::npos; at = text.find(container, at + 1)) {
    const char after = at + container.size() < text.size() ? text[at + container.size()] : '>';
    if (after != '>' && after != ' ' && after != '/' && after != '\n' && after != '\r' && after != '\t') continue;
    std::size_t open = at;
    while (open > 0 && text[open - 1] != '<' && text[open - 1] != '>' && text[open - 1] != ' ') --open;
    if (open == 0 || text[open - 1] != '<' || (open < at && text[at - 1] != ':')) continue;
    if (text[open] == '/') continue;
    prefix = std::string(text.substr(open, at - open));
    return open - 1;
  }
  return std::string_view::npos;
}

// std::string::find looks closer at every '<', which is every few bytes here.
std::size_t find_in(const std::string& text, const std::string& wanted, std::size_t from) {
  const void* const found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  if (found == nullptr) return std::string::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

ItemStream::ItemStream(Package& package, std::string_view part, std::string_view container, std::string_view item)
    : package_(package), part_(part), stream_(package.stream(part)) {
  item_end_ = item;
  fill();
  if (buffer_.size() > 1 && (buffer_[1] == '\0' || buffer_[0] == '\0' || buffer_[0] == '\xfe' || buffer_[0] == '\xff'))
    to_utf8();
  find_container(container);
}

bool ItemStream::fill() {
  if (!stream_) return false;
  const bool more = stream_->read(buffer_, piece);
  if (!more) stream_.reset();
  return more;
}

// Not UTF-8: rare enough to go through a whole tree.
void ItemStream::to_utf8() {
  while (fill()) {
  }
  pugi::xml_document tree;
  if (!parse_xml(package_, std::move(buffer_), part_, tree)) {
    buffer_.clear();
    return;
  }
  std::ostringstream out;
  tree.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  buffer_ = out.str();
}

void ItemStream::find_container(std::string_view container) {
  std::string prefix;
  std::size_t at = std::string_view::npos;
  std::size_t end = std::string_view::npos;
  do {
    at = find_tag(buffer_, container, prefix);
    if (at != std::string_view::npos) end = buffer_.find('>', at);
  } while (end == std::string_view::npos && fill());
  if (end == std::string_view::npos) {
    head_ = std::move(buffer_);
    buffer_.clear();
    return;
  }
  head_ = buffer_.substr(0, at);
  items_left_ = buffer_[end - 1] != '/';
  buffer_.erase(0, end + 1);
  item_end_ = "</" + prefix + item_end_ + ">";
  container_end_ = "</" + prefix + std::string(container);
}

// Only what is behind the run is copied: a little, where the run itself is a piece of the sheet.
void ItemStream::take_run(std::size_t size) {
  run_.swap(buffer_);
  buffer_.assign(run_, size);
  run_.resize(size);
}

bool ItemStream::next(pugi::xml_document& run) {
  run.reset();
  while (next_text()) {
    parse(0, run);
    if (run.first_child()) return true;
  }
  return false;
}

const std::string* ItemStream::next_text() {
  while (items_left_) {
    // The end of the container stands behind the last item; should items be named so behind it, parse() finds it.
    const std::size_t item = buffer_.rfind(item_end_);
    const std::size_t behind = item == std::string::npos ? 0 : item + item_end_.size();
    if (const std::size_t end = find_in(buffer_, container_end_, std::max(behind, searched_));
        end != std::string::npos) {
      items_left_ = false;
      take_run(end);
    } else if (behind == 0 || buffer_.size() < piece / 2) {
      searched_ = buffer_.size() > container_end_.size() ? buffer_.size() - container_end_.size() : 0;
      if (fill()) continue;
      items_left_ = false;  // the part ends in the middle
      run_ = std::move(buffer_);
      buffer_.clear();
    } else {
      take_run(behind);
    }
    searched_ = 0;
    if (!run_.empty()) return &run_;
  }
  while (fill()) {
  }
  if (buffer_.starts_with(container_end_)) buffer_.erase(0, buffer_.find('>') + 1);
  return nullptr;
}

void ItemStream::parse(std::size_t from, pugi::xml_document& run) {
  if (const std::size_t end = find_in(run_, container_end_, from); end != std::string::npos) {
    items_left_ = false;
    buffer_.insert(0, run_, end);
    run_.resize(end);
  }
  const auto result = run.load_buffer_inplace(run_.data() + from, run_.size() - from, parse_flags, pugi::encoding_utf8);
  if (result || result.status == pugi::status_no_document_element || told_damaged_) return;
  told_damaged_ = true;
  package_.note("format.damaged", Severity::error,
                "The part '" + part_ + "' of the file is damaged; what could be read of it was read.",
                result.description(), part_);
}

}  // namespace assay::office
