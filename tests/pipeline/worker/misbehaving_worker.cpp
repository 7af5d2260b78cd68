// A worker that does what the first word of its document says: everything that a library led astray by a hostile file
// might do. The pool under test is pointed to this program; the real one has no such hooks.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "pipeline/worker/serve.hpp"

namespace {

using namespace assay;

constexpr int socket_fd = 3;

Document document_saying(const std::string& text) {
  Document document;
  document.blocks.push_back({});
  document.blocks.back().text = text;
  return document;
}

Document lying_document() {
  Document document = document_saying("look into table 7");
  document.blocks.back().table = 7;
  return document;
}

// "pages N BAD": N pages, 2 in the first span; a span that holds page BAD dies.
Document pages(const std::vector<std::string>& words, const ExtractOptions& options) {
  const int total = std::stoi(words.at(1));
  const int bad = words.size() > 2 ? std::stoi(words[2]) : 0;
  Document document;
  const int last = options.last_page > 0 ? options.last_page : std::min(2, total);
  document.span = {options.first_page, last, total};
  for (int number = options.first_page; number <= last; ++number) {
    if (number == bad) std::raise(SIGSEGV);
    Page page;
    page.number = number;
    document.pages.push_back(page);
    Block block;
    block.text = "text of page " + std::to_string(number) + ".";
    block.place.page = number;
    document.blocks.push_back(block);
  }
  return document;
}

// What the sandbox answers, as text: one line for each attempt.
Document attempts() {
  std::ostringstream lines;
  const auto tell = [&lines](const char* what, int result) {
    lines << what << ": " << (result < 0 ? std::strerror(errno) : "allowed") << "\n";
  };
  tell("socket", ::socket(AF_INET, SOCK_STREAM, 0));
  tell("shadow", ::open("/etc/shadow", O_RDONLY));
  tell("passwd", ::open("/etc/passwd", O_RDONLY));
  tell("tmp", ::open("/tmp", O_RDONLY | O_DIRECTORY));
  tell("create", ::open("/tmp/assay-sandbox-test", O_WRONLY | O_CREAT, 0600));
  tell("fork", ::fork());
  tell("kill", ::kill(::getppid(), 0));
  tell("null", ::open("/dev/null", O_RDONLY));
  return document_saying(lines.str());
}

[[noreturn]] void exhaust_by_malloc() {
  volatile char* last = nullptr;
  for (;;) {
    auto* block = static_cast<char*>(std::malloc(std::size_t{1} << 20));
    if (!block) std::abort();  // as libraries in C do
    block[0] = 1;
    last = block;
  }
  (void)last;
}

Document exhaust_by_new() {
  std::vector<std::string> hoard;
  for (;;) hoard.emplace_back(std::size_t{1} << 20, 'x');
}

void babble(const std::string& kind) {
  std::string noise;
  if (kind == "length") noise = std::string("\xff\xff\xff\x7f\x05", 5);
  if (kind == "kind") noise = std::string("\0\0\0\0\x63", 5);
  if (kind == "ready") noise = std::string("\0\0\0\0\x03", 5);
  if (kind == "data") noise = std::string("\x04\0\0\0\x05\xff\xff\xff\xff", 9);
  const ssize_t sent = ::write(socket_fd, noise.data(), noise.size());
  (void)sent;
}

Result<Document> obey(ByteView bytes, const ExtractOptions& options, Progress& progress, std::string* type) {
  static int jobs = 0;
  ++jobs;
  if (type) *type = "text/x-order";
  std::istringstream stream{std::string(as_chars(bytes))};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  const std::string order = words.empty() ? "" : words[0];
  if (order == "crash") std::raise(SIGSEGV);
  if (order == "abort") std::abort();
  if (order == "exit") ::_exit(7);
  if (order == "exec") ::execl("/bin/true", "true", nullptr);
  if (order == "crash_unless_first" && jobs > 1) std::raise(SIGSEGV);
  if (order == "hang")
    for (;;) ::pause();
  if (order == "busy")
    for (int i = 0;; ++i) progress.advance("busy", i % 1000, 0);
  if (order == "malloc") exhaust_by_malloc();
  if (order == "new") return exhaust_by_new();
  if (order == "babble") babble(words.at(1));
  if (order == "lie") return lying_document();
  if (order == "large") return document_saying(std::string(std::stoul(words.at(1)), 'a'));
  if (order == "attempts") return attempts();
  if (order == "pages") return pages(words, options);
  if (order == "jobs") return document_saying(std::to_string(jobs));
  if (order == "threads") return document_saying(std::getenv("OMP_THREAD_LIMIT"));
  if (order == "fail") return fail(FailureKind::damaged, "It is cut off.", "detail");
  return document_saying(std::string(as_chars(bytes)) + "|" + options.file_name);
}

Result<std::string> draw(ByteView bytes, const CutoutPlan& plan, const ExtractOptions&) {
  const std::string order(as_chars(bytes));
  if (order == "crash") std::raise(SIGSEGV);
  if (order == "hang")
    for (;;) ::pause();
  if (order == "script") return std::string("<svg onload=x>");
  if (order == "large") return "\xFF\xD8\xFF" + std::string(cutout_bytes_max, 'a');
  if (order == "throw") throw std::runtime_error("no such page");
  if (order == "fail") return fail(FailureKind::damaged, "It is cut off.");
  return "\xFF\xD8\xFF page " + std::to_string(plan.page) + (plan.box ? " with a box" : "");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 || std::strcmp(argv[1], "worker") != 0) return 2;
  return assay::serve(std::atoi(argv[3]), obey, draw);
}
