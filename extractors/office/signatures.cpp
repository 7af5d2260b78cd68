#include "extractors/office/signatures.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>

#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr std::size_t most_read = 20;     // parts with signatures
constexpr std::size_t longest_time = 40;  // a longer text is none
constexpr std::string_view of_ooxml = "_xmlsignatures/", of_odf = "META-INF/documentsignatures.xml";

struct Found {
  int count = 0;
  std::string time;  // of the first that has one, as it is written
};

void look_at(pugi::xml_node root, Found& found) {
  root.find_node([&](pugi::xml_node node) {
    const auto name = local_name(node);
    found.count += name == "Signature";
    const bool time = name == "date" || (name == "Value" && local_name(node.parent()) == "SignatureTime");
    const std::string_view written = node.text().as_string();
    if (time && found.time.empty() && written.size() <= longest_time) found.time = written;
    return false;
  });
}

}  // namespace

void note_signatures(Package& package) {
  Found found;
  std::size_t read = 0;
  for (const std::string& name : package.names()) {
    const bool signature = name == of_odf || (name.starts_with(of_ooxml) && name.ends_with(".xml"));
    if (!signature || ++read > most_read) continue;
    pugi::xml_document tree;
    if (parse_part(package, name, tree)) look_at(tree, found);
  }
  if (found.count == 0) return;
  package.note("format.signed", Severity::info,
               fmt::format("The document is signed digitally ({} signature(s)); whether they hold was not checked.",
                           found.count),
               found.time.empty() ? std::string() : "signed " + found.time, {});
}

}  // namespace assay::office
