#include "extractors/ole/doc_file.hpp"

#include <algorithm>

#include "extractors/ole/compound_file.hpp"

namespace assay::ole {
namespace {

constexpr std::size_t first_part = 0x9A;  // of the header's list of parts in the table stream
constexpr std::size_t page = 512;
constexpr int part_clx = 33, part_characters = 12, part_paragraphs = 13, part_styles = 1, part_fonts = 15;
constexpr std::uint16_t first_of_97 = 0x00C1;
constexpr std::size_t most_runs = 4'000'000;

}  // namespace

DocFile::DocFile(std::string main, std::string table, std::string data)
    : main_(std::move(main)), table_(std::move(table)), data_(std::move(data)) {
  old_ = u16(main_, 2) < first_of_97;
  for (unsigned i = 0; i < 256; ++i) {
    latin_[i] = i;
    if (i < 0x80 || i > 0x9F) continue;
    static constexpr char16_t upper[] =
        u"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152"
        u"\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122"
        u"\u0161\u203A\u0153\u009D\u017E\u0178";
    latin_[i] = upper[i - 0x80];
  }
  read_pieces();
  if (old_) return;
  read_runs(part_characters, false, characters_);
  read_runs(part_paragraphs, true, paragraphs_);
  styles_ = DocStyles(part(part_styles));
}

bool DocFile::encrypted(std::string_view main) {
  return (u16(main, 10) & 0x0100) != 0;
}

const char* DocFile::table_name(std::string_view main) {
  return (u16(main, 10) & 0x0200) != 0 ? "1Table" : "0Table";
}

std::string_view DocFile::part(int index) const {
  const std::size_t at = first_part + 8 * static_cast<std::size_t>(index);
  return cut(table_, u32(main_, at), u32(main_, at + 4));
}

std::string_view DocFile::from_part(int index) const {
  const std::size_t at = first_part + 8 * static_cast<std::size_t>(index);
  return u32(main_, at + 4) == 0 ? std::string_view() : cut(table_, u32(main_, at), table_.size());
}

std::vector<std::uint32_t> DocFile::places(int index, std::size_t data_size) const {
  const std::string_view list = part(index);
  std::vector<std::uint32_t> out;
  if (list.size() < 4) return out;
  const std::size_t count = (list.size() - 4) / (4 + data_size) + 1;
  for (std::size_t i = 0; i < count; ++i) out.push_back(u32(list, 4 * i));
  return out;
}

std::pair<std::uint32_t, std::uint32_t> DocFile::story(DocStory which) const {
  const std::size_t counts = old_ ? 0x34 : 0x4C;
  std::uint64_t first = 0;
  for (int i = 0; i < static_cast<int>(which); ++i) first += u32(main_, counts + 4 * static_cast<std::size_t>(i));
  const std::uint64_t last = first + u32(main_, counts + 4 * static_cast<std::size_t>(which));
  constexpr std::uint64_t most = 0x7FFFFFFF;
  return {static_cast<std::uint32_t>(std::min(first, most)), static_cast<std::uint32_t>(std::min(last, most))};
}

void DocFile::read_pieces() {
  const std::string_view list = old_ ? cut(main_, u32(main_, 0x160), u32(main_, 0x164)) : part(part_clx);
  std::size_t at = 0;
  while (at + 3 < list.size() && u8(list, at) == 1) {
    extra_.push_back(cut(list, at + 3, u16(list, at + 1)));
    at += 3U + u16(list, at + 1);
  }
  if (at + 5 >= list.size() || u8(list, at) != 2) {  // one piece, as files have it that were never saved in haste
    Piece all;
    all.at = u32(main_, 0x18);
    const std::uint32_t end = std::min<std::uint32_t>(u32(main_, 0x1C), static_cast<std::uint32_t>(main_.size()));
    all.last = end > all.at ? end - all.at : 0;
    damaged_ = !old_;
    pieces_.push_back(all);
    return;
  }
  const std::string_view table = cut(list, at + 5, u32(list, at + 1));
  damaged_ = table.size() < u32(list, at + 1);
  const std::size_t count = table.size() < 4 ? 0 : (table.size() - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    Piece piece;
    piece.first = u32(table, 4 * i);
    piece.last = u32(table, 4 * i + 4);
    const std::size_t entry = 4 * (count + 1) + 8 * i;
    const std::uint32_t where = u32(table, entry + 2);
    piece.wide = !old_ && (where & 0x40000000) == 0;
    piece.at = old_ || piece.wide ? where & 0x3FFFFFFF : (where & 0x3FFFFFFF) / 2;
    const std::uint16_t changes = u16(table, entry + 6);
    if ((changes & 1) != 0 && changes / 2U < extra_.size()) piece.changes = extra_[changes / 2];
    if (piece.last < piece.first || (i > 0 && piece.first != pieces_.back().last)) {
      damaged_ = true;
      break;
    }
    pieces_.push_back(piece);
  }
}

void DocFile::read_runs(int index, bool paragraphs, std::vector<Run>& out) const {
  const std::string_view list = part(index);
  const std::size_t count = list.size() < 4 ? 0 : (list.size() - 4) / 8;
  for (std::size_t i = 0; i < count && out.size() < most_runs; ++i) {
    const std::size_t begin = (u32(list, 4 * (count + 1) + 4 * i) & 0x3FFFFF) * page;
    const std::string_view its = cut(main_, begin, page);
    if (its.size() < page) continue;
    const std::size_t runs = u8(its, page - 1);
    for (std::size_t k = 0; k < runs && 4 * (runs + 1) + (paragraphs ? 13 : 1) * (k + 1) < page; ++k) {
      Run run{u32(its, 4 * k), u32(its, 4 * k + 4), {}};
      const std::size_t at = 2U * u8(its, 4 * (runs + 1) + (paragraphs ? 13 : 1) * k);
      if (at > 0 && paragraphs)
        run.properties =
            u8(its, at) == 0 ? cut(its, at + 2, 2U * u8(its, at + 1)) : cut(its, at + 1, 2U * u8(its, at) - 1);
      else if (at > 0)
        run.properties = cut(its, at + 1, u8(its, at));
      out.push_back(run);
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
}

const DocFile::Run* DocFile::find(const std::vector<Run>& runs, std::uint32_t at) {
  auto after =
      std::upper_bound(runs.begin(), runs.end(), at, [](std::uint32_t a, const Run& b) { return a < b.first; });
  if (after == runs.begin()) return nullptr;
  --after;
  return at < after->last ? &*after : nullptr;
}

std::vector<DocLetter> DocFile::letters(std::uint32_t first, std::uint32_t last, std::size_t most) const {
  std::vector<DocLetter> out;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    const std::uint32_t width = piece.wide ? 2 : 1;
    char32_t high = 0;
    for (std::uint32_t place = std::max(first, piece.first); place < std::min(last, piece.last); ++place) {
      const std::uint64_t at = piece.at + std::uint64_t{width} * (place - piece.first);
      if (at + width > main_.size() || out.size() >= most) return out;
      const auto where = static_cast<std::uint32_t>(at);
      char32_t letter = piece.wide ? u16(main_, where) : latin_[u8(main_, where)];
      if (letter >= 0xD800 && letter < 0xDC00) {
        high = letter;
        continue;
      }
      if (letter >= 0xDC00 && letter < 0xE000) {
        if (high == 0) continue;
        letter = 0x10000 + ((high - 0xD800) << 10) + (letter - 0xDC00);
      }
      high = 0;
      out.push_back({letter, where, static_cast<int>(i), place});
    }
  }
  return out;
}

DocCharacter DocFile::character(const DocLetter& letter) const {
  DocCharacter out;
  if (const Run* run = find(characters_, letter.at)) apply(run->properties, out);
  apply(pieces_[static_cast<std::size_t>(letter.piece)].changes, out);
  return out;
}

DocParagraph DocFile::paragraph(const DocLetter& mark) const {
  DocParagraph out;
  if (const Run* run = find(paragraphs_, mark.at); run && run->properties.size() >= 2) {
    out.style = u16(run->properties, 0);
    const std::string_view list = run->properties.substr(2);
    each_property(list, [&](std::uint16_t code, std::string_view value) {
      if (code != 0x6646 && code != 0x646B) return;  // more of them stand in the stream of data
      const std::uint32_t at = u32(value, 0);
      apply(cut(data_, at + std::size_t{2}, u16(data_, at)), out);
    });
    apply(list, out);
  }
  apply(pieces_[static_cast<std::size_t>(mark.piece)].changes, out);
  const DocStyle& its = style(out.style);
  if (!out.list) out.list = its.list;
  if (!out.list_level) out.list_level = its.list_level;
  return out;
}

std::vector<std::string> DocFile::strings(int index) const {
  const std::string_view list = part(index);
  std::vector<std::string> out;
  const bool table = u16(list, 0) == 0xFFFF;  // else texts one after the other
  const std::size_t extra = table ? u16(list, 4) : 0;
  for (std::size_t at = table ? 6 : 0; at + 2 <= list.size();) {
    const std::size_t size = 2U * u16(list, at);
    out.push_back(decode_code_page(cut(list, at + 2, size), 1200));
    at += 2 + size + extra;
  }
  return out;
}

std::vector<std::string> DocFile::fonts() const {
  const std::string_view list = part(part_fonts);
  std::vector<std::string> out;
  for (std::size_t at = 4; at + 1 < list.size() && out.size() < u16(list, 0);) {
    const std::size_t size = u8(list, at);
    std::string name = decode_code_page(cut(list, at + 40, size > 39 ? size - 39 : 0), 1200);
    out.push_back(name.substr(0, name.find('\0')));
    at += 1 + size;
  }
  return out;
}

}  // namespace assay::ole
