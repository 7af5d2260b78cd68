#include "pipeline/worker/serve.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>

#include "pipeline/worker/channel.hpp"
#include "pipeline/worker/last_words.hpp"
#include "pipeline/worker/sandbox.hpp"
#include "pipeline/worker/wire.hpp"

namespace assay {
namespace {

using wire::Kind;

// The bytes of a job, mapped. The parent sealed them: they can't shrink.
class Mapping {
 public:
  Mapping(const Handle& memory, std::uint64_t bytes) : size_(bytes) {
    if (size_ == 0) return;
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, memory.get(), 0);
    if (data_ == MAP_FAILED) throw std::bad_alloc();
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (size_ > 0) ::munmap(data_, size_);
  }
  ByteView view() const { return {static_cast<const std::byte*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

class ChannelProgress final : public Progress {
 public:
  explicit ChannelProgress(Channel& channel) : channel_(channel) {}
  void advance(std::string_view what, int done, int total) override {
    const auto now = Channel::Clock::now();
    if (now - told_ < std::chrono::milliseconds(100)) return;  // the parent's clock counts seconds
    told_ = now;
    channel_.send(Kind::progress, wire::encode_message(wire::Advance{std::string(what), done, total}));
  }

 private:
  Channel& channel_;
  Channel::Clock::time_point told_{};
};

void answer_failure(Channel& channel, const Failure& failure, const std::string& media_type) {
  constexpr std::size_t longest = 4000;
  wire::Failed failed{failure, media_type.substr(0, 200)};
  failed.failure.message.resize(std::min(failed.failure.message.size(), longest));
  failed.failure.detail.resize(std::min(failed.failure.detail.size(), longest));
  channel.send(Kind::failed, wire::encode_message(failed));
}

void do_job(Channel& channel, Frame frame, ExtractOptions options, const ReadFunction& read) {
  const auto job = wire::decode_message<wire::Job>(std::move(frame.payload));
  options.file_name = job.file_name;
  options.first_page = job.first_page;
  options.last_page = job.last_page;
  options.language = job.language;
  std::string media_type;
  ChannelProgress progress(channel);
  const Mapping input(frame.passed, job.bytes);
  const Result<Document> document = read(input.view(), options, progress, &media_type);
  if (!document) return answer_failure(channel, document.error(), media_type);
  wire::encode(*document, [&channel](std::string_view piece) { channel.send(Kind::data, piece); });
  channel.send(Kind::done, wire::encode_message(wire::Done{media_type}));
}

void draw_picture(Channel& channel, Frame frame, ExtractOptions options, const DrawFunction& draw) {
  const auto job = wire::decode_message<wire::Picture>(std::move(frame.payload));
  options.file_name = job.file_name;
  const Mapping input(frame.passed, job.bytes);
  Result<std::string> picture = fail(FailureKind::unsupported, "This worker draws nothing.");
  try {
    if (draw) picture = draw(input.view(), job.plan, options);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    picture = fail(FailureKind::damaged, "The page can't be drawn.", error.what());
  }
  if (!picture) return answer_failure(channel, picture.error(), "");
  channel.send(Kind::data, *picture);
  channel.send(Kind::done, wire::encode_message(wire::Done{"image/jpeg"}));
}

// A worker whose parent is gone has nobody to answer to.
bool tie_to(pid_t parent) {
  return ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == parent;
}

}  // namespace

int serve(int socket, const ReadFunction& read, const DrawFunction& draw) {
  Channel channel{Handle(socket)};
  try {
    const Frame first = channel.receive();
    const auto hello = wire::decode_message<wire::Hello>(first.payload);
    if (first.kind != Kind::hello || !tie_to(hello.parent)) return 1;
    prepare_last_words(socket, hello.memory_bytes);
    const SandboxState state = apply_sandbox({hello.memory_bytes, hello.extract.ocr_data});
    channel.send(Kind::ready, wire::encode_message(state));
    for (;;) {
      Frame frame = channel.receive(Channel::never, true);
      if (frame.kind != Kind::job && frame.kind != Kind::picture) return 1;
      try {
        if (frame.kind == Kind::picture)
          draw_picture(channel, std::move(frame), hello.extract, draw);
        else
          do_job(channel, std::move(frame), hello.extract, read);
      } catch (const std::bad_alloc&) {
        // Libraries may be left half-done: this process answers once more and ends.
        answer_failure(
            channel, {FailureKind::out_of_memory, "Reading the document took too much memory.", "limit: memory_bytes"},
            "");
        return 1;
      }
    }
  } catch (const ChannelError&) {
    return 0;  // the parent closed its end: that is how work ends
  } catch (const std::exception&) {
    return 1;
  }
}

}  // namespace assay
