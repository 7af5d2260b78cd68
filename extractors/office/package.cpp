#include "extractors/office/package.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "extractors/office/salvage.hpp"

namespace assay::office {

struct Package::State {
  ~State() {
    if (archive) zip_discard(archive);
  }
  ByteView bytes;
  Limits limits;
  Names names = Names::alike;
  zip_t* archive = nullptr;
  std::map<std::string, std::pair<std::uint64_t, std::string>> members;  // folded name: index, name
  std::map<std::string, SalvagedMember> salvaged;                        // of archives without a directory
  std::uint64_t unpacked = 0;
  std::vector<Notice> notices;
  std::set<std::string, std::less<>> limits_hit;
  bool partial = false;

  std::string key(std::string_view name) const;
};

namespace {

constexpr std::uint64_t ratio_counts_from = std::uint64_t{1} << 20;

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '\\' ? '/' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  out.erase(0, std::min(out.find_first_not_of('/'), out.size()));
  return out;
}

bool tricks(std::string_view name) {
  return name.starts_with("/") || name.find("..") != std::string_view::npos || name.find(':') != std::string_view::npos;
}

// Counts what comes out of any member against the limits of the package.
class Meter {
 public:
  Meter(Package& package, Package::State& state, std::string name, std::uint64_t packed)
      : package_(package), state_(state), name_(std::move(name)), packed_(packed) {}

  bool allow(std::uint64_t bytes) {
    out_ += bytes;
    state_.unpacked += bytes;
    if (state_.unpacked > state_.limits.unpacked_bytes) {
      package_.note_limit("unpacked_bytes", "The file unpacks to more than the limit allows; the rest was not read.",
                          name_);
      return false;
    }
    if (out_ > ratio_counts_from &&
        static_cast<double>(out_) >
            state_.limits.unpack_ratio * static_cast<double>(std::max<std::uint64_t>(packed_, 1))) {
      package_.note_limit("unpack_ratio",
                          "A part of the file unpacks to a size that no honest document has; the rest of it was "
                          "not read.",
                          name_);
      return false;
    }
    return true;
  }
  void damaged(const std::string& detail) {
    state_.partial = true;
    package_.note("format.damaged", Severity::error,
                  fmt::format("The part '{}' of the file is damaged; what could be read of it was read.", name_),
                  detail, name_);
  }

 private:
  Package& package_;
  Package::State& state_;
  std::string name_;
  std::uint64_t packed_;
  std::uint64_t out_ = 0;
};

class ZipStream final : public MemberStream {
 public:
  ZipStream(zip_file_t* file, Meter meter) : file_(file), meter_(std::move(meter)) {}
  ~ZipStream() override { zip_fclose(file_); }
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;

  bool read(std::string& out, std::size_t most) override {
    if (done_) return false;
    const std::size_t before = out.size();
    out.resize(before + most);
    const zip_int64_t got = zip_fread(file_, out.data() + before, most);
    out.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
    done_ = got <= 0;
    if (got < 0) meter_.damaged(zip_file_strerror(file_));
    if (got > 0 && !meter_.allow(static_cast<std::uint64_t>(got))) done_ = true;
    return !done_;
  }

 private:
  zip_file_t* file_;
  Meter meter_;
  bool done_ = false;
};

class SalvagedStream final : public MemberStream {
 public:
  SalvagedStream(ByteView bytes, const SalvagedMember& member, Meter meter)
      : inflater_(bytes, member), meter_(std::move(meter)) {}

  bool read(std::string& out, std::size_t most) override {
    if (done_) return false;
    const std::size_t before = out.size();
    const bool more = inflater_.read(out, most);
    done_ = !more || !meter_.allow(out.size() - before);
    if (!more && inflater_.damaged()) meter_.damaged("cut short");
    return !done_;
  }

 private:
  SalvagedInflater inflater_;
  Meter meter_;
  bool done_ = false;
};

zip_t* open_archive(ByteView bytes, std::string& why) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (!archive) {
    why = zip_error_strerror(&error);
    if (source) zip_source_free(source);
  }
  zip_error_fini(&error);
  return archive;
}

}  // namespace

std::string Package::State::key(std::string_view name) const {
  return names == Names::alike ? folded(name) : std::string(name);
}

Package::Package(std::unique_ptr<State> state) : state_(std::move(state)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(ByteView bytes, const Limits& limits, Names names) {
  auto state = std::make_unique<State>();
  state->bytes = bytes;
  state->limits = limits;
  state->names = names;
  std::string why;
  state->archive = open_archive(bytes, why);
  Package package(std::move(state));
  State& s = *package.state_;
  if (!s.archive) {
    for (auto& member : salvage_members(bytes, static_cast<std::size_t>(limits.package_entries)))
      s.salvaged.try_emplace(s.key(member.name), member);
    if (s.salvaged.empty())
      return fail(FailureKind::damaged, "The file is damaged: it cannot be unpacked. Ask for a new copy.", why);
    s.partial = true;
    package.note("format.damaged", Severity::error,
                 "The file is damaged or cut short: its table of contents is missing. What could be found was read.",
                 why, {});
    return package;
  }
  const zip_int64_t entries = zip_get_num_entries(s.archive, 0);
  std::string path_tricks;
  std::map<std::string, int> copies;
  std::uint64_t encrypted = 0;
  for (zip_int64_t i = 0; i < entries; ++i) {
    if (i >= limits.package_entries) {
      package.note_limit("package_entries", "The file holds more parts than the limit allows; the rest was not read.",
                         {});
      break;
    }
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(s.archive, index, 0);
    if (!name) continue;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(s.archive, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat.encryption_method != ZIP_EM_NONE)
      ++encrypted;
    if (path_tricks.empty() && tricks(name)) path_tricks = name;
    std::string its = name;
    if (names == Names::exact)
      while (s.members.contains(its)) its = fmt::format("{} ({})", name, ++copies[name] + 1);
    s.members.try_emplace(s.key(its), index, its);
  }
  if (encrypted > 0 && encrypted >= s.members.size())
    return fail(FailureKind::encrypted, "The file is protected by a password. Save it without one.");
  if (encrypted > 0)
    package.note("format.encrypted_part", Severity::warning, "Parts of the file are protected by a password.",
                 fmt::format("{} parts", encrypted), {});
  if (!path_tricks.empty())
    package.note("format.package_path", Severity::warning,
                 "Parts of the file have names that point outside of it; nothing was written there.", path_tricks, {});
  return package;
}

Package Package::without_members(const Limits& limits) {
  auto state = std::make_unique<State>();
  state->limits = limits;
  return Package(std::move(state));
}

bool Package::has(std::string_view name) const {
  const std::string key = state_->key(name);
  return state_->members.contains(key) || state_->salvaged.contains(key);
}

std::vector<std::string> Package::names() const {
  std::vector<std::string> out;
  for (const auto& [key, member] : state_->members) out.push_back(member.second);
  for (const auto& [key, member] : state_->salvaged) out.push_back(member.name);
  return out;
}

std::unique_ptr<MemberStream> Package::stream(std::string_view name) {
  const std::string key = state_->key(name);
  if (const auto it = state_->salvaged.find(key); it != state_->salvaged.end())
    return std::make_unique<SalvagedStream>(state_->bytes, it->second,
                                            Meter(*this, *state_, it->second.name, it->second.packed));
  const auto it = state_->members.find(key);
  if (it == state_->members.end()) return nullptr;
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_stat_index(state_->archive, it->second.first, 0, &stat);
  Meter meter(*this, *state_, it->second.second, (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : 0);
  zip_file_t* file = zip_fopen_index(state_->archive, it->second.first, 0);
  if (!file) {
    if (zip_error_code_zip(zip_get_error(state_->archive)) == ZIP_ER_NOPASSWD) {
      state_->partial = true;
      note("format.encrypted_part", Severity::warning,
           fmt::format("'{}' was not read: it is protected by a password.", it->second.second), {}, it->second.second);
    } else {
      meter.damaged(zip_strerror(state_->archive));
    }
    return nullptr;
  }
  return std::make_unique<ZipStream>(file, std::move(meter));
}

std::string Package::read(std::string_view name) {
  std::string out;
  const auto member = stream(name);
  while (member && member->read(out, 1 << 18)) {
  }
  return out;
}

Package::Unpacked Package::read(std::string_view name, std::uint64_t most, std::string& out) {
  const auto member = stream(name);
  if (!member) return Unpacked::not_at_all;  // and a notice says why
  while (out.size() <= most && member->read(out, 1 << 18)) {
  }
  return out.size() <= most ? Unpacked::whole : Unpacked::too_large;
}

void Package::note(std::string code, Severity severity, std::string message, std::string evidence, std::string part) {
  Notice notice;
  notice.code = std::move(code);
  notice.severity = severity;
  notice.message = std::move(message);
  notice.evidence = std::move(evidence);
  notice.place.part = std::move(part);
  if (notice.code == "format.damaged" && severity == Severity::error) state_->partial = true;
  if (state_->notices.size() < 1000) state_->notices.push_back(std::move(notice));
}

void Package::note_limit(std::string_view limit, std::string message, std::string part) {
  state_->partial = true;
  if (!state_->limits_hit.emplace(limit).second) return;
  note("completeness.limit", Severity::error, std::move(message), fmt::format("limit: {}", limit), std::move(part));
}

void Package::hand_over(Document& document) {
  document.partial = document.partial || state_->partial;
  for (Notice& notice : state_->notices) document.notices.push_back(std::move(notice));
  state_->notices.clear();
}

const Limits& Package::limits() const {
  return state_->limits;
}

std::size_t Package::packed_bytes() const {
  return state_->bytes.size();
}

}  // namespace assay::office
