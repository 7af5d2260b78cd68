// The report as one page: no script, no request to anywhere, style and plots inside; readable on paper and on a phone.
//
// Its size does not grow with the corpus: aggregates, the worst documents and the first of the unread; what is left out
// is counted, and stands in the workbook. All text of documents is escaped and shortened.
#pragma once

#include <iosfwd>
#include <string>

#include "pipeline/profile/comparison.hpp"
#include "pipeline/report/report.hpp"

namespace SQLite {
class Database;
}

namespace assay {

void write_html(SQLite::Database& database, const Comparison& comparison, std::ostream& out,
                const PictureOf& picture_of = {});

// The workbook lies beside the page.
inline constexpr const char* workbook_link = "<a href=\"report.xlsx\">report.xlsx</a>";

// Parts of it, in html_details.cpp.
std::string html_link(const DocumentRef& document);
std::string html_strata(const Comparison& comparison);
std::string html_map(const Coverage& coverage);  // html_map.cpp
std::string html_measures(const Comparison& comparison);
std::string html_categories(const Comparison& comparison);
std::string html_transfers(const Comparison& comparison);  // html_transfers.cpp
std::string html_rules(const Comparison& comparison);
std::string html_glossary(const Comparison& comparison);
std::string html_change(const RunChange& change);  // html_change.cpp
// In html_documents.cpp.
std::string html_worst(SQLite::Database& database, const Comparison& comparison, const PictureOf& picture_of);
std::string html_unread(SQLite::Database& database, const Comparison& comparison);

}  // namespace assay
