// Small tools of the measurers: characters and words of UTF-8 text, shortened evidence.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "rules/core/measure.hpp"

namespace assay {

inline constexpr std::size_t evidence_characters = 200;

// Code points in order; an invalid byte is U+FFFD.
void for_each_character(std::string_view text, const std::function<void(char32_t)>& visit);
std::u32string to_characters(std::string_view text);
std::string to_utf8(std::u32string_view characters);

bool is_letter(char32_t c);
bool is_digit(char32_t c);  // decimal, of any script
bool is_space(char32_t c);
std::string lower(std::string_view text);  // full case folding, locale independent

// Runs between white space, views into the text.
std::vector<std::string_view> tokens(std::string_view text);
std::vector<std::string_view> lines(std::string_view text);  // not empty ones, trimmed
std::string_view trimmed(std::string_view text);

// White space runs made one space, at most `limit` characters, "…" where it was cut.
std::string shortened(std::string_view text, std::size_t limit = evidence_characters);
// The text around [begin, begin + length), for evidence.
std::string around(std::string_view text, std::size_t begin, std::size_t length, std::size_t context = 40);

// The visible running text: blocks that stand in plain_text() and are no tables.
bool is_running_text(const Block& block);
std::string running_text(const Document& document);

// "B7" in the coordinates of the sheet when the table's range says where it starts.
std::string cell_name(const Table& table, int row, int column);
Place cell_place(const Table& table, int row, int column);

Measure document_measure(std::string_view name, double value, double n, Place place = {},
                         std::string_view evidence = {});

}  // namespace assay
