#include "tools/conserve/conserve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <string_view>

#include "extractors/core/extractor.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/xml.hpp"
#include "tools/conserve/exclusions.hpp"
#include "tools/conserve/page_styles.hpp"
#include "tools/conserve/sheet_check.hpp"
#include "tools/conserve/shown.hpp"

namespace assay {
namespace {

using namespace office;

// Shorter ones may stand in others by chance. In bytes.
constexpr std::size_t long_text = 16;

std::size_t count_of(const std::string& letters, const std::string& all) {
  std::size_t count = 0;
  for (std::size_t at = all.find(letters); at != std::string::npos; at = all.find(letters, at + letters.size()))
    ++count;
  return count;
}

// Deleted, or moved away: told by a revision.
bool is_gone(pugi::xml_node owner) {
  static constexpr std::array names{"del", "moveFrom", "tracked-changes"};
  return local_name(owner) == "delText" ||
         std::any_of(names.begin(), names.end(), [&](const char* name) { return below(owner, name); });
}

// Of a choice the fallback is for old programs, unless nothing else has a text.
bool below_spare_fallback(pugi::xml_node node) {
  for (; node; node = node.parent()) {
    if (local_name(node) != "Fallback") continue;
    return static_cast<bool>(node.parent().find_node([&](pugi::xml_node item) {
      return local_name(item) == "t" && local_name(item.parent()) != "Fallback" && !below(item, "Fallback") &&
             item.first_child();
    }));
  }
  return false;
}

// "MACROBUTTON Next [Click here]" shows what follows the macro's name.
std::string words_of_button(std::string_view code) {
  std::istringstream words{std::string(code)};
  std::string kind, macro, shown;
  words >> kind >> macro;
  std::getline(words, shown);
  return kind == "MACROBUTTON" || kind == "GOTOBUTTON" ? shown : std::string();
}

class Checker {
 public:
  Checker(Package& package, const Document& document)
      : package_(package), shown_(document), sheets_(package, shown_, out_), page_styles_(package) {
    name_parts({});
    if (relationships(package, main_part(package, {})).empty()) named_.clear();
  }

  Conservation run() {
    for (const std::string& name : package_.names()) {
      if (!name.ends_with(".xml") && !name.ends_with(".vml")) continue;
      std::string usual = name;
      std::replace(usual.begin(), usual.end(), '\\', '/');
      if (usual.starts_with("META-INF/") || usual == "[Content_Types].xml") continue;
      pugi::xml_document tree;
      has_notices();
      if (!parse_part(package_, name, tree)) continue;
      damaged_ = has_notices();
      const pugi::xml_node root = tree.document_element();
      if (!is_named(name)) {
        count_below(root, "parts that nothing names");
        continue;
      }
      root_ = local_name(root);
      if (const char* why = excluded_part(usual, root_))
        count_below(root, why);
      else
        walk(root, usual);
      if (root_ == "worksheet") sheets_.check(root, usual);
    }
    if (sheets_.is_workbook())
      sheets_.count_strings();
    else
      look_for_repeats();
    return std::move(out_);
  }

 private:
  static std::string usual_name(std::string name) {
    for (char& c : name) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
  }

  // Parts that can be reached from the package's relationships.
  void name_parts(const std::string& part) {
    for (const Relationship& item : relationships(package_, part))
      if (!item.external && named_.insert(usual_name(item.target)).second) name_parts(item.target);
  }

  // OpenDocument has no relationships; where those of the main part are lost, nobody knows.
  bool is_named(const std::string& name) const { return named_.empty() || named_.contains(usual_name(name)); }

  // Since they were asked for.
  bool has_notices() {
    Document notices;
    package_.hand_over(notices);
    return !notices.notices.empty();
  }

  void count_below(pugi::xml_node node, const char* why) {
    for (const pugi::xml_node item : node.children())
      if (item.type() == pugi::node_element)
        count_below(item, why);
      else
        out_.excluded[why] += letters_of(item.value()).empty() ? 0 : 1;
  }

  void walk(pugi::xml_node node, const std::string& part) {
    const auto name = local_name(node);
    look_for_description(node, name, part);
    if (root_ == "sst" && sheets_.is_workbook()) return;  // looked for at the cells that name them
    if (root_ == "worksheet" && name == "sheetData") return;
    for (const pugi::xml_node item : node.children()) {
      if (item.type() == pugi::node_element)
        walk(item, part);
      else if (const std::string letters = letters_of(item.value()); !letters.empty())
        look_for(item, letters, part);
    }
  }

  void look_for(pugi::xml_node text, const std::string& letters, const std::string& part) {
    const pugi::xml_node owner = text.parent();
    if (const char* why = reason(owner)) {
      ++out_.excluded[why];
      return;
    }
    ++out_.texts;
    if (!is_property()) note_for_repeats(owner, letters, part);
    if (shown_.holds(letters) || holds_otherwise(owner, text.value())) return;
    if (const char* why = reason_where_missing(owner)) {
      ++out_.excluded[why];
      return;
    }
    out_.lost.push_back({part, text.value()});
  }

  // What is written of a picture, and words that are drawn as a shape, stand in attributes.
  void look_for_description(pugi::xml_node node, std::string_view name, const std::string& part) {
    static constexpr std::array of_pictures{"title", "descr"}, of_shapes{"alt", "string"};
    const bool picture = name == "docPr" || name == "cNvPr";
    if (!picture && name != "shape" && name != "textpath") return;
    for (const char* which : picture ? of_pictures : of_shapes) {
      const std::string_view text = attribute(node, which);
      if (letters_of(text).empty()) continue;
      if (!is_word())
        ++out_.excluded["descriptions of pictures on sheets and slides"];
      else if (below(node, "Fallback"))
        ++out_.excluded["fallbacks for old programs"];
      else if (!is_gone(node) && ++out_.texts > 0 && !shown_.holds(letters_of(text)))
        out_.lost.push_back({part, std::string(text)});
    }
  }

  bool is_word() const {
    static constexpr std::array roots{"document", "hdr", "ftr", "footnotes", "endnotes", "comments"};
    return std::find(roots.begin(), roots.end(), root_) != roots.end();
  }

  bool is_property() const { return root_ == "Properties" || root_ == "coreProperties" || root_ == "document-meta"; }

  void note_for_repeats(pugi::xml_node owner, const std::string& letters, const std::string& part) {
    if (!is_gone(owner)) living_ += letters;
    // A dot before it may be that of a list's number elsewhere.
    const std::size_t first = letters.find_first_not_of(".:;,)");
    if (first != std::string::npos && letters.size() >= first + long_text)
      long_texts_.emplace(letters.substr(first), part);
  }

  const char* reason(pugi::xml_node owner) const {
    if (const char* why = excluded_text(owner, root_, sheets_.is_workbook() || page_styles_.of_sheets())) return why;
    if (root_ == "document-styles")
      if (const char* why = page_styles_.excluded(owner)) return why;
    return below_spare_fallback(owner) ? "fallbacks for old programs" : nullptr;
  }

  // Page headers and footers of sheets hold codes for fonts and places between their words; 4.4000000000000004 is how a
  // chart keeps 4.4, and 37261 a day.
  bool holds_otherwise(pugi::xml_node owner, std::string_view text) const {
    const auto name = local_name(owner);
    if (name == "instrText") {
      const std::string words = words_of_button(text);
      return !words.empty() && shown_.holds(letters_of(words));
    }
    if (root_ == "chartSpace") {
      const auto number = number_of(text);
      return number && (shown_.holds(fmt::format("{:.15g}", *number)) || holds_day(*number));
    }
    if (root_ != "worksheet" || (!name.ends_with("Header") && !name.ends_with("Footer"))) return false;
    const std::string words = printed_text(text);
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      if (!shown_.holds(letters_of(std::string_view(words).substr(at, end - at)))) return false;
      at = end + 1;
    }
    return true;
  }

  // That which Excel counts by the number, in either date system.
  bool holds_day(double number) const {
    constexpr int day_1970[] = {25569, 24107};
    constexpr double last_day = 2958465;
    return number >= 0 && number <= last_day && std::any_of(std::begin(day_1970), std::end(day_1970), [&](int first) {
             const std::chrono::sys_days day{std::chrono::days{static_cast<int>(number) - first}};
             const std::chrono::year_month_day date{day};
             return shown_.holds(fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
           });
  }

  // A comment that stands in for a thread is of no person; the thread is a part of its own.
  static bool is_of_thread(pugi::xml_node owner) {
    for (; owner && local_name(owner) != "comment"; owner = owner.parent()) {
    }
    const pugi::xml_node authors = child(child(owner.root(), "comments"), "authors");
    long by = to_long(attribute(owner, "authorId"));
    for (const pugi::xml_node author : authors.children())
      if (by-- == 0) return std::string_view(author.text().get()).starts_with("tc={");
    return false;
  }

  // What may rightly not stand as it does in the package.
  const char* reason_where_missing(pugi::xml_node owner) const {
    const auto name = local_name(owner);
    if (name == "instrText" && words_of_button(owner.text().get()).empty()) return "codes of fields";
    if (damaged_) return "texts of damaged parts";
    if (below(owner, "Fallback")) return "fallbacks for old programs";
    if (name == "author") return "authors of no comment";
    if (root_ == "comments" && is_of_thread(owner)) return "stand-ins for threaded comments";
    if (is_property()) return "what a program says of a file";
    for (pugi::xml_node cell = owner; cell && root_ == "document-content"; cell = cell.parent())
      if (local_name(cell) == "table-cell" && has_attribute(cell, "value-type") &&
          attribute(cell, "value-type") != "string")
        return "shown forms of values";
    return nullptr;
  }

  void look_for_repeats() {
    for (const auto& [letters, part] : long_texts_)
      if (count_of(letters, shown_.content()) > count_of(letters, living_)) out_.repeated.push_back({part, letters});
  }

  Package& package_;
  Conservation out_;
  ShownTexts shown_;
  SheetCheck sheets_;
  PageStyles page_styles_;
  std::set<std::string> named_;
  bool damaged_ = false;  // the part at hand
  std::string root_;      // name of the root of the part at hand
  std::string living_;
  std::set<std::pair<std::string, std::string>> long_texts_;
};

}  // namespace

Result<Conservation> check_conservation(ByteView bytes, const Document& document) {
  auto package = Package::open(bytes, Limits{});
  if (!package) return tl::unexpected(package.error());
  return Checker(*package, document).run();
}

}  // namespace assay
