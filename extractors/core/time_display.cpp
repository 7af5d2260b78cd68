#include "extractors/core/time_display.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay {
namespace {

constexpr std::size_t longest_code = 255;  // as Excel allows
constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

struct Piece {
  enum class Kind : std::uint8_t { literal, hours, minutes, seconds, half_day, half_day_letter };
  Kind kind = Kind::literal;
  std::size_t width = 0;  // digits at least
  bool elapsed = false;   // all of the duration: 36 hours
  std::string text;       // of a literal
  bool is_part() const { return kind == Kind::hours || kind == Kind::minutes || kind == Kind::seconds; }
};

// The first section of a code, whole or not at all.
class Parser {
 public:
  explicit Parser(std::string_view code) : code_(code) {}

  bool parse() {
    while (known_ && at_ < code_.size() && code_[at_] != ';') step();
    has_further_ = at_ < code_.size();
    return known_ && settle_minutes();
  }
  const std::vector<Piece>& pieces() const { return pieces_; }
  bool has_further() const { return has_further_; }
  bool has(Piece::Kind kind) const {
    return std::any_of(pieces_.begin(), pieces_.end(), [kind](const Piece& piece) { return piece.kind == kind; });
  }

 private:
  void step() {
    const char c = code_[at_];
    if (c == '"') return quoted();
    if (c == '[') return bracket();
    if (c == '\\') return ++at_, literal(letter());
    if (c == '_') return ++at_, letter(), literal(" ");
    if (c == '*') return ++at_, void(letter());
    if (half_day("am/pm", Piece::Kind::half_day) || half_day("a/p", Piece::Kind::half_day_letter)) return;
    if (const std::size_t size = run(); size > 0) return part(size, false);
    const bool plain = static_cast<unsigned char>(c) >= 0x80 || std::string_view(" :.,-()'").find(c) != code_.npos;
    if (plain) return literal(letter());
    known_ = false;  // of a date, digits of a part of a second, a word that only some programs take
  }

  // UTF-8, as far as it goes.
  std::string_view letter() {
    const std::size_t begin = at_;
    if (at_ < code_.size()) ++at_;
    while (at_ < code_.size() && (static_cast<unsigned char>(code_[at_]) & 0xc0) == 0x80) ++at_;
    return code_.substr(begin, at_ - begin);
  }
  void literal(std::string_view text) {
    if (pieces_.empty() || pieces_.back().kind != Piece::Kind::literal) pieces_.emplace_back();
    pieces_.back().text += text;
  }
  void quoted() {
    const std::size_t end = std::min(code_.find('"', at_ + 1), code_.size());
    literal(code_.substr(at_ + 1, end - at_ - 1));
    at_ = std::min(end + 1, code_.size());
  }
  bool half_day(std::string_view word, Piece::Kind kind) {
    if (lower(code_.substr(at_, word.size())) != word) return false;
    known_ = english_;
    pieces_.push_back({kind, 0, false, {}});
    at_ += word.size();
    return true;
  }
  // How many times the letter of a part stands here.
  std::size_t run() const {
    const char c = lower(code_[at_]);
    if (c != 'h' && c != 'm' && c != 's') return 0;
    std::size_t size = 1;
    while (at_ + size < code_.size() && lower(code_[at_ + size]) == c) ++size;
    return size;
  }
  void part(std::size_t size, bool elapsed) {
    const char c = lower(code_[at_]);
    const auto kind = c == 'h' ? Piece::Kind::hours : c == 'm' ? Piece::Kind::minutes : Piece::Kind::seconds;
    pieces_.push_back({kind, size, elapsed, {}});
    known_ = size <= 2;
    at_ += size;
  }
  // "[h]", "[$-409]", "[Red]"
  void bracket() {
    const std::size_t end = code_.find(']', at_);
    if (end == std::string_view::npos) return void(known_ = false);
    ++at_;
    const std::string inside = lower(code_.substr(at_, end - at_));
    if (const std::size_t size = at_ < end ? run() : 0; size > 0 && size == inside.size())
      part(size, true);
    else if (inside.starts_with("$-"))
      language(std::string_view(inside).substr(2));
    else
      known_ = inside == "red" || inside == "blue" || inside == "green" || inside == "black";
    at_ = end + 1;
  }
  // Numbers of Windows: the last ten bits are the language itself; above the 16th are other digits and calendars.
  void language(std::string_view number) {
    constexpr unsigned primary = 0x3ff, english = 9, own_of_system = 0xf400, last = 0xffff;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value, 16);
    known_ = error == std::errc() && end == number.data() + number.size() && value < own_of_system && value <= last;
    english_ = (value & primary) == english;
  }
  // "m" is a month, unless hours stand before it or seconds behind it.
  bool settle_minutes() const {
    std::vector<const Piece*> parts;
    for (const Piece& piece : pieces_)
      if (piece.is_part()) parts.push_back(&piece);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i]->kind != Piece::Kind::minutes || parts[i]->elapsed) continue;
      const bool after_hours = i > 0 && parts[i - 1]->kind == Piece::Kind::hours;
      const bool before_seconds = i + 1 < parts.size() && parts[i + 1]->kind == Piece::Kind::seconds;
      if (!after_hours && !before_seconds) return false;
    }
    return !parts.empty();
  }

  std::string_view code_;
  std::size_t at_ = 0;
  bool known_ = true, english_ = true, has_further_ = false;
  std::vector<Piece> pieces_;
};

// "26:30:00"; none where it is another text.
std::optional<std::int64_t> seconds_of(std::string_view clock) {
  constexpr std::size_t behind_hours = 6, most_hours = 9;
  if (clock.size() <= behind_hours || clock.size() > behind_hours + most_hours) return std::nullopt;
  const std::size_t hours = clock.size() - behind_hours;
  if (clock[hours] != ':' || clock[hours + 3] != ':') return std::nullopt;
  std::int64_t out = 0;
  for (const std::string_view part : {clock.substr(0, hours), clock.substr(hours + 1, 2), clock.substr(hours + 4, 2)}) {
    std::int64_t value = 0;
    if (part.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    std::from_chars(part.data(), part.data() + part.size(), value);
    out = out * 60 + value;
  }
  return out;
}

}  // namespace

std::optional<std::string> display_clock(std::string_view code, std::string_view clock) {
  const std::optional<std::int64_t> seconds = seconds_of(clock);
  Parser parser(code.substr(0, longest_code + 1));
  if (!seconds || code.size() > longest_code || !parser.parse()) return std::nullopt;
  if (*seconds == 0 && parser.has_further()) return std::nullopt;  // a section of its own shows it
  const bool halves = parser.has(Piece::Kind::half_day) || parser.has(Piece::Kind::half_day_letter);
  std::string out;
  for (const Piece& piece : parser.pieces()) {
    const bool morning = *seconds % day < day / 2;
    std::int64_t value = 0;
    switch (piece.kind) {
      case Piece::Kind::literal:
        out += piece.text;
        continue;
      case Piece::Kind::half_day:
        out += morning ? "AM" : "PM";
        continue;
      case Piece::Kind::half_day_letter:
        out += morning ? "A" : "P";
        continue;
      case Piece::Kind::hours:
        if (!piece.elapsed && *seconds >= day) return std::nullopt;
        value = *seconds / hour;
        if (halves && !piece.elapsed) value = value % 12 == 0 ? 12 : value % 12;
        break;
      case Piece::Kind::minutes:
        value = piece.elapsed ? *seconds / minute : *seconds / minute % 60;
        break;
      case Piece::Kind::seconds:
        value = piece.elapsed ? *seconds : *seconds % 60;
        break;
    }
    const std::string digits = std::to_string(value);
    out.append(piece.width > digits.size() ? piece.width - digits.size() : 0, '0') += digits;
  }
  return out;
}

}  // namespace assay
