#include "extractors/rtf/rtf_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::rtf {
namespace {

template <class V, std::size_t N>
const V* find(const std::array<std::pair<std::string_view, V>, N>& table, std::string_view word) {
  const auto found = std::find_if(table.begin(), table.end(), [word](const auto& item) { return item.first == word; });
  return found == table.end() ? nullptr : &found->second;
}

using enum Destination;

constexpr auto destinations = std::to_array<std::pair<std::string_view, Destination>>({
    {"fonttbl", fonts},
    {"stylesheet", styles},
    {"revtbl", authors},
    {"info", through},
    {"title", collect},
    {"subject", collect},
    {"author", collect},
    {"keywords", collect},
    {"company", collect},
    {"atnauthor", collect},
    {"header", header},
    {"headerl", header},
    {"headerr", header},
    {"headerf", header},
    {"footer", footer},
    {"footerl", footer},
    {"footerr", footer},
    {"footerf", footer},
    {"footnote", footnote},
    {"annotation", comment},
    {"listtext", mark},
    {"pntext", mark},
    {"shpinst", through},
    {"do", through},
    {"upr", through},
    {"ud", flow},
    {"shptxt", text_box},
    {"dptxbxtext", text_box},
    {"fldrslt", flow},
    {"result", flow},
    {"nesttableprops", flow},
    {"moMath", flow},
    {"mmath", flow},
    {"pict", skip},
    {"nonshppict", skip},
    {"shprslt", skip},
    {"shppict", through},
    {"sp", through},
    {"objdata", skip},
    {"objclass", skip},
    {"objname", skip},
    {"colortbl", skip},
    {"filetbl", skip},
    {"listtable", skip},
    {"listoverridetable", skip},
    {"listtables", skip},
    {"rsidtbl", skip},
    {"generator", skip},
    {"fldinst", code},
    {"formfield", skip},
    {"bkmkstart", skip},
    {"bkmkend", skip},
    {"xe", skip},
    {"tc", skip},
    {"rxe", skip},
    {"txe", skip},
    {"pn", skip},
    {"pnseclvl", skip},
    {"ftnsep", skip},
    {"ftnsepc", skip},
    {"ftncn", skip},
    {"aftnsep", skip},
    {"aftnsepc", skip},
    {"aftncn", skip},
    {"atnid", skip},
    {"atndate", skip},
    {"atnref", skip},
    {"atnparent", skip},
    {"atrfstart", skip},
    {"atrfend", skip},
    {"template", skip},
    {"operator", skip},
    {"doccomm", skip},
    {"category", skip},
    {"manager", skip},
    {"hlinkbase", skip},
    {"comment", skip},
    {"creatim", through},
    {"revtim", through},
    {"printim", skip},
    {"buptim", skip},
    {"background", skip},
    {"themedata", skip},
    {"colorschememapping", skip},
    {"latentstyles", skip},
    {"datastore", skip},
    {"datafield", skip},
    {"userprops", skip},
    {"nonesttables", skip},
    {"mmathPict", skip},
    {"mmathPr", skip},
    {"ctrlPr", skip},
    {"htmltag", skip},
    {"mhtmltag", skip},
    {"panose", skip},
    {"falt", skip},
    {"fontemb", skip},
    {"passwordhash", skip},
    {"xmlnstbl", skip},
    {"wgrffmtfilter", skip},
});

constexpr auto texts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"tab", "\t"},
    {"line", "\n"},
    {"lbr", "\n"},
    {"emdash", "\u2014"},
    {"endash", "\u2013"},
    {"emspace", "\u2003"},
    {"enspace", "\u2002"},
    {"qmspace", "\u2005"},
    {"bullet", "\u2022"},
    {"lquote", "\u2018"},
    {"rquote", "\u2019"},
    {"ldblquote", "\u201c"},
    {"rdblquote", "\u201d"},
    {"zwj", "\u200d"},
    {"zwnj", "\u200c"},
});

constexpr auto charsets = std::to_array<std::pair<int, int>>({
    {0, 1252},   {2, 42},     {77, 10000}, {78, 10001}, {79, 10003}, {80, 10008}, {81, 10002}, {83, 10005},
    {84, 10004}, {85, 10006}, {86, 10081}, {87, 10021}, {88, 10029}, {89, 10007}, {128, 932},  {129, 949},
    {130, 1361}, {134, 936},  {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
    {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850},
});

}  // namespace

std::optional<Destination> destination_of(std::string_view word) {
  const Destination* found = find(destinations, word);
  return found ? std::optional(*found) : std::nullopt;
}

std::string_view text_of(std::string_view word) {
  const std::string_view* found = find(texts, word);
  return found ? *found : std::string_view();
}

int code_page_of_charset(int charset) {
  const auto found =
      std::find_if(charsets.begin(), charsets.end(), [charset](const auto& item) { return item.first == charset; });
  return found == charsets.end() ? 0 : found->second;
}

}  // namespace assay::rtf
