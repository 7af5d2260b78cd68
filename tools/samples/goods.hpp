// What the companies of the samples sell.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace assay::samples {

struct Article {
  std::string_view name, unit;
  int price;  // hundredths, in 2021
};

struct Family {
  std::string_view key, title, prefix;
  std::array<Article, 14> articles;
};

const Family& family_of(std::string_view key);  // std::logic_error for an unknown key
std::span<const Family> english_families();
std::span<const Family> offered_in(std::string_view language);

int price_in(const Article& article, int year);  // hundredths; from 2021 on

}  // namespace assay::samples
