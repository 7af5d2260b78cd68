// What fit_tables.py reads of one document: its tables with their cells and signals, as JSON.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "extractors/core/document.hpp"

namespace assay {

// The signals of the n-th table of a page (from 1), which the page holds under "table.n.".
nlohmann::json signals_of(const std::map<std::string, double>& of_page, int n);

nlohmann::json found_table(const Table& table, bool from_image, const nlohmann::json& signals);

}  // namespace assay
