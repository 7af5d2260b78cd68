#include "extractors/mail/rtf_body.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "extractors/core/utf8.hpp"
#include "extractors/ole/biff.hpp"
#include "extractors/ole/compound_file.hpp"
#include "extractors/rtf/rtf_tokens.hpp"
#include "extractors/rtf/rtf_words.hpp"

namespace assay::mail {
namespace {

constexpr std::size_t window = 4096;
constexpr std::size_t header = 16;
constexpr std::uint32_t compressed = 0x75465A4C, stored = 0x414C454D;

// What both sides begin with, so that common words need not be sent ([MS-OXRTFCP] 2.1.2.1).
constexpr std::string_view beginning =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    "Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

std::string inflate(std::string_view from, std::size_t most) {
  std::string past(beginning);
  past.resize(window, '\0');
  std::size_t write = beginning.size();
  std::string out;
  const auto put = [&](char c) {
    past[write] = c;
    write = (write + 1) % window;
    out += c;
  };
  for (std::size_t at = 0; at < from.size() && out.size() < most;) {
    const unsigned flags = ole::u8(from, at++);
    for (unsigned bit = 0; bit < 8 && at < from.size() && out.size() < most; ++bit) {
      if ((flags >> bit & 1) == 0) {
        put(from[at++]);
        continue;
      }
      const unsigned reference = static_cast<unsigned>(ole::u8(from, at)) << 8 | ole::u8(from, at + 1);
      at += 2;
      std::size_t read = reference >> 4;
      if (read == write) return out;
      for (unsigned left = (reference & 15) + 2; left > 0; --left) {
        put(past[read]);
        read = (read + 1) % window;
      }
    }
  }
  return out;
}

// Tags stand in "\*\htmltag" groups, text between them; "\htmlrtf" to "\htmlrtf0" is for readers of Rich Text alone.
class Unwrapper {
 public:
  std::string run(std::string_view rtf) {
    rtf::Tokens tokens(rtf);
    rtf::Token token;
    groups_.emplace_back();
    while (tokens.next(token) && groups_.size() < 10'000) {
      using Kind = rtf::Token::Kind;
      if (token.kind != Kind::text && token.kind != Kind::byte) flush();
      if (token.kind == Kind::open) {
        groups_.push_back(groups_.back());
        groups_.back().fresh = true;
      } else if (token.kind == Kind::close && groups_.size() > 1) {
        groups_.pop_back();
      } else if (token.kind == Kind::word) {
        word(token);
      } else if (token.kind == Kind::symbol) {
        symbol(token.text.front());
      } else if (token.kind == Kind::byte) {
        add_byte(static_cast<char>(token.number.value_or(0)));
      } else if (token.kind == Kind::text) {
        for (const char c : token.text) add_byte(c);
      }
    }
    flush();
    return std::move(out_);
  }

 private:
  struct Group {
    bool fresh = true, optional = false, skip = false, for_rtf = false, fonts = false;
    int font = -1;
  };

  void word(const rtf::Token& token) {
    Group& now = groups_.back();
    const std::string_view name = token.text;
    const bool first = std::exchange(now.fresh, false);
    if (name == "fonttbl") now.fonts = true;
    if (now.fonts) {
      if (name == "f") entry_ = token.number.value_or(0);
      if (name == "fcharset") pages_[entry_] = rtf::code_page_of_charset(token.number.value_or(0));
    } else if (name == "f") {
      now.font = token.number.value_or(-1);
    }
    if (first && name == "htmltag") {
      now.skip = false;
    } else if (first &&
               (now.optional || name == "colortbl" || name == "stylesheet" || name == "info" || name == "pict")) {
      now.skip = true;
    } else if (name == "htmlrtf") {
      now.for_rtf = token.number.value_or(1) != 0;
    } else if (name == "ansicpg") {
      page_ = token.number.value_or(1252);
    } else if (name == "u" && token.number) {
      const auto value = static_cast<unsigned>(*token.number & 0xFFFF);
      if (!silent() && (value < 0xD800 || value > 0xDFFF)) append_utf8(out_, value);
      skip_ = 1;
    } else if (!silent()) {
      if (name == "par" || name == "line")
        out_ += "\r\n";
      else
        out_ += rtf::text_of(name);
    }
  }

  void symbol(char sign) {
    if (sign == '*')
      groups_.back().optional = true;
    else if (sign == '~' && !silent())
      out_ += "&nbsp;";
    else if (sign == '_' && !silent())
      out_ += "&shy;";
    else if (sign == '\\' || sign == '{' || sign == '}')
      add_byte(sign);
  }

  bool silent() const { return groups_.back().skip || groups_.back().for_rtf || groups_.back().fonts; }

  void add_byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (!silent()) pending_ += c;
  }

  void flush() {
    if (pending_.empty()) return;
    const auto page = pages_.find(groups_.back().font);
    out_ += ole::decode_code_page(
        pending_, page == pages_.end() || page->second == 0 || page->second == 42 ? page_ : page->second);
    pending_.clear();
  }

  std::vector<Group> groups_;
  std::map<int, int> pages_;
  std::string out_, pending_;
  int page_ = 1252, entry_ = 0, skip_ = 0;
};

}  // namespace

std::optional<std::string> unpacked_rtf(std::string_view packed, std::size_t most) {
  if (packed.size() < header) return std::nullopt;
  const std::uint32_t kind = ole::u32(packed, 8);
  if (kind == stored) return std::string(packed.substr(header, most));
  if (kind != compressed) return std::nullopt;
  return inflate(packed.substr(header), std::min<std::size_t>(most, ole::u32(packed, 4)));
}

std::optional<std::string> html_in_rtf(std::string_view rtf) {
  if (rtf.substr(0, 4096).find("\\fromhtml1") == std::string_view::npos) return std::nullopt;
  return Unwrapper().run(rtf);
}

}  // namespace assay::mail
