#include "tools/conserve/exclusions.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "extractors/office/xml.hpp"

namespace assay {
namespace {

using office::attribute;
using office::child;
using office::local_name;

struct Reason {
  std::string_view name;
  const char* why;
};

constexpr const char* copies_of_cells = "copies of cells, kept to draw a chart";
constexpr const char* places = "places and sizes";
constexpr const char* settings = "settings";

constexpr std::array part_reasons{
    Reason{"glossaryDocument", "building blocks of a template"},
    Reason{"notesMaster", "masters of printed notes"},
    Reason{"handoutMaster", "masters of printed notes"},
    Reason{"layoutDef", "how a diagram is drawn"},
    Reason{"styleDef", "how a diagram is drawn"},
    Reason{"colorsDef", "how a diagram is drawn"},
    Reason{"pivotCacheDefinition", "copies behind pivot tables"},
    Reason{"pivotCacheRecords", "copies behind pivot tables"},
    Reason{"pivotTableDefinition", "copies behind pivot tables"},
    Reason{"externalLink", "copies from other workbooks"},
    Reason{"rvData", "settings"},  // of values such as pictures in cells
    Reason{"document-settings", settings},
    Reason{"module", "macros"},
    Reason{"library", "macros"},
};

// By the name of the element that holds the text.
constexpr std::array text_reasons{
    Reason{"posOffset", places},
    Reason{"align", places},
    Reason{"pctHeight", places},
    Reason{"pctWidth", places},
    Reason{"pctPosVOffset", places},
    Reason{"pctPosHOffset", places},
    Reason{"col", places},
    Reason{"colOff", places},
    Reason{"row", places},
    Reason{"rowOff", places},
    Reason{"sqref", places},
    Reason{"tableStyleId", settings},
    Reason{"attrName", settings},  // of what moves on a slide
    Reason{"formatCode", settings},
    Reason{"separator", settings},  // between the parts of a label in a chart
    Reason{"delInstrText", "codes of fields"},
    Reason{"definedName", "formulas of names, rules and tables"},
    Reason{"calculatedColumnFormula", "formulas of names, rules and tables"},
    Reason{"totalsRowFormula", "formulas of names, rules and tables"},
    Reason{"formula", "formulas of names, rules and tables"},
    Reason{"formula1", "formulas of names, rules and tables"},
    Reason{"formula2", "formulas of names, rules and tables"},
};

template <std::size_t count>
const char* reason_of(const std::array<Reason, count>& reasons, std::string_view name) {
  const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.name == name; });
  return found == reasons.end() ? nullptr : found->why;
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

// The prompts of a master show where a slide fills nothing in; its other shapes stand on every slide.
bool is_prompt(pugi::xml_node node) {
  for (; node; node = node.parent())
    if (local_name(node) == "sp") return static_cast<bool>(child(child(child(node, "nvSpPr"), "nvPr"), "ph"));
  return false;
}

const char* excluded_of_chart(pugi::xml_node owner, std::string_view name, bool in_workbook) {
  if (name == "f") return "addresses of a chart's cells";
  const bool cached = below(owner, "strCache") || below(owner, "numCache") || below(owner, "multiLvlStrCache");
  return in_workbook && name == "v" && cached ? copies_of_cells : nullptr;
}

// In a shape that a program fills by itself.
bool on_slide_for(pugi::xml_node owner, std::string_view use) {
  for (; owner; owner = owner.parent())
    if (local_name(owner) == "frame") return attribute(owner, "class") == use;
  return false;
}

const char* excluded_of_odf(pugi::xml_node owner, bool in_workbook) {
  if (below(owner, "content-validation")) return "words of rules for what may be entered, which are told";
  if (in_workbook && below(owner, "chart") && below(owner, "table")) return copies_of_cells;
  if (!below(owner, "p") && !below(owner, "h") && local_name(owner) != "p" && local_name(owner) != "h")
    return below(owner, "annotation") ? "when a comment was written" : settings;
  if (below(owner, "label-separator")) return settings;
  if (below(owner, "ruby-text") || local_name(owner) == "ruby-text") return "how words are pronounced";
  if (local_name(owner) == "number") return "numbers as they were printed last";
  if (on_slide_for(owner, "page-number") || on_slide_for(owner, "date-time")) return "numbers and days of slides";
  if (below(owner, "covered-table-cell")) return "values under merged cells";
  return nullptr;
}

}  // namespace

bool below(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_node above = node.parent(); above; above = above.parent())
    if (local_name(above) == name) return true;
  return false;
}

const char* excluded_part(std::string_view name, std::string_view root) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
  if (small.starts_with("customxml/") || small.starts_with("docmetadata/")) return "data of other programs";
  if (small.find("diagrams/drawing") != std::string_view::npos) return "how a diagram is drawn";
  return reason_of(part_reasons, root);
}

const char* excluded_text(pugi::xml_node owner, std::string_view root, bool in_workbook) {
  const std::string_view name = local_name(owner);
  if (root.starts_with("document-")) return excluded_of_odf(owner, in_workbook);
  if (const char* why = reason_of(text_reasons, name)) return why;
  if (root == "chartSpace") return excluded_of_chart(owner, name, in_workbook);
  if ((root == "sldMaster" || root == "sldLayout") && is_prompt(owner)) return "prompts of slide masters";
  if (below(owner, "ClientData")) return "places of notes and controls";
  if (below(owner, "rPh") || below(owner, "rt")) return "how words are pronounced";
  if (below_note_line(owner)) return "lines that part notes from the text";
  if (root == "worksheet" && name == "f") return "formulas of names, rules and tables";  // of sparklines and rules
  if (root == "worksheet" && name == "id") return settings;
  return nullptr;
}

}  // namespace assay
