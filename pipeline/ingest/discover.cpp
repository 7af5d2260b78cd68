#include "pipeline/ingest/discover.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "pipeline/core/run_error.hpp"

namespace assay {
namespace fs = std::filesystem;
namespace {

constexpr int deepest = 200;  // folders in folders; far beyond any archive that people made

Failure no_access(std::string message, const std::string& detail) {
  return {FailureKind::no_access, std::move(message), detail};
}

Failure not_read(std::string message) {
  return {FailureKind::unsupported, std::move(message), {}};
}

std::int64_t nanoseconds(const timespec& time) {
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

class Walk {
 public:
  Walk(const Root& root, const std::vector<fs::path>& leave_out, const std::function<bool(Found&&)>& use)
      : root_(root), leave_out_(leave_out), use_(use) {}

  bool run() { return root_.only.empty() ? folder(root_.folder, "", 0) : entry(root_.folder / root_.only, "", 0); }

 private:
  bool give(const fs::path& file, std::string path, const struct stat& status, std::optional<Failure> skip) {
    // Two names that differ only in bytes that are no UTF-8 are still two documents.
    std::string unique = path;
    for (int i = 2; !seen_.insert(unique).second; ++i) unique = fmt::format("{} ({})", path, i);
    const FileState state{static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                          nanoseconds(status.st_ctim), status.st_ino};
    return use_({file, root_.name, std::move(unique), state, std::move(skip)});
  }

  bool folder(const fs::path& place, const std::string& path, int depth) {
    const auto skip = [&](Failure why) { return give(place, path, {}, std::move(why)); };
    if (depth > deepest)
      return skip({FailureKind::limit, "Folders lie too deep in each other; nothing in this one was read.",
                   fmt::format("limit {} folders", deepest)});
    std::error_code error;
    std::vector<fs::path> names;
    for (fs::directory_iterator at(place, error), end; !error && at != end; at.increment(error))
      names.push_back(at->path().filename());
    // What could be listed is read; the rest is told.
    if (error && !skip(no_access("This folder could not be opened; what lies in it was not read.", error.message())))
      return false;
    std::sort(names.begin(), names.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    for (const fs::path& name : names)
      if (!entry(place / name, path, depth)) return false;
    return true;
  }

  bool entry(const fs::path& file, const std::string& folder_path, int depth) {
    const std::string path = folder_path + utf8_name(file.filename().string());
    if (std::find(leave_out_.begin(), leave_out_.end(), file) != leave_out_.end()) return true;
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0)
      return give(file, path, {}, no_access("The file could not be examined.", std::strerror(errno)));
    if (S_ISDIR(status.st_mode)) {
      if (file.filename().string().front() != '.') return folder(file, path + "/", depth + 1);
      return give(file, path + "/", {},
                  not_read("This is a hidden folder; name it as an input if its content shall be read."));
    }
    if (S_ISLNK(status.st_mode)) {
      if (::stat(file.c_str(), &status) != 0)
        return give(file, path, {}, no_access("This link leads nowhere.", std::strerror(errno)));
      if (S_ISDIR(status.st_mode))
        return give(file, path, {},
                    not_read("This is a link to a folder, which is not followed; name that folder as an input."));
    }
    if (!S_ISREG(status.st_mode))
      return give(file, path, {}, not_read("This is a pipe, socket or device and holds no document."));
    return give(file, path, status, std::nullopt);
  }

  const Root& root_;
  const std::vector<fs::path>& leave_out_;
  const std::function<bool(Found&&)>& use_;
  std::set<std::string> seen_;
};

bool beneath(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}  // namespace

std::string utf8_name(const std::string& name) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
  const auto size = static_cast<std::int64_t>(name.size());
  std::string text;
  for (std::int64_t at = 0; at < size;) {
    const std::int64_t start = at;
    UChar32 letter = 0;
    U8_NEXT(bytes, at, size, letter);
    if (letter >= 0) {
      text.append(name, static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
    } else {
      text += fmt::format("\xEF\xBF\xBD{:02x}", bytes[start]);
      at = start + 1;
    }
  }
  return text;
}

std::vector<Root> resolve_roots(const std::vector<fs::path>& inputs) {
  std::vector<Root> roots;
  for (const fs::path& input : inputs) {
    std::error_code error;
    const fs::path place = fs::canonical(input, error);
    if (error)
      throw RunError(ExitCode::impossible, fmt::format("{} can't be opened: {}. Check the path and its permissions.",
                                                       input.string(), error.message()));
    const bool is_folder = fs::is_directory(place, error);
    if (is_folder && (fs::directory_iterator(place, error), error))
      throw RunError(ExitCode::impossible, fmt::format("The folder {} can't be listed: {}. Check its permissions.",
                                                       input.string(), error.message()));
    const fs::path folder = is_folder ? place : place.parent_path();
    roots.push_back({folder, utf8_name(folder.string()), is_folder ? "" : place.filename().string()});
  }
  std::sort(roots.begin(), roots.end(), [](const Root& a, const Root& b) {
    return std::tie(a.folder.native(), a.only) < std::tie(b.folder.native(), b.only);
  });
  std::vector<Root> outer;
  for (const Root& root : roots) {
    const auto covers = [&root](const Root& other) {
      return other.only.empty() ? beneath(root.folder, other.folder)
                                : other.folder == root.folder && other.only == root.only;
    };
    if (std::none_of(outer.begin(), outer.end(), covers)) outer.push_back(root);
  }
  return outer;
}

void discover(const std::vector<Root>& roots, const std::vector<fs::path>& leave_out,
              const std::function<bool(Found&&)>& use) {
  for (const Root& root : roots)
    if (!Walk(root, leave_out, use).run()) return;
}

}  // namespace assay
