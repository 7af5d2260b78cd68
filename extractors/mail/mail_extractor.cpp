#include "extractors/mail/mail_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/mail/message.hpp"
#include "extractors/mail/mime.hpp"
#include "extractors/parts/parts.hpp"
#include "extractors/text/encoding.hpp"

namespace assay {
namespace {

using namespace mail;

// What the parser complains about, as far as content is lost by it.
struct Complaints {
  bool truncated = false;
  bool damaged = false;
  bool too_deep = false;
};

void complain(gint64, GMimeParserWarning what, const gchar*, gpointer data) {
  auto& out = *static_cast<Complaints*>(data);
  out.truncated = out.truncated || what == GMIME_WARN_TRUNCATED_MESSAGE;
  out.too_deep = out.too_deep || what == GMIME_CRIT_NESTING_OVERFLOW;
  out.damaged = out.damaged || what == GMIME_CRIT_INVALID_HEADER_NAME ||
                what == GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY || what == GMIME_WARN_MALFORMED_MULTIPART;
}

struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

class Reading {
 public:
  Reading(ByteView bytes, const ExtractOptions& options, Progress& progress)
      : options_(options), parts_(document_, options, progress), messages_(document_, options, parts_) {
    start_library();
    parser_options_.reset(g_mime_parser_options_new());
    g_mime_parser_options_set_warning_callback(parser_options_.get(), complain, &complaints_);
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    parser_.reset(g_mime_parser_new_with_stream(stream.get()));
  }

  Result<Document> read_message() {
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser_.get(), parser_options_.get()));
    if (!message) return nothing();
    messages_.read_metadata(message.get());
    messages_.read(message.get(), {}, options_.depth);
    return finished();
  }

  Result<Document> read_mailbox() {
    g_mime_parser_set_format(parser_.get(), GMIME_FORMAT_MBOX);
    int number = 0;
    while (!g_mime_parser_eos(parser_.get())) {
      const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser_.get(), parser_options_.get()));
      if (!message) break;
      const std::string path = fmt::format("message {}", ++number);
      if (!parts_.count(path)) break;
      parts_.name_child(path, "message/rfc822").read = true;
      messages_.read(message.get(), path, options_.depth);
    }
    if (number == 0) return nothing();
    document_.signals["messages"] = number;
    return finished();
  }

 private:
  static tl::unexpected<Failure> nothing() {
    return fail(FailureKind::damaged, "The file holds no message that can be read. Ask for a new copy.");
  }

  Result<Document> finished() {
    const auto say = [this](Severity severity, const char* message) {
      document_.notices.push_back({"format.damaged", severity, message, {}, {}});
    };
    if (complaints_.too_deep)
      parts_.hit_limit("nesting", {}, "The message's parts lie in one another deeper than any honest message's.");
    if (complaints_.truncated) {
      document_.partial = true;
      say(Severity::warning, "The message is cut short: its last part has no end.");
    } else if (complaints_.damaged) {
      say(Severity::info, "The message is not built as the standard says; what could be found in it was read.");
    }
    parts_.finish();
    return std::move(document_);
  }

  const ExtractOptions& options_;
  Document document_;
  Complaints complaints_;
  PartReader parts_;
  MessageReader messages_;
  std::unique_ptr<GMimeParserOptions, FreeOptions> parser_options_;
  Owned<GMimeParser> parser_;
};

// Where the head begins: a blank line before it would end it. A message that an editor saved as UTF-16 goes to
// `recoded`.
std::string_view message_in(std::string_view bytes, const Limits& limits, std::string& recoded) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    recoded = decode_text(as_bytes(bytes), limits.text_bytes).text;
    bytes = recoded;
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes;
}

class MailExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "mail"; }
  int version() const override { return 7; }
  bool reads(std::string_view media_type) const override {
    return media_type == "message/rfc822" || media_type == "application/mbox";
  }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    std::string recoded;
    const std::string_view chars = message_in(as_chars(bytes), options.limits, recoded);
    Reading reading(as_bytes(chars), options, progress);
    return chars.starts_with("From ") ? reading.read_mailbox() : reading.read_message();
  }
};

}  // namespace

const Extractor& mail_extractor() {
  static const MailExtractor extractor;
  return extractor;
}

}  // namespace assay
