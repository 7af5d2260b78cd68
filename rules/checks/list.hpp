// Every rule of this folder by name; list.cpp puts them in order.
#pragma once

#include "rules/core/rule.hpp"

namespace assay {

std::span<const Rule* const> notice_rules();  // one for each code that extractors are known to give
const Rule& other_notices();
std::span<const Rule* const> collection_rules();  // rules/collection/rules.cpp

const Rule& blank_pages();
const Rule& printed_page_without_text();
const Rule& reading_errors();
const Rule& image_pages();
const Rule& garbled_characters();
const Rule& mojibake();

}  // namespace assay
