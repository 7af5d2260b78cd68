#include "extractors/office/workbook.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "extractors/office/item_stream.hpp"
#include "extractors/office/threaded_comments.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// "_x000D_" stands for U+000D, "_x005F_" for the underscore that would begin such an escape.
std::string unescaped(std::string text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    bool escape = i + 6 < text.size() && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_';
    for (std::size_t k = i + 2; escape && k < i + 6; ++k) {
      const char c = text[k];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                               : -1;
      escape = digit >= 0;
      value = value * 16 + static_cast<unsigned>(std::max(digit, 0));
    }
    if (!escape || value > 0x7f) {
      out += text[i];
      continue;
    }
    if (value == '\t' || value == '\n' || value >= 0x20) out += static_cast<char>(value);
    i += 6;
  }
  return out;
}

void add_texts(pugi::xml_node node, std::string& out) {
  for (const pugi::xml_node part : node.children()) {
    const auto name = local_name(part);
    if (name == "t") {
      for (const pugi::xml_node text : part.children()) out += text.value();
    } else if (name == "r") {
      const pugi::xml_node t = child(part, "t");
      for (const pugi::xml_node text : t.children()) out += text.value();
    }
  }
}

void read_strings(Package& package, const std::string& part, std::vector<std::string>& out) {
  ItemStream items(package, part, "sst", "si");
  pugi::xml_document run;
  std::uint64_t bytes = 0;
  while (items.next(run))
    for (const pugi::xml_node item : run.children()) {
      if (local_name(item) != "si") continue;
      out.push_back(string_item_text(item));
      bytes += out.back().size() + sizeof(std::string);
      if (bytes > 4 * package.limits().text_bytes) {
        package.note_limit("text_bytes", "The workbook holds more text than the limit allows.", part);
        return;
      }
    }
}

void read_styles(Package& package, const std::string& part, Workbook& book) {
  pugi::xml_document tree;
  if (!package.has(part) || !parse_part(package, part, tree)) return;
  std::map<long, std::string> codes;
  const pugi::xml_node root = tree.document_element();
  for (const pugi::xml_node format : child(root, "numFmts").children())
    codes[to_long(attribute(format, "numFmtId"))] = attribute(format, "formatCode");
  for (const pugi::xml_node xf : child(root, "cellXfs").children()) {
    if (local_name(xf) != "xf") continue;
    const long id = to_long(attribute(xf, "numFmtId"));
    const auto code = codes.find(id);
    book.formats.push_back(
        book.number_formats.add(static_cast<int>(id), code == codes.end() ? std::string() : code->second));
  }
}

SheetState state_of(std::string_view value) {
  if (value == "hidden") return SheetState::hidden;
  return value == "veryHidden" ? SheetState::very_hidden : SheetState::visible;
}

constexpr std::string_view sheet_folder = "xl/worksheets/";

// Sheets that no list names, for it is missing, damaged or contradicts itself.
std::vector<std::string> sheets_left(const Package& package, const std::set<std::string>& taken) {
  std::vector<std::string> out;
  for (std::string& name : package.names())
    if (name.starts_with(sheet_folder) && name.ends_with(".xml") && !taken.contains(name))
      out.push_back(std::move(name));
  return out;
}

void read_unlisted_sheets(Package& package, Workbook& book) {
  for (const std::string& name : sheets_left(package, {})) {
    const auto base = name.substr(name.rfind('/') + 1);
    book.sheets.push_back({base.substr(0, base.size() - 4), name, SheetState::visible, true});
  }
  if (!book.sheets.empty())
    package.note("format.damaged", Severity::error,
                 "The list of the workbook's sheets is missing or damaged. The sheets are read under names of their "
                 "parts; their own names, their order and which of them were hidden are lost.",
                 book.part, book.part);
}

// Where the workbook does not say where a sheet is kept, or says it of two sheets.
std::string usual_part(const Package& package, const std::set<std::string>& taken, int number) {
  std::string usual = fmt::format("{}sheet{}.xml", sheet_folder, number);
  return package.has(usual) && !taken.contains(usual) ? usual : std::string();
}

void read_sheets(Package& package, pugi::xml_node root, const std::vector<Relationship>& parts, Workbook& book) {
  std::set<std::string> named;  // by anybody
  for (const Relationship& part : parts) named.insert(part.target);
  std::set<std::string> taken;
  bool contradicts = false;
  int number = 0;
  for (const pugi::xml_node sheet : child(root, "sheets").children()) {
    if (local_name(sheet) != "sheet") continue;
    SheetEntry entry;
    entry.name = attribute(sheet, "name");
    entry.state = state_of(attribute(sheet, "state"));
    const Relationship* target = find_id(parts, attribute(sheet, "id"));
    ++number;
    const bool known = target && !target->external && package.has(target->target);
    if (known && taken.insert(target->target).second) {
      entry.part = target->target;
      entry.cells = target->type == "worksheet" || target->type == "xlMacrosheet";
    } else {
      contradicts = true;
      entry.part = usual_part(package, known ? named : taken, number);
      taken.insert(entry.part);
      package.note(
          "format.damaged", entry.part.empty() ? Severity::error : Severity::warning,
          fmt::format("The workbook {} sheet '{}' is kept; {}.",
                      known ? "names one part of the file for two sheets and does not say where" : "does not say where",
                      entry.name, entry.part.empty() ? "it is missing" : "the usual place was read"),
          std::string(attribute(sheet, "id")), book.part);
    }
    book.sheets.push_back(std::move(entry));
  }
  if (book.sheets.empty()) return read_unlisted_sheets(package, book);
  if (!contradicts) return;
  if (const std::vector<std::string> left = sheets_left(package, taken); !left.empty())
    package.note("format.damaged", Severity::error,
                 fmt::format("The file holds {} under no name of the workbook's list of sheets; {} not read.",
                             left.size() == 1 ? "a sheet" : fmt::format("{} sheets", left.size()),
                             left.size() == 1 ? "it was" : "they were"),
                 left.front(), book.part);
}

void note_extras(Package& package, pugi::xml_node root, const std::vector<Relationship>& parts, const Workbook& book) {
  std::string names;
  int count = 0;
  for (const pugi::xml_node name : child(root, "definedNames").children()) {
    if (attribute(name, "name").starts_with("_xlnm.")) continue;
    if (++count <= 5)
      names += fmt::format("{}{} = {}", names.empty() ? "" : "; ", attribute(name, "name"), name.text().as_string());
  }
  if (count > 0)
    package.note("format.defined_names", Severity::info,
                 fmt::format("The workbook defines {} name{} for cells or formulas.", count, count == 1 ? "" : "s"),
                 names, book.part);
  note_parts(package, parts, book.part);
}

}  // namespace

void note_parts(Package& package, const std::vector<Relationship>& parts, const std::string& workbook) {
  std::set<std::string> noted;
  for (const Relationship& item : parts) {
    if (item.type == "externalLink") {
      const auto links = relationships(package, item.target);
      package.note("format.external_link", Severity::info,
                   "The workbook takes values from another file; what is shown is what was last read from there.",
                   links.empty() ? item.target : links.front().target, workbook);
    } else if (item.type == "vbaProject" || item.type == "xlMacrosheet") {
      if (noted.insert("macros").second)
        package.note("format.macros", Severity::info, "The workbook holds macros; they were not run.", {}, item.target);
    } else if (item.type == "connections") {
      package.note("format.external_link", Severity::info, "The workbook is connected to an external source of data.",
                   {}, item.target);
    } else if (item.type == "pivotCacheDefinition" && noted.insert("pivot").second) {
      package.note("format.pivot_cache", Severity::info,
                   "The workbook keeps a copy of the data behind a pivot table, which a reader does not see.", {},
                   item.target);
    }
  }
}

std::string string_item_text(pugi::xml_node item) {
  std::string out;
  add_texts(item, out);
  return unescaped(std::move(out));
}

Workbook read_workbook(Package& package, const std::string& part) {
  Workbook book;
  book.part = part;
  pugi::xml_document tree;
  parse_part(package, part, tree);
  const pugi::xml_node root = tree.document_element();
  book.date1904 = flag(attribute(child(root, "workbookPr"), "date1904"), false);
  book.structure_protected = flag(attribute(child(root, "workbookProtection"), "lockStructure"), false);
  const auto parts = relationships(package, part);
  read_sheets(package, root, parts, book);
  const Relationship* styles = find_type(parts, "styles");
  read_styles(package, styles ? styles->target : "xl/styles.xml", book);
  const Relationship* strings = find_type(parts, "sharedStrings");
  read_strings(package, strings ? strings->target : "xl/sharedStrings.xml", *book.strings);
  book.people = read_people(package, parts);
  note_extras(package, root, parts, book);
  return book;
}

}  // namespace assay::office
