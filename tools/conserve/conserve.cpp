#include "tools/conserve/conserve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>
#include <set>
#include <string_view>

#include "extractors/core/extractor.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/xml.hpp"
#include "extractors/text/encoding.hpp"

namespace assay {
namespace {

using namespace office;

// Letters alone: white space, and what a reader may put for it, never decides.
std::string letters_of(std::string_view text) {
  const std::string nfc = to_nfc(text);
  std::string out;
  for (std::size_t i = 0; i < nfc.size();) {
    const auto byte = static_cast<unsigned char>(nfc[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view letter = std::string_view(nfc).substr(i, size);
    i += size;
    static constexpr std::array blanks{
        std::string_view("\u00a0"), std::string_view("\u00ad"), std::string_view("\u2002"), std::string_view("\u2003"),
        std::string_view("\u2009"), std::string_view("\u200b"), std::string_view("\u200e"), std::string_view("\u200f"),
        std::string_view("\u3000"), std::string_view("\ufeff")};
    // Signs of symbol fonts stand for others.
    const bool symbol = letter.size() == 3 && letter >= "\uf000" && letter <= "\uf0ff";
    if (byte <= 0x20 || byte == 0x7F || symbol || std::find(blanks.begin(), blanks.end(), letter) != blanks.end())
      continue;
    out += letter;
  }
  return out;
}

class Haystack {
 public:
  explicit Haystack(const Document& document) {
    for (const Block& block : document.blocks) add(block.text);
    for (const Table& table : document.tables) {
      add(table.title);
      for (const Cell& cell : table.cells) add(cell.text);
      add_places(table);
    }
    for (const Revision& revision : document.revisions) add(revision.text);
    const Metadata& metadata = document.metadata;
    for (const std::string* text : {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords})
      add(*text);
    for (const auto& [name, value] : metadata.other) add(value);
  }

  bool holds(const std::string& letters) const { return all_.find(letters) != std::string::npos; }
  bool holds_cell(const std::string& sheet, int row, int column) const { return cells_.contains({sheet, row, column}); }

 private:
  void add(std::string_view text) {
    all_ += letters_of(text);
    all_ += '\n';
  }
  void add_places(const Table& table) {
    const auto colon = table.place.range.find(':');
    const auto first = parse_cell(std::string_view(table.place.range).substr(0, colon));
    if (!first) return;
    for (const Cell& cell : table.cells)
      if (!cell.text.empty()) cells_.insert({table.place.sheet, first->row + cell.row, first->column + cell.column});
  }
  std::string all_;
  std::set<std::tuple<std::string, int, int>> cells_;
};

bool below(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_node above = node.parent(); above; above = above.parent())
    if (local_name(above) == name) return true;
  return false;
}

// A footnote that is none: the line above all others.
bool below_note_line(pugi::xml_node node) {
  for (pugi::xml_node above = node.parent(); above; above = above.parent()) {
    const std::string_view type = attribute(above, "type");
    if ((local_name(above) == "footnote" || local_name(above) == "endnote") && !type.empty() && type != "normal")
      return true;
  }
  return false;
}

class Checker {
 public:
  Checker(Package& package, const Document& document) : package_(package), hay_(document) {}

  Conservation run() {
    for (const std::string& name : package_.names()) {
      if (!name.ends_with(".xml")) continue;
      std::string usual = name;
      std::replace(usual.begin(), usual.end(), '\\', '/');
      if (const char* why = excluded_part(usual)) {
        count_texts(name, why);
        continue;
      }
      pugi::xml_document tree;
      if (parse_part(package_, name, tree)) walk(tree.document_element(), usual);
    }
    return std::move(out_);
  }

 private:
  static const char* excluded_part(const std::string& name) {
    const auto in = [&](std::string_view folder) { return name.find(folder) != std::string::npos; };
    if (in("glossary/")) return "building blocks of a template";
    if (in("slideMasters/") || in("slideLayouts/") || in("notesMasters/") || in("handoutMasters/"))
      return "slide masters";
    if (in("customXml/") || in("docMetadata/")) return "data of other programs";
    if (in("diagrams/") && !in("diagrams/data")) return "how a diagram is drawn";
    if (in("pivotCache/") || in("pivotTables/")) return "copies behind pivot tables";
    if (in("externalLinks/")) return "copies from other workbooks";
    if (in("threadedComments/")) return "threaded comments, told by their plain copies";
    if (in("charts/") && in("xl/")) return "charts in workbooks";
    if (name == "styles.xml" || name == "meta.xml" || name == "settings.xml" || in("META-INF/")) return "styles";
    return nullptr;
  }

  void count_texts(const std::string& name, const char* why) {
    pugi::xml_document tree;
    if (parse_part(package_, name, tree)) count_below(tree.document_element(), why);
  }
  void count_below(pugi::xml_node node, const char* why) {
    for (const pugi::xml_node item : node.children())
      if (item.type() == pugi::node_pcdata)
        out_.excluded[why] += letters_of(item.value()).empty() ? 0 : 1;
      else
        count_below(item, why);
  }

  void exclude(const char* why) { ++out_.excluded[why]; }

  void walk(pugi::xml_node node, const std::string& part) {
    for (const pugi::xml_node item : node.children()) {
      if (item.type() == pugi::node_element) {
        walk(item, part);
        continue;
      }
      const std::string letters = letters_of(item.value());
      if (!letters.empty()) look_for(item, letters, part);
    }
  }

  void look_for(pugi::xml_node text, const std::string& letters, const std::string& part) {
    const pugi::xml_node owner = text.parent();
    const std::string_view name = local_name(owner);
    if (part.starts_with("docProps/"))
      return;  // what the file says about itself goes to the metadata, where it is asked for
    const bool odf = part == "content.xml";
    if (!odf && !is_text(name, part)) return exclude("settings of an element");
    if (odf && !below(text, "p") && !below(text, "h")) return exclude("settings of an element");
    if (below(text, "Fallback")) return exclude("fallbacks for old programs");
    if (below(text, "rPh") || below(text, "ruby-text") || below(text, "rt")) return exclude("how words are pronounced");
    if (below(text, "rPrChange") || below(text, "pPrChange")) return exclude("settings of an element");
    ++out_.texts;
    if (hay_.holds(letters)) return;
    if (part.starts_with("xl/worksheets/") && is_furniture(name)) return look_for_furniture(text.value(), part);
    if (below_note_line(text)) return exclude("lines that part notes from the text");
    if (name == "v") return look_for_cell(owner, text.value(), part);
    if (part.ends_with("sharedStrings.xml")) return exclude("shared texts that no cell shows");
    if (odf && below(text, "covered-table-cell")) return exclude("values under merged cells");
    if (odf && below(text, "table-cell")) return exclude("shown forms of values");
    out_.lost.push_back({part, text.value()});
  }

  static bool is_text(std::string_view name, const std::string& part) {
    if (name == "t" || name == "delText") return true;
    if (part.find("charts/") != std::string::npos) return name == "v";
    if (part.starts_with("xl/worksheets/")) return name == "v" || is_furniture(name);
    return false;
  }

  static bool is_furniture(std::string_view name) { return name.ends_with("Header") || name.ends_with("Footer"); }

  // Page headers and footers of sheets hold codes for fonts and places between their words.
  void look_for_furniture(std::string_view codes, const std::string& part) {
    const std::string words = printed_text(codes);
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      if (!hay_.holds(letters_of(std::string_view(words).substr(at, end - at))))
        return out_.lost.push_back({part, std::string(codes)});
      at = end + 1;
    }
  }

  // A number may be shown as a date; a shared text is looked for by itself.
  void look_for_cell(pugi::xml_node owner, const char* value, const std::string& part) {
    const std::string_view type = attribute(owner.parent(), "t");
    if (type == "s" || type == "b") return exclude("cells by number of a text");
    double number = 0;
    const std::string_view text(value);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc()) {
      if (hay_.holds(letters_of(number_text_of(number)))) return;
      return exclude("numbers shown as dates");
    }
    out_.lost.push_back({part, value});
  }

  static std::string number_text_of(double number) { return fmt::format("{:.15g}", number); }

  Package& package_;
  Haystack hay_;
  Conservation out_;
};

}  // namespace

Result<Conservation> check_conservation(ByteView bytes, const Document& document) {
  auto package = Package::open(bytes, Limits{});
  if (!package) return tl::unexpected(package.error());
  return Checker(*package, document).run();
}

}  // namespace assay
